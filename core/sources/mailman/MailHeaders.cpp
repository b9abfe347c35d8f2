#include "sources/mailman/MailHeaders.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr std::size_t mostHeaders = 500;
constexpr qsizetype mostBytes = 64 * 1024;
constexpr qsizetype mostIds = 50;
} // namespace

MailHeaders::MailHeaders(QByteArrayView message)
{
    qsizetype at = 0;
    while (at < message.size()) {
        const qsizetype newline = message.indexOf('\n', at);
        const qsizetype next = newline < 0 ? message.size() : newline + 1;
        const QByteArray line = message.sliced(at, std::min(next - at, mostBytes)).toByteArray();
        if (line.trimmed().isEmpty()) {
            at = next;
            break;
        }
        const bool folded = line.front() == ' ' || line.front() == '\t';
        const qsizetype colon = line.indexOf(':');
        if (!folded && colon <= 0)
            break; // the body begins without a blank line before it
        if (folded && !m_headers.empty())
            m_headers.back().second += ' ' + line.trimmed();
        else if (!folded && m_headers.size() < mostHeaders && at < mostBytes)
            m_headers.emplace_back(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        at = next;
        if (at > 2 * mostBytes) // no message has as many: the rest is no reading matter
            break;
    }
    m_body = message.sliced(at);
}

QByteArray MailHeaders::value(const char *name) const
{
    const auto found = std::find_if(m_headers.cbegin(), m_headers.cend(),
                                    [name](const auto &header) { return header.first == name; });
    return found == m_headers.cend() ? QByteArray() : found->second;
}

QByteArray mediaType(const QByteArray &contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.left(end)).trimmed().toLower();
}

QByteArray parameter(const QByteArray &contentType, const QByteArray &name)
{
    qsizetype at = contentType.indexOf(';');
    while (at >= 0) {
        const qsizetype equals = contentType.indexOf('=', at + 1);
        if (equals < 0)
            return {};
        const QByteArray found = contentType.mid(at + 1, equals - at - 1).trimmed().toLower();
        qsizetype begin = equals + 1;
        while (begin < contentType.size() && contentType.at(begin) == ' ')
            ++begin;
        const bool quoted = begin < contentType.size() && contentType.at(begin) == '"';
        qsizetype end = contentType.indexOf(quoted ? '"' : ';', quoted ? begin + 1 : begin);
        if (end < 0)
            end = contentType.size();
        const QByteArray text = quoted ? contentType.mid(begin + 1, end - begin - 1)
                                       : contentType.mid(begin, end - begin).trimmed();
        if (found == name)
            return text;
        at = contentType.indexOf(';', end);
    }
    return {};
}

QStringList messageIds(const QByteArray &value)
{
    QStringList ids;
    qsizetype at = value.indexOf('<');
    while (at >= 0 && ids.size() < mostIds) {
        const qsizetype end = value.indexOf('>', at);
        if (end < 0)
            break;
        const QByteArray id = value.mid(at + 1, end - at - 1).simplified();
        if (!id.isEmpty() && id.size() <= longestId)
            ids.append(QString::fromUtf8(id));
        at = value.indexOf('<', end);
    }
    const QByteArray bare = value.trimmed();
    if (ids.isEmpty() && bare.size() <= longestId && bare.contains('@') && !bare.contains(' ') &&
        !bare.contains('<'))
        ids.append(QString::fromUtf8(bare));
    return ids;
}

} // namespace lockkeeper::sources::mailman
