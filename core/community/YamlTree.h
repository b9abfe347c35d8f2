// One YAML document as a tree of plain values that remembers where each one stands. Built from the parser's
// events rather than taken from yaml-cpp's nodes, because those have lost the second of two equal keys.
#pragma once

#include "community/Mark.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace lockkeeper::community {

class ProblemList;

struct YamlNode
{
    enum class Kind { Null, Text, List, Map };

    Kind kind = Kind::Null;
    bool plain = false;   // text without quotes, which YAML may take for a number or a truth value
    bool aliased = false; // meant by an alias elsewhere
    bool flow = false;    // a list in [] or a map in {}
    Mark mark;
    QString text;                      // of Kind::Text
    std::vector<std::size_t> children; // of List: the items; of Map: key, value, key, value, …
    std::vector<Mark> marks;           // where each child stands: an alias elsewhere than what it means
};

class YamlTree final
{
public:
    using Id = std::size_t;

    // An alias is the index of the node it means, so a node may be reached by several ways, even from inside
    // itself: whoever walks the tree keeps count.
    [[nodiscard]] const YamlNode &at(Id id) const { return m_nodes.at(id); }
    [[nodiscard]] Id root() const { return 0; }
    [[nodiscard]] bool isEmpty() const { return m_nodes.empty(); }

private:
    friend class YamlBuilder;
    std::vector<YamlNode> m_nodes;
};

// `utf8` must be valid UTF-8 without control characters (yaml-cpp stops reading at a 0x04). What is wrong
// goes to `problems`; no value if the text is not YAML or is more than one document. An empty document gives
// an empty tree or a root that is Null. Equal keys in one map are errors, too, wherever they are. Throws
// nothing.
[[nodiscard]] std::optional<YamlTree> parseYaml(const QByteArray &utf8, ProblemList &problems);

} // namespace lockkeeper::community
