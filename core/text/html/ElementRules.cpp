#include "text/html/ElementRules.h"

#include "text/html/HtmlDocument.h"

#include <QStringList>

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
constexpr unsigned int looksAtMost = 300;
constexpr std::size_t classesAtMost = 500; // characters: children ask for their parent's, each anew

bool hasAnyClass(const GumboNode &element, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *name) { return hasClass(element, name); });
}

bool isIn(const GumboNode &element, GumboTag parent, const char *parentClass)
{
    return isElement(element.parent, parent) && hasClass(*element.parent, parentClass);
}

// Furniture of Discourse's pages, not words of the post.
bool isFurniture(const GumboNode &element)
{
    return hasAnyClass(element, {"quote-controls", "onebox-metadata", "poll-info", "poll-buttons",
                                 "cooked-selection-barrier", "expanded-embed", "clicks", "footnote-backref",
                                 "chat-transcript-user"}) ||
           (hasClass(element, "title") && isIn(element, GUMBO_TAG_ASIDE, "quote")) ||
           (hasClass(element, "source") && isIn(element, GUMBO_TAG_ASIDE, "onebox")) ||
           (hasClass(element, "meta") && isIn(element, GUMBO_TAG_A, "lightbox"));
}

Role roleOfImage(const GumboNode &image)
{
    if (hasClass(image, "emoji"))
        return Role::Emoji;
    const auto isDot = [&](const char *side) {
        const QString length = attributeText(image, side);
        return length == "0"_L1 || length == "1"_L1;
    };
    if (isDot("width") || isDot("height") ||
        hasAnyClass(image, {"avatar", "site-icon", "onebox-avatar", "thumbnail"}))
        return Role::Skipped;
    return Role::Image;
}

Role roleOfLink(const GumboNode &link)
{
    if (hasClass(link, "lightbox"))
        return Role::Lightbox;
    if (hasAnyClass(link, {"mention", "mention-group", "hashtag", "hashtag-cooked", "anchor"}))
        return Role::Inline;
    return Role::Link;
}
} // namespace

Role roleOf(const GumboNode &element)
{
    if (isFurniture(element))
        return Role::Skipped;
    switch (element.v.element.tag) {
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_CANVAS:
        return Role::Skipped;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
        return Role::Heading;
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
        return Role::Strong;
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_DFN:
        return Role::Emphasis;
    case GUMBO_TAG_S:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_STRIKE:
        return Role::Strike;
    case GUMBO_TAG_SUP:
        return hasClass(element, "footnote-ref") ? Role::Inline : Role::Superscript;
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_SAMP:
        return Role::Code;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
        return Role::Preformatted;
    case GUMBO_TAG_A:
        return roleOfLink(element);
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_IMAGE:
        return roleOfImage(element);
    case GUMBO_TAG_BR:
        return Role::Break;
    case GUMBO_TAG_HR:
        return Role::Rule;
    case GUMBO_TAG_BLOCKQUOTE:
        return isIn(element, GUMBO_TAG_ASIDE, "quote") ? Role::Block : Role::Quote;
    case GUMBO_TAG_ASIDE:
        if (hasClass(element, "quote"))
            return Role::QuotedPost;
        return hasClass(element, "onebox") ? Role::Onebox : Role::Block;
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_DT:
        return Role::Title;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
        return Role::List;
    case GUMBO_TAG_LI:
        return Role::Item;
    case GUMBO_TAG_TABLE:
        return Role::Table;
    case GUMBO_TAG_TR:
        return Role::Row;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
        return Role::Cell;
    case GUMBO_TAG_SPAN:
        if (hasClass(element, "chcklst-box"))
            return Role::Checkbox;
        return hasClass(element, "math") ? Role::Math : Role::Inline;
    case GUMBO_TAG_DIV:
        if (hasAnyClass(element,
                        {"chat-transcript", "discourse-chat-transcript"})) // today's, and before 2023
            return Role::QuotedPost;
        return hasClass(element, "math") ? Role::MathBlock : Role::Block;
    case GUMBO_TAG_P:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_SECTION:
        return Role::Block;
    default:
        return Role::Inline;
    }
}

