#include "community/YamlScalar.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
// What has no form but an escape, or one that a reader or an editor may make something else of: controls (but
// for a line feed), the line ends that only YAML 1.1 knows, invisible marks.
bool mustBeEscaped(QChar c)
{
    const char16_t code = c.unicode();
    return code < 0x20 || (code >= 0x7F && code <= 0xA0) || code == 0x2028 || code == 0x2029 ||
           code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

bool hasEscapes(const QString &text)
{
    return std::any_of(text.begin(), text.end(), mustBeEscaped);
}

// What a reader of YAML 1.1 or 1.2 makes a number, a time, a truth value or nothing of.
bool isOtherType(const QString &text)
{
    static const QRegularExpression number(u"\\A[-+.]?[0-9][0-9a-fA-FxXoO_.,:eE+-]*\\z"_s);
    static const QRegularExpression word(
        u"\\A(?:y|n|yes|no|true|false|on|off|null|~|=|<<|[-+]?\\.inf|\\.nan)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return number.match(text).hasMatch() || word.match(text).hasMatch() ||
           (text.at(0).isDigit() && text.contains(u':'));
}

bool canBePlain(const QString &text)
{
    if (text.isEmpty() || hasEscapes(text))
        return false;
    const QChar first = text.at(0);
    const bool goodStart = first.isLetterOrNumber() || first.isSurrogate() || "_/(."_L1.contains(first);
    const auto isMark = [](QChar c) {
        return QStringView(u",[]{}#\"'`\\").contains(c);
    };
    return goodStart && !text.at(text.size() - 1).isSpace() && !text.endsWith(u':') &&
           !text.contains(": "_L1) && !text.startsWith("..."_L1) &&
           !std::any_of(text.begin(), text.end(), isMark) && !isOtherType(text);
}

QByteArray inDoubleQuotes(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' + QString(c);
        else if (c == u'\n')
            result += "\\n"_L1;
        else if (c == u'\t')
            result += "\\t"_L1;
        else if (mustBeEscaped(c))
            result += "\\u"_L1 + QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            result += c;
    }
    return '"' + result.toUtf8() + '"';
}

// A block's lines must not need escapes, and not begin with what would be taken for indentation.
bool fitsBlock(const QStringList &lines)
{
    const auto fits = [](const QString &line) {
        return !hasEscapes(line) && line.trimmed().isEmpty() == line.isEmpty();
    };
    return !lines.first().isEmpty() && !lines.last().isEmpty() && !lines.first().at(0).isSpace() &&
           std::all_of(lines.begin(), lines.end(), fits);
}

QByteArray block(const char *header, const QStringList &lines, const QByteArray &indent,
                 const QByteArray &newline)
{
    QByteArray result = header;
    for (const QString &line : lines)
        result += newline + (line.isEmpty() ? QByteArray() : indent + line.toUtf8());
    return result;
}
} // namespace

QByteArray yamlScalar(const QString &text, Quote wanted)
{
    if (wanted == Quote::Number || (wanted == Quote::Plain && canBePlain(text)))
        return text.toUtf8();
    if (wanted == Quote::Single && !hasEscapes(text))
        return '\'' + QString(text).replace(u'\'', "''"_L1).toUtf8() + '\'';
    return inDoubleQuotes(text);
}

QByteArray yamlBlock(const QString &text, const QByteArray &indent, const QByteArray &newline)
{
    const QStringList lines = text.split(u'\n');
    return fitsBlock(lines) ? block("|-", lines, indent, newline) : inDoubleQuotes(text);
}

QByteArray yamlFolded(const QString &text, const QByteArray &indent, const QByteArray &newline,
                      qsizetype width)
{
    // Several spaces in a row would be one after folding.
    if (!fitsBlock({text}) || text.contains("  "_L1) || text.contains(u'\n'))
        return yamlBlock(text, indent, newline);
    QStringList lines;
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (lines.isEmpty() || lines.last().size() + 1 + word.size() > width)
            lines.append(word);
        else
            lines.last() += u' ' + word;
    }
    return block(">-", lines, indent, newline);
}

} // namespace lockkeeper::community
