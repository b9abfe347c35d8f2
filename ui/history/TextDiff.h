// Two texts side by side, line by line, and the words within a line that differ. Pure.
#pragma once

#include <QList>
#include <QString>

namespace lockkeeper::ui {

struct SideMark // in a line's text, in UTF-16 units
{
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const SideMark &, const SideMark &) = default;
};

struct SideLine
{
    QString text;
    bool there = true;     // false: the other side has a line here that this one has not
    bool differs = false;  // from the line beside it
    QList<SideMark> marks; // what of it; the whole line where it has no counterpart

    friend bool operator==(const SideLine &, const SideLine &) = default;
};

struct SideRow
{
    SideLine before;
    SideLine after;

    friend bool operator==(const SideRow &, const SideRow &) = default;
};

// An empty text has no line. Quick for any texts: what is too long to be compared differs as a whole.
[[nodiscard]] QList<SideRow> sideBySide(const QString &before, const QString &after);

} // namespace lockkeeper::ui
