// Reading keys back, for reconciling with a remote. Short statements: a reader that lingers pins the WAL.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QStringList>
#include <QVariant>

#include <stop_token>
#include <vector>

namespace lockkeeper::store {

class Database;

// The values of `columns` (of the table's key or content, as its documentation names them) of every row whose
// leading key column is `first`, in the order of the key. On the calling thread's connection.
[[nodiscard]] Result<std::vector<QVariantList>> readStored(Database &database, Table table,
                                                           const QString &first, const QStringList &columns,
                                                           const std::stop_token &stop = {});

// The same of every row of the table: for one that belongs to a single remote.
[[nodiscard]] Result<std::vector<QVariantList>>
readAllStored(Database &database, Table table, const QStringList &columns, const std::stop_token &stop = {});

} // namespace lockkeeper::store
