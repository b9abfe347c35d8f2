// What stands within a paragraph, a heading or a cell: text, emphasis, links, code. Collected as HTML gives
// it, then rendered as Markdown, when it is known what stands on both sides of each mark.
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <vector>

namespace lockkeeper::text {

class InlineRun final
{
public:
    enum class Mark { Strong, Emphasis, Strike };
    enum class Kind { Text, Code, Verbatim, Break, Open, Close, LinkOpen, LinkClose };
    struct Piece
    {
        Kind kind = Kind::Text;
        Mark mark = Mark::Strong;
        QString text; // unescaped; of a link its destination
    };

    void text(QStringView html); // white space collapses, as in HTML
    void code(const QString &code);
    void image(const QString &alt, const QString &destination);
    void verbatim(const QString &markdown); // as it is
    void lineBreak();

    void open(Mark mark);
    void close(Mark mark);
    // A link within a link is none. An empty destination: its text alone.
    void openLink(const QString &destination, const QString &writtenAs);
    void closeLink();

    [[nodiscard]] bool isEmpty() const { return !m_hasContent; }
    [[nodiscard]] bool endsWithBreak() const;

    // Lines of Markdown joined by "\n", which stands for a hard break. Marks that are open go on in the next.
    [[nodiscard]] QString take(bool inTable = false);

private:
    void addContent(Piece piece);
    // Where something goes that must not stand just within a mark: before the marks opened last.
    [[nodiscard]] std::vector<Piece>::iterator beforeOpened();
    // Where a mark is closed: before line breaks that came last.
    [[nodiscard]] std::vector<Piece>::iterator beforeBreaks();
    void closeAll();
    [[nodiscard]] QString rendered(bool inTable) const;

    std::vector<Piece> m_pieces;
    std::vector<Piece> m_open; // marks and the link that are open now, outermost first
    std::array<int, 3> m_depth{};
    int m_linkDepth = 0;
    QString m_linkWritten; // as the HTML has it, to tell `<address>` from a link with a text of its own
    int m_linkTakes = 0;   // paragraphs that the present link has gone on over
    bool m_space = false;  // white space was seen since the last content
    bool m_hasContent = false;
};

} // namespace lockkeeper::text
