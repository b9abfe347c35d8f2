// Makes Qt's request out of ours: the headers that go along, and those that must not. Any thread.
#pragma once

#include "http/Client.h"

#include <QNetworkRequest>

namespace lockkeeper::http {

struct Outgoing
{
    QNetworkRequest request;
    bool tokenSent = false;
};

// `url`: where it goes now, which after a redirect is not request.url. `strayed`: a redirect has led to
// another origin on the way, so nothing of ours goes along but what kind of answer we accept.
[[nodiscard]] Outgoing makeOutgoing(const ClientConfig &config, const Request &request, const QUrl &url,
                                    bool strayed);

// "Lockkeeper/0.1.0 (+contact)"
[[nodiscard]] QByteArray userAgent(const QString &contact);

} // namespace lockkeeper::http