bool hasClass(const GumboNode &element, const char *name)
{
    const char *classes = attribute(element, "class");
    if (classes == nullptr)
        return false;
    constexpr std::string_view blanks = " \t\n\f\r";
    std::string_view rest(classes, strnlen(classes, classesAtMost));
    while (true) {
        const std::size_t begin = rest.find_first_not_of(blanks);
        if (begin == std::string_view::npos)
            return false;
        rest.remove_prefix(begin);
        const std::size_t end = std::min(rest.find_first_of(blanks), rest.size());
        if (rest.substr(0, end) == name)
            return true;
        rest.remove_prefix(end);
    }
}

bool isElement(const GumboNode *node, GumboTag tag)
{
    return node != nullptr && node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

bool isList(const GumboNode *node)
{
    return isElement(node, GUMBO_TAG_UL) || isElement(node, GUMBO_TAG_OL) ||
           isElement(node, GUMBO_TAG_MENU) || isElement(node, GUMBO_TAG_DIR);
}

QString attributeText(const GumboNode &element, const char *name)
{
    return QString::fromUtf8(attribute(element, name));
}

const GumboNode *findBelow(const GumboNode &element, const std::function<bool(const GumboNode &)> &fits)
{
    std::vector<const GumboNode *> waiting{&element}; // last first
    for (unsigned int looks = 0; !waiting.empty() && looks < looksAtMost; ++looks) {
        const GumboNode &node = *waiting.back();
        waiting.pop_back();
        if (&node != &element && fits(node))
            return &node;
        const GumboVector &children = node.v.element.children;
        for (unsigned int i = std::min(children.length, looksAtMost); i-- > 0;) {
            const auto *child = static_cast<const GumboNode *>(children.data[i]);
            if (child->type == GUMBO_NODE_ELEMENT)
                waiting.push_back(child);
        }
    }
    return nullptr;
}

QString textOf(const GumboNode &element)
{
    QString text;
    std::vector<const GumboNode *> waiting{&element}; // last first
    while (!waiting.empty()) {
        const GumboNode &node = *waiting.back();
        waiting.pop_back();
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) {
            text += QString::fromUtf8(node.v.text.text);
        } else if (isElement(&node, GUMBO_TAG_BR)) {
            text += u'\n';
        } else if (isElement(&node, GUMBO_TAG_IMG)) {
            text += attributeText(node, "alt");
        } else if (node.type == GUMBO_NODE_ELEMENT && (&node == &element || roleOf(node) != Role::Skipped)) {
            if (isElement(&node, GUMBO_TAG_LI) && !text.isEmpty() && !text.endsWith(u'\n'))
                text += u'\n';
            const GumboVector &children = node.v.element.children;
            for (unsigned int i = children.length; i-- > 0;)
                waiting.push_back(static_cast<const GumboNode *>(children.data[i]));
        }
    }
    // A "&#13;" is one, which would end the line of a quote or item without their mark on the next.
    return text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
}

QString languageOf(const GumboNode &pre)
{
    QString language = attributeText(pre, "data-code-wrap");
    const GumboVector &children = pre.v.element.children;
    for (unsigned int i = 0; i < children.length && language.isEmpty(); ++i) {
        const auto *child = static_cast<const GumboNode *>(children.data[i]);
        if (!isElement(child, GUMBO_TAG_CODE))
            continue;
        const QStringList classes = attributeText(*child, "class").split(u' ', Qt::SkipEmptyParts);
        for (const QString &name : classes) {
            if (name.startsWith("lang-"_L1))
                language = name.mid(5);
            else if (name.startsWith("language-"_L1))
                language = name.mid(9);
        }
    }
    const bool fits = language.size() <= 32 && std::all_of(language.cbegin(), language.cend(), [](QChar c) {
                          return c.unicode() < 128 && (c.isLetterOrNumber() || u"+-#._"_s.contains(c));
                      });
    return !fits || language == "auto"_L1 || language == "nohighlight"_L1 ? QString() : language;
}

} // namespace lockkeeper::text
