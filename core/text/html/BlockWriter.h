// Puts blocks of Markdown together: the marks of the quotes and list items around them, and the blank lines
// between.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace lockkeeper::text {

class BlockWriter final
{
public:
    // Every open… is closed, inside out. Items only directly within a list.
    void openQuote();
    void openList(bool ordered, qint64 start);
    void openItem();
    void close();

    // Lines of inline Markdown; "\n" is a hard break.
    void paragraph(const QString &inlineMarkdown);
    void heading(int level, const QString &inlineMarkdown); // on one line
    void code(const QString &code, const QString &language);
    void rule();
    void table(const QStringList &lines);

    [[nodiscard]] QString take() { return std::move(m_text); } // no line end at its end

private:
    struct Container
    {
        enum class Kind { Quote, List, Item };
        Kind kind = Kind::Quote;
        bool flat = false;    // too deep: not shown
        bool started = false; // quote, item: a block is in it
        QString marker;       // item
        // list
        bool ordered = false;
        bool otherSign = false; // so that it doesn't join the list right before
        bool loose = false;
        qint64 next = 1;
        int items = 0; // that are started
    };
    struct ClosedList
    {
        std::size_t depth = 0;
        int blocks = 0;
        bool ordered = false;
        bool otherSign = false;
    };

    void push(Container container);
    void block(const QStringList &lines);
    [[nodiscard]] bool joinsTightly();
    [[nodiscard]] QString startedPrefix() const;
    [[nodiscard]] QString nextPrefix(); // starts what is not

    QString m_text;
    std::vector<Container> m_containers;
    std::optional<ClosedList> m_closedList;
    std::size_t m_lastDepth = 0; // containers around the last block
    int m_shown = 0;             // containers that are not flat
    int m_blocks = 0;
};

} // namespace lockkeeper::text
