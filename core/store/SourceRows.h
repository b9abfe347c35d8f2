// What a remote has brought into a database, for when it is no longer configured: counted, and deleted where
// somebody asks for that. What others made of it (FAQ entries) is not looked at.
#pragma once

#include "base/Result.h"
#include "store/Rows.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::store {

class Database;
class LockCounters;

struct RemoteRows
{
    RemoteName remote;
    // None where rows don't say which remote brought them: papers, which several queries may find. Such rows
    // are never deleted here.
    std::optional<qint64> rows;

    friend bool operator==(const RemoteRows &, const RemoteRows &) = default;
};

// Reads the file by a connection of its own; a table it lacks has no rows. Errors: as WorkHandle::open(),
// cancelled.
[[nodiscard]] Result<QList<RemoteRows>> countRemoteRows(const QString &path, const QList<RemoteName> &remotes,
                                                        std::chrono::milliseconds busyTimeout,
                                                        const std::stop_token &stop = {});

// Rows in batches, each a transaction behind the database's gate that holds the lock for some milliseconds.
// Cursor, sync_metadata and skipped items of a remote go first: whatever remains after a stop, a next sync of
// it begins anew and misses nothing. No run of these remotes may be under way. `deleted` hears of every batch
// (rows so far). The result: rows deleted. Errors: locked, cancelled, disk_full, corrupt, read_only; what was
// deleted by then stays so.
[[nodiscard]] Result<qint64> deleteRemoteRows(Database &database, LockCounters &counters,
                                              const QList<RemoteName> &remotes,
                                              const std::function<void(qint64)> &deleted = {},
                                              const std::stop_token &stop = {});

} // namespace lockkeeper::store
