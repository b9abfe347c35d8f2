// A row's cells as text and as what they are sorted by. Pure.
#pragma once

#include "ui/dashboard/Columns.h"
#include "ui/dashboard/Figures.h"

#include <QString>
#include <QVariant>

namespace lockkeeper::ui {

// For every column but Name and Progress (see progressLook()). An en dash where nothing is known.
[[nodiscard]] QString cellText(Column column, const Figures &figures);
[[nodiscard]] QVariant cellSortKey(Column column, const Figures &figures);

// "Checked in the last run: 3 new, 1 changed, 346 unchanged". Empty for a row that did not run.
[[nodiscard]] QString checkedText(const Figures &figures);

// Of a row's jobs how many were never synced, in words; empty if all were.
[[nodiscard]] QString neverSyncedText(const Figures &figures);

// The columns in which the two differ, as the range that holds them; empty if they are alike.
struct ColumnRange
{
    int first = 0;
    int last = -1;

    [[nodiscard]] bool empty() const { return last < first; }
};
[[nodiscard]] ColumnRange changedColumns(const Figures &before, const Figures &after);

} // namespace lockkeeper::ui
