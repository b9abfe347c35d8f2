#include "text/python/CleanDoc.h"

#include <QStringList>

#include <limits>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr int tabWidth = 8;

// str.isspace(): QChar::isSpace() and the four separators of ASCII.
bool isPythonSpace(QChar c)
{
    return c.isSpace() || (c >= QChar(0x1c) && c <= QChar(0x1f));
}

qsizetype indentation(const QString &line)
{
    qsizetype count = 0;
    while (count < line.size() && isPythonSpace(line.at(count)))
        ++count;
    return count;
}

// str.expandtabs(): columns are counted in code points.
QString withoutTabs(const QString &text)
{
    if (!text.contains(u'\t'))
        return text;
    QString result;
    result.reserve(text.size() + 64);
    int column = 0;
    for (const QChar c : text) {
        if (c == u'\t') {
            const int width = tabWidth - column % tabWidth;
            result += QString(width, u' ');
            column += width;
            continue;
        }
        result += c;
        if (c == u'\n' || c == u'\r')
            column = 0;
        else if (!c.isLowSurrogate())
            ++column;
    }
    return result;
}
} // namespace

QString cleanDoc(const QString &text)
{
    QStringList lines = withoutTabs(text).split(u'\n');
    qsizetype margin = std::numeric_limits<qsizetype>::max();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype indent = indentation(lines.at(i));
        if (indent < lines.at(i).size())
            margin = qMin(margin, indent);
    }
    lines.first() = lines.first().mid(indentation(lines.first()));
    if (margin < std::numeric_limits<qsizetype>::max()) {
        for (qsizetype i = 1; i < lines.size(); ++i)
            lines[i] = lines.at(i).mid(margin);
    }
    qsizetype begin = 0;
    qsizetype end = lines.size();
    while (end > begin && lines.at(end - 1).isEmpty())
        --end;
    while (begin < end && lines.at(begin).isEmpty())
        ++begin;
    return lines.mid(begin, end - begin).join(u'\n');
}

} // namespace lockkeeper::text
