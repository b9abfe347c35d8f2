#include "community/YamlEditor.h"

#include "community/Excerpt.h"

#include <QCoreApplication>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
// A folded text is broken anew where the old one was, about.
constexpr qsizetype leastFoldWidth = 40;

QString dotted(const YamlPath &path)
{
    QString key;
    for (const YamlStep &step : path)
        key = step.index >= 0 ? itemKey(key, static_cast<std::size_t>(step.index)) : subKey(key, step.key);
    return key;
}

// A block's header may have a comment of its own, which stays.
QByteArray withHeaderComment(const QByteArray &block, const QByteArray &oldHeader)
{
    qsizetype comment = oldHeader.indexOf(" #");
    if (comment < 0)
        return block;
    while (comment > 0 && oldHeader.at(comment - 1) == ' ')
        --comment;
    const bool isBlock = block.startsWith('|') || block.startsWith('>');
    const qsizetype headerEnd = isBlock ? 2 : block.size();
    return block.first(headerEnd) + oldHeader.mid(comment) + block.mid(headerEnd);
}
} // namespace

YamlEditor::YamlEditor(YamlSource source)
    : m_source(std::move(source))
{
}

Result<YamlPlace> YamlEditor::mustFind(const YamlPath &path) const
{
    const Result<std::optional<YamlPlace>> found = m_source.find(path);
    if (!found)
        return found.error();
    if (!*found)
        return m_source.notEditable(m_source.whole().value);
    return **found;
}

Result<void> YamlEditor::replace(qsizetype begin, qsizetype end, const QByteArray &by)
{
    QByteArray text = m_source.text();
    text.replace(begin, end - begin, by);
    Result<YamlSource> source = YamlSource::read(text);
    if (!source)
        return m_source.notEditable(begin);
    m_source = *std::move(source);
    return {};
}

void YamlEditor::noteComment(const YamlPath &path, qsizetype behind)
{
    const QByteArray &text = m_source.text();
    const qsizetype lineEnd = text.indexOf('\n', behind);
    const QByteArray rest = text.mid(behind, lineEnd < 0 ? -1 : lineEnd - behind);
    const qsizetype mark = rest.indexOf(" #");
    if (mark < 0)
        return;
    const KeptComment kept{.key = dotted(path), .comment = QString::fromUtf8(rest.mid(mark + 2)).trimmed()};
    if (!kept.comment.isEmpty() && !m_keptComments.contains(kept))
        m_keptComments.append(kept);
}

Result<void> YamlEditor::setText(const YamlPath &path, const QString &text, Quote quote)
{
    const Result<YamlPlace> place = mustFind(path);
    if (!place)
        return place.error();
    const YamlNode &node = m_source.at(*place);
    if (node.kind == YamlNode::Kind::Null)
        return fillNull(*place, YamlPiece::ofText(text, quote));
    const Result<YamlSpan> span =
        node.kind == YamlNode::Kind::Text ? m_source.valueSpan(*place) : m_source.notEditable(place->value);
    if (!span)
        return span.error();

    noteComment(path, span->end);
    return replace(span->begin, span->end, rewritten(*place, *span, text, quote));
}

// `text` in the style of what it replaces, where that can hold it.
QByteArray YamlEditor::rewritten(const YamlPlace &place, const YamlSpan &span, const QString &text,
                                 Quote quote) const
{
    const QByteArray old = m_source.text().mid(span.begin, span.end - span.begin);
    const YamlLayout layout = m_source.layout();
    const QByteArray inner(std::max(place.column, 0) + layout.step, ' ');
    if (!m_source.at(place).plain && (old.startsWith('|') || old.startsWith('>'))) {
        const QList<QByteArray> lines = old.split('\n');
        qsizetype width = leastFoldWidth;
        for (const QByteArray &line : lines)
            width = std::max(width, line.trimmed().size());
        return withHeaderComment(old.startsWith('>') ? yamlFolded(text, inner, layout.newline, width)
                                                     : yamlBlock(text, inner, layout.newline),
                                 lines.first().trimmed());
    }
    // A comment behind it would be one of a block's lines.
    const int lastLine = m_source.lineOf(span.end - 1);
    const bool endsLine = m_source.lineBegin(lastLine) + m_source.line(lastLine).size() == span.end;
    if (text.contains(u'\n') && endsLine && !place.inFlow && place.key >= 0)
        return yamlBlock(text, inner, layout.newline);
    if (quote == Quote::Number)
        return yamlScalar(text, quote);
    return yamlScalar(text, old.startsWith('"')    ? Quote::Double
                            : old.startsWith('\'') ? Quote::Single
                                                   : Quote::Plain);
}

