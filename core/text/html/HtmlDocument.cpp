#include "text/html/HtmlDocument.h"

#include "text/html/TagLimiter.h"

namespace lockkeeper::text {

namespace {
constexpr std::size_t memoryBudget = std::size_t{160} * 1024 * 1024; // the densest half megabyte takes less
} // namespace

HtmlDocument::HtmlDocument(const QByteArray &utf8)
    : m_html(limitTags(utf8))
    , m_arena(memoryBudget)
    , m_root(parse())
{
}

const GumboNode *HtmlDocument::parse()
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void *arena, std::size_t bytes) {
        return static_cast<Arena *>(arena)->allocate(bytes);
    };
    options.deallocator = [](void *, void *) {
    };
    options.userdata = &m_arena;
    options.max_errors = 0;
    options.fragment_context = GUMBO_TAG_BODY;
    if (setjmp(m_arena.exhausted()) != 0)
        return nullptr;
    return gumbo_parse_with_options(&options, m_html.constData(), static_cast<std::size_t>(m_html.size()))
        ->root;
}

const char *attribute(const GumboNode &element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element.v.element.attributes, name);
    return found == nullptr ? nullptr : found->value;
}

} // namespace lockkeeper::text
