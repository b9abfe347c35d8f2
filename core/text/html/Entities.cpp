#include "text/html/Entities.h"

#include "base/Text.h"

#include <gumbo.h>

#include <QByteArray>

#include <memory>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

QString decodedEntities(const QString &text)
{
    if (!text.contains(u'&'))
        return cleaned(text);
    // By a parser that knows all of HTML's; a document of nothing but one text has one text node.
    QString source = cleaned(text);
    source.replace(u'<', "&lt;"_L1);
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;                              // nobody reads them
    const QByteArray utf8 = "<body>." + source.toUtf8(); // the dot keeps blanks at the beginning
    const auto end = [](GumboOutput *output) {
        gumbo_destroy_output(&kGumboDefaultOptions, output);
    };
    const std::unique_ptr<GumboOutput, decltype(end)> output(
        gumbo_parse_with_options(&options, utf8.constData(), static_cast<std::size_t>(utf8.size())), end);
    const GumboVector &top = output->root->v.element.children;
    QString result;
    for (unsigned int i = 0; i < top.length; ++i) {
        const auto *body = static_cast<const GumboNode *>(top.data[i]);
        if (body->type != GUMBO_NODE_ELEMENT || body->v.element.tag != GUMBO_TAG_BODY)
            continue;
        const GumboVector &children = body->v.element.children;
        for (unsigned int j = 0; j < children.length; ++j) {
            const auto *node = static_cast<const GumboNode *>(children.data[j]);
            if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
                result += QString::fromUtf8(node->v.text.text);
        }
    }
    return result.mid(1);
}

} // namespace lockkeeper::text
