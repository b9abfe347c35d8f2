// Files that get their names at once or not at all, and are on the disk by then. For files that no connection
// of this process has open: closing a descriptor would drop SQLite's locks.
#pragma once

#include "base/Result.h"

#include <QString>

namespace lockkeeper::store {

// The file's content and its folder's entry for it (fsync). Errors: disk_full, internal.
[[nodiscard]] Result<void> syncFile(const QString &path);
[[nodiscard]] Result<void> syncFolder(const QString &path);

enum class Renamed { Yes, NameIsTaken };

// Within one file system; a file of that name is left alone. Errors: read_only, disk_full, internal.
[[nodiscard]] Result<Renamed> renameToFreeName(const QString &from, const QString &to);

// `fresh` takes `present`'s name, which keeps what it had under `aside`, a free name: in one step where the
// file system can swap two files (renameat2), else in two. Errors: as above; `present` is in place then.
[[nodiscard]] Result<void> replaceKeeping(const QString &fresh, const QString &present, const QString &aside);

inline constexpr qint64 spareRoom = 1024 * 1024; // bytes more than a copy has, for what grows meanwhile

// Bytes that a user may still write there; -1 where the system doesn't tell.
[[nodiscard]] qint64 roomIn(const QString &folder);
// Errors: disk_full, with both figures.
[[nodiscard]] Result<void> checkRoom(qint64 available, qint64 needed, const QString &folder);

} // namespace lockkeeper::store
