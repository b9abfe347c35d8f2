#include "demo/HttpServer.h"

#include "demo/HttpConnection.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QUrlQuery>

#include <mutex>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keptRequests = 10'000;

} // namespace

QByteArray HttpRequest::header(const char *name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString HttpRequest::query(const char *name) const
{
    return QUrlQuery(url).queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
}

QString HttpRequest::host() const
{
    const QByteArray whole = header("Host").toLower();
    const qsizetype port = whole.lastIndexOf(':');
    return QString::fromLatin1(port > whole.lastIndexOf(']') ? whole.left(port) : whole);
}

QString HttpRequest::origin() const
{
    const QByteArray scheme = header("X-Forwarded-Proto") == "https" ? "https" : "http";
    return QString::fromLatin1(scheme + "://" + header("Host"));
}

class HttpServer::Private final
{
public:
    explicit Private(Handler userHandler)
        : handler(std::move(userHandler))
    {
    }

    HttpAnswer handle(const HttpRequest &request)
    {
        {
            const std::scoped_lock lock(mutex);
            ++count;
            log.append(request);
            if (log.size() > keptRequests)
                log.removeFirst();
        }
        return handler(request);
    }

    void listen()
    {
        QObject::connect(server, &QTcpServer::newConnection, server, [this] {
            while (QTcpSocket *socket = server->nextPendingConnection())
                new HttpConnection(
                    socket, [this](const HttpRequest &request) { return handle(request); }, server);
        });
        if (server->listen(QHostAddress::LocalHost))
            port = server->serverPort();
    }

    Handler handler;
    QThread thread;
    QTcpServer *server = nullptr; // lives on `thread` and ends with it
    quint16 port = 0;

    mutable std::mutex mutex;
    int count = 0;
    QList<HttpRequest> log;
};

HttpServer::HttpServer(Handler handler)
    : d(std::make_unique<Private>(std::move(handler)))
{
    d->thread.setObjectName(u"http-server"_s);
    d->server = new QTcpServer; // NOLINT(cppcoreguidelines-owning-memory): deleted when its thread finishes
    d->server->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, d->server, &QObject::deleteLater);
    d->thread.start();
    QMetaObject::invokeMethod(
        d->server, [this] { d->listen(); }, Qt::BlockingQueuedConnection);
}

HttpServer::~HttpServer()
{
    d->thread.quit();
    d->thread.wait();
}

QUrl HttpServer::url() const
{
    if (d->port == 0)
        return {};
    return QUrl(u"http://127.0.0.1:%1"_s.arg(d->port));
}

int HttpServer::requestCount() const
{
    const std::scoped_lock lock(d->mutex);
    return d->count;
}

QList<HttpRequest> HttpServer::requests() const
{
    const std::scoped_lock lock(d->mutex);
    return d->log;
}

void HttpServer::clearRequests()
{
    const std::scoped_lock lock(d->mutex);
    d->count = 0;
    d->log.clear();
}

} // namespace lockkeeper::demo
