// A request and its answer, as values.
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

#include <memory>

namespace lockkeeper::http {

class Activity;

using Headers = QList<QPair<QByteArray, QByteArray>>;

// The first header of that name (case-insensitive, RFC 9110), empty if there is none.
[[nodiscard]] QByteArray header(const Headers &headers, const char *name);

struct Request
{
    QUrl url;
    QString endpoint; // name in Endpoints: its pace, its credential
    QByteArray method = "GET";
    QByteArray body;                    // for POST
    Headers headers;                    // never Authorization: that is the client's business
    QByteArray etag;                    // sent as If-None-Match where not empty
    qint64 maxBytes = 32 * 1024 * 1024; // a larger body is refused while it comes in
    // Asks for the body as it is (Accept-Encoding: identity): an answer then names its length, and one that
    // was cut short is noticed whatever its type. A remote may compress it all the same; it is not unpacked.
    bool uncompressed = false;
    // For 5xx and broken connections; 0: as often as the client is configured. Whoever tries less often than
    // that does not make others believe that the host is missing.
    int tries = 0;
    std::shared_ptr<Activity> activity; // counted there; may be null
};

struct Response
{
    int status = 0; // 200 … 299, or 304
    QUrl url;       // that answered, after redirects
    QUrl movedTo;   // target of a permanent redirect (301, 308) of the first hop; empty if there was none
    Headers headers;
    // Unpacked. Whole if it is JSON, or neither compressed nor chunked; else see Completeness.h: Qt 6.4 may
    // not notice that the connection was cut, so the reader of another format must notice a missing end.
    QByteArray body;

    [[nodiscard]] bool notModified() const { return status == 304; }
    [[nodiscard]] QByteArray header(const char *name) const { return http::header(headers, name); }
};

} // namespace lockkeeper::http
