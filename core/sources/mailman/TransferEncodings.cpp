#include "sources/mailman/TransferEncodings.h"

namespace lockkeeper::sources::mailman {

namespace {
int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

// Where the line goes on if "=" at this place is a soft line break, blanks behind it included; else 0.
qsizetype behindSoftBreak(QByteArrayView text, qsizetype at)
{
    qsizetype end = at + 1;
    while (end < text.size() && end - at < 80 && (text.at(end) == ' ' || text.at(end) == '\t'))
        ++end;
    if (end < text.size() && text.at(end) == '\r')
        ++end;
    if (end >= text.size())
        return text.size();
    return text.at(end) == '\n' ? end + 1 : 0;
}
} // namespace

QByteArray fromQuotedPrintable(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '=') {
            const int high = i + 2 < text.size() ? hexDigit(text.at(i + 1)) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text.at(i + 2)) : -1;
            if (high >= 0 && low >= 0) {
                bytes += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
            if (const qsizetype next = behindSoftBreak(text, i); next > 0) {
                i = next - 1;
                continue;
            }
        }
        bytes += text.at(i);
    }
    return bytes;
}

QByteArray fromBase64(QByteArrayView text)
{
    return QByteArray::fromBase64(QByteArray::fromRawData(text.data(), text.size()));
}

} // namespace lockkeeper::sources::mailman
