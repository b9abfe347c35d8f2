// The HTML of a post, with an address the links lead from.
#include "base/Text.h"
#include "text/html/HtmlToMarkdown.h"

#include <cstddef>
#include <cstdint>

using namespace lockkeeper;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString html =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString markdown = text::htmlToMarkdown(html, QUrl(QStringLiteral("https://forum.example.org/")));
    if (markdown != cleaned(markdown)) // fit for the database
        __builtin_trap();
    if (markdown.size() > 64 * html.size() + 1000) // a mark, a prefix of quotes and lists: bounded
        __builtin_trap();
    if (markdown.endsWith(u'\n') || markdown.startsWith(u'\n'))
        __builtin_trap();
    return 0;
}
