// "INSERT … ON CONFLICT DO UPDATE … WHERE something differs", told apart into new, changed and unchanged.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QString>

namespace lockkeeper::store {

class Connection;
struct TableShape;

// The statement for a table: key and content columns, then synced_at, as positional parameters.
// The full-text triggers are 90 % of a row's cost, so the WHERE is what makes a repeated sync quick.
[[nodiscard]] QString upsertSql(const TableShape &table);

// Every row of the batch, then its deletions, within the caller's transaction. `now` is stored as synced_at
// of the rows that are new or changed.
[[nodiscard]] Result<void> writeRows(Connection &connection, const Batch &batch, const QString &now,
                                     CommitCounts &counts);

} // namespace lockkeeper::store
