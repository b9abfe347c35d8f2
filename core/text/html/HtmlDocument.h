// A parsed HTML fragment. Its nodes are gumbo's, and live as long as the document.
#pragma once

#include "text/html/Arena.h"

#include <gumbo.h>

#include <QByteArray>

namespace lockkeeper::text {

class HtmlDocument final
{
public:
    explicit HtmlDocument(const QByteArray &utf8);
    HtmlDocument(const HtmlDocument &) = delete;
    HtmlDocument &operator=(const HtmlDocument &) = delete;

    // The element around the fragment; null where the fragment is built to exhaust the parser.
    [[nodiscard]] const GumboNode *root() const { return m_root; }

private:
    [[nodiscard]] const GumboNode *parse();

    QByteArray m_html; // gumbo's nodes point into it
    Arena m_arena;
    const GumboNode *m_root = nullptr;
};

// The value of an attribute, null if it is not there.
[[nodiscard]] const char *attribute(const GumboNode &element, const char *name);

} // namespace lockkeeper::text
