// The history's file as SQLite has it: opened, its schema made or checked. Several processes (a window,
// cron's command line) may be at it at once. On the thread that works on it.
#pragma once

#include "base/Result.h"
#include "store/Connection.h"

#include <QString>
#include <QVariantList>

#include <chrono>
#include <functional>
#include <memory>

class QSqlQuery;

namespace lockkeeper::history {

inline constexpr int schemaVersion = 3; // PRAGMA user_version
inline constexpr std::chrono::seconds lockPatience{5};

// Makes file, folder and tables where they are missing, and adds what an older version lacks. Errors:
// read_only, locked, corrupt, disk_full, config (made by a newer Lockkeeper, or not a history at all); the
// file is then as it was.
[[nodiscard]] Result<std::unique_ptr<store::Connection>> openForWriting(const QString &path);

// Null where there is no history yet; makes nothing, so that an older version's lacks what was added since.
// Errors as above.
[[nodiscard]] Result<std::unique_ptr<store::Connection>> openForReading(const QString &path);

// Each row of an answer from `table`. None where there is no history yet, or one without that table: it was
// made by an older Lockkeeper. Errors as above.
[[nodiscard]] Result<void> askTable(const QString &path, const QString &table, const QString &sql,
                                    const QVariantList &values,
                                    const std::function<void(const QSqlQuery &)> &row);

// `write` in a transaction of its own, taken back where it fails. Errors as above.
[[nodiscard]] Result<void> inTransaction(const QString &path,
                                         const std::function<Result<void>(store::Connection &)> &write);

} // namespace lockkeeper::history
