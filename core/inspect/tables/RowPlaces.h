// Which row stands at which place of a table, in an order and behind a filter: the first row's key of each
// page where the order is ready in an index, else the key of every row. A value that several threads may
// read.
#pragma once

#include "base/Result.h"
#include "inspect/tables/TableFilter.h"
#include "inspect/tables/TableInfo.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace lockkeeper::inspect {

inline constexpr int pageRows = 128;

struct TableQuestion
{
    QString database; // path
    TableInfo table;
    int sortColumn = -1; // of table.columns; -1: the table's own order
    bool descending = false;
    QList<ColumnFilter> filters = {};

    [[nodiscard]] bool filtered() const;
    // The order that is ready for it; null: its rows have to be looked through first.
    [[nodiscard]] const KeyOrder *ready() const;

    friend bool operator==(const TableQuestion &, const TableQuestion &) = default;
};

class RowPlaces final
{
public:
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 pages() const { return (m_rows + pageRows - 1) / pageRows; }
    [[nodiscard]] bool everyRow() const { return m_everyRow; } // else the first one of each page

    // Where everyRow(): of the rows of a page, in their order.
    [[nodiscard]] QList<Key> keysOf(qint64 page) const;
    // Else: of its first row; none beyond the end.
    [[nodiscard]] std::optional<Key> firstOf(qint64 page) const;
    // Else: the page that a row with this key is on, if there is one.
    [[nodiscard]] qint64 pageOf(const TableQuestion &question, const Key &key) const;

private:
    friend class PlaceFinder;

    qint64 m_rows = 0;
    bool m_everyRow = false;
    std::vector<qint64> m_ids; // keys that are row ids
    QList<Key> m_keys;         // or others: a WITHOUT ROWID table's, and those of an index
};

using SharedPlaces = std::shared_ptr<const RowPlaces>;

struct PlacesProgress
{
    qint64 looked = 0;       // rows
    qint64 of = 0;           // about; 0: not known
    bool sorting = false;    // all are looked through
    SharedPlaces sofar = {}; // now and then, where the rows found are already in their order
};

// Looks through the table, or its index, in short statements, so that no writer waits and no -wal grows by
// it. Eight bytes a row at most, for a table with row ids. `told` hears of it some times a second. Errors:
// cancelled, and those of store::Reading.
[[nodiscard]] Result<SharedPlaces> findPlaces(const TableQuestion &question,
                                              const std::function<void(const PlacesProgress &)> &told,
                                              const std::stop_token &stop);

} // namespace lockkeeper::inspect
