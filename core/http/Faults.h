// Every error of the client, in one place: its kind, its sentence, its hint; redacted. A value; any thread.
#pragma once

#include "base/Error.h"
#include "http/Credentials.h"
#include "http/Proxy.h"
#include "http/Redactor.h"

#include <QDateTime>
#include <QNetworkReply>
#include <QUrl>

#include <chrono>

namespace lockkeeper::http {

// What was asked, for the error that tells of it.
struct Asked
{
    QUrl url;
    QString endpoint;
};

class Faults final
{
public:
    explicit Faults(Credentials credentials, Proxy proxy = {});
    void setCredentials(const Credentials &credentials); // the old ones are still not repeated

    [[nodiscard]] Error notAnAddress(const Asked &asked) const;
    [[nodiscard]] Error unknownMethod(const Asked &asked, const QByteArray &method) const;

    // `detail` is Qt's own text; only said where ours would tell less (certificates).
    [[nodiscard]] Error broken(const Asked &asked, QNetworkReply::NetworkError error,
                               const QString &detail) const;
    [[nodiscard]] Error timedOut(const Asked &asked, std::chrono::milliseconds timeout) const;
    [[nodiscard]] Error tooLarge(const Asked &asked, int status, qint64 maxBytes) const;
    [[nodiscard]] Error undecodable(const Asked &asked, int status) const;

    [[nodiscard]] Error badRedirect(const Asked &asked, int status) const;
    [[nodiscard]] Error tooManyRedirects(const Asked &asked, int status, int limit) const;

    // A status that is neither a success, a redirect nor a limit. `message`: the remote's own words, may be
    // empty.
    [[nodiscard]] Error status(const Asked &asked, int status, const QString &message, bool tokenSent) const;
    [[nodiscard]] Error limited(const Asked &asked, const QDateTime &until, int status) const;

private:
    [[nodiscard]] Error make(ErrorKind kind, const Asked &asked, const QString &text,
                             const QString &hint = {}, int status = 0) const;
    [[nodiscard]] Error refused(const Asked &asked, bool tokenSent) const;
    [[nodiscard]] QString tokenHint(const QString &endpoint) const;

    Credentials m_credentials;
    Proxy m_proxy;
    Redactor m_redactor;
};

} // namespace lockkeeper::http
