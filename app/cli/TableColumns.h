// How a table's columns share a terminal's width. Pure.
#pragma once

#include "cli/SourceRow.h"
#include "cli/TableText.h"

#include <QList>
#include <QString>

#include <array>

namespace lockkeeper::cli {

// "3, 12 ms": how many, how long.
[[nodiscard]] QString waitsText(const store::LockTotals &locks);

class TableColumns final
{
public:
    // Measured over all `rows`, shown or not, or columns would jump as rows come and go. What finds no room
    // in `columns` is left out, the least important first.
    TableColumns(const QList<SourceRow> &rows, int columns, bool unicode);

    [[nodiscard]] TableLine heading() const;
    [[nodiscard]] TableLine row(qsizetype index) const;

private:
    enum Column : std::size_t {
        Mark,
        Community,
        Kind,
        Bar,
        Jobs,
        Items,
        New,
        Changed,
        Waits,
        Now,
        ColumnCount
    };

    struct Cells
    {
        std::array<QString, ColumnCount> text;
        QString nowJob; // told where there is room for the whole of it
        sync::JobState state = sync::JobState::Waiting;
        bool waited = false;
        double fraction = 0;
    };

    [[nodiscard]] Cells cellsOf(const SourceRow &row) const;
    void share(int columns);
    [[nodiscard]] TableLine lineOf(const Cells &cells, bool heading) const;
    [[nodiscard]] static QString nowText(const Cells &cells, int width);
    [[nodiscard]] static Tone toneOf(Column column, const Cells &cells);

    bool m_unicode;
    Cells m_heading;
    QList<Cells> m_rows;
    std::array<int, ColumnCount> m_widths{}; // 0 for a column that found no room
};

} // namespace lockkeeper::cli
