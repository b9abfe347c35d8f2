#include "http/Redactor.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

// The parameters of the services we ask, and those of signed download links.
constexpr std::array secretNames = {"api_key"_L1,   "apikey"_L1, "key"_L1,          "token"_L1,
                                    "mailto"_L1,    "email"_L1,  "access_token"_L1, "sig"_L1,
                                    "signature"_L1, "jwt"_L1,    "secret"_L1};

bool isSecretName(const QString &name)
{
    return std::any_of(secretNames.begin(), secretNames.end(), [&](QLatin1StringView secret) {
        return name.compare(secret, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

Redactor::Redactor(const Credentials &credentials)
{
    add(credentials.all());
}

void Redactor::add(const QList<QByteArray> &secrets)
{
    for (const QByteArray &secret : secrets) {
        if (secret.isEmpty())
            continue;
        m_secrets.append(QString::fromUtf8(secret));
        m_secrets.append(QString::fromLatin1(secret.toPercentEncoding()));
    }
    m_secrets.removeDuplicates();
    // A token that is part of another must not leave the other's rest readable.
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QString Redactor::text(const QString &text) const
{
    QString result = text;
    for (const QString &secret : m_secrets)
        result.replace(secret, u"…"_s);
    return result;
}

QString Redactor::url(const QUrl &url) const
{
    QUrlQuery query;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, value] : items) {
        const QString plainName = QUrl::fromPercentEncoding(name.toUtf8());
        query.addQueryItem(name, isSecretName(plainName) ? u"…"_s : value);
    }
    QUrl shown = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    if (url.hasQuery())
        shown.setQuery(query);
    return text(shown.toString());
}

} // namespace lockkeeper::http
