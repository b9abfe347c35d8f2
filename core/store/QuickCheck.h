// SQLite's check of a file's pages, `PRAGMA quick_check`. Blocking. Errors: corrupt, locked, cancelled,
// disk_full, internal.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"

#include <QString>

#include <stop_token>

struct sqlite3;

namespace lockkeeper::store {

[[nodiscard]] Result<void> quickCheck(sqlite3 *database, const QString &path, const std::stop_token &stop);

// Reads every byte of the file that the system has not in memory (mincore(2)), and looks at none: a sector
// that cannot be read is an error now. Errors: internal (what could not be read), cancelled, and as
// openOriginal().
[[nodiscard]] Result<void> readThrough(const QString &path, const std::stop_token &stop);

// For reading what was read just before, by way of a mapping: a bad sector met there would end the program.
[[nodiscard]] Result<Handle> openMapped(const QString &path, const std::stop_token &stop);

// The check on a connection of its own which maps the file: a third of the time.
[[nodiscard]] Result<void> quickCheckMapped(const QString &path, const std::stop_token &stop);

// The same table by table, on two connections at once. The list of free pages is not looked at.
[[nodiscard]] Result<void> quickCheckTables(const QString &path, const std::stop_token &stop);

} // namespace lockkeeper::store
