// HTML's tokens as far as their extent goes: where a tag, a comment or an element that no post shows begins
// and ends (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace lockkeeper::text {

struct Token
{
    enum class Kind {
        Text, // a '<' that begins nothing
        Tag,
        Unseen, // no reader sees it: a comment, a doctype, a script with what is in it
    };

    Kind kind = Kind::Text;
    std::string_view name = {}; // of a tag, as it is written
    bool closing = false;
    int attributes = 0;
    std::size_t end = 0; // behind it
};

class TagScanner final
{
public:
    explicit TagScanner(std::string_view html)
        : m_html(html)
    {
    }

    // The token at `start`, where a '<' stands; what nothing ends goes to the end of the text. To be called
    // from front to back.
    [[nodiscard]] Token at(std::size_t start);

private:
    [[nodiscard]] std::size_t commentEnd(std::size_t from) const;
    [[nodiscard]] std::size_t behind(char c, std::size_t from) const;
    [[nodiscard]] std::size_t endTag(std::string_view name, std::size_t from) const;
    void readAttributes(Token &tag, std::size_t from) const;

    std::string_view m_html;
    bool m_noMoreSvg = false; // so that its end is looked for in vain but once
};

// Upper and lower case alike.
[[nodiscard]] bool sameName(std::string_view a, std::string_view b);

} // namespace lockkeeper::text
