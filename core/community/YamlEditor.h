// Changes a YAML text in place, one step at a time, and reads it again after each, so that every step knows
// where things stand. All that is not part of a step stays byte for byte. What is told apart and refused:
// DESIGN.md. Errors of all: config, with the line; the text is as it was then.
#pragma once

#include "base/Result.h"
#include "community/ConfigEdit.h"
#include "community/YamlPiece.h"
#include "community/YamlSource.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::community {

class YamlEditor final
{
public:
    explicit YamlEditor(YamlSource source);

    [[nodiscard]] const YamlSource &source() const { return m_source; }
    // Of the lines whose value was changed.
    [[nodiscard]] const QList<KeptComment> &keptComments() const { return m_keptComments; }

    // Writes `text` in the place of the one that stands there, in its quotes where it fits them.
    [[nodiscard]] Result<void> setText(const YamlPath &path, const QString &text, Quote quote = Quote::Plain);

    // A key of the map at `map`, which is made with all maps above it where it isn't there. Behind the last
    // one of those in `order` before it, or behind all.
    [[nodiscard]] Result<void> addKey(const YamlPath &map, const QString &key, const YamlPiece &piece,
                                      const QStringList &order);
    // With the comment that belongs to it.
    [[nodiscard]] Result<void> removeKey(const YamlPath &map, const QString &key);

    // Behind item number `behind`; -1: before the first. The list must be there and have items, or be a flow
    // list.
    [[nodiscard]] Result<void> addItem(const YamlPath &list, int behind, const YamlPiece &piece);
    [[nodiscard]] Result<void> removeItem(const YamlPath &list, int number);
    // Behind item number `behind`, which is not itself, as it is, with its comments.
    [[nodiscard]] Result<void> moveItem(const YamlPath &list, int number, int behind);

private:
    struct Lines // of a block entry and what goes with it
    {
        int begin = 0;
        int end = 0;
    };
    [[nodiscard]] Result<YamlPlace> mustFind(const YamlPath &path) const;
    struct ItemPlace
    {
        YamlPlace list;
        YamlPlace item;
    };
    [[nodiscard]] Result<ItemPlace> freeItem(const YamlPath &list, int number) const; // that may be edited
    // Comments above an entry, at its own indentation.
    [[nodiscard]] int commentsBegin(const YamlPlace &entry) const;
    [[nodiscard]] bool headsGroup(const YamlPlace &entry) const;
    [[nodiscard]] Lines ownLines(const YamlPlace &entry) const;
    [[nodiscard]] Result<void> replace(qsizetype begin, qsizetype end, const QByteArray &by);
    [[nodiscard]] Result<void> insertLines(int line, const QByteArray &lines);
    [[nodiscard]] Result<void> removeLines(const YamlPlace &entry);
    [[nodiscard]] Result<void> addBeside(const YamlPlace &parent, int behind, const QByteArray &lines,
                                         bool apart);
    [[nodiscard]] Result<void> addInFlow(const YamlPlace &parent, int behind, const QByteArray &text);
    [[nodiscard]] Result<void> removeFromFlow(const YamlPlace &parent, int number);
    [[nodiscard]] Result<void> fillNull(const YamlPlace &entry, const YamlPiece &piece);
    [[nodiscard]] bool isApart(const YamlPlace &parent, int behind) const;
    [[nodiscard]] QByteArray rewritten(const YamlPlace &place, const YamlSpan &span, const QString &text,
                                       Quote quote) const;
    void noteComment(const YamlPath &path, qsizetype behind);

    YamlSource m_source;
    QList<KeptComment> m_keptComments;
};

} // namespace lockkeeper::community
