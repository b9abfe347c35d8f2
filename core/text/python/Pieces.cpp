#include "text/python/Pieces.h"

#include "text/python/LineScanner.h"

#include <optional>

namespace lockkeeper::text {

namespace {
// Cuts at the last place that was found when the next one is too far.
class Cutter final
{
public:
    Cutter(const QByteArray &source, qsizetype most)
        : m_source(source)
        , m_most(most)
    {
    }

    // A place where the file may be cut. `tokens` of the file stand before it.
    struct Place
    {
        qsizetype offset = 0;
        qint64 line = 0; // before it
        qsizetype tokens = 0;
        QByteArray inClass;
    };

    void offer(const Place &place)
    {
        if (place.tokens - m_start.tokens > m_most)
            cut();
        if (place.tokens - m_start.tokens > m_most) { // it has no place to be cut at
            m_result.complete = false;
            m_start = place;
        }
        m_last = place;
    }

    [[nodiscard]] Pieces finish(const Place &end)
    {
        offer(end);
        cut();
        return std::move(m_result);
    }

private:
    void cut()
    {
        if (!m_last || m_last->offset == m_start.offset)
            return;
        const bool within = !m_start.inClass.isEmpty();
        QByteArray header = within ? "class " + m_start.inClass + ":\n" : QByteArray();
        m_result.pieces.push_back(
            {.source = header + m_source.mid(m_start.offset, m_last->offset - m_start.offset),
             .lineOffset = m_start.line - (within ? 1 : 0),
             .isStart = m_start.offset == 0});
        m_start = *m_last;
    }

    const QByteArray &m_source;
    qsizetype m_most;
    Place m_start;
    std::optional<Place> m_last;
    Pieces m_result;
};
} // namespace

Pieces piecesOf(const QByteArray &source, qsizetype most)
{
    if (source.size() <= most) // no token is shorter than a byte
        return {.pieces = {{.source = source, .lineOffset = 0, .isStart = true}}, .complete = true};
    Cutter cutter(source, most);
    QByteArray className; // that the lines are in
    qsizetype classIndent = -1;
    bool decorated = false;
    LineScanner scanner(source);
    while (const std::optional<LogicalLine> line = scanner.next()) {
        if (line->indent == 0) {
            className.clear();
            classIndent = -1;
        } else if (!className.isEmpty() && classIndent < 0) {
            classIndent = line->indent;
        }
        // Within a class only at a definition: a text there would look like the class's docstring.
        const bool inClassBody = !className.isEmpty() && line->indent == classIndent;
        const bool cuttable = line->indent == 0 ? !line->isClause : inClassBody && line->beginsDefinition;
        if (cuttable && !decorated)
            cutter.offer({.offset = line->offset,
                          .line = line->line,
                          .tokens = line->tokens,
                          .inClass = line->indent == 0 ? QByteArray() : className});
        if (line->indent == 0)
            className = line->className;
        decorated = line->isDecorator;
    }
    return cutter.finish({.offset = source.size(), .line = 0, .tokens = scanner.tokens(), .inClass = {}});
}

} // namespace lockkeeper::text
