// What an element of a post is to us: HTML's own elements, and those Discourse builds of them with classes.
#pragma once

#include <gumbo.h>

#include <QByteArray>
#include <QString>

#include <functional>

namespace lockkeeper::text {

enum class Role {
    Inline,  // of no meaning by itself
    Block,   // begins and ends a paragraph
    Skipped, // with all that is in it
    Heading,
    Strong,
    Emphasis,
    Strike,
    Superscript,
    Code,
    Preformatted,
    Math,
    MathBlock,
    Link,
    Lightbox, // a picture in a link to the whole of it
    Image,
    Emoji,
    Checkbox, // Discourse: of a list of things to do
    Break,
    Rule,
    Quote,
    QuotedPost, // Discourse: aside.quote, a piece of a chat
    Onebox,     // Discourse: the preview of a linked page
    Title,      // a paragraph in bold: a summary, a defined term
    List,
    Item,
    Table,
    Row,
    Cell,
};

[[nodiscard]] Role roleOf(const GumboNode &element);

[[nodiscard]] bool hasClass(const GumboNode &element, const char *name);
[[nodiscard]] bool isElement(const GumboNode *node, GumboTag tag);
[[nodiscard]] bool isList(const GumboNode *node);
[[nodiscard]] QString attributeText(const GumboNode &element, const char *name); // empty if it is not there

// The first element below that fits, if it is not far in: no more than some hundred are looked at.
[[nodiscard]] const GumboNode *findBelow(const GumboNode &element,
                                         const std::function<bool(const GumboNode &)> &fits);

// All text below, as it is; line breaks of every kind as "\n", the items of a list as lines, images by their
// text. Iterative.
[[nodiscard]] QString textOf(const GumboNode &element);

// The language a block of code names, fit for the line of a fence; empty if it names none.
[[nodiscard]] QString languageOf(const GumboNode &pre);

} // namespace lockkeeper::text
