// Where the logical lines of a Python file begin: knows strings, brackets and continued lines, and nothing
// more. For a file that is broken it may be wrong, never slow.
#pragma once

#include <QByteArray>

#include <optional>

namespace lockkeeper::text {

struct LogicalLine
{
    qsizetype offset = 0;          // of its first byte, indentation included
    qint64 line = 0;               // lines before it
    qsizetype tokens = 0;          // before it: never fewer than a parser can find there
    qsizetype indent = 0;          // bytes
    bool beginsDefinition = false; // def, class, async def, or the first decorator
    bool isDecorator = false;
    bool isClause = false; // else and the like: it belongs to the line before
    QByteArray className;  // where it begins a class
};

class LineScanner final
{
public:
    explicit LineScanner(const QByteArray &source)
        : m_source(source)
    {
    }

    // The next one that is neither blank nor a comment; nothing at the end.
    [[nodiscard]] std::optional<LogicalLine> next();
    [[nodiscard]] qsizetype tokens() const { return m_tokens; } // up to where it is

private:
    void advance(); // by one byte, counting
    void skipBlankAndComments();
    void skipString();
    void skipLogicalLine();
    [[nodiscard]] bool isAt(QByteArrayView text) const { return rest().startsWith(text); }
    [[nodiscard]] QByteArrayView rest() const { return QByteArrayView(m_source).sliced(m_at); }
    [[nodiscard]] bool atEnd() const { return m_at >= m_source.size(); }
    [[nodiscard]] char current() const { return m_source.at(m_at); }

    const QByteArray &m_source;
    qsizetype m_at = 0;
    qint64 m_line = 0;
    qsizetype m_tokens = 0;
};

} // namespace lockkeeper::text
