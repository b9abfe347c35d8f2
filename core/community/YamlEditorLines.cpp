// How entries of block lists and maps come and go: as whole lines.
#include "community/YamlEditor.h"

#include <algorithm>

namespace lockkeeper::community {

namespace {
bool isFlowGap(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
} // namespace

// The comments right above an entry, at its own indentation; not those that the file begins with.
int YamlEditor::commentsBegin(const YamlPlace &entry) const
{
    int line = entry.firstLine;
    while (line > 0 && m_source.isComment(line - 1) && m_source.indentOf(line - 1) == entry.column)
        --line;
    return line == 0 ? entry.firstLine : line;
}

// Whether more entries follow below the same comment.
bool YamlEditor::headsGroup(const YamlPlace &entry) const
{
    return !entry.last && m_source.contentEnd(entry) == entry.endLine;
}

YamlEditor::Lines YamlEditor::ownLines(const YamlPlace &entry) const
{
    return {.begin = headsGroup(entry) ? entry.firstLine : commentsBegin(entry),
            .end = m_source.contentEnd(entry)};
}

Result<void> YamlEditor::insertLines(int line, const QByteArray &lines)
{
    const QByteArray newline = m_source.layout().newline;
    const qsizetype at = m_source.lineBegin(line);
    const bool open = at == m_source.text().size() && at > 0 && !m_source.text().endsWith('\n');
    return replace(at, at, open ? newline + lines : lines + newline);
}

Result<void> YamlEditor::removeLines(const YamlPlace &entry)
{
    Lines own = ownLines(entry);
    const bool blankAbove = own.begin > 0 && m_source.isBlank(own.begin - 1);
    const bool blankBelow = own.end >= m_source.lineCount() || m_source.isBlank(own.end);
    // Of two blank lines that would meet, one goes, too; so does the one above a list's last item.
    // So does the one below the first, which then began the list.
    if (blankAbove && (blankBelow || (entry.last && entry.child > 0)))
        --own.begin;
    else if (!blankAbove && blankBelow && entry.child == 0 && !entry.last)
        ++own.end;
    qsizetype begin = m_source.lineBegin(own.begin);
    const qsizetype end = m_source.lineBegin(own.end);
    const QByteArray &text = m_source.text();
    if (end == text.size() && !text.endsWith('\n') && begin > 0) {
        --begin; // the file still ends without a line end
        if (begin > 0 && text.at(begin - 1) == '\r')
            --begin;
    }
    return replace(begin, end, {});
}

// Whether an entry behind that one is to stand apart from it by a blank line, as the others do.
bool YamlEditor::isApart(const YamlPlace &parent, int behind) const
{
    const Result<YamlPlace> entry = m_source.child(parent, std::max(behind, 0));
    if (!entry)
        return false;
    const int end = m_source.contentEnd(*entry);
    if (!entry->last)
        return end < entry->endLine && m_source.isBlank(end);
    const int begin = commentsBegin(*entry);
    return parent.column < 0 || (entry->child > 0 && begin > 0 && m_source.isBlank(begin - 1));
}

Result<void> YamlEditor::addBeside(const YamlPlace &parent, int behind, const QByteArray &lines, bool apart)
{
    const Result<YamlPlace> entry = m_source.child(parent, std::max(behind, 0));
    if (!entry)
        return entry.error();
    const QByteArray newline = m_source.layout().newline;
    if (behind >= 0)
        return insertLines(m_source.contentEnd(*entry), apart ? newline + lines : lines);
    // Above the first one's comments, which may head a group.
    return insertLines(commentsBegin(*entry), apart ? lines + newline : lines);
}

Result<void> YamlEditor::addInFlow(const YamlPlace &parent, int behind, const QByteArray &text)
{
    const int count = m_source.count(parent);
    if (count == 0)
        return replace(parent.value + 1, parent.value + 1, text);
    const Result<YamlPlace> entry = m_source.child(parent, std::max(behind, 0));
    const Result<YamlSpan> span = entry ? m_source.flowSpan(*entry) : Result<YamlSpan>(entry.error());
    if (!span)
        return span.error();
    // Between two there may be a line end; it is taken over if nothing else is there.
    QByteArray between = ", ";
    if (count > 1) {
        const Result<YamlPlace> first = m_source.child(parent, 0);
        const Result<YamlPlace> second = m_source.child(parent, 1);
        const Result<YamlSpan> a = first ? m_source.flowSpan(*first) : Result<YamlSpan>(first.error());
        const Result<YamlSpan> b = second ? m_source.flowSpan(*second) : Result<YamlSpan>(second.error());
        const QByteArray gap = a && b ? m_source.text().mid(a->end, b->begin - a->end) : QByteArray();
        const bool pure =
            std::all_of(gap.begin(), gap.end(), [](char c) { return c == ',' || isFlowGap(c); });
        if (pure && gap.startsWith(',') && gap.count(',') == 1)
            between = gap;
    }
    if (behind < 0)
        return replace(span->begin, span->begin, text + between);
    return replace(span->end, span->end, between + text);
}

Result<void> YamlEditor::removeFromFlow(const YamlPlace &parent, int number)
{
    const Result<YamlPlace> entry = m_source.child(parent, number);
    const Result<YamlSpan> span = entry ? m_source.flowSpan(*entry) : Result<YamlSpan>(entry.error());
    if (!span)
        return span.error();
    qsizetype begin = span->begin;
    qsizetype end = span->end;
    const int count = m_source.count(parent);
    const auto spanOf = [&](int other) {
        const Result<YamlPlace> place = m_source.child(parent, other);
        return place ? m_source.flowSpan(*place) : Result<YamlSpan>(place.error());
    };
    // With what stands before it, as it is added; of the first, with what stands behind.
    if (number > 0) {
        const Result<YamlSpan> previous = spanOf(number - 1);
        if (!previous)
            return previous.error();
        begin = previous->end;
    } else if (count > 1) {
        const Result<YamlSpan> next = spanOf(1);
        if (!next)
            return next.error();
        end = next->begin;
    }
    // A comment in between belongs to one of both, and nobody knows to which.
    const QByteArray &text = m_source.text();
    const bool commented = text.mid(begin, span->begin - begin).contains('#') ||
                           text.mid(span->end, end - span->end).contains('#');
    if (commented)
        return m_source.notEditable(span->begin);
    if (count == 1) {
        qsizetype comma = end;
        while (comma < text.size() && isFlowGap(text.at(comma)))
            ++comma;
        if (comma < text.size() && text.at(comma) == ',')
            end = comma + 1;
    }
    return replace(begin, end, {});
}

} // namespace lockkeeper::community