Result<void> YamlEditor::fillNull(const YamlPlace &entry, const YamlPiece &piece)
{
    if (entry.key < 0)
        return m_source.notEditable(entry.value);
    const Result<qsizetype> colon = m_source.behindColon(entry);
    if (!colon)
        return colon.error();
    if (entry.inFlow)
        return replace(*colon, *colon, ' ' + flowText(piece));
    const QByteArray text = behindKey(piece, entry.column, m_source.layout());
    const int line = m_source.lineOf(entry.key);
    const QByteArray rest = m_source.line(line).sliced(*colon - m_source.lineBegin(line)).toByteArray();
    // "key: ~" and "key: null" say nothing, too.
    const QByteArray said = rest.trimmed();
    const QByteArray word = said.split(' ').first();
    const bool nothing = word == "~" || word.toLower() == "null";
    const QByteArray comment = nothing ? rest.mid(rest.indexOf(word) + word.size()) : rest;
    if (!comment.trimmed().isEmpty() && !comment.trimmed().startsWith('#'))
        return m_source.notEditable(entry.key);
    const bool below = text.startsWith('\r') || text.startsWith('\n');
    return replace(*colon, *colon + rest.size(), below ? comment + text : text + comment);
}

Result<void> YamlEditor::addKey(const YamlPath &map, const QString &key, const YamlPiece &piece,
                                const QStringList &order)
{
    const Result<std::optional<YamlPlace>> found = m_source.find(map);
    if (!found)
        return found.error();
    if (!*found) // the map itself is made, around the key
        return addKey(map.first(map.size() - 1), map.last().key, YamlPiece::ofFields({{key, piece}}), order);
    const YamlPlace parent = **found;
    const YamlNode &node = m_source.at(parent);
    if (const int there = m_source.indexOf(parent, key); there >= 0) {
        const Result<YamlPlace> entry = m_source.child(parent, there);
        if (!entry)
            return entry.error();
        return m_source.at(*entry).kind == YamlNode::Kind::Null ? fillNull(*entry, piece)
                                                                : m_source.notEditable(entry->value);
    }
    if (node.kind == YamlNode::Kind::Null)
        return fillNull(parent, YamlPiece::ofFields({{key, piece}}));
    if (node.kind != YamlNode::Kind::Map || m_source.hasMerge(parent))
        return m_source.notEditable(parent.value);

    int behind = -1;
    for (const QString &other : order) {
        if (other == key)
            break;
        if (const int number = m_source.indexOf(parent, other); number >= 0)
            behind = number;
    }
    if (behind < 0)
        behind = m_source.count(parent) - 1;
    if (node.flow)
        return addInFlow(parent, behind, yamlScalar(key) + ": " + flowText(piece));
    const bool top = map.isEmpty();
    const bool apart = top && piece.kind != YamlPiece::Kind::Text && isApart(parent, behind);
    return addBeside(parent, behind, keyLines(key, piece, node.mark.byteColumn, m_source.layout()), apart);
}

