#include "text/html/BlockWriter.h"

#include "text/html/Escape.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr int shownAtMost = 20;            // deeper quotes and lists go on at this depth
constexpr qint64 lastNumber = 999'999'999; // CommonMark: nine digits

QString withoutTrailingBlanks(QString line)
{
    while (line.endsWith(u' '))
        line.chop(1);
    return line;
}
} // namespace

void BlockWriter::push(Container container)
{
    container.flat = m_shown >= shownAtMost;
    if (!container.flat)
        ++m_shown;
    m_containers.push_back(std::move(container));
}

void BlockWriter::openQuote()
{
    push({.kind = Container::Kind::Quote, .marker = u"> "_s});
}

void BlockWriter::openList(bool ordered, qint64 start)
{
    const bool follows = m_closedList && m_closedList->depth == m_containers.size() &&
                         m_closedList->blocks == m_blocks && m_closedList->ordered == ordered;
    push({.kind = Container::Kind::List,
          .marker = {},
          .ordered = ordered,
          .otherSign = follows && !m_closedList->otherSign,
          .next = std::clamp<qint64>(start, 0, lastNumber)});
}

void BlockWriter::openItem()
{
    Container &list = m_containers.back();
    QString marker;
    if (list.ordered) {
        marker = QString::number(list.next) + (list.otherSign ? u") "_s : u". "_s);
        list.next = std::min(list.next + 1, lastNumber);
    } else {
        marker = list.otherSign ? u"* "_s : u"- "_s;
    }
    push({.kind = Container::Kind::Item, .marker = marker});
}

void BlockWriter::close()
{
    const Container container = std::move(m_containers.back());
    m_containers.pop_back();
    if (!container.flat)
        --m_shown;
    if (container.kind == Container::Kind::List && container.items > 0)
        m_closedList = ClosedList{.depth = m_containers.size(),
                                  .blocks = m_blocks,
                                  .ordered = container.ordered,
                                  .otherSign = container.otherSign};
}

void BlockWriter::paragraph(const QString &inlineMarkdown)
{
    QStringList lines = inlineMarkdown.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        lines[i] = escapedLineStart(lines.at(i));
        if (i < lines.size() - 1)
            lines[i] += "  "_L1;
    }
    block(lines);
}

void BlockWriter::heading(int level, const QString &inlineMarkdown)
{
    QString line = inlineMarkdown;
    line.replace(u'\n', u' ');
    block({QString(level, u'#') + u' ' + escapedHeading(line)});
}

void BlockWriter::code(const QString &code, const QString &language)
{
    const QString fence = fenceFor(code);
    block(QStringList{fence + language} + code.split(u'\n') + QStringList{fence});
}

void BlockWriter::rule()
{
    block({u"___"_s}); // the one rule that no list marker before it can be part of
}

void BlockWriter::table(const QStringList &lines)
{
    block(lines);
}

void BlockWriter::block(const QStringList &lines)
{
    if (!m_text.isEmpty()) {
        const bool tight = joinsTightly();
        m_text += u'\n';
        if (!tight)
            m_text += withoutTrailingBlanks(startedPrefix()) + u'\n';
    }
    m_text += nextPrefix() + lines.first();
    const QString prefix = startedPrefix();
    const QString blankPrefix = withoutTrailingBlanks(prefix);
    for (qsizetype i = 1; i < lines.size(); ++i)
        m_text += u'\n' + (lines.at(i).isEmpty() ? blankPrefix : prefix + lines.at(i));
    m_lastDepth = m_containers.size();
    ++m_blocks;
}

// Whether the next block follows without a blank line: the items of a list, and a list right below the text
// of its item. Notes where a list becomes loose, whose items then stand apart, too.
bool BlockWriter::joinsTightly()
{
    const auto isNew = [](const Container &container) {
        return container.kind != Container::Kind::List && !container.flat && !container.started;
    };
    const auto first = std::find_if(m_containers.begin(), m_containers.end(), isNew);
    if (first != m_containers.end() && first->kind == Container::Kind::Item) {
        const auto list = std::prev(first);
        if (list->items > 0)
            return !list->loose;
        const bool belowItsText =
            list != m_containers.begin() && std::prev(list)->kind == Container::Kind::Item &&
            m_lastDepth == static_cast<std::size_t>(std::distance(m_containers.begin(), list));
        if (belowItsText && (!list->ordered || first->marker.startsWith("1."_L1)))
            return true;
    }
    for (auto container = std::make_reverse_iterator(first); container != m_containers.rend(); ++container) {
        if (container->kind == Container::Kind::Item && !container->flat) {
            std::next(container)->loose = true; // the list it is an item of
            break;
        }
    }
    return false;
}

QString BlockWriter::startedPrefix() const
{
    QString prefix;
    for (const Container &container : m_containers) {
        if (container.flat || !container.started)
            continue;
        prefix += container.kind == Container::Kind::Quote ? container.marker
                                                           : QString(container.marker.size(), u' ');
    }
    return prefix;
}

QString BlockWriter::nextPrefix()
{
    QString prefix;
    for (std::size_t i = 0; i < m_containers.size(); ++i) {
        Container &container = m_containers[i];
        if (container.flat || container.kind == Container::Kind::List)
            continue;
        const bool repeated = container.kind == Container::Kind::Quote || !container.started;
        prefix += repeated ? container.marker : QString(container.marker.size(), u' ');
        if (!container.started && container.kind == Container::Kind::Item)
            ++m_containers[i - 1].items;
        container.started = true;
    }
    return prefix;
}

} // namespace lockkeeper::text
