// A small HTTP/1.1 server on QTcpServer for the demo and the tests, on 127.0.0.1 and a free port, in a thread
// of its own. QHttpServer 6.4 crashes when a client leaves during a delayed answer; this one must not.
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace lockkeeper::demo {

struct HttpRequest
{
    QByteArray method;
    QUrl url; // path and query
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(const char *name) const; // case-insensitive
    [[nodiscard]] QString query(const char *name) const;     // decoded; empty if absent
    [[nodiscard]] QString host() const; // of the Host header, lower case, without the port
    // "https://api.example": scheme and host the client asked for, as a gateway before this server tells
    // them.
    [[nodiscard]] QString origin() const;
};

struct HttpAnswer
{
    // How the answer goes wrong on its way, for tests.
    enum class Fault {
        None,
        CloseBeforeAnswer, // the connection ends without a byte
        CloseMidBody, // half of the body, then the end; Content-Length names the whole, or a last chunk is
                      // due
        NeverAnswer,  // silence
        StallMidBody, // half of the body, then silence
        EndlessBody,  // `endlessBytes` of blanks after `body`; chunked unless a Content-Length header is set
    };

    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    std::chrono::milliseconds delay{0}; // before the first byte
    Fault fault = Fault::None;
    qint64 endlessBytes = 0;

    void set(const QByteArray &name, const QByteArray &value) { headers.append({name, value}); }
};

class HttpServer final
{
public:
    // Called on the server's thread, one request at a time.
    using Handler = std::function<HttpAnswer(const HttpRequest &)>;

    explicit HttpServer(Handler handler);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    [[nodiscard]] QUrl url() const;         // "http://127.0.0.1:PORT"; empty if no port could be had
    [[nodiscard]] int requestCount() const; // any thread
    [[nodiscard]] QList<HttpRequest> requests() const; // any thread; the last 10,000
    void clearRequests();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::demo
