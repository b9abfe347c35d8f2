// Where a value's text ends.
#include "community/YamlScan.h"
#include "community/YamlSource.h"

#include <algorithm>

namespace lockkeeper::community {

qsizetype YamlSource::scalarEnd(const YamlNode &node, qsizetype begin, bool inFlow, int column) const
{
    const char first = begin < m_text.size() ? m_text.at(begin) : '\n';
    if (node.plain)
        return plainEnd(m_text, begin, node.text.toUtf8(), inFlow);
    if (first == '"' || first == '\'')
        return quotedEnd(m_text, begin);
    return first == '|' || first == '>' ? blockEnd(m_text, begin, column) : -1;
}

Result<YamlSpan> YamlSource::valueSpan(const YamlPlace &place) const
{
    const YamlNode &node = at(place);
    qsizetype end = -1;
    if (node.kind == YamlNode::Kind::Text)
        end = scalarEnd(node, place.value, place.inFlow, place.column);
    else if (node.flow)
        end = flowEnd(m_text, place.value);
    if (end < 0)
        return notEditable(place.value);
    return YamlSpan{.begin = place.value, .end = end};
}

Result<qsizetype> YamlSource::behindColon(const YamlPlace &entry) const
{
    const YamlNode &parent = m_tree.at(entry.parent);
    const YamlNode &key = m_tree.at(parent.children.at(static_cast<std::size_t>(entry.child) * 2));
    qsizetype i = scalarEnd(key, entry.key, entry.inFlow, entry.column);
    while (i >= 0 && i < m_text.size() && (m_text.at(i) == ' ' || m_text.at(i) == '\t'))
        ++i;
    if (i < 0 || i >= m_text.size() || m_text.at(i) != ':')
        return notEditable(entry.key);
    return i + 1;
}

Result<YamlSpan> YamlSource::flowSpan(const YamlPlace &entry) const
{
    if (at(entry).kind != YamlNode::Kind::Null) {
        Result<YamlSpan> span = valueSpan(entry);
        if (span && entry.key >= 0)
            span->begin = entry.key;
        return span;
    }
    if (entry.key < 0)
        return notEditable(entry.value);
    const Result<qsizetype> colon = behindColon(entry);
    if (!colon)
        return colon.error();
    return YamlSpan{.begin = entry.key, .end = *colon};
}

YamlLayout YamlSource::layout() const
{
    YamlLayout layout;
    const qsizetype firstEnd = m_text.indexOf('\n');
    if (firstEnd > 0 && m_text.at(firstEnd - 1) == '\r')
        layout.newline = "\r\n";
    // What most of the top's entries do, since that is where most is added.
    int steps = 0;
    int flush = 0;
    int indented = 0;
    const YamlPlace top = whole();
    const YamlNode &root = at(top);
    const auto look = [&](const YamlNode &map, int mapColumn) {
        for (std::size_t i = 1; i < map.children.size(); i += 2) {
            const YamlNode &node = m_tree.at(map.children[i]);
            const int by = node.mark.byteColumn - mapColumn;
            if (node.aliased || node.flow || by < 0 || by > 8)
                continue;
            if (node.kind == YamlNode::Kind::Map && by > 0 && steps == 0)
                steps = by;
            if (node.kind == YamlNode::Kind::List) {
                flush += by == 0 ? 1 : 0;
                if (by > 0 && indented++ == 0)
                    layout.listStep = by;
            }
        }
    };
    if (root.kind != YamlNode::Kind::Map || root.flow)
        return layout;
    look(root, root.mark.byteColumn);
    for (std::size_t i = 1; i < root.children.size(); i += 2) {
        const YamlNode &node = m_tree.at(root.children[i]);
        if (node.kind == YamlNode::Kind::Map && !node.flow && !node.aliased)
            look(node, node.mark.byteColumn);
    }
    layout.step = steps > 0 ? steps : layout.step;
    if (flush > indented)
        layout.listStep = 0;
    else if (indented == 0)
        layout.listStep = layout.step;
    return layout;
}

} // namespace lockkeeper::community
