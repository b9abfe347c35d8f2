// A YAML text, its tree, and where in the text a part of the tree stands: the parser tells where a value
// begins, never where it ends.
#pragma once

#include "base/Result.h"
#include "community/YamlPiece.h"
#include "community/YamlTree.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace lockkeeper::community {

struct YamlStep
{
    QString key;    // of a map
    int index = -1; // of a list, where it is not negative
};
using YamlPath = QList<YamlStep>;

// From the text of a part to what is behind it.
struct YamlSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

// One entry of a map, one item of a list, or the whole.
struct YamlPlace
{
    YamlTree::Id id = 0; // of the value
    YamlTree::Id parent = 0;
    int child = -1;      // which key or item of the parent, from 0; -1 for the whole
    qsizetype key = -1;  // where the key begins
    qsizetype value = 0; // where the value begins; of nothing (null) somewhere behind
    bool inFlow = false; // stands in a flow list or map
    int column = 0;      // in blocks: of the key or the dash; of the whole -1
    int firstLine = 0;   // of the key or the dash
    int endLine = 0;     // the line the next one begins on at the earliest
    bool last = true;    // of its parent
};

class YamlSource final
{
public:
    // Errors: config, where the text is no YAML.
    [[nodiscard]] static Result<YamlSource> read(const QByteArray &text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] const YamlTree &tree() const { return m_tree; }
    [[nodiscard]] const YamlNode &at(const YamlPlace &place) const { return m_tree.at(place.id); }

    // No value where nothing stands there. Errors: config, where an anchor, an alias or a tag stands on the
    // way, or a part whose place cannot be told.
    [[nodiscard]] Result<std::optional<YamlPlace>> find(const YamlPath &path) const;
    [[nodiscard]] YamlPlace whole() const;
    // One step further; the key or item must be there.
    [[nodiscard]] Result<YamlPlace> child(const YamlPlace &parent, int number) const;
    [[nodiscard]] int indexOf(const YamlPlace &map, const QString &key) const; // -1: none
    [[nodiscard]] int count(const YamlPlace &place) const;                     // keys or items
    [[nodiscard]] bool hasMerge(const YamlPlace &map) const;                   // "<<"

    // Of a text or of a flow list or map; what is a block has lines instead.
    [[nodiscard]] Result<YamlSpan> valueSpan(const YamlPlace &place) const;
    // Of a flow list's item or a flow map's key and value.
    [[nodiscard]] Result<YamlSpan> flowSpan(const YamlPlace &entry) const;
    // Behind the ':' of a key.
    [[nodiscard]] Result<qsizetype> behindColon(const YamlPlace &entry) const;
    // Of kind config if anything in there is named by an anchor, an alias or a tag.
    [[nodiscard]] Result<void> isFree(const YamlPlace &place) const;

    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }
    [[nodiscard]] int lineOf(qsizetype offset) const;
    [[nodiscard]] qsizetype lineBegin(int line) const; // the text's end for the line behind the last
    [[nodiscard]] QByteArrayView line(int line) const; // without its line end
    [[nodiscard]] int indentOf(int line) const;
    [[nodiscard]] bool isBlank(int line) const;
    [[nodiscard]] bool isComment(int line) const;
    // The line behind a block entry's own: comments and blank lines before the next one are not among them,
    // but for comments that are indented deeper than it.
    [[nodiscard]] int contentEnd(const YamlPlace &entry) const;
    [[nodiscard]] YamlLayout layout() const;

    [[nodiscard]] Error notEditable(qsizetype offset) const;

private:
    [[nodiscard]] Result<std::vector<int>> dashLines(const YamlPlace &list) const;
    [[nodiscard]] qsizetype scalarEnd(const YamlNode &node, qsizetype begin, bool inFlow, int column) const;

    QByteArray m_text;
    YamlTree m_tree;
    std::vector<qsizetype> m_lines; // where each begins
};

} // namespace lockkeeper::community
