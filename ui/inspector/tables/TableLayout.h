// Which of a table's columns are shown, how wide and in which order, as settings keep it by their names:
// "title:240,body:300:hidden". Pure, and safe against anything a settings file may hold.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

struct TableColumnState
{
    QString name;
    int width = 0; // device-independent pixels
    bool hidden = false;

    friend bool operator==(const TableColumnState &, const TableColumnState &) = default;
};

[[nodiscard]] QString tableLayoutToText(const QList<TableColumnState> &states); // in visual order

// Every one of `columns` once, at least one of them shown; those that the text lacks at the end, as they are
// there.
[[nodiscard]] QList<TableColumnState> tableLayoutFromText(const QString &text,
                                                          const QList<TableColumnState> &columns);

} // namespace lockkeeper::ui
