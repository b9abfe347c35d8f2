// The rows of one table that can still be read of a damaged file, written into the table of that name in
// another one.
#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::store {

class WorkHandle;

struct SalvagedRows
{
    qint64 rows = 0;   // written
    bool gaps = false; // something of it could not be read, or not be written
    std::optional<qint64> missing =
        0; // so many rows that an index knows of are not there; nothing: not known
};

struct SalvagedTable
{
    QString name;
    QStringList columns;     // that both have
    bool hasRowids = true;   // else it is read from both ends only
    qint64 highestRowid = 0; // that it ever gave out; 0: not known
};

// From both ends of each hole, which is halved until its rows are out or it is one row wide. In the caller's
// transactions: on `to` a writing one. `done` hears the rows so far, now and then. Errors: locked, cancelled,
// disk_full, internal; damage of `from` is none.
[[nodiscard]] Result<SalvagedRows> salvageRows(WorkHandle &from, WorkHandle &to, const SalvagedTable &table,
                                               const std::function<void(qint64)> &done,
                                               const std::stop_token &stop);

} // namespace lockkeeper::store
