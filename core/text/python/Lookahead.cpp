#include "text/python/Lookahead.h"

#include <algorithm>
#include <vector>

namespace lockkeeper::text {

namespace {
enum class LineKind : quint8 { Blank, Comment, Continued, Other };

// `line` has no end of line.
LineKind kindOf(QByteArrayView line, bool isContinued)
{
    const auto *const first =
        std::find_if_not(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\f'; });
    if (first == line.end())
        return LineKind::Blank;
    if (*first == '\\' && first + 1 == line.end())
        return LineKind::Continued;
    if (*first != '#')
        return LineKind::Other;
    // Behind a backslash it may belong to a string, and with three quotes end one.
    const bool mayBeText = isContinued || line.contains("\"\"\"") || line.contains("'''");
    return mayBeText ? LineKind::Other : LineKind::Comment;
}

// Runs of comments and of continued lines; a line that may end a string stays.
class RunBlanker final
{
public:
    explicit RunBlanker(const QByteArray &source)
        : m_source(source)
        , m_result(source)
    {
    }

    [[nodiscard]] QByteArray run()
    {
        bool isContinued = false;
        qsizetype at = 0;
        while (at < m_source.size()) {
            const qsizetype found = m_source.indexOf('\n', at);
            const qsizetype end = found < 0 ? m_source.size() : found;
            const QByteArrayView line = QByteArrayView(m_source).sliced(at, end - at);
            const LineKind kind = kindOf(line, isContinued);
            isContinued = line.endsWith('\\');
            if (kind == LineKind::Other)
                endRun(at);
            else if (kind != LineKind::Blank)
                ++m_length;
            at = std::min(end + 1, m_source.size());
            if (kind == LineKind::Other)
                m_start = at;
        }
        endRun(at);
        return m_result;
    }

private:
    // A form feed begins the indentation anew, as the end of the line did.
    void endRun(qsizetype end)
    {
        if (m_length > mostAhead) {
            for (qsizetype at = m_start; at < end; ++at) {
                const bool joins = m_source.at(at) == '\n' && at > m_start && m_source.at(at - 1) == '\\';
                if (joins)
                    m_result[at] = '\f';
                else if (m_source.at(at) != '\n')
                    m_result[at] = ' ';
            }
        }
        m_length = 0;
    }

    const QByteArray &m_source;
    QByteArray m_result;   // shares the source's bytes until one changes
    qsizetype m_start = 0; // of the run in hand
    int m_length = 0;      // lines of it, blank ones apart
};

// A name that could be a character's ends within so many bytes; Unicode's longest has 83.
constexpr qsizetype longestCharacterName = 100;

QByteArray withoutEndlessNames(QByteArray source)
{
    constexpr QByteArrayView opening = "\\N{";
    std::vector<qsizetype> places;
    for (qsizetype at = source.indexOf(opening); at >= 0; at = source.indexOf(opening, at + 1)) {
        if (!source.mid(at + opening.size(), longestCharacterName).contains('}'))
            places.push_back(at);
    }
    if (places.size() <= mostAhead)
        return source;
    for (const qsizetype at : places)
        source.replace(at, opening.size(), "   ");
    return source;
}
} // namespace

QByteArray withoutLongLookahead(const QByteArray &source)
{
    return withoutEndlessNames(RunBlanker(source).run());
}

} // namespace lockkeeper::text
