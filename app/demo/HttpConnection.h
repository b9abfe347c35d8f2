// One client's connection: reads a request, asks the handler, sends the answer with its delay and its fault,
// and only then reads the next. Lives on the server's thread and ends itself with its socket, so whatever is
// still pending for a client that left (a delay, a half-sent body) ends with it.
#pragma once

#include "demo/HttpParser.h"
#include "demo/HttpServer.h"

#include <QObject>

#include <functional>

class QTcpSocket;

namespace lockkeeper::demo {

class HttpConnection final : public QObject
{
public:
    using Handle = std::function<HttpAnswer(const HttpRequest &)>;

    HttpConnection(QTcpSocket *socket, Handle handle, QObject *parent);

private:
    void read();
    void process();
    void begin(const HttpAnswer &answer, bool headOnly, bool closeAfter);
    void pump();
    void finishAnswer();

    [[nodiscard]] QByteArray nextPiece();

    QTcpSocket *m_socket; // a child
    Handle m_handle;
    HttpParser m_parser;
    bool m_answering = false;

    // What is left of the answer under way.
    QByteArray m_body;
    qsizetype m_bodySent = 0;
    qsizetype m_bodyEnd = 0;
    qint64 m_endlessLeft = 0;
    bool m_chunked = false;
    bool m_lastChunkDue = false;
    bool m_stall = false; // nothing more after the body's end: no next request either
    bool m_close = false;
    bool m_sending = false;
};

} // namespace lockkeeper::demo
