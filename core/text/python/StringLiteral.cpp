#include "text/python/StringLiteral.h"

#include "text/python/CharacterNames.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
// Reads up to `most` digits from `at` on, and moves it behind them.
std::optional<char32_t> number(QStringView text, qsizetype &at, int most, int base)
{
    qsizetype end = at;
    char32_t value = 0;
    while (end < text.size() && end - at < most) {
        const char16_t c = text.at(end).toLower().unicode();
        const int digit = c >= u'0' && c <= u'9' ? c - u'0' : c >= u'a' && c <= u'f' ? c - u'a' + 10 : base;
        if (digit >= base || text.at(end).unicode() > 0x7f)
            break;
        value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
        ++end;
    }
    const bool complete = base == 8 ? end > at : end - at == most;
    if (!complete || value > QChar::LastValidCodePoint)
        return {};
    at = end;
    return value;
}

// The {NAME} behind \N.
std::optional<char32_t> named(QStringView text, qsizetype &at)
{
    constexpr qsizetype longestName = 100; // Unicode's longest has 83 characters
    if (at >= text.size() || text.at(at) != u'{')
        return {};
    const qsizetype end = text.mid(at, longestName + 2).indexOf(u'}');
    if (end < 0)
        return {};
    const std::optional<char32_t> character = characterByName(text.mid(at + 1, end - 1).toLatin1());
    if (character)
        at += end + 1;
    return character;
}

std::optional<char32_t> simple(QChar c)
{
    switch (c.unicode()) {
    case u'\\':
    case u'\'':
    case u'"':
        return c.unicode();
    case u'a':
        return U'\a';
    case u'b':
        return U'\b';
    case u'f':
        return U'\f';
    case u'n':
        return U'\n';
    case u'r':
        return U'\r';
    case u't':
        return U'\t';
    case u'v':
        return U'\v';
    default:
        return {};
    }
}

// The character an escape stands for; `at` is behind the backslash, and is moved behind the escape.
std::optional<char32_t> escaped(QStringView text, qsizetype &at)
{
    const QChar c = text.at(at);
    if (c >= u'0' && c <= u'7')
        return number(text, at, 3, 8);
    qsizetype behind = at + 1;
    std::optional<char32_t> character = simple(c);
    if (c == u'x')
        character = number(text, behind, 2, 16);
    else if (c == u'u')
        character = number(text, behind, 4, 16);
    else if (c == u'U')
        character = number(text, behind, 8, 16);
    else if (c == u'N')
        character = named(text, behind);
    if (character)
        at = behind;
    return character;
}

void append(QString &text, char32_t character)
{
    if (QChar::requiresSurrogates(character)) {
        text += QChar(QChar::highSurrogate(character));
        text += QChar(QChar::lowSurrogate(character));
    } else { // a lone surrogate, too: Python's strings can hold one
        text += QChar(static_cast<char16_t>(character));
    }
}

QString unescaped(const QString &content)
{
    QString result;
    result.reserve(content.size());
    qsizetype at = 0;
    while (at < content.size()) {
        const qsizetype backslash = content.indexOf(u'\\', at);
        if (backslash < 0 || backslash + 1 == content.size())
            break;
        result += QStringView(content).mid(at, backslash - at);
        at = backslash + 1;
        if (content.at(at) == u'\n') // the line goes on
            ++at;
        else if (const std::optional<char32_t> character = escaped(content, at))
            append(result, *character);
        else
            result += u'\\';
    }
    result += QStringView(content).mid(at);
    return result;
}
} // namespace

std::optional<QString> evaluateLiteral(QStringView prefix, const QString &content)
{
    if (prefix.isEmpty() || prefix.compare(u"u", Qt::CaseInsensitive) == 0)
        return content.contains(u'\\') ? unescaped(content) : content;
    if (prefix.compare(u"r", Qt::CaseInsensitive) == 0)
        return content;
    return {};
}

} // namespace lockkeeper::text
