#include "text/python/LineScanner.h"

namespace lockkeeper::text {

namespace {
// Letters and digits change tokens where they meet ("1if"), so they are of two kinds; spaces are none.
enum class Kind { Space, Letter, Digit, Sign };

Kind kindOf(char c)
{
    if (c == ' ' || c == '\t' || c == '\f')
        return Kind::Space;
    if (c >= '0' && c <= '9')
        return Kind::Digit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
        return Kind::Letter;
    return Kind::Sign; // each a token of its own, a byte of other scripts, too
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

// The name behind "class ".
QByteArray nameIn(QByteArrayView text)
{
    qsizetype from = 0;
    while (from < text.size() && isSpace(text.at(from)))
        ++from;
    qsizetype to = from;
    while (to < text.size() &&
           (kindOf(text.at(to)) != Kind::Sign || static_cast<signed char>(text.at(to)) < 0) &&
           !isSpace(text.at(to)))
        ++to;
    return text.sliced(from, to - from).toByteArray();
}
} // namespace

void LineScanner::advance()
{
    constexpr qsizetype tokensOfALine = 3; // its end, and an indent with its dedent
    const char c = current();
    if (c == '\n') {
        ++m_line;
        m_tokens += tokensOfALine;
    } else if (const Kind kind = kindOf(c);
               kind == Kind::Sign ||
               (kind != Kind::Space && (m_at == 0 || kindOf(m_source.at(m_at - 1)) != kind))) {
        ++m_tokens;
    }
    ++m_at;
}

void LineScanner::skipBlankAndComments()
{
    while (!atEnd()) {
        qsizetype look = m_at;
        while (look < m_source.size() && isSpace(m_source.at(look)))
            ++look;
        if (look < m_source.size() && m_source.at(look) != '\n' && m_source.at(look) != '#')
            break;
        while (!atEnd() && current() != '\n')
            advance();
        if (!atEnd())
            advance();
    }
}

// From its opening quote to behind its closing one, or to the line's end where it has none.
void LineScanner::skipString()
{
    const char quote = current();
    const QByteArray triple(3, quote);
    const bool isLong = isAt(triple);
    for (int i = 0; i < (isLong ? 3 : 1); ++i)
        advance();
    while (!atEnd()) {
        if (current() == '\\') {
            advance();
            if (!atEnd())
                advance();
        } else if (isLong && isAt(triple)) {
            for (int i = 0; i < 3; ++i)
                advance();
            return;
        } else if (!isLong && (current() == quote || current() == '\n')) {
            if (current() == quote)
                advance();
            return;
        } else {
            advance();
        }
    }
}

void LineScanner::skipLogicalLine()
{
    qsizetype brackets = 0;
    while (!atEnd()) {
        const char c = current();
        if (c == '"' || c == '\'') {
            skipString();
            continue;
        }
        if (c == '#') {
            while (!atEnd() && current() != '\n')
                advance();
            continue;
        }
        if (c == '\\') { // what is behind it does not count, an end of line least of all
            advance();
            if (!atEnd())
                advance();
            continue;
        }
        if (c == '(' || c == '[' || c == '{')
            ++brackets;
        else if (c == ')' || c == ']' || c == '}')
            brackets = qMax<qsizetype>(0, brackets - 1);
        advance();
        if (c == '\n' && brackets == 0)
            return;
    }
}

std::optional<LogicalLine> LineScanner::next()
{
    skipBlankAndComments();
    if (atEnd())
        return {};
    LogicalLine line{.offset = m_at, .line = m_line, .tokens = m_tokens, .className = {}};
    while (!atEnd() && isSpace(current()))
        advance();
    line.indent = m_at - line.offset;
    line.isDecorator = isAt("@");
    line.beginsDefinition = line.isDecorator || isAt("def ") || isAt("class ") || isAt("async def ");
    line.isClause = isAt("else") || isAt("elif") || isAt("except") || isAt("finally");
    if (isAt("class "))
        line.className = nameIn(rest().sliced(6));
    skipLogicalLine();
    return line;
}

} // namespace lockkeeper::text
