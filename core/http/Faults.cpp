#include "http/Faults.h"

#include "base/Text.h"
#include "base/Time.h"
#include "http/Origin.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxMessage = 200;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::http::Client)
};

bool isProxyFault(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
}

QString brokenText(QNetworkReply::NetworkError error, const QString &host)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return Tr::tr("%1 refused the connection.").arg(host);
    case QNetworkReply::HostNotFoundError:
        return Tr::tr("The host %1 was not found.").arg(host);
    case QNetworkReply::RemoteHostClosedError:
        return Tr::tr("%1 closed the connection before its answer was complete.").arg(host);
    case QNetworkReply::SslHandshakeFailedError:
        return Tr::tr("No secure connection to %1 could be made.").arg(host);
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return Tr::tr("The network went away while %1 was asked.").arg(host);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return Tr::tr("The proxy that %1 is to be asked through does not answer.").arg(host);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Tr::tr("The proxy that %1 is to be asked through refuses the user or the password.").arg(host);
    default:
        return Tr::tr("The connection to %1 broke.").arg(host);
    }
}

} // namespace

Faults::Faults(Credentials credentials, Proxy proxy)
    : m_credentials(std::move(credentials))
    , m_proxy(std::move(proxy))
    , m_redactor(m_credentials)
{
    m_redactor.add({m_proxy.password});
}

void Faults::setCredentials(const Credentials &credentials)
{
    m_redactor.add(credentials.all());
    m_credentials = credentials;
}

Error Faults::make(ErrorKind kind, const Asked &asked, const QString &text, const QString &hint,
                   int status) const
{
    return {.kind = kind,
            .text = m_redactor.text(text),
            .hint = m_redactor.text(hint),
            .url = m_redactor.url(asked.url),
            .status = status};
}

Error Faults::notAnAddress(const Asked &asked) const
{
    return make(ErrorKind::Config, asked, Tr::tr("This is not an http or https address."),
                Tr::tr("Check the address in the community's configuration or the settings."));
}

Error Faults::unknownMethod(const Asked &asked, const QByteArray &method) const
{
    return make(ErrorKind::Internal, asked,
                Tr::tr("%1 is no request the client can send.").arg(QString::fromLatin1(method)));
}

Error Faults::broken(const Asked &asked, QNetworkReply::NetworkError error, const QString &detail) const
{
    const bool secure = error == QNetworkReply::SslHandshakeFailedError;
    const bool unreached =
        error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError;
    if (unreached && isHandedOver(m_proxy, asked.url))
        return broken(asked, QNetworkReply::ProxyConnectionRefusedError, detail);
    if (isProxyFault(error))
        return make(error == QNetworkReply::ProxyAuthenticationRequiredError ? ErrorKind::Auth
                                                                             : ErrorKind::Network,
                    asked, brokenText(error, hostOf(asked.url)), Tr::tr("Check the proxy in the settings."));
    return make(ErrorKind::Network, asked, brokenText(error, hostOf(asked.url)),
                secure ? detail : Tr::tr("Check the network connection; what is already stored stays."));
}

Error Faults::timedOut(const Asked &asked, std::chrono::milliseconds timeout) const
{
    // Seconds as the setting gives them; a part of one counts as one.
    const int seconds = static_cast<int>(std::max<std::int64_t>(1, (timeout.count() + 999) / 1000));
    return make(ErrorKind::Timeout, asked,
                Tr::tr("%1 sent nothing for %n second(s).", nullptr, seconds).arg(hostOf(asked.url)),
                Tr::tr("Try again later, or allow more time for an answer."));
}

Error Faults::tooLarge(const Asked &asked, int status, qint64 maxBytes) const
{
    const QString size = QLocale::c().formattedDataSize(maxBytes, 0);
    return make(ErrorKind::BadAnswer, asked,
                Tr::tr("The answer of %1 is larger than %2 and was not read.").arg(hostOf(asked.url), size),
                {}, status);
}

Error Faults::undecodable(const Asked &asked, int status) const
{
    return make(ErrorKind::BadAnswer, asked,
                Tr::tr("The compressed answer of %1 could not be unpacked.").arg(hostOf(asked.url)), {},
                status);
}

Error Faults::badRedirect(const Asked &asked, int status) const
{
    return make(ErrorKind::Http, asked,
                Tr::tr("%1 redirects to an address that cannot be followed.").arg(hostOf(asked.url)),
                Tr::tr("Only http and https are followed, and never from https to http."), status);
}

Error Faults::tooManyRedirects(const Asked &asked, int status, int limit) const
{
    return make(ErrorKind::Http, asked,
                Tr::tr("%1 redirects more than %n time(s).", nullptr, limit).arg(hostOf(asked.url)), {},
                status);
}

Error Faults::status(const Asked &asked, int status, const QString &message, bool tokenSent) const
{
    const QString host = hostOf(asked.url);
    switch (status) {
    case 401:
        return refused(asked, tokenSent);
    case 403:
        return make(ErrorKind::Auth, asked, Tr::tr("%1 gives no permission to read this.").arg(host),
                    tokenHint(asked.endpoint), status);
    case 404:
        return make(ErrorKind::Gone, asked,
                    Tr::tr("%1 has no such page: it does not exist or is private.").arg(host), {}, status);
    case 407:
        return make(ErrorKind::Auth, asked, brokenText(QNetworkReply::ProxyAuthenticationRequiredError, host),
                    Tr::tr("Check the proxy in the settings."), status);
    case 410:
        return make(ErrorKind::Gone, asked, Tr::tr("%1 says this was disabled or removed.").arg(host), {},
                    status);
    case 451:
        return make(ErrorKind::Gone, asked, Tr::tr("%1 blocks this for legal reasons.").arg(host), {},
                    status);
    default:
        break;
    }
    QString text = Tr::tr("%1 answered with status %2.").arg(host, QString::number(status));
    if (!message.isEmpty())
        text = Tr::tr("%1 answered with status %2: %3")
                   .arg(host, QString::number(status), cutTo(cleaned(message).simplified(), maxMessage));
    return make(ErrorKind::Http, asked, text,
                status >= 500 ? Tr::tr("The fault is the remote's; try again later.") : QString(), status);
}

Error Faults::refused(const Asked &asked, bool tokenSent) const
{
    const QString host = hostOf(asked.url);
    const QString text = tokenSent ? Tr::tr("The token for %1 was refused by %2.").arg(asked.endpoint, host)
                                   : Tr::tr("%1 asks for a token.").arg(host);
    return make(ErrorKind::Auth, asked, text, tokenHint(asked.endpoint), 401);
}

QString Faults::tokenHint(const QString &endpoint) const
{
    if (endpoint != "github"_L1)
        return Tr::tr("Check the credentials in the settings.");
    if (m_credentials.has(endpoint))
        return Tr::tr(
            "Check GITHUB_TOKEN, or the token in the settings: it may have expired or lack a permission.");
    return Tr::tr("Set GITHUB_TOKEN, or a token in the settings.");
}

Error Faults::limited(const Asked &asked, const QDateTime &until, int status) const
{
    const bool tokenHelps = asked.endpoint == "github"_L1 && !m_credentials.has(asked.endpoint);
    return make(
        ErrorKind::RateLimited, asked,
        Tr::tr("The limit of %1 is used up until %2.").arg(hostOf(asked.url), clockTime(until)),
        tokenHelps
            ? Tr::tr("Set GITHUB_TOKEN: with a token GitHub allows 5,000 requests an hour rather than 60.")
            : Tr::tr("The next sync goes on where this one stopped."),
        status);
}

} // namespace lockkeeper::http
