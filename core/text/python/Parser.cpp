#include "text/python/Parser.h"

#include <algorithm>
#include <string_view>
#include <utility>

static_assert(TREE_SITTER_LANGUAGE_VERSION >= 14, "tree-sitter is older than the grammar: 0.20 is needed");

extern "C" const TSLanguage *tree_sitter_python(void);

namespace lockkeeper::text {

namespace {
constexpr std::array kindNames = std::to_array<std::pair<std::string_view, NodeKind>>({
    {"ERROR", NodeKind::Container},
    {"module", NodeKind::Container},
    {"block", NodeKind::Container},
    {"decorated_definition", NodeKind::Container},
    {"if_statement", NodeKind::Container},
    {"elif_clause", NodeKind::Container},
    {"else_clause", NodeKind::Container},
    {"for_statement", NodeKind::Container},
    {"while_statement", NodeKind::Container},
    {"with_statement", NodeKind::Container},
    {"try_statement", NodeKind::Container},
    {"except_clause", NodeKind::Container},
    {"except_group_clause", NodeKind::Container},
    {"finally_clause", NodeKind::Container},
    {"match_statement", NodeKind::Container},
    {"case_clause", NodeKind::Container},
    {"function_definition", NodeKind::Function},
    {"class_definition", NodeKind::Class},
    {"expression_statement", NodeKind::Expression},
    {"parenthesized_expression", NodeKind::Parenthesized},
    {"string", NodeKind::String},
    {"concatenated_string", NodeKind::ConcatenatedString},
    {"string_start", NodeKind::StringStart},
    {"string_end", NodeKind::StringEnd},
});

struct ParserDeleter
{
    void operator()(TSParser *parser) const { ts_parser_delete(parser); }
};
} // namespace

Grammar::Grammar()
    : m_language(tree_sitter_python())
{
    constexpr std::string_view name = "name";
    constexpr std::string_view body = "body";
    m_name = ts_language_field_id_for_name(m_language, name.data(), static_cast<uint32_t>(name.size()));
    m_body = ts_language_field_id_for_name(m_language, body.data(), static_cast<uint32_t>(body.size()));
    const auto set = [this](TSSymbol symbol) {
        const std::string_view symbolName = ts_language_symbol_name(m_language, symbol);
        const auto found =
            std::find_if(kindNames.cbegin(), kindNames.cend(),
                         [symbolName](const auto &entry) { return entry.first == symbolName; });
        if (found != kindNames.cend())
            m_kinds.at(symbol) = found->second;
    };
    const auto count = static_cast<TSSymbol>(ts_language_symbol_count(m_language));
    for (TSSymbol symbol = 0; symbol < count; ++symbol) {
        if (ts_language_symbol_type(m_language, symbol) == TSSymbolTypeRegular)
            set(symbol);
    }
    constexpr TSSymbol error = std::numeric_limits<TSSymbol>::max(); // not among the language's own
    m_kinds.at(error) = NodeKind::Container;
}

Tree parse(const Grammar &grammar, const QByteArray &source, std::chrono::microseconds patience)
{
    const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
    if (!ts_parser_set_language(parser.get(), grammar.language()))
        return {};
    ts_parser_set_timeout_micros(parser.get(), static_cast<quint64>(patience.count()));
    return Tree(ts_parser_parse_string(parser.get(), nullptr, source.constData(),
                                       static_cast<uint32_t>(source.size())));
}

TSNode Children::next()
{
    bool found = m_begun ? m_cursor.toNextSibling() : m_cursor.toFirstChild();
    m_begun = true;
    while (found && ts_node_is_extra(m_cursor.node()))
        found = m_cursor.toNextSibling();
    return found ? m_cursor.node() : TSNode{};
}

} // namespace lockkeeper::text
