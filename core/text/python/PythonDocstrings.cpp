#include "text/python/PythonDocstrings.h"

#include "text/python/CleanDoc.h"
#include "text/python/Decode.h"
#include "text/python/Lookahead.h"
#include "text/python/Parser.h"
#include "text/python/Pieces.h"
#include "text/python/StringLiteral.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::text)
};

Error reason(ErrorKind kind, const QString &text)
{
    return {.kind = kind, .text = text, .hint = {}, .url = {}};
}

class Walk final
{
public:
    Walk(const Grammar &grammar, const Piece &piece, std::vector<Symbol> &symbols)
        : m_grammar(grammar)
        , m_source(piece.source)
        , m_line(piece.lineOffset + 1)
        , m_symbols(symbols)
    {
    }

    void addModule(TSNode root, const QString &name) { add(name, u"module"_s, 1, root); }
    void run(TSNode root);

private:
    // A definition that the walk is inside of.
    struct Scope
    {
        QString name; // qualified
        bool isClass = false;
        int depth = 0;
    };

    [[nodiscard]] QString textOf(TSNode node) const { return textBetween(ts_node_start_byte(node), node); }
    [[nodiscard]] QString textBetween(uint32_t start, TSNode last) const;
    [[nodiscard]] std::optional<QString> literal(TSNode string) const;
    [[nodiscard]] std::optional<QString> docstring(TSNode body) const;
    void add(const QString &name, const QString &type, qint64 line, TSNode body);
    void define(TSNode node, bool isClass, int depth);
    [[nodiscard]] qint64 lineOf(TSNode node);

    const Grammar &m_grammar;
    const QByteArray &m_source;
    qsizetype m_counted = 0; // bytes whose lines are in
    qint64 m_line;           // the line of the byte behind them, in the file
    std::vector<Symbol> &m_symbols;
    std::vector<Scope> m_scopes;
};

QString Walk::textBetween(uint32_t start, TSNode last) const
{
    const qsizetype length = qsizetype{ts_node_end_byte(last)} - start;
    return QString::fromUtf8(QByteArrayView(m_source).sliced(start, length));
}

std::optional<QString> Walk::literal(TSNode string) const
{
    Children parts(string);
    const TSNode start = parts.next();
    if (ts_node_is_null(start) || m_grammar.kind(start) != NodeKind::StringStart)
        return {};
    TSNode end = start;
    for (TSNode part = parts.next(); !ts_node_is_null(part); part = parts.next())
        end = part;
    if (m_grammar.kind(end) != NodeKind::StringEnd || ts_node_is_missing(end))
        return {};
    const QString opening = textOf(start);
    qsizetype prefix = 0;
    while (prefix < opening.size() && opening.at(prefix).isLetter())
        ++prefix;
    const qsizetype from = ts_node_end_byte(start);
    const QByteArrayView content = QByteArrayView(m_source).sliced(from, ts_node_start_byte(end) - from);
    return evaluateLiteral(QStringView(opening).left(prefix), QString::fromUtf8(content));
}

// The string that is the body's first statement, and all of it.
std::optional<QString> Walk::docstring(TSNode body) const
{
    const TSNode statement = Children(body).next();
    if (ts_node_is_null(statement) || m_grammar.kind(statement) != NodeKind::Expression)
        return {};
    Children expressions(statement);
    TSNode value = expressions.next();
    if (!ts_node_is_null(expressions.next())) // a tuple: "this", "and this"
        return {};
    while (!ts_node_is_null(value) && m_grammar.kind(value) == NodeKind::Parenthesized) {
        Children inside(value);
        (void)inside.next(); // the parenthesis itself
        value = inside.next();
    }
    if (ts_node_is_null(value))
        return {};
    if (m_grammar.kind(value) == NodeKind::String)
        return literal(value);
    if (m_grammar.kind(value) != NodeKind::ConcatenatedString)
        return {};
    QString joined;
    Children parts(value);
    for (TSNode part = parts.next(); !ts_node_is_null(part); part = parts.next()) {
        const std::optional<QString> text = literal(part);
        if (!text)
            return {};
        joined += *text;
    }
    return joined;
}

