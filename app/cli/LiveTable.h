// A run as a table for the terminal: one line a source (a community's jobs of one kind). Pure: values in,
// lines out.
#pragma once

#include "cli/TableText.h"
#include "sync/Snapshot.h"

#include <QDateTime>
#include <QList>

namespace lockkeeper::cli {

struct TableStyle
{
    int columns = 80; // no line is wider
    int rows = 24;    // no more lines than that
    bool unicode = true;
    QDateTime now; // for points of time; local
};

// A heading, the sources and a line of totals. Where the sources are more than the rows, those that run or
// failed come first, and a line tells how many are left out.
[[nodiscard]] QList<TableLine> liveTable(const sync::RunSnapshot &run, const TableStyle &style);

} // namespace lockkeeper::cli
