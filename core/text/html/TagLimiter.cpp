#include "text/html/TagLimiter.h"

#include "text/html/TagScanner.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lockkeeper::text {

namespace {

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N> &names)
{
    return std::any_of(names.begin(), names.end(),
                       [name](std::string_view one) { return sameName(name, one); });
}

bool hasNoContent(std::string_view name)
{
    static constexpr std::array<std::string_view, 18> empty{
        "br",   "hr",    "img",   "col",    "wbr",   "input", "meta",  "link",     "area",
        "base", "embed", "param", "source", "track", "frame", "image", "basefont", "bgsound"};
    return isOneOf(name, empty);
}

// Their end may be left out: another's begin or end is theirs, too.
bool endsByItself(std::string_view name)
{
    static constexpr std::array<std::string_view, 11> optional{"p",  "li",     "dd",    "dt",    "tr",   "td",
                                                               "th", "option", "tbody", "thead", "tfoot"};
    return isOneOf(name, optional);
}

// Their end tag ends what is open within, as long as no formatting is.
bool endsOthers(std::string_view name)
{
    static constexpr std::array<std::string_view, 20> blocks{
        "p",  "li", "dd", "dt",         "tr",    "td",  "th",      "tbody",   "thead", "tfoot",
        "ul", "ol", "dl", "blockquote", "table", "div", "article", "section", "aside", "details"};
    return isOneOf(name, blocks);
}

// Whether an element that is still open ends where another begins.
bool endsBefore(std::string_view open, std::string_view next)
{
    const auto both = [&](const auto &names) {
        return isOneOf(open, names) && isOneOf(next, names);
    };
    static constexpr std::array<std::string_view, 2> terms{"dd", "dt"};
    static constexpr std::array<std::string_view, 2> cells{"td", "th"};
    static constexpr std::array<std::string_view, 3> groups{"tbody", "thead", "tfoot"};
    static constexpr std::array<std::string_view, 4> rows{"tr", "tbody", "thead", "tfoot"};
    if (sameName(open, "p"))
        return endsOthers(next);
    if (sameName(open, "li") || sameName(open, "option"))
        return sameName(open, next);
    if (isOneOf(open, cells))
        return isOneOf(next, cells) || isOneOf(next, rows);
    if (sameName(open, "tr"))
        return isOneOf(next, rows);
    return both(terms) || both(groups);
}

// How deep elements nest, at least as deep as the parser will have them: by its rules an end tag may end less
// than it names (`<b><div></b>`, `<span><p></span>`), so it counts only where nothing of the kind is
// possible.
class Nesting final
{
public:
    // Whether the tag may stay.
    bool take(const Token &tag)
    {
        if (tag.attributes > attributesLimit)
            return false;
        if (hasNoContent(tag.name))
            return true;
        if (tag.closing) {
            close(tag.name);
            return true;
        }
        while (!m_open.empty() && endsBefore(m_open.back(), tag.name))
            m_open.pop_back();
        if (m_open.size() >= static_cast<std::size_t>(nestingLimit))
            return false;
        m_open.push_back(tag.name);
        return true;
    }

private:
    void close(std::string_view name)
    {
        std::size_t end = m_open.size();
        while (end > 0 && !sameName(m_open[end - 1], name) && endsOthers(name) &&
               endsByItself(m_open[end - 1]))
            --end;
        if (end > 0 && sameName(m_open[end - 1], name))
            m_open.resize(end - 1);
    }

    std::vector<std::string_view> m_open;
};

// What is in them follows rules of its own, up to where no end tag counts any more. Nobody writes them today.
bool changesRules(std::string_view name)
{
    static constexpr std::array<std::string_view, 4> foreign{"svg", "math", "xmp", "plaintext"};
    return isOneOf(name, foreign);
}

} // namespace

QByteArray limitTags(const QByteArray &html)
{
    const std::string_view all(html.constData(), static_cast<std::size_t>(html.size()));
    TagScanner scanner(all);
    Nesting nesting;
    QByteArray kept;
    std::size_t copied = 0;
    for (std::size_t at = all.find('<'); at != std::string_view::npos;) {
        const Token token = scanner.at(at);
        const bool stays =
            token.kind == Token::Kind::Text ||
            (token.kind == Token::Kind::Tag && !changesRules(token.name) && nesting.take(token));
        if (!stays) {
            kept.append(html.constData() + copied, static_cast<qsizetype>(at - copied));
            if (kept.endsWith('<')) // a bare one, which must not begin a tag with what comes behind
                kept.append(' ');
            copied = token.end;
        }
        at = all.find('<', token.end);
    }
    if (copied == 0)
        return html;
    return kept.append(html.constData() + copied, static_cast<qsizetype>(all.size() - copied));
}

QByteArray withoutTags(const QByteArray &html)
{
    const std::string_view all(html.constData(), static_cast<std::size_t>(html.size()));
    TagScanner scanner(all);
    QByteArray text;
    std::size_t copied = 0;
    for (std::size_t at = all.find('<'); at != std::string_view::npos;) {
        const Token token = scanner.at(at);
        if (token.kind != Token::Kind::Text) {
            text.append(html.constData() + copied, static_cast<qsizetype>(at - copied));
            text.append(' ');
            copied = token.end;
        }
        at = all.find('<', token.end);
    }
    return text.append(html.constData() + copied, static_cast<qsizetype>(all.size() - copied));
}

} // namespace lockkeeper::text
