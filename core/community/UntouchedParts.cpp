#include "community/UntouchedParts.h"

#include "community/KnownKeys.h"
#include "community/ProblemList.h"
#include "community/YamlTree.h"

#include <QSet>

#include <algorithm>
#include <optional>
#include <utility>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
using Pair = std::pair<YamlTree::Id, YamlTree::Id>;

std::optional<YamlTree> treeOf(const QByteArray &text)
{
    ProblemList problems({});
    return parseYaml(text, problems);
}

class Comparison final
{
public:
    Comparison(const YamlTree &before, const YamlTree &after)
        : m_before(before)
        , m_after(after)
    {
    }

    bool same(YamlTree::Id a, YamlTree::Id b)
    {
        if (m_seen.contains({a, b}))
            return true; // by an alias; compared already or just now
        m_seen.insert({a, b});
        const YamlNode &left = m_before.at(a);
        const YamlNode &right = m_after.at(b);
        if (left.kind != right.kind || left.plain != right.plain || left.text != right.text ||
            left.children.size() != right.children.size())
            return false;
        for (std::size_t i = 0; i < left.children.size(); ++i) {
            if (!same(left.children[i], right.children[i]))
                return false;
        }
        return true;
    }

    // The keys of two maps that are not `ours`.
    bool sameBut(YamlTree::Id a, YamlTree::Id b, const QStringList &ours)
    {
        const QList<Pair> left = others(m_before, a, ours);
        const QList<Pair> right = others(m_after, b, ours);
        return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(),
                                                         [this](const Pair &one, const Pair &other) {
                                                             return same(one.first, other.first) &&
                                                                    same(one.second, other.second);
                                                         });
    }

    // Of nothing where the key isn't there.
    static std::optional<YamlTree::Id> valueOf(const YamlTree &tree, const QString &key)
    {
        const YamlNode &root = tree.at(tree.root());
        for (std::size_t i = 0; root.kind == YamlNode::Kind::Map && i + 1 < root.children.size(); i += 2) {
            if (tree.at(root.children[i]).text == key)
                return root.children[i + 1];
        }
        return std::nullopt;
    }

private:
    static QList<Pair> others(const YamlTree &tree, YamlTree::Id map, const QStringList &ours)
    {
        QList<Pair> result;
        const YamlNode &node = tree.at(map);
        for (std::size_t i = 0; node.kind == YamlNode::Kind::Map && i + 1 < node.children.size(); i += 2) {
            if (!ours.contains(tree.at(node.children[i]).text))
                result.append({node.children[i], node.children[i + 1]});
        }
        return result;
    }

    const YamlTree &m_before;
    const YamlTree &m_after;
    QSet<Pair> m_seen;
};

QStringList readKeys(const KnownKeys &known)
{
    return {known.read.begin(), known.read.end()};
}
} // namespace

bool saysTheSameElsewhere(const QByteArray &before, const QByteArray &after)
{
    const auto left = treeOf(before);
    const auto right = treeOf(after);
    if (!left || !right || left->isEmpty() || right->isEmpty())
        return false;
    Comparison comparison(*left, *right);
    if (!comparison.sameBut(left->root(), right->root(), readKeys(topKeys())))
        return false;
    const std::pair<QString, QStringList> sections[] = {{u"github"_s, readKeys(githubKeys())},
                                                        {u"citations"_s, readKeys(citationKeys())},
                                                        {u"docstrings"_s, readKeys(docstringKeys())}};
    return std::all_of(std::begin(sections), std::end(sections), [&](const auto &section) {
        const auto a = Comparison::valueOf(*left, section.first);
        const auto b = Comparison::valueOf(*right, section.first);
        // A section that is gone or new held or holds nothing but what is ours.
        return !a || !b || comparison.sameBut(*a, *b, section.second);
    });
}

} // namespace lockkeeper::community
