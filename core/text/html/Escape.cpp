#include "text/html/Escape.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr qsizetype addressLimit = 2000;
constexpr qsizetype longestEntity = 32; // CommonMark knows none longer
constexpr int deepestHeading = 6;

QChar at(QStringView text, qsizetype index)
{
    return index >= 0 && index < text.size() ? text.at(index) : QChar();
}

// Only between letters or digits is '_' never a delimiter.
bool isWordUnderscore(QStringView text, qsizetype index)
{
    qsizetype first = index;
    while (at(text, first - 1) == u'_')
        --first;
    qsizetype last = index;
    while (at(text, last + 1) == u'_')
        ++last;
    return at(text, first - 1).isLetterOrNumber() && at(text, last + 1).isLetterOrNumber();
}

bool mayBeginEntity(QStringView text, qsizetype ampersand)
{
    qsizetype i = ampersand + 1;
    if (at(text, i) == u'#')
        ++i;
    const qsizetype end = std::min(text.size(), i + longestEntity);
    while (i < end && text.at(i).unicode() < 128 && text.at(i).isLetterOrNumber())
        ++i;
    return i == text.size() || at(text, i) == u';'; // what comes after the text may complete it
}

bool consistsOf(QStringView line, QStringView characters)
{
    return std::all_of(line.cbegin(), line.cend(), [&](QChar c) { return characters.contains(c); });
}

qsizetype longestRun(const QString &text, QChar wanted)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == wanted ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}
} // namespace

QString escapedText(QStringView text, bool beforeLink)
{
    QString result;
    result.reserve(text.size() + text.size() / 16);
    bool inWord = false; // whether the present run of '_' stands within a word: looked at once a run
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        bool special = false;
        switch (c.unicode()) {
        case u'\\':
        case u'`':
        case u'*':
        case u'[':
        case u']':
        case u'~':
        case u'|':
        case u'<': // also before a blank: some readers take `< a:>` for an address
            special = true;
            break;
        case u'_':
            if (at(text, i - 1) != u'_')
                inWord = isWordUnderscore(text, i);
            special = !inWord;
            break;
        case u'&':
            special = mayBeginEntity(text, i);
            break;
        case u'!':
            special = beforeLink && i == text.size() - 1;
            break;
        default:
            break;
        }
        if (special)
            result.append(u'\\');
        result.append(c);
    }
    return result;
}

QString escapedLineStart(const QString &line)
{
    const QChar first = at(line, 0);
    const auto blankAt = [&](qsizetype index) {
        return index >= line.size() || line.at(index).isSpace();
    };
    qsizetype place = -1; // of the character to escape
    if (first == u'>') {
        place = 0;
    } else if (first == u'#') {
        qsizetype end = 0;
        while (at(line, end) == u'#')
            ++end;
        if (end <= deepestHeading && blankAt(end))
            place = 0;
    } else if (first == u'-' || first == u'+' || first == u':') {
        if ((first != u':' && blankAt(1)) || consistsOf(line, u"-: \\|"))
            place = 0;
    } else if (first == u'=') {
        if (consistsOf(line, u"= "))
            place = 0;
    } else if (first >= u'0' && first <= u'9') {
        qsizetype end = 0;
        while (at(line, end) >= u'0' && at(line, end) <= u'9')
            ++end;
        if ((at(line, end) == u'.' || at(line, end) == u')') && blankAt(end + 1))
            place = end;
    }
    return place < 0 ? line : line.left(place) + u'\\' + line.mid(place);
}

QString escapedHeading(const QString &text)
{
    qsizetype end = text.size();
    while (end > 0 && text.at(end - 1) == u'#')
        --end;
    if (end == text.size() || (end > 0 && !text.at(end - 1).isSpace()))
        return text;
    return text.left(end) + u'\\' + text.mid(end);
}

QString codeSpan(const QString &code, bool inTable)
{
    QString text = code;
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r')
            c = u' ';
    }
    if (inTable)
        text.replace(u'|', u"\\|"_s);
    const QString fence(longestRun(text, u'`') + 1, u'`');
    const bool padded =
        text.startsWith(u'`') || text.endsWith(u'`') || (text.startsWith(u' ') && text.endsWith(u' '));
    const QString pad = padded ? u" "_s : QString();
    return fence + pad + text + pad + fence;
}

QString fenceFor(const QString &code)
{
    return QString(std::max<qsizetype>(3, longestRun(code, u'`') + 1), u'`');
}

QString escapedDestination(const QString &destination)
{
    const QString text = destination + u')'; // what follows it
    QString result;
    for (qsizetype i = 0; i < destination.size(); ++i) {
        if (text.at(i) == u'&' && mayBeginEntity(text, i))
            result += u'\\';
        result += text.at(i);
    }
    return result;
}

QString autolink(const QString &destination)
{
    if (!destination.startsWith("mailto:"_L1))
        return u'<' + destination + u'>';
    // CommonMark 0.30, "email autolink"
    static const QRegularExpression address(
        u"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"_s);
    const QString mail = destination.mid(7);
    return address.match(mail).hasMatch() ? u'<' + mail + u'>' : QString();
}

QString destination(const QString &address, const QUrl &base)
{
    static const QStringList followed{u"http"_s, u"https"_s, u"ftp"_s, u"mailto"_s};
    const QString trimmed = address.trimmed();
    if (trimmed.isEmpty() || trimmed.startsWith(u'#') || trimmed.size() > addressLimit)
        return {};
    QUrl url(trimmed, QUrl::TolerantMode);
    if (url.isRelative())
        url = base.isEmpty() ? QUrl() : base.resolved(url);
    if (!url.isValid() || !followed.contains(url.scheme()) ||
        (url.host().isEmpty() && url.scheme() != "mailto"_L1))
        return {};
    QString text = QString::fromLatin1(url.toEncoded(QUrl::RemoveUserInfo));
    text.replace(u'(', u"%28"_s).replace(u')', u"%29"_s).replace(u'<', u"%3C"_s).replace(u'>', u"%3E"_s);
    text.replace(u'|', u"%7C"_s).replace(u'\\', u"%5C"_s).replace(u' ', u"%20"_s).replace(u'`', u"%60"_s);
    return text;
}

} // namespace lockkeeper::text