void Walk::add(const QString &name, const QString &type, qint64 line, TSNode body)
{
    const std::optional<QString> raw = ts_node_is_null(body) ? std::nullopt : docstring(body);
    if (!raw)
        return;
    const QString text = cleanDoc(*raw);
    if (!text.isEmpty())
        m_symbols.push_back({.name = name, .type = type, .line = line, .text = text});
}

void Walk::define(TSNode node, bool isClass, int depth)
{
    const TSNode identifier = m_grammar.name(node);
    if (ts_node_is_null(identifier) || ts_node_is_missing(identifier))
        return;
    const bool isMethod = !isClass && !m_scopes.empty() && m_scopes.back().isClass;
    const QString name =
        qualifiedName(m_scopes.empty() ? QString() : m_scopes.back().name,
                      textOf(identifier).normalized(QString::NormalizationForm_KC)); // as Python's are
    add(name,
        isClass    ? u"class"_s
        : isMethod ? u"method"_s
                   : u"function"_s,
        lineOf(node), m_grammar.body(node));
    m_scopes.push_back({.name = name, .isClass = isClass, .depth = depth});
}

// Of definitions in the order of the file: the tree knows no line ends that were blanked.
qint64 Walk::lineOf(TSNode node)
{
    const auto start = qsizetype{ts_node_start_byte(node)};
    m_line += std::count(m_source.cbegin() + m_counted, m_source.cbegin() + start, '\n');
    m_counted = start;
    return m_line;
}

// Depth first without recursion: the cursor remembers the way back.
void Walk::run(TSNode root)
{
    Cursor cursor(root);
    int depth = 0;
    while (depth >= 0) {
        const TSNode node = cursor.node();
        while (!m_scopes.empty() && m_scopes.back().depth >= depth)
            m_scopes.pop_back();
        const NodeKind kind = m_grammar.kind(node);
        const bool isDefinition = kind == NodeKind::Function || kind == NodeKind::Class;
        if (isDefinition)
            define(node, kind == NodeKind::Class, depth);
        if ((isDefinition || kind == NodeKind::Container) && cursor.toFirstChild()) {
            ++depth;
            continue;
        }
        while (!cursor.toNextSibling()) {
            if (--depth < 0 || !cursor.toParent())
                return;
        }
    }
}
} // namespace

Result<PythonFile> readPython(const QByteArray &bytes, const QString &moduleName,
                              std::chrono::microseconds patience)
{
    static const Grammar grammar; // tables only, never changed
    if (bytes.size() > largestPythonFile)
        return reason(ErrorKind::BadAnswer,
                      Tr::tr("it is larger than %1 MB").arg(largestPythonFile / 1024 / 1024));
    const Result<QByteArray> source = decodePython(bytes);
    if (!source)
        return source.error();
    PythonFile file;
    const Pieces pieces = piecesOf(*source);
    if (!pieces.complete)
        file.unread = Tr::tr("a statement of it has more than %1 tokens").arg(mostTokens);
    for (const Piece &piece : pieces.pieces) {
        const QByteArray quick = withoutLongLookahead(piece.source);
        const Tree tree = parse(grammar, quick, patience);
        if (!tree)
            return reason(ErrorKind::Timeout, Tr::tr("it takes too long to parse"));
        const TSNode root = ts_tree_root_node(tree.get());
        Walk walk(grammar, piece, file.symbols);
        if (piece.isStart)
            walk.addModule(root, moduleName);
        walk.run(root);
        file.damaged = file.damaged || ts_node_has_error(root);
    }
    file.damaged = file.damaged || !pieces.complete;
    numberRepeats(file.symbols);
    return file;
}

} // namespace lockkeeper::text
