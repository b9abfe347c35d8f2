// Takes an HTML page apart without building a tree: pipermail's pages are flat, and what comes from outside
// may be nested or broken as it likes. One pass, bounded work for every character; pure; any thread.
//
// Not gumbo's tree, which posts are read with (core/text/html): HTML's rules for misnested formatting make 3
// GB of tree from 50 KB ("<b x=1><p><b x=2><p>…"), so a post is given up beyond half a megabyte. A list's
// first page or a year's listing has megabytes, and one that is given up would lose its messages. Gumbo does
// decode the references.
#pragma once

#include <QString>
#include <QStringView>

namespace lockkeeper::sources::mailman {

struct HtmlToken
{
    enum class Kind { Text, Open, Close, Comment };

    Kind kind = Kind::Text;
    QString name;     // of a tag, in lower case
    QStringView text; // a text or a comment as it stands there, or a tag's attributes
};

class HtmlTokens final
{
public:
    explicit HtmlTokens(QStringView html) // the page outlives the tokens
        : m_html(html)
    {
    }

    [[nodiscard]] bool next(HtmlToken &token); // false at the end
    // Goes on behind the closing tag of an element whose content is no HTML: a script, a style.
    void skipElement(const QString &name);

private:
    [[nodiscard]] qsizetype endOfTag(qsizetype from) const;

    QStringView m_html;
    qsizetype m_at = 0;
};

// An attribute's value, its entities decoded; empty where the tag has none of that name.
[[nodiscard]] QString attribute(const HtmlToken &tag, QLatin1StringView name);

// The text between tags: entities decoded, tags dropped, <br> and blocks as line breaks, no scripts or
// styles.
[[nodiscard]] QString plainText(QStringView html);

} // namespace lockkeeper::sources::mailman
