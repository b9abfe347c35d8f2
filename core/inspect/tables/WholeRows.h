// Rows of a table with all of their texts: for copying, for one row by itself, for export. Blocking.
#pragma once

#include "base/Result.h"
#include "inspect/tables/RowPlaces.h"
#include "inspect/tables/TableRows.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <functional>
#include <stop_token>

namespace lockkeeper::store {
class ReadRow;
}

namespace lockkeeper::inspect {

// Of a row that `natural` finds: a value a column; none if it is gone.
[[nodiscard]] Result<QVariantList> wholeRow(const QString &database, const TableInfo &table,
                                            const Key &natural, const std::stop_token &stop);

// The same of several, in the keys' order; an empty one for each that is gone.
[[nodiscard]] Result<QList<QVariantList>> wholeRowsOf(const QString &database, const TableInfo &table,
                                                      const QList<Key> &keys, const std::stop_token &stop);

// Rows from one place to another, both included.
struct PlaceRange
{
    qint64 first = 0;
    qint64 last = 0;
};

// From the top, of `pages`' question; those that are gone are left out.
[[nodiscard]] Result<QList<QVariantList>> wholeRows(TablePages &pages, const QList<PlaceRange> &ranges,
                                                    const std::stop_token &stop);

// All rows of the question a batch at a time, each in a short statement.
struct WholeBatch
{
    std::function<void()> begin; // what was read of this batch before is read anew
    // From column `first` on: the natural key's columns, then the table's.
    std::function<Result<void>(const store::ReadRow &, int first)> take;
    std::function<Result<void>(const QList<Key> &order)> end; // natural keys in their order; empty: as taken
};
[[nodiscard]] Result<void> readAll(const TableQuestion &question, const SharedPlaces &places,
                                   const WholeBatch &batch, const std::stop_token &stop);

} // namespace lockkeeper::inspect