Result<void> YamlEditor::removeKey(const YamlPath &map, const QString &key)
{
    const Result<YamlPlace> parent = mustFind(map);
    if (!parent)
        return parent.error();
    const int number = m_source.indexOf(*parent, key);
    if (number < 0)
        return m_source.notEditable(parent->value);
    const Result<YamlPlace> entry = m_source.child(*parent, number);
    if (!entry)
        return entry.error();
    if (Result<void> free = m_source.isFree(*entry); !free)
        return free;
    if (m_source.at(*parent).flow)
        return removeFromFlow(*parent, number);
    if (m_source.indentOf(entry->firstLine) == entry->column)
        return removeLines(*entry);
    // It stands behind its item's dash: the next key takes its place there.
    if (entry->last)
        return m_source.notEditable(entry->key);
    const Result<YamlPlace> next = m_source.child(*parent, number + 1);
    return next ? replace(entry->key, next->key, {}) : next.error();
}

Result<void> YamlEditor::addItem(const YamlPath &list, int behind, const YamlPiece &piece)
{
    const Result<YamlPlace> parent = mustFind(list);
    if (!parent)
        return parent.error();
    const YamlNode &node = m_source.at(*parent);
    if (node.kind == YamlNode::Kind::Null)
        return fillNull(*parent, YamlPiece::ofItems({piece}));
    if (node.kind != YamlNode::Kind::List)
        return m_source.notEditable(parent->value);
    if (node.flow)
        return addInFlow(*parent, behind, flowText(piece));
    return addBeside(*parent, behind, itemLines(piece, node.mark.byteColumn, m_source.layout()),
                     isApart(*parent, behind));
}

Result<YamlEditor::ItemPlace> YamlEditor::freeItem(const YamlPath &list, int number) const
{
    const Result<YamlPlace> parent = mustFind(list);
    if (!parent)
        return parent.error();
    const Result<YamlPlace> entry = m_source.child(*parent, number);
    if (!entry)
        return entry.error();
    if (const Result<void> free = m_source.isFree(*entry); !free)
        return free.error();
    return ItemPlace{.list = *parent, .item = *entry};
}

Result<void> YamlEditor::removeItem(const YamlPath &list, int number)
{
    const Result<ItemPlace> item = freeItem(list, number);
    if (!item)
        return item.error();
    const YamlPlace &parent = item->list;
    const YamlPlace &entry = item->item;
    if (m_source.at(parent).flow)
        return removeFromFlow(parent, number);
    if (m_source.count(parent) > 1)
        return removeLines(entry);
    // A block list has no form without items: its key goes, and each map that would be empty then.
    YamlPath path = list;
    while (path.size() > 1) {
        const Result<YamlPlace> above = mustFind(path.first(path.size() - 1));
        if (!above)
            return above.error();
        if (m_source.count(*above) != 1 || path.at(path.size() - 2).index >= 0)
            break;
        path.removeLast();
    }
    return removeKey(path.first(path.size() - 1), path.last().key);
}

Result<void> YamlEditor::moveItem(const YamlPath &list, int number, int behind)
{
    const Result<ItemPlace> item = freeItem(list, number);
    if (!item)
        return item.error();
    const YamlPlace &parent = item->list;
    const YamlPlace &entry = item->item;
    const int target = behind > number ? behind - 1 : behind;
    const bool isFlow = m_source.at(parent).flow;
    QByteArray taken;
    if (isFlow) {
        const Result<YamlSpan> span = m_source.flowSpan(entry);
        if (!span)
            return span.error();
        taken = m_source.text().mid(span->begin, span->end - span->begin);
    } else {
        const Lines own = ownLines(entry);
        const qsizetype begin = m_source.lineBegin(own.begin);
        taken = m_source.text().mid(begin, m_source.lineBegin(own.end) - begin);
        while (taken.endsWith('\n') || taken.endsWith('\r'))
            taken.chop(1);
    }
    const YamlSource before = m_source;
    Result<void> done = removeItem(list, number);
    const Result<YamlPlace> rest = done ? mustFind(list) : Result<YamlPlace>(done.error());
    if (rest)
        done = isFlow ? addInFlow(*rest, target, taken)
                      : addBeside(*rest, target, taken, isApart(*rest, target));
    if (!done)
        m_source = before;
    return done;
}

} // namespace lockkeeper::community
