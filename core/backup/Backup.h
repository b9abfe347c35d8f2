// One database's backup: `<folder>/<community>-<UTC time>.db`, one file that needs no -wal, checked before it
// has that name: its pages, its rows and, unless `indexes` is off, FTS5's check of each index. A migration's
// backup leaves that one out, for it takes more than twice the time of the copy (core/migration/DESIGN.md).
// The database may be in use meanwhile. Why it is made as it is: DESIGN.md.
#pragma once

#include "base/Result.h"
#include "store/values/CopyProgress.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>

namespace lockkeeper::backup {

struct BackupOptions
{
    QString community;
    QString database; // its path
    QString folder;   // made if it is missing
    bool compact = false;
    bool indexes = true;     // see store::CopyOptions
    bool jobsPaused = false; // nobody of this process writes to the database meanwhile
    std::chrono::milliseconds busyTimeout{30'000};
    // While somebody keeps the database from being read, some times a second: who; empty where the system
    // does not tell. Called on the working thread.
    std::function<void(const QString &holder)> waiting = {};
};

struct BackupReport
{
    QString community;
    QString database;
    QString path;                 // of the backup
    QString journalMode;          // of the database
    qint64 bytes = 0;             // of the backup
    QList<store::TableRows> rows; // of the content tables
    double seconds = 0;
};

// Blocking. The database is only read; a stop request leaves nothing behind, nor does an error. Errors:
// config (no such database), locked, corrupt (the database, or the copy did not pass its check), disk_full,
// read_only, cancelled, internal.
[[nodiscard]] Result<BackupReport> backUp(const BackupOptions &options,
                                          const store::CopyListener &listener = {},
                                          const std::stop_token &stop = {});

} // namespace lockkeeper::backup
