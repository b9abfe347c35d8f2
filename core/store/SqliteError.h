// SQLite's result codes (sqlite.org/rescode.html) as errors a maintainer understands.
#pragma once

#include "base/Error.h"
#include "store/locks/Neighbours.h"

#include <QString>

#include <optional>

struct sqlite3;

namespace lockkeeper::store {

// `code` may be an extended result code; `detail` is SQLite's own message.
[[nodiscard]] Error sqliteError(int code, const QString &detail, const QString &path);

// The database is locked, by a process that is known or not (kind locked).
[[nodiscard]] Error lockedError(const QString &path, const std::optional<Process> &holder);
// `user` has it open, and no lock that is in a statement's way.
[[nodiscard]] Error openElsewhereError(const QString &path, const Process &user);

// Of the connection's last call.
[[nodiscard]] Error lastError(sqlite3 *database, const QString &path);

// Whether that call failed for a disk quota or a limit on a file's size: SQLite knows but the full disk
// itself as SQLITE_FULL.
[[nodiscard]] bool ranOutOfRoom(sqlite3 *database);

// Of a path where no file is: nothing, or a folder (kind config).
[[nodiscard]] Error noDatabaseError(const QString &path);

// Of a file whose schema is newer than ours (kind config).
[[nodiscard]] Error newerVersionError(const QString &path);

} // namespace lockkeeper::store
