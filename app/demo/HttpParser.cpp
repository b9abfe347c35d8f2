#include "demo/HttpParser.h"

#include <utility>

namespace lockkeeper::demo {

std::optional<HttpRequest> HttpParser::next()
{
    if (m_badStatus != 0)
        return std::nullopt;
    if (!m_haveHead && !readHead())
        return std::nullopt;
    if (m_buffer.size() < m_bodyLength)
        return std::nullopt;

    m_request.body = m_buffer.left(m_bodyLength);
    m_buffer.remove(0, m_bodyLength);
    m_haveHead = false;
    return std::exchange(m_request, {});
}

bool HttpParser::readHead()
{
    // Empty lines before a request line are to be passed over (RFC 9112, 2.2).
    while (m_buffer.startsWith("\r\n"))
        m_buffer.remove(0, 2);

    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end > maxHead || (end < 0 && m_buffer.size() > maxHead))
        return refuse(431);
    if (end < 0)
        return false;

    const QByteArray head = m_buffer.left(end);
    m_buffer.remove(0, end + 4);
    m_request = {};

    qsizetype from = 0;
    for (bool first = true; from <= head.size(); first = false) {
        const qsizetype lineEnd = head.indexOf("\r\n", from);
        const QByteArray line = head.mid(from, lineEnd < 0 ? -1 : lineEnd - from);
        if (!(first ? readRequestLine(line) : readHeader(line)))
            return refuse(400);
        if (lineEnd < 0)
            break;
        from = lineEnd + 2;
    }
    if (!readBodyLength())
        return false;
    m_haveHead = true;
    return true;
}

bool HttpParser::readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || words.at(0).isEmpty() || !words.at(2).startsWith("HTTP/1."))
        return false;
    const QByteArray &target = words.at(1);
    // "//x" would read as a host.
    if (!target.startsWith('/') || target.startsWith("//"))
        return false;

    m_request.method = words.at(0);
    m_request.url = QUrl::fromEncoded(target, QUrl::StrictMode);
    m_closeAfter = words.at(2) == "HTTP/1.0";
    return m_request.url.isValid();
}

bool HttpParser::readHeader(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return false;
    const QByteArray name = line.left(colon);
    if (name.trimmed() != name)
        return false;
    m_request.headers.append({name, line.mid(colon + 1).trimmed()});
    return true;
}

bool HttpParser::readBodyLength()
{
    if (!m_request.header("Transfer-Encoding").isEmpty())
        return refuse(501);
    const QByteArray connection = m_request.header("Connection").toLower();
    if (connection == "close")
        m_closeAfter = true;
    else if (connection == "keep-alive")
        m_closeAfter = false;

    m_bodyLength = 0;
    const QByteArray length = m_request.header("Content-Length");
    if (length.isEmpty())
        return true;
    bool isNumber = false;
    const qlonglong bytes = length.toLongLong(&isNumber);
    if (!isNumber || length.front() < '0' || length.front() > '9') // no sign
        return refuse(400);
    if (bytes > maxBody)
        return refuse(413);
    m_bodyLength = bytes;
    return true;
}

bool HttpParser::refuse(int status)
{
    m_badStatus = status;
    m_buffer.clear();
    return false;
}

} // namespace lockkeeper::demo
