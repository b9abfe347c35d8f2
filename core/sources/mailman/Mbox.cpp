#include "sources/mailman/Mbox.h"

#include "sources/mailman/MailDate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestSeparator = 400;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

QByteArrayView lineAt(QByteArrayView file, qsizetype at)
{
    const qsizetype end = file.indexOf('\n', at);
    QByteArrayView line = file.sliced(at, (end < 0 ? file.size() : end) - at);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

// "Name:" with a name of RFC 5322's printable characters.
bool isHeader(QByteArrayView line)
{
    const qsizetype colon = line.first(std::min<qsizetype>(line.size(), 80)).indexOf(':');
    return colon > 0 &&
           std::all_of(line.cbegin(), line.cbegin() + colon, [](char c) { return c > ' ' && c < 127; });
}

// A time of day and the four digits of a year, in this order or with a zone between them.
bool hasTimeAndYear(QByteArrayView line)
{
    bool time = false;
    bool year = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == ':' && i > 0 && i + 1 < line.size() && isDigit(line.at(i - 1)) &&
            isDigit(line.at(i + 1)))
            time = true;
        if (i + 4 <= line.size() && (i == 0 || line.at(i - 1) == ' ') &&
            std::all_of(line.cbegin() + i, line.cbegin() + i + 4, isDigit) &&
            (i + 4 == line.size() || line.at(i + 4) == ' '))
            year = true;
    }
    return time && year;
}

bool beginsMessage(QByteArrayView file, qsizetype at)
{
    const QByteArrayView line = lineAt(file, at);
    if (!line.startsWith("From ") || line.size() > longestSeparator || !hasTimeAndYear(line))
        return false;
    const qsizetype next = file.indexOf('\n', at);
    return next >= 0 && next + 1 < file.size() && isHeader(lineAt(file, next + 1));
}
} // namespace

std::vector<RawMail> splitMbox(QByteArrayView file)
{
    qsizetype at = 0;
    while (at < file.size() && (file.at(at) == '\n' || file.at(at) == '\r'))
        ++at;
    std::vector<RawMail> mails;
    if (at >= file.size() || !beginsMessage(file, at))
        return mails;
    while (at < file.size()) {
        const QByteArrayView separator = lineAt(file, at);
        const qsizetype begin = file.indexOf('\n', at) + 1; // there is one: a header follows
        qsizetype next = begin;
        while (true) {
            const qsizetype found = file.indexOf("\nFrom ", next);
            next = found < 0 ? file.size() : found + 1;
            if (found < 0 || beginsMessage(file, next))
                break;
        }
        mails.push_back({.separator = separator, .text = file.sliced(begin, next - begin)});
        at = next;
    }
    return mails;
}

QDateTime deliveryTime(QByteArrayView separator)
{
    // What stands before the weekday is an address, which may contain anything but two blanks in a row.
    const QString line = QString::fromLatin1(separator.first(std::min(separator.size(), longestSeparator)));
    const qsizetype date = line.indexOf("  "_L1);
    return readMailDate(date > 0 ? line.mid(date) : line.section(u' ', 2));
}

QString withoutFromQuotes(const QString &body)
{
    if (!body.contains(">From "_L1))
        return body;
    QString result;
    result.reserve(body.size());
    qsizetype at = 0;
    while (at < body.size()) {
        const qsizetype end = body.indexOf(u'\n', at);
        const qsizetype next = end < 0 ? body.size() : end + 1;
        qsizetype text = at;
        while (text < next && body.at(text) == u'>')
            ++text;
        const bool quoted = text > at && QStringView(body).sliced(text, next - text).startsWith("From "_L1);
        result += QStringView(body).sliced(quoted ? at + 1 : at, next - (quoted ? at + 1 : at));
        at = next;
    }
    return result;
}

} // namespace lockkeeper::sources::mailman
