// Which columns are shown, how wide and in which order, as settings keep it:
// "name:230,state:116,rate:66:hidden". Pure, and safe against anything a settings file may hold.
#pragma once

#include "ui/dashboard/Columns.h"

#include <QList>
#include <QString>

namespace lockkeeper::ui {

struct ColumnState
{
    Column column = Column::Name;
    int width = 0; // device-independent pixels
    bool hidden = false;

    friend bool operator==(const ColumnState &, const ColumnState &) = default;
};

[[nodiscard]] QList<ColumnState> defaultColumnStates();
[[nodiscard]] QString columnStatesToText(const QList<ColumnState> &states); // in visual order

// Every column exactly once, Name first and visible. What the text lacks (a column of a newer version) comes
// where it is at first: after the column that precedes it there; ids nobody knows and repeats are dropped.
[[nodiscard]] QList<ColumnState> columnStatesFromText(const QString &text);

} // namespace lockkeeper::ui
