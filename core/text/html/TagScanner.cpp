#include "text/html/TagScanner.h"

#include <algorithm>
#include <array>

namespace lockkeeper::text {

namespace {
constexpr auto npos = std::string_view::npos;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isLetter(char c)
{
    return lowered(c) >= 'a' && lowered(c) <= 'z';
}

bool endsName(char c)
{
    return isSpace(c) || c == '/' || c == '>';
}

// What is in them is no HTML, and not shown.
bool isRaw(std::string_view name)
{
    static constexpr std::array<std::string_view, 7> raw{"script", "style",   "textarea", "title",
                                                         "iframe", "noembed", "noframes"};
    return std::any_of(raw.begin(), raw.end(), [name](std::string_view one) { return sameName(name, one); });
}
} // namespace

bool sameName(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char one, char other) { return lowered(one) == lowered(other); });
}

Token TagScanner::at(std::size_t start)
{
    const std::string_view rest = m_html.substr(start + 1);
    if (rest.substr(0, 3) == "!--")
        return {.kind = Token::Kind::Unseen, .end = commentEnd(start + 4)};
    const bool closing = rest.substr(0, 1) == "/";
    const std::size_t name = start + (closing ? 2 : 1);
    if (name >= m_html.size())
        return {.end = start + 1};
    if (!isLetter(m_html[name])) {
        const bool bogus = closing || m_html[name] == '!' || m_html[name] == '?'; // a comment to its reader
        return bogus ? Token{.kind = Token::Kind::Unseen, .end = behind('>', name)} : Token{.end = start + 1};
    }
    const auto nameEnd = static_cast<std::size_t>(
        std::find_if(m_html.begin() + static_cast<std::ptrdiff_t>(name), m_html.end(), endsName) -
        m_html.begin());
    Token tag{.kind = Token::Kind::Tag, .name = m_html.substr(name, nameEnd - name), .closing = closing};
    readAttributes(tag, nameEnd);
    if (closing)
        return tag;
    if (isRaw(tag.name)) {
        tag.kind = Token::Kind::Unseen;
        tag.end = std::min(endTag(tag.name, tag.end), m_html.size());
    } else if (sameName(tag.name, "svg") && !m_noMoreSvg) {
        // Within a picture other rules hold, of names, of ends and of comments.
        const std::size_t end = endTag(tag.name, tag.end);
        m_noMoreSvg = end == npos;
        if (end != npos) {
            tag.kind = Token::Kind::Unseen;
            tag.end = end;
        }
    }
    return tag;
}

std::size_t TagScanner::behind(char c, std::size_t from) const
{
    const std::size_t place = m_html.find(c, from);
    return place == npos ? m_html.size() : place + 1;
}

std::size_t TagScanner::commentEnd(std::size_t from) const
{
    if (m_html.substr(from, 1) == ">")
        return from + 1;
    if (m_html.substr(from, 2) == "->")
        return from + 2;
    for (std::size_t dashes = m_html.find("--", from); dashes != npos;
         dashes = m_html.find("--", dashes + 1)) {
        if (m_html.substr(dashes + 2, 1) == ">")
            return dashes + 3;
        if (m_html.substr(dashes + 2, 2) == "!>")
            return dashes + 4;
    }
    return m_html.size();
}

// Behind the next end tag of that name.
std::size_t TagScanner::endTag(std::string_view name, std::size_t from) const
{
    for (std::size_t place = m_html.find("</", from); place != npos; place = m_html.find("</", place + 2)) {
        const std::size_t end = place + 2 + name.size();
        if (!sameName(m_html.substr(place + 2, name.size()), name) || end >= m_html.size() ||
            !endsName(m_html[end]))
            continue;
        Token tag;
        readAttributes(tag, end);
        return tag.end;
    }
    return npos;
}

void TagScanner::readAttributes(Token &tag, std::size_t from) const
{
    const auto skip = [this](std::size_t at, auto wanted) {
        while (at < m_html.size() && wanted(m_html[at]))
            ++at;
        return at;
    };
    std::size_t at = from;
    while (true) {
        at = skip(at, [](char c) { return isSpace(c) || c == '/'; });
        if (at >= m_html.size() || m_html[at] == '>')
            break;
        ++tag.attributes;
        at = skip(at + 1, [](char c) { return !endsName(c) && c != '='; }); // the first one may be a '='
        at = skip(at, isSpace);
        if (at >= m_html.size() || m_html[at] != '=')
            continue;
        at = skip(at + 1, isSpace);
        if (at < m_html.size() && (m_html[at] == '"' || m_html[at] == '\''))
            at = behind(m_html[at], at + 1);
        else
            at = skip(at, [](char c) { return !isSpace(c) && c != '>'; });
    }
    tag.end = std::min(at + 1, m_html.size());
}

} // namespace lockkeeper::text
