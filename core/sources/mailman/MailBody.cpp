#include "sources/mailman/MailBody.h"

#include "base/Text.h"
#include "sources/mailman/Addresses.h"
#include "sources/mailman/Charsets.h"
#include "sources/mailman/HtmlTokens.h"
#include "sources/mailman/Mbox.h"
#include "sources/mailman/TransferEncodings.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype bodyLimit = 10'000;     // characters; KNOWLEDGE_DB, "Size limits on text"
constexpr qsizetype readLimit = 256 * 1024; // bytes of a part
constexpr int deepest = 8;                  // multiparts within multiparts
constexpr std::size_t mostParts = 100;      // of a multipart

// What is read of a part, without half a character of UTF-8 at its end.
QByteArrayView firstOf(QByteArrayView body)
{
    if (body.size() <= readLimit)
        return body;
    qsizetype end = readLimit;
    while (end > readLimit - 4 && (static_cast<unsigned char>(body.at(end)) & 0xc0U) == 0x80U)
        --end;
    return body.first(end);
}

QString decodedPart(const MailHeaders &part, const QByteArray &charset)
{
    const QByteArrayView raw = firstOf(part.body());
    const QByteArray encoding = part.value("content-transfer-encoding").toLower();
    const QByteArray named = parameter(part.value("content-type"), "charset");
    const QByteArray &used = named.isEmpty() ? charset : named;
    if (encoding == "base64")
        return decodeText(fromBase64(raw), used);
    if (encoding == "quoted-printable")
        return decodeText(fromQuotedPrintable(raw), used);
    return decodeText(raw, used);
}

// Where a line begins with `boundary`, from there on; -1 if none does.
qsizetype nextBoundary(QByteArrayView body, const QByteArray &boundary, qsizetype from)
{
    if (from == 0 && body.startsWith(boundary))
        return 0;
    const qsizetype found = body.indexOf('\n' + boundary, std::max<qsizetype>(0, from - 1));
    return found < 0 ? -1 : found + 1;
}

// The parts between the boundary's lines; a message that was cut has no closing one.
std::vector<QByteArrayView> partsOf(QByteArrayView body, const QByteArray &name)
{
    std::vector<QByteArrayView> parts;
    const QByteArray boundary = "--" + name;
    qsizetype at = nextBoundary(body, boundary, 0);
    while (at >= 0 && parts.size() < mostParts) {
        const QByteArrayView rest = body.sliced(at + boundary.size());
        const qsizetype lineEnd = rest.indexOf('\n');
        if (rest.startsWith("--") || lineEnd < 0)
            break;
        const qsizetype begin = at + boundary.size() + lineEnd + 1;
        at = nextBoundary(body, boundary, begin);
        parts.push_back(body.sliced(begin, (at < 0 ? body.size() : at) - begin));
    }
    return parts;
}

struct Found
{
    std::optional<QString> plain;
    std::optional<QString> html;
};

void search(const MailHeaders &part, const QByteArray &charset, int depth, Found &found)
{
    const QByteArray type = part.value("content-type");
    const QByteArray media = mediaType(type);
    const QByteArray boundary = parameter(type, "boundary");
    if (media.startsWith("multipart/") && !boundary.isEmpty() && depth < deepest) {
        for (const QByteArrayView inner : partsOf(part.body(), boundary)) {
            search(MailHeaders(inner), charset, depth + 1, found);
            if (found.plain)
                return;
        }
    } else if (media.isEmpty() || !media.contains('/') || media == "text/plain") {
        found.plain = decodedPart(part, charset);
    } else if (media == "text/html" && !found.html) {
        found.html = plainText(decodedPart(part, charset));
    } else if (media.startsWith("text/") && !found.html) {
        found.html = decodedPart(part, charset);
    }
}
} // namespace

QString mailText(const MailHeaders &mail, const QByteArray &charset)
{
    Found found;
    search(mail, charset, 0, found);
    return found.plain ? *found.plain : found.html.value_or(QString());
}

QString storedBody(const QString &text)
{
    QString body = cleaned(text);
    body.replace("\r\n"_L1, "\n"_L1);
    body.replace(u'\r', u'\n');
    qsizetype begin = 0; // of the first line that is not blank
    for (qsizetype i = 0; i < body.size() && body.at(i).isSpace(); ++i) {
        if (body.at(i) == u'\n')
            begin = i + 1;
    }
    qsizetype end = body.size();
    while (end > begin && body.at(end - 1).isSpace())
        --end;
    body = withoutFromQuotes(body.mid(begin, end - begin));
    return cutTo(maskAddresses(body), bodyLimit);
}

} // namespace lockkeeper::sources::mailman
