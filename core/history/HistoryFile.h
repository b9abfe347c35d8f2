// The history's file as SQLite has it: opened, its schema made or checked. Several processes (a window,
// cron's command line) may be at it at once. On the thread that works on it.
#pragma once

#include "base/Result.h"
#include "store/Connection.h"

#include <QString>

#include <chrono>
#include <memory>

namespace lockkeeper::history {

inline constexpr int schemaVersion = 2; // PRAGMA user_version
inline constexpr std::chrono::seconds lockPatience{5};

// Makes file, folder and tables where they are missing, and adds what an older version lacks. Errors:
// read_only, locked, corrupt, disk_full, config (made by a newer Lockkeeper, or not a history at all); the
// file is then as it was.
[[nodiscard]] Result<std::unique_ptr<store::Connection>> openForWriting(const QString &path);

// Null where there is no history yet; makes nothing, so that an older version's lacks what was added since.
// Errors as above.
[[nodiscard]] Result<std::unique_ptr<store::Connection>> openForReading(const QString &path);

} // namespace lockkeeper::history
