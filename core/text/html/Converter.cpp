#include "text/html/Converter.h"

#include "text/html/Escape.h"

#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
const GumboNode *childAt(const GumboNode &element, unsigned int index)
{
    return static_cast<const GumboNode *>(element.v.element.children.data[index]);
}

int levelOf(const GumboNode &heading)
{
    return 1 + static_cast<int>(heading.v.element.tag) - static_cast<int>(GUMBO_TAG_H1);
}

TableRows::Align alignOf(const GumboNode &cell)
{
    const QString style = attributeText(cell, "style").remove(u' ').toLower();
    if (style.contains("text-align:right"_L1))
        return TableRows::Align::Right;
    if (style.contains("text-align:center"_L1))
        return TableRows::Align::Center;
    return style.contains("text-align:left"_L1) ? TableRows::Align::Left : TableRows::Align::None;
}
} // namespace

Converter::Converter(QUrl base)
    : m_base(std::move(base))
{
}

QString Converter::convert(const GumboNode &root)
{
    struct Frame
    {
        const GumboNode *element;
        unsigned int next;
        End end;
    };
    std::vector<Frame> open{{&root, 0, End::Block}};
    while (!open.empty()) {
        Frame &frame = open.back();
        if (frame.next == frame.element->v.element.children.length) {
            leave(frame.end);
            open.pop_back();
            continue;
        }
        const GumboNode &child = *childAt(*frame.element, frame.next++);
        if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE) {
            m_run.text(QString::fromUtf8(child.v.text.text));
        } else if (child.type == GUMBO_NODE_ELEMENT) {
            if (const End end = enter(child); end != End::Skip)
                open.push_back({&child, 0, end});
        }
    }
    return m_blocks.take();
}

void Converter::endParagraph()
{
    if (m_inCell) {
        m_run.text(u" ");
        return;
    }
    const QString text = m_run.take();
    if (text.isEmpty())
        return;
    if (m_heading > 0)
        m_blocks.heading(m_heading, text);
    else
        m_blocks.paragraph(text);
}

Converter::End Converter::enter(const GumboNode &element)
{
    const Role role = roleOf(element);
    switch (role) {
    case Role::Skipped:
        if (isElement(&element, GUMBO_TAG_DIV)) // what stands before it and behind is apart
            endParagraph();
        return End::Skip;
    case Role::Inline:
    case Role::Strong:
    case Role::Emphasis:
    case Role::Strike:
    case Role::Superscript:
    case Role::Code:
    case Role::Math:
    case Role::Link:
    case Role::Lightbox:
    case Role::Image:
    case Role::Emoji:
    case Role::Checkbox:
    case Role::Break:
        return enterInline(element, role);
    default:
        endParagraph();
        return enterBlock(element, role);
    }
}

Converter::End Converter::enterInline(const GumboNode &element, Role role)
{
    switch (role) {
    case Role::Strong:
        m_run.open(InlineRun::Mark::Strong);
        return End::Strong;
    case Role::Emphasis:
        m_run.open(InlineRun::Mark::Emphasis);
        return End::Emphasis;
    case Role::Strike:
        m_run.open(InlineRun::Mark::Strike);
        return End::Strike;
    case Role::Superscript:
        if (!m_run.isEmpty() && element.v.element.children.length > 0)
            m_run.text(u"^"); // 10⁵ is not 105
        return End::None;
    case Role::Code:
        m_run.code(textOf(element));
        return End::Skip;
    case Role::Math:
        math(element, false);
        return End::Skip;
    case Role::Link: {
        const QString address = attributeText(element, "href");
        m_run.openLink(destination(address, m_base), address);
        return End::Link;
    }
    case Role::Lightbox:
        m_lightbox = destination(attributeText(element, "href"), m_base);
        return End::Lightbox;
    case Role::Image:
        image(element);
        return End::Skip;
    case Role::Emoji: {
        const QString title = attributeText(element, "title");
        m_run.text(title.isEmpty() ? attributeText(element, "alt") : title);
        return End::Skip;
    }
    case Role::Checkbox:
        checkbox(element);
        return End::Skip;
    case Role::Break:
        lineBreak();
        return End::Skip;
    default:
        return End::None;
    }
}

Converter::End Converter::enterBlock(const GumboNode &element, Role role)
{
    if (role == Role::Preformatted || role == Role::MathBlock) {
        if (role == Role::MathBlock)
            math(element, true);
        else
            preformatted(element);
        return End::Skip;
    }
    if (m_inCell)
        return End::Block;
    switch (role) {
    case Role::Heading:
        if (m_oneboxes > 0) // the title of a page elsewhere
            return End::Block;
        m_heading = levelOf(element);
        return End::Heading;
    case Role::Rule:
        m_blocks.rule();
        return End::Skip;
    case Role::Quote:
        m_blocks.openQuote();
        return End::Container;
    case Role::QuotedPost:
        return enterQuotedPost(element);
    case Role::Onebox:
        return enterOnebox(element);
    case Role::Title:
        m_run.open(InlineRun::Mark::Strong);
        return End::Title;
    case Role::List:
        return enterList(element);
    case Role::Item:
        if (!isList(element.parent))
            return End::Block;
        m_blocks.openItem();
        return End::Container;
    case Role::Table:
        if (m_table)
            return End::Block;
        m_table.emplace();
        return End::Table;
    case Role::Row:
        if (m_table)
            m_table->openRow();
        return End::Block;
    case Role::Cell:
        return enterCell(element);
    default:
        return End::Block;
    }
}

Converter::End Converter::enterList(const GumboNode &list)
{
    bool isNumber = false;
    const qint64 start = attributeText(list, "start").toLongLong(&isNumber);
    m_blocks.openList(list.v.element.tag == GUMBO_TAG_OL, isNumber ? start : 1);
    return End::Container;
}

Converter::End Converter::enterCell(const GumboNode &cell)
{
    if (!m_table)
        return End::Block;
    m_inCell = true;
    m_align = alignOf(cell);
    return End::Cell;
}

void Converter::leave(End end)
{
    switch (end) {
    case End::None:
    case End::Skip:
        return;
    case End::Strong:
        m_run.close(InlineRun::Mark::Strong);
        return;
    case End::Emphasis:
        m_run.close(InlineRun::Mark::Emphasis);
        return;
    case End::Strike:
        m_run.close(InlineRun::Mark::Strike);
        return;
    case End::Link:
        m_run.closeLink();
        return;
    case End::Lightbox:
        m_lightbox.clear();
        return;
    case End::Block:
        endParagraph();
        return;
    case End::Heading:
        endParagraph();
        m_heading = 0;
        return;
    case End::Container:
        endParagraph();
        m_blocks.close();
        return;
    case End::Onebox:
        endParagraph();
        --m_oneboxes;
        return;
    case End::Title:
        m_run.close(InlineRun::Mark::Strong);
        endParagraph();
        return;
    case End::Cell:
        m_table->addCell(m_run.take(true), m_align);
        m_inCell = false;
        return;
    case End::Table:
        endTable();
        return;
    }
}

void Converter::endTable()
{
    endParagraph();
    if (!m_table->isEmpty())
        m_blocks.table(m_table->lines());
    m_table.reset();
}

void Converter::lineBreak()
{
    if (m_inCell)
        m_run.text(u" ");
    else if (m_run.endsWithBreak()) // an empty line: a new paragraph
        endParagraph();
    else
        m_run.lineBreak();
}

} // namespace lockkeeper::text
