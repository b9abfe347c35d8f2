#include "demo/HttpConnection.h"

#include <QDateTime>
#include <QLocale>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceSize = 64 * 1024;
constexpr qint64 maxUnsent = 256 * 1024; // memory one slow client may cost
constexpr qint64 maxUnread = 1024 * 1024;

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 451:
        return "Unavailable For Legal Reasons";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

QByteArray httpDate()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
        .toLatin1();
}

QByteArray find(const HttpAnswer &answer, QByteArrayView name)
{
    for (const auto &[key, value] : answer.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool hasNoBody(int status)
{
    return status < 200 || status == 204 || status == 304;
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, Handle handle, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handle(std::move(handle))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(maxUnread);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::pump);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        deleteLater();
    else
        QTimer::singleShot(0, this, &HttpConnection::read);
}

void HttpConnection::read()
{
    // What a pipelining client sends meanwhile waits in the socket, which is bounded.
    if (m_answering)
        return;
    m_parser.feed(m_socket->readAll());
    process();
}

void HttpConnection::process()
{
    if (const auto request = m_parser.next()) {
        m_answering = true;
        const bool headOnly = request->method == "HEAD";
        const bool closeAfter = m_parser.closeAfter();
        HttpAnswer answer = m_handle(*request);
        if (answer.fault == HttpAnswer::Fault::NeverAnswer)
            return;
        const auto delay = answer.delay;
        if (delay.count() <= 0)
            return begin(answer, headOnly, closeAfter);
        QTimer::singleShot(delay, this, [this, answer = std::move(answer), headOnly, closeAfter] {
            begin(answer, headOnly, closeAfter);
        });
    } else if (m_parser.badStatus() != 0) {
        m_answering = true;
        HttpAnswer refusal;
        refusal.status = m_parser.badStatus();
        begin(refusal, false, true);
    }
}

void HttpConnection::begin(const HttpAnswer &answer, bool headOnly, bool closeAfter)
{
    using Fault = HttpAnswer::Fault;
    if (m_socket->state() != QAbstractSocket::ConnectedState) // left during the delay
        return;
    if (answer.fault == Fault::CloseBeforeAnswer) {
        m_socket->abort();
        return;
    }
    const bool endless = answer.fault == Fault::EndlessBody;
    const bool bodiless = headOnly || hasNoBody(answer.status);
    const bool half = answer.fault == Fault::CloseMidBody || answer.fault == Fault::StallMidBody;

    m_body = bodiless ? QByteArray() : answer.body;
    m_bodySent = 0;
    m_bodyEnd = half ? m_body.size() / 2 : m_body.size();
    m_endlessLeft = endless && !bodiless ? answer.endlessBytes : 0;
    const bool asksForChunks = find(answer, "Transfer-Encoding").toLower() == "chunked";
    m_chunked = asksForChunks || (endless && find(answer, "Content-Length").isEmpty());
    m_lastChunkDue = m_chunked && !bodiless && !half;
    m_stall = answer.fault == Fault::StallMidBody;
    m_close =
        closeAfter || answer.fault == Fault::CloseMidBody || find(answer, "Connection").toLower() == "close";
    m_sending = true;

    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reason(answer.status) + "\r\n";
    if (find(answer, "Date").isEmpty())
        head += "Date: " + httpDate() + "\r\n";
    for (const auto &[name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (m_chunked && !asksForChunks)
        head += "Transfer-Encoding: chunked\r\n";
    else if (!m_chunked && !hasNoBody(answer.status) && find(answer, "Content-Length").isEmpty())
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    if (m_close && find(answer, "Connection").isEmpty())
        head += "Connection: close\r\n";
    m_socket->write(head + "\r\n");
    pump();
}

QByteArray HttpConnection::nextPiece()
{
    if (m_bodySent < m_bodyEnd) {
        const QByteArray piece = m_body.mid(m_bodySent, std::min(pieceSize, m_bodyEnd - m_bodySent));
        m_bodySent += piece.size();
        return piece;
    }
    if (m_endlessLeft > 0) {
        const QByteArray piece(std::min<qint64>(pieceSize, m_endlessLeft), ' ');
        m_endlessLeft -= piece.size();
        return piece;
    }
    return {};
}

// Writes only as much as the client takes, so that a body of gigabytes costs a few hundred kilobytes.
void HttpConnection::pump()
{
    while (m_sending && m_socket->bytesToWrite() < maxUnsent) {
        const QByteArray piece = nextPiece();
        if (!piece.isEmpty()) {
            m_socket->write(m_chunked ? QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n"
                                      : piece);
            continue;
        }
        if (m_lastChunkDue)
            m_socket->write("0\r\n\r\n");
        m_sending = false;
        finishAnswer();
    }
}

void HttpConnection::finishAnswer()
{
    m_body.clear();
    if (m_stall)
        return;
    if (m_close) {
        m_socket->disconnectFromHost(); // after what is still unsent
        return;
    }
    m_answering = false;
    // Over the event loop: a hundred pipelined requests must not become a hundred stack frames.
    QTimer::singleShot(0, this, &HttpConnection::read);
}

} // namespace lockkeeper::demo
