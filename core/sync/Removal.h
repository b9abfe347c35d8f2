// What a changed configuration no longer syncs, and what that has left in the database. Nothing is deleted by
// itself.
#pragma once

#include "base/Result.h"
#include "community/Community.h"
#include "sync/Snapshot.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::store {
class Databases;
}

namespace lockkeeper::sync {

// The remotes that `before` has and `after` has not, by kind and in the order of `before`.
[[nodiscard]] QList<JobKey> removedSources(const community::Community &before,
                                           const community::Community &after);
// All of them, where the community itself goes.
[[nodiscard]] QList<JobKey> allSources(const community::Community &community);

struct SourceRows
{
    JobKey key;
    // None where they cannot be told from others': papers, which several queries may find. They stay.
    std::optional<qint64> rows;

    friend bool operator==(const SourceRows &, const SourceRows &) = default;
};

// Reads <dataDir>/knowledge/<community>.db, of the keys' one community; a database that isn't there has no
// rows. Blocking; any thread. Errors: locked, corrupt, read_only, cancelled, internal.
[[nodiscard]] Result<QList<SourceRows>> countSourceRows(const QString &dataDir, const QList<JobKey> &keys,
                                                        std::chrono::milliseconds busyTimeout,
                                                        const std::stop_token &stop = {});

// Deletes these rows, and what is remembered of their sync, behind the database's gate and some at a time.
// No run of these sources may be under way. Blocking, not for the GUI thread; what was deleted before a stop
// stays deleted, and nothing of the rest is lost by a next sync. The result: rows deleted. Errors: as above.
[[nodiscard]] Result<qint64> deleteSourceRows(store::Databases &databases, const QList<JobKey> &keys,
                                              const std::function<void(qint64)> &deleted = {},
                                              const std::stop_token &stop = {});
// The same over connections of its own: nobody else of this process may have the database open.
[[nodiscard]] Result<qint64> deleteSourceRows(const QString &dataDir, const QList<JobKey> &keys,
                                              std::chrono::milliseconds busyTimeout,
                                              const std::function<void(qint64)> &deleted = {},
                                              const std::stop_token &stop = {});

} // namespace lockkeeper::sync
