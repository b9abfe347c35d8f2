#include "community/Reader.h"

#include "community/Excerpt.h"
#include "community/ProblemList.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// A hundred times what the largest known configuration holds.
constexpr int maxValues = 100'000;
} // namespace

const Value *Fields::find(QLatin1StringView name) const
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const Field &f) { return f.name == name; });
    return found == all.end() ? nullptr : &found->value;
}

Reader::Reader(const YamlTree &tree, ProblemList &problems)
    : m_tree(tree)
    , m_problems(problems)
    , m_budget(maxValues)
{
}

Value Reader::root() const
{
    const YamlNode &node = m_tree.at(m_tree.root());
    return {.node = &node, .key = {}, .mark = node.mark};
}

std::optional<Fields> Reader::map(const Value &value)
{
    if (value.node->kind == YamlNode::Kind::Null)
        return std::nullopt;
    if (value.node->kind != YamlNode::Kind::Map) {
        wrongType(value, YamlNode::Kind::Map);
        return std::nullopt;
    }
    Fields fields{.map = value, .all = {}};
    collect(*value.node, fields);
    return fields;
}

// With what `<<: *anchor` merges in, as Python's reader does: what the map says itself counts first, then the
// merged maps in their order.
void Reader::collect(const YamlNode &map, Fields &fields)
{
    QSet<const YamlNode *> seen;
    QSet<QString> names;
    QList<const YamlNode *> waiting{&map};
    while (!waiting.isEmpty()) {
        const YamlNode *node = waiting.takeFirst();
        if (!spend(fields.map))
            return;
        if (seen.contains(node))
            continue; // an anchor inside itself
        seen.insert(node);
        if (node->kind == YamlNode::Kind::List) {
            for (const YamlTree::Id item : node->children)
                waiting.append(&m_tree.at(item));
        }
        if (node->kind != YamlNode::Kind::Map)
            continue;
        for (std::size_t i = 0; i + 1 < node->children.size(); i += 2) {
            const YamlNode &key = m_tree.at(node->children[i]);
            const YamlNode &child = m_tree.at(node->children[i + 1]);
            const bool isNull = child.kind == YamlNode::Kind::Null;
            const Value value{.node = &child,
                              .key = subKey(fields.map.key, key.text),
                              .mark = isNull ? key.mark : child.mark};
            if (!spend(value))
                return;
            if (key.kind != YamlNode::Kind::Text)
                continue; // no key of ours is anything but text
            if (key.plain && key.text == "<<"_L1)
                waiting.append(&child);
            else if (!names.contains(key.text))
                fields.all.append({.name = key.text, .value = value, .keyMark = key.mark});
            names.insert(key.text);
        }
    }
}

QList<Value> Reader::list(const Value &value)
{
    if (value.node->kind == YamlNode::Kind::Null)
        return {};
    if (value.node->kind != YamlNode::Kind::List) {
        wrongType(value, YamlNode::Kind::List);
        return {};
    }
    QList<Value> items;
    for (std::size_t i = 0; i < value.node->children.size(); ++i) {
        const YamlNode &node = m_tree.at(value.node->children[i]);
        const Value item{.node = &node, .key = itemKey(value.key, i), .mark = node.mark};
        if (!spend(item))
            return items;
        items.append(item);
    }
    return items;
}

std::optional<Fields> Reader::map(const Fields &fields, QLatin1StringView name)
{
    const Value *value = fields.find(name);
    return value ? map(*value) : std::nullopt;
}

QList<Value> Reader::list(const Fields &fields, QLatin1StringView name)
{
    const Value *value = fields.find(name);
    return value ? list(*value) : QList<Value>{};
}

void Reader::error(const Value &value, const QString &text, const QString &hint)
{
    m_problems.error(value.mark, value.key, text, hint);
}

void Reader::warning(const Value &value, const QString &text, const QString &hint)
{
    m_problems.warning(value.mark, value.key, text, hint);
}

bool Reader::spend(const Value &value)
{
    if (m_budget > 0) {
        --m_budget;
        return true;
    }
    if (m_budget == 0) {
        error(value, Tr::tr("The file holds more than %1 values; the rest is not read.").arg(maxValues),
              Tr::tr("Look for aliases ('*name') that repeat each other."));
        m_budget = -1;
    }
    return false;
}

} // namespace lockkeeper::community
