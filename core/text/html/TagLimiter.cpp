#include "text/html/TagLimiter.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace lockkeeper::text {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

struct Tag
{
    std::string_view name{}; // as written
    bool closing = false;
    bool comment = false;
    int attributes = 0; // at most: every blank and slash outside quotes counts
    std::size_t end = 0;
};

// The tag or comment at `start`, where a '<' stands; ends at the end of the text if nothing ends it.
// As https://html.spec.whatwg.org/multipage/parsing.html#tokenization reads it, in coarse strokes.
bool readTag(std::string_view html, std::size_t start, Tag &tag)
{
    std::size_t at = start + 1;
    if (at >= html.size())
        return false;
    if (html.substr(at, 3) == "!--") {
        const std::size_t close = html.find("-->", at + 3);
        tag = {.comment = true, .end = close == std::string_view::npos ? html.size() : close + 3};
        return true;
    }
    tag = {.closing = html[at] == '/'};
    if (tag.closing)
        ++at;
    if (at >= html.size() || !isLetter(html[at]))
        return false;
    const std::size_t name = at;
    while (at < html.size() && !isSpace(html[at]) && html[at] != '>' && html[at] != '/')
        ++at;
    tag.name = html.substr(name, at - name);
    char quote = 0;
    bool afterEquals = false;
    for (; at < html.size(); ++at) {
        const char c = html[at];
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            continue;
        }
        if (c == '>')
            break;
        if (c == '"' || c == '\'') {
            ++tag.attributes; // `a="1"b="2"`
            if (afterEquals)
                quote = c;
        }
        if (isSpace(c) || c == '/')
            ++tag.attributes;
        afterEquals = c == '=' || (afterEquals && isSpace(c));
    }
    tag.end = std::min(at + 1, html.size());
    return true;
}

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N> &names)
{
    return std::any_of(names.begin(), names.end(), [name](std::string_view one) {
        return one.size() == name.size() &&
               std::equal(one.begin(), one.end(), name.begin(), [](char a, char b) {
                   return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
               });
    });
}

// No content, or closed by their like: they cannot nest without another element in between that is counted.
bool nests(std::string_view name)
{
    static constexpr std::array<std::string_view, 35> flat{
        "p",     "li",    "dd",    "dt",   "tr",     "td",       "th",   "tbody", "thead",
        "tfoot", "br",    "hr",    "img",  "col",    "colgroup", "wbr",  "input", "meta",
        "link",  "area",  "base",  "body", "embed",  "head",     "html", "param", "source",
        "track", "frame", "image", "rt",   "option", "optgroup", "rp",   "keygen"};
    return !isOneOf(name, flat);
}

// An end tag reaches no element around these.
bool isBoundary(std::string_view name)
{
    static constexpr std::array<std::string_view, 6> boundaries{"table",    "caption", "object",
                                                                "template", "applet",  "marquee"};
    return isOneOf(name, boundaries);
}

class Nesting final
{
public:
    // Whether the tag may stay.
    bool take(const Tag &tag)
    {
        if (tag.comment)
            return true;
        if (tag.attributes > attributesLimit)
            return false;
        if (!nests(tag.name))
            return true;
        if (tag.closing) {
            close(tag.name);
            return true;
        }
        if (m_open.size() >= static_cast<std::size_t>(nestingLimit))
            return false;
        m_open.push_back(lowered(tag.name));
        return true;
    }

private:
    static std::string lowered(std::string_view name)
    {
        std::string result(name.substr(0, 32));
        for (char &c : result)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return result;
    }

    void close(std::string_view name)
    {
        const std::string wanted = lowered(name);
        for (std::size_t i = m_open.size(); i-- > 0;) {
            if (m_open[i] == wanted) {
                m_open.resize(i);
                return;
            }
            if (isBoundary(m_open[i]))
                return;
        }
    }

    std::vector<std::string> m_open;
};

} // namespace

QByteArray limitTags(QByteArray html)
{
    const std::string_view all(html.constData(), static_cast<std::size_t>(html.size()));
    Nesting nesting;
    QByteArray kept;
    std::size_t copied = 0;
    for (std::size_t at = all.find('<'); at != std::string_view::npos;) {
        Tag tag;
        if (!readTag(all, at, tag)) {
            at = all.find('<', at + 1);
            continue;
        }
        if (!nesting.take(tag)) {
            kept.append(html.constData() + copied, static_cast<qsizetype>(at - copied));
            copied = tag.end;
        }
        at = all.find('<', tag.end);
    }
    if (copied == 0)
        return html;
    kept.append(html.constData() + copied, static_cast<qsizetype>(all.size() - copied));
    return kept;
}

QByteArray withoutTags(const QByteArray &html)
{
    const std::string_view all(html.constData(), static_cast<std::size_t>(html.size()));
    QByteArray text;
    std::size_t copied = 0;
    for (std::size_t at = all.find('<'); at != std::string_view::npos;) {
        Tag tag;
        if (!readTag(all, at, tag)) {
            at = all.find('<', at + 1);
            continue;
        }
        text.append(html.constData() + copied, static_cast<qsizetype>(at - copied));
        text.append(' ');
        copied = tag.end;
        at = all.find('<', copied);
    }
    return text.append(html.constData() + copied, static_cast<qsizetype>(all.size() - copied));
}

} // namespace lockkeeper::text
