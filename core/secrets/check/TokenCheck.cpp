#include "secrets/check/TokenCheck.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace lockkeeper::secrets {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::secrets)
};

constexpr qint64 longestAnswer = 1024 * 1024;
constexpr qsizetype longestName = 100;

// The cheapest that a service answers to who has a key and refuses to who has a wrong one.
QString questionFor(Secret secret)
{
    switch (secret) {
    case Secret::GitHub:
        return u"/user"_s; // https://docs.github.com/rest/users/users
    case Secret::SemanticScholar:
        return u"/graph/v1/paper/search?query=brain&limit=1&fields=title"_s;
    case Secret::PubMed:
        return u"/einfo.fcgi?retmode=json"_s; // https://www.ncbi.nlm.nih.gov/books/NBK25497/
    case Secret::OpenAlex:
    case Secret::OpenAlexEmail:
        return u"/works?per-page=1&select=id"_s;
    case Secret::ProxyPassword:
        return u"/rate_limit"_s; // GitHub's, and it costs nothing there
    }
    return {};
}

QString limitText(const http::Response &response)
{
    bool known = false;
    const qint64 limit = response.header("x-ratelimit-limit").toLongLong(&known);
    const qint64 left = response.header("x-ratelimit-remaining").toLongLong();
    if (!known)
        return {};
    const QLocale locale;
    const qint64 reset = response.header("x-ratelimit-reset").toLongLong();
    if (reset < 1'000'000'000) // no point in time
        return Tr::tr("%1 of %2 requests are left.").arg(locale.toString(left), locale.toString(limit));
    return Tr::tr("%1 of %2 requests are left until %3.")
        .arg(locale.toString(left), locale.toString(limit),
             locale.toString(QDateTime::fromSecsSinceEpoch(reset).time(), QLocale::ShortFormat));
}

// Classic tokens tell their scopes; fine-grained ones, and those of apps, have none.
QString scopesText(const http::Response &response)
{
    for (const auto &[name, value] : response.headers) {
        if (name.compare("x-oauth-scopes", Qt::CaseInsensitive) != 0)
            continue;
        const QString scopes = QString::fromLatin1(value).trimmed().left(longestName * 3);
        return scopes.isEmpty() ? Tr::tr("It has no scopes: it may read what is public, and that is enough.")
                                : Tr::tr("Scopes: %1. To read what is public it needs none.").arg(scopes);
    }
    return Tr::tr("It tells no scopes: a fine-grained token has permissions instead.");
}

Result<QString> whatItSays(Secret secret, const http::Response &response)
{
    QStringList sentences;
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    switch (secret) {
    case Secret::GitHub: {
        const QString login = body.value("login"_L1).toString().left(longestName);
        if (login.isEmpty())
            return Error{.kind = ErrorKind::BadAnswer,
                         .text = Tr::tr("%1 does not say whose token this is.").arg(response.url.host()),
                         .hint = Tr::tr("Check the address of github on the page “Services”."),
                         .url = {}};
        sentences += Tr::tr("It is the token of %1.").arg(login);
        sentences += scopesText(response);
        break;
    }
    case Secret::ProxyPassword:
        return Tr::tr("%1 answers.").arg(response.url.host());
    case Secret::OpenAlexEmail:
        sentences += Tr::tr("%1 takes the address.").arg(response.url.host());
        break;
    default:
        // https://www.ncbi.nlm.nih.gov/books/NBK25497/: a wrong key is an error in a body of any status
        if (const QString error = body.value("error"_L1).toString(); !error.isEmpty())
            return Error{
                .kind = ErrorKind::Auth,
                .text = Tr::tr("%1 refuses the key: %2").arg(response.url.host(), error.left(longestName)),
                .hint = {},
                .url = {}};
        sentences += Tr::tr("%1 takes the key.").arg(response.url.host());
    }
    sentences += limitText(response);
    sentences.removeAll(QString());
    return sentences.join(' '_L1);
}

} // namespace

TokenCheck::TokenCheck(http::ClientConfig config, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
{
    m_config.tries = 1; // somebody waits, and can press the button again
    m_config.timeout = std::min(m_config.timeout, std::chrono::milliseconds(15'000));
    m_config.limitPatience = std::chrono::seconds(2);
}

TokenCheck::~TokenCheck() = default;

http::Client &TokenCheck::clientWith(Secret secret, const QByteArray &value)
{
    const SecretWords words = wordsOf(secret);
    m_config.credentials = {};
    if (secret == Secret::OpenAlexEmail)
        m_config.credentials.setAddress(words.endpoint, value);
    else if (secret != Secret::ProxyPassword)
        m_config.credentials.set(words.endpoint, value);
    // Each with a client of its own: no limit, pace or token of another check is in its way.
    if (secret == Secret::ProxyPassword)
        m_config.proxy.password = value;
    m_client = std::make_unique<http::Client>(m_config);
    return *m_client;
}

QFuture<Result<QString>> TokenCheck::check(Secret secret, const QByteArray &value, std::stop_token stop)
{
    http::Request request;
    request.endpoint = secret == Secret::ProxyPassword ? u"github"_s : wordsOf(secret).endpoint;
    request.url = QUrl(m_config.endpoints.url(request.endpoint).toString() + questionFor(secret));
    request.maxBytes = longestAnswer;
    return clientWith(secret, value)
        .send(request, std::move(stop))
        .then(this, [secret, value](const Result<http::Response> &answer) -> Result<QString> {
            if (!answer)
                return answer.error();
            Result<QString> said = whatItSays(secret, *answer);
            if (said)
                return said;
            Error error = said.error(); // with words of the service's
            error.text.replace(QString::fromUtf8(value), u"…"_s);
            return error;
        });
}

} // namespace lockkeeper::secrets
