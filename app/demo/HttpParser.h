// Reads HTTP/1.1 requests out of the bytes of one connection, however they are cut and however many come at
// once (RFC 9112). Any thread; no I/O.
#pragma once

#include "demo/HttpServer.h"

#include <QByteArray>

#include <optional>

namespace lockkeeper::demo {

class HttpParser final
{
public:
    static constexpr qsizetype maxHead = 64 * 1024; // request line and headers
    static constexpr qsizetype maxBody = 16 * 1024 * 1024;

    void feed(const QByteArray &bytes) { m_buffer += bytes; }

    // The next complete request; nothing while it is still coming, or once badStatus() is set.
    [[nodiscard]] std::optional<HttpRequest> next();

    // The status that refuses what came (400, 413, 431, 501), 0 as long as all is well. Nothing can follow
    // it.
    [[nodiscard]] int badStatus() const { return m_badStatus; }

    // Whether the request last returned asked for the connection to end with its answer.
    [[nodiscard]] bool closeAfter() const { return m_closeAfter; }

private:
    [[nodiscard]] bool readHead();
    [[nodiscard]] bool readRequestLine(const QByteArray &line);
    [[nodiscard]] bool readHeader(const QByteArray &line);
    [[nodiscard]] bool readBodyLength();
    bool refuse(int status);

    QByteArray m_buffer;
    HttpRequest m_request;
    qsizetype m_bodyLength = 0;
    bool m_haveHead = false;
    bool m_closeAfter = false;
    int m_badStatus = 0;
};

} // namespace lockkeeper::demo
