// Where a remote's next run goes on (our own table lockkeeper_cursors), and OSA's sync_metadata beside it.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace lockkeeper::store {

class Connection;
class Database;

// Empty where the remote was never synced by us. On the calling thread's connection.
[[nodiscard]] Result<std::optional<QString>> readCursor(Database &database, const RemoteName &remote,
                                                        const std::stop_token &stop = {});

// Within the caller's transaction.
[[nodiscard]] Result<void> writeCursor(Connection &connection, const RemoteName &remote,
                                       const QString &cursor, const QString &now);
[[nodiscard]] Result<void> writeSyncMark(Connection &connection, const RemoteName &remote,
                                         const SyncMark &mark, qint64 rowsOfThisBatch);

} // namespace lockkeeper::store
