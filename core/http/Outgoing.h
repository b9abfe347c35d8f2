// Makes Qt's request out of ours: the headers that go along, and those that must not. Any thread.
#pragma once

#include "http/Client.h"

#include <QNetworkRequest>

namespace lockkeeper::http {

struct Outgoing
{
    QNetworkRequest request;
    QByteArray body;
    bool tokenSent = false;
};

// Where a request goes now: after a redirect that is no longer what the source asked for.
struct Hop
{
    QUrl url;
    QByteArray body;
    bool strayed = false; // a redirect has led to another origin on the way: nothing of ours goes along but
                          // what kind of answer we accept
};
// Keys and addresses that a service takes in its query (OpenAlex "mailto" and "api_key", PubMed "email" and
// "api_key") are added here, to the form of a POST or else to the URL, so that no URL of ours holds them.
[[nodiscard]] Outgoing makeOutgoing(const ClientConfig &config, const Request &request, const Hop &hop);

// Without what makeOutgoing() adds: a redirect may have carried it along.
[[nodiscard]] QUrl withoutParameters(const QUrl &url, const QString &endpoint);

// "Lockkeeper/0.1.0 (+contact)"
[[nodiscard]] QByteArray userAgent(const QString &contact);

} // namespace lockkeeper::http
