// A table of any length, of which the pages that were seen last are kept: a row that was not read yet shows
// an ellipsis. Whoever shows it has the pages read. GUI thread.
#pragma once

#include "inspect/tables/TableRows.h"

#include <QAbstractTableModel>
#include <QCache>

namespace lockkeeper::ui {

// As it stands in a cell: one line, its beginning.
[[nodiscard]] QString shownCell(const inspect::TableCell &cell);
// A value as it is copied or read by itself: all of it.
[[nodiscard]] QString wholeValue(const QVariant &value);

class TableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int keptPages = 32; // of inspect::pageRows rows: some ten megabytes of usual ones

    explicit TableModel(QObject *parent = nullptr);

    void setTable(const inspect::TableInfo &table, qint64 rows); // nothing is read of it yet
    void startOver(qint64 rows);                                 // the same table, other rows
    void setRows(qint64 rows);
    void setPage(const inspect::TablePage &page);
    void forgetPages(); // they stay in sight until they are read anew

    [[nodiscard]] const inspect::TableInfo &table() const { return m_table; }
    [[nodiscard]] bool has(qint64 page) const;                    // and not to be read anew
    [[nodiscard]] const inspect::TableRow *row(qint64 row) const; // null: not read, or gone

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct KeptPage
    {
        inspect::TablePage page;
        quint64 generation = 0;
    };
    [[nodiscard]] const KeptPage *kept(qint64 page) const;
    [[nodiscard]] QVariant cellData(const inspect::TableCell &cell, int role) const;

    inspect::TableInfo m_table;
    int m_rows = 0;
    quint64 m_generation = 0;
    mutable QCache<qint64, KeptPage> m_pages;
};

} // namespace lockkeeper::ui
