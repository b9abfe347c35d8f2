// Walks a parsed post and writes it as Markdown. Iterative: however deep the elements nest.
#pragma once

#include "text/html/BlockWriter.h"
#include "text/html/ElementRules.h"
#include "text/html/InlineRun.h"
#include "text/html/TableRows.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace lockkeeper::text {

class Converter final
{
public:
    explicit Converter(QUrl base);

    [[nodiscard]] QString convert(const GumboNode &root);

private:
    // What was begun for an element and is to be ended behind its last child.
    enum class End {
        None,
        Skip, // its children are not looked at
        Block,
        Heading,
        Strong,
        Emphasis,
        Strike,
        Link,
        Lightbox,
        Container,
        Onebox,
        Title,
        Table,
        Cell,
    };

    [[nodiscard]] End enter(const GumboNode &element);
    [[nodiscard]] End enterInline(const GumboNode &element, Role role);
    [[nodiscard]] End enterBlock(const GumboNode &element, Role role);
    [[nodiscard]] End enterQuotedPost(const GumboNode &aside);
    [[nodiscard]] End enterOnebox(const GumboNode &aside);
    [[nodiscard]] End enterList(const GumboNode &list);
    [[nodiscard]] End enterCell(const GumboNode &cell);
    void leave(End end);
    void endTable();
    void lineBreak();
    void preformatted(const GumboNode &pre);
    void math(const GumboNode &element, bool block);
    void image(const GumboNode &element);
    void checkbox(const GumboNode &element);
    void endParagraph();

    QUrl m_base;
    BlockWriter m_blocks;
    InlineRun m_run;
    std::optional<TableRows> m_table; // the outermost: a table in a cell is text
    TableRows::Align m_align = TableRows::Align::None;
    QString m_lightbox; // address of the whole picture
    int m_heading = 0;  // level; 0: none
    int m_oneboxes = 0;
    bool m_inCell = false; // everything becomes one line
};

} // namespace lockkeeper::text
