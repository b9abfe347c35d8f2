// The parts of a post that Discourse builds: quotes of other posts, previews of pages, pictures, formulas.
#include "text/html/Converter.h"

#include "text/html/Escape.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
bool isLink(const GumboNode &node)
{
    return isElement(&node, GUMBO_TAG_A) && !hasClass(node, "mention");
}
} // namespace

Converter::End Converter::enterQuotedPost(const GumboNode &aside)
{
    m_blocks.openQuote();
    const auto isTitle = [&](const GumboNode &node) {
        return node.parent == &aside && hasClass(node, "title");
    };
    // A chat has none, and what was called so would be its text, said twice.
    const GumboNode *title = isElement(&aside, GUMBO_TAG_ASIDE) ? findBelow(aside, isTitle) : nullptr;
    const GumboNode *topic = title == nullptr ? nullptr : findBelow(*title, isLink);
    QString who = attributeText(aside, "data-username").simplified();
    if (who.isEmpty() && title != nullptr && topic == nullptr) {
        who = textOf(*title).simplified();
        if (who.endsWith(u':'))
            who.chop(1);
    }
    if (!who.isEmpty()) {
        m_run.open(InlineRun::Mark::Strong);
        m_run.text(who);
        m_run.close(InlineRun::Mark::Strong);
    }
    if (topic != nullptr) {
        m_run.text(who.isEmpty() ? u""_s : u" – "_s);
        const QString address = attributeText(*topic, "href");
        m_run.openLink(destination(address, m_base), address);
        m_run.text(textOf(*topic));
        m_run.closeLink();
    }
    if (!m_run.isEmpty())
        m_run.text(u":");
    endParagraph();
    return End::Container;
}

Converter::End Converter::enterOnebox(const GumboNode &aside)
{
    ++m_oneboxes;
    const GumboNode *heading = findBelow(aside, [](const GumboNode &node) {
        return roleOf(node) == Role::Heading && node.v.element.children.length > 0;
    });
    const bool linked = heading != nullptr && findBelow(*heading, isLink) != nullptr;
    if (linked) // its title is the link, and comes with its body
        return End::Onebox;
    QString address = attributeText(aside, "data-onebox-src");
    const GumboNode *link = findBelow(aside, isLink);
    if (address.isEmpty() && link != nullptr)
        address = attributeText(*link, "href");
    const QString target = destination(address, m_base);
    if (!target.isEmpty()) {
        m_run.openLink(target, address);
        m_run.text(target);
        m_run.closeLink();
        endParagraph();
    }
    return End::Onebox;
}

void Converter::preformatted(const GumboNode &pre)
{
    QString code = textOf(pre);
    while (code.endsWith(u'\n'))
        code.chop(1);
    if (code.trimmed().isEmpty())
        return;
    if (m_inCell)
        m_run.code(code);
    else
        m_blocks.code(code, languageOf(pre));
}

// As GitHub and GitLab write it: TeX between code fences, so that nothing in it is taken for Markdown.
void Converter::math(const GumboNode &element, bool block)
{
    const QString tex = textOf(element).trimmed();
    if (tex.isEmpty())
        return;
    if (block && !m_inCell) {
        m_blocks.code(tex, u"math"_s);
        return;
    }
    m_run.verbatim(u"$"_s);
    m_run.code(tex);
    m_run.verbatim(u"$"_s);
}

void Converter::image(const GumboNode &element)
{
    if (m_oneboxes > 0) // a picture of the page it links to
        return;
    QString words = attributeText(element, "alt");
    if (words.trimmed().isEmpty())
        words = attributeText(element, "title");
    const QString whole = std::exchange(m_lightbox, {}); // of one picture
    m_run.image(words, whole.isEmpty() ? destination(attributeText(element, "src"), m_base) : whole);
}

// At the beginning of an item it is one of GitHub's tasks; the blank keeps what follows from making a link of
// it.
void Converter::checkbox(const GumboNode &element)
{
    const QString box = hasClass(element, "checked") ? u"[x]"_s : u"[ ]"_s;
    if (m_run.isEmpty())
        m_run.verbatim(box);
    else
        m_run.text(box);
    m_run.text(u" ");
}

} // namespace lockkeeper::text
