// Whether a database's file is whole, and how many rows are in it. Blocking: both read the whole file.
#pragma once

#include "base/Result.h"
#include "store/DatabaseStatus.h"

#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

struct sqlite3;

namespace lockkeeper::store {

// `PRAGMA quick_check`, and FTS5's own check of each full-text table (sqlite.org/fts5.html, 6.5), which is an
// INSERT that changes nothing and yet wants a connection that may write. `done` hears 0 … 1. A stop request
// is heard between SQLite's steps; one of them may read all of the file. Errors: corrupt, locked, cancelled,
// disk_full, internal.
[[nodiscard]] Result<void> checkFile(sqlite3 *database, const QString &path,
                                     const std::function<void(double)> &done, const std::stop_token &stop);

// The full-text tables there are, by name. Errors: as above.
[[nodiscard]] Result<QStringList> fullTextTables(sqlite3 *database, const QString &path,
                                                 const std::stop_token &stop);

// FTS5's check of one index: by itself, or compared with the texts that it was made from, too, which takes
// some ten times as long as reading them. Its error is corrupt where it does not pass.
enum class IndexCheck { Alone, WithTexts };
[[nodiscard]] Result<void> checkIndex(sqlite3 *database, const QString &path, const QString &table,
                                      IndexCheck depth, const std::stop_token &stop);

// Of every table, by name, but those in which FTS5 keeps the pages of an index: counting these reads all of
// it, and says nothing. Errors: as above.
[[nodiscard]] Result<QList<TableRows>> countRows(sqlite3 *database, const QString &path,
                                                 const std::stop_token &stop);

// A quick look at a file that stands alone: a database in "delete" mode, as long as it says it is.
[[nodiscard]] bool looksWhole(const QString &path);

// Of those tables that hold what was collected, as DatabaseStatus tells them.
[[nodiscard]] QList<TableRows> contentRows(const QList<TableRows> &all);

} // namespace lockkeeper::store
