#include "community/YamlBuilder.h"

#include "community/Excerpt.h"
#include "community/ProblemList.h"

#include "base/Text.h"

#include <QCoreApplication>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};
} // namespace

YamlBuilder::YamlBuilder(ProblemList &problems)
    : m_problems(problems)
{
}

void YamlBuilder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const YamlTree::Id id = add(YamlNode::Kind::Null, mark, anchor);
    const bool isItem = !m_open.empty() && m_tree.at(m_open.back().id).kind == YamlNode::Kind::List;
    m_tree.m_nodes[id].mark.behindEmptyItem = isItem;
    append(id, mark);
}

void YamlBuilder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const YamlTree::Id meant = m_anchors.at(anchor);
    m_tree.m_nodes[meant].aliased = true;
    append(meant, mark);
}

void YamlBuilder::OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                           const std::string &value)
{
    const YamlTree::Id id = add(YamlNode::Kind::Text, mark, anchor);
    YamlNode &node = m_tree.m_nodes[id];
    node.plain = tag == "?";
    node.text =
        cleaned(QString::fromStdString(value)); // an escape such as "\0" brings in what the file may not hold
    append(id, mark);
}

void YamlBuilder::OnSequenceStart(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style)
{
    const YamlTree::Id id = add(YamlNode::Kind::List, mark, anchor);
    m_tree.m_nodes[id].flow = style == YAML::EmitterStyle::Flow;
    append(id, mark);
    m_open.push_back({.id = id, .keys = {}, .key = {}});
}

void YamlBuilder::OnSequenceEnd()
{
    m_open.pop_back();
}

void YamlBuilder::OnMapStart(const YAML::Mark &mark, const std::string & /*tag*/, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style)
{
    const YamlTree::Id id = add(YamlNode::Kind::Map, mark, anchor);
    m_tree.m_nodes[id].flow = style == YAML::EmitterStyle::Flow;
    append(id, mark);
    m_open.push_back({.id = id, .keys = {}, .key = {}});
}

void YamlBuilder::OnMapEnd()
{
    m_open.pop_back();
}

YamlTree::Id YamlBuilder::add(YamlNode::Kind kind, const YAML::Mark &mark, YAML::anchor_t anchor)
{
    const YamlTree::Id id = m_tree.m_nodes.size();
    m_tree.m_nodes.push_back(
        {.kind = kind, .plain = false, .mark = toMark(mark), .text = {}, .children = {}, .marks = {}});
    if (anchor != YAML::NullAnchor)
        m_anchors[anchor] = id;
    return id;
}

void YamlBuilder::append(YamlTree::Id child, const YAML::Mark &mark)
{
    if (m_open.empty())
        return;
    Open &open = m_open.back();
    YamlNode &parent = m_tree.m_nodes[open.id];
    if (parent.kind == YamlNode::Kind::Map && parent.children.size() % 2 == 0)
        checkKey(open, child, mark);
    parent.children.push_back(child);
    parent.marks.push_back(toMark(mark));
}

void YamlBuilder::checkKey(Open &map, YamlTree::Id key, const YAML::Mark &mark)
{
    map.key = m_tree.at(key).text;
    if (m_tree.at(key).kind != YamlNode::Kind::Text)
        return;
    if (map.keys.contains(map.key)) {
        m_problems.error(toMark(mark), pathTo(map.key),
                         Tr::tr("The key %1 stands twice in the same place.").arg(quoted(map.key)),
                         Tr::tr("Keep one of them; YAML does not say which one counts."));
    }
    map.keys.insert(map.key);
}

QString YamlBuilder::pathTo(const QString &key) const
{
    QString path;
    for (std::size_t i = 0; i + 1 < m_open.size(); ++i) {
        const YamlNode &node = m_tree.at(m_open[i].id);
        path = node.kind == YamlNode::Kind::Map ? subKey(path, m_open[i].key)
                                                : itemKey(path, node.children.size() - 1);
    }
    return subKey(path, key);
}

} // namespace lockkeeper::community
