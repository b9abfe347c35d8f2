// tree-sitter with the Python grammar: what the walk needs of both.
#pragma once

#include <QByteArray>

#include <tree_sitter/api.h>

#include <array>
#include <chrono>
#include <limits>
#include <memory>

namespace lockkeeper::text {

// What a node is to a search for docstrings.
enum class NodeKind : quint8 {
    Other,     // an expression or a simple statement: no definition within
    Container, // may hold definitions
    Function,
    Class,
    Expression, // an expression statement
    Parenthesized,
    String,
    ConcatenatedString,
    StringStart,
    StringEnd,
};

class Grammar final
{
public:
    Grammar();

    [[nodiscard]] const TSLanguage *language() const { return m_language; }
    [[nodiscard]] NodeKind kind(TSNode node) const { return m_kinds.at(ts_node_symbol(node)); }
    [[nodiscard]] TSNode name(TSNode definition) const
    {
        return ts_node_child_by_field_id(definition, m_name);
    }
    [[nodiscard]] TSNode body(TSNode definition) const
    {
        return ts_node_child_by_field_id(definition, m_body);
    }

private:
    const TSLanguage *m_language;
    std::array<NodeKind, std::numeric_limits<TSSymbol>::max() + 1> m_kinds{};
    TSFieldId m_name = 0;
    TSFieldId m_body = 0;
};

struct TreeDeleter
{
    void operator()(TSTree *tree) const { ts_tree_delete(tree); }
};
using Tree = std::unique_ptr<TSTree, TreeDeleter>;

// Null where it took longer than `patience`, or the library does not know the grammar's version.
[[nodiscard]] Tree parse(const Grammar &grammar, const QByteArray &source,
                         std::chrono::microseconds patience);

// A tree-sitter cursor that is freed.
class Cursor final
{
public:
    explicit Cursor(TSNode node)
        : m_cursor(ts_tree_cursor_new(node))
    {
    }
    ~Cursor() { ts_tree_cursor_delete(&m_cursor); }
    Cursor(const Cursor &) = delete;
    Cursor &operator=(const Cursor &) = delete;

    [[nodiscard]] TSNode node() const { return ts_tree_cursor_current_node(&m_cursor); }
    bool toFirstChild() { return ts_tree_cursor_goto_first_child(&m_cursor); }
    bool toNextSibling() { return ts_tree_cursor_goto_next_sibling(&m_cursor); }
    bool toParent() { return ts_tree_cursor_goto_parent(&m_cursor); }

private:
    TSTreeCursor m_cursor;
};

// Over a node's children, those that are no comments or continued lines; each step costs the same.
class Children final
{
public:
    explicit Children(TSNode parent)
        : m_cursor(parent)
    {
    }

    // The next one; a null node after the last.
    [[nodiscard]] TSNode next();

private:
    Cursor m_cursor;
    bool m_begun = false;
};

} // namespace lockkeeper::text
