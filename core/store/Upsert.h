// "INSERT … ON CONFLICT DO UPDATE … WHERE something differs", told apart into new, changed and unchanged.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QStringList>

namespace lockkeeper::store {

class Connection;

// The statement for a table: `key` and `content` columns in this order, then synced_at, as positional
// parameters. The full-text triggers are 90 % of a row's cost, so the WHERE is what makes a repeated sync
// quick.
[[nodiscard]] QString upsertSql(const QString &table, const QStringList &key, const QStringList &content);

// Within the caller's transaction. `now` is stored as synced_at of the rows that are new or changed.
[[nodiscard]] Result<void> upsert(Connection &connection, const std::vector<GithubItem> &rows,
                                  const QString &now, CommitCounts &counts);
[[nodiscard]] Result<void> remove(Connection &connection, const std::vector<GithubKey> &keys,
                                  CommitCounts &counts);

} // namespace lockkeeper::store
