// What a maintainer may do to a database: check it, tidy it, rescue what is in it. Blocking, each may take
// minutes; a stop request leaves every row as it was. What is done here goes past the gate,
// so nobody else of our own process may have the database open meanwhile (sync::Engine::pause()); only
// checkDatabase() may run while syncs do. Errors of all: config (no such file), locked (it could not get in:
// says nothing about the file), corrupt, read_only, disk_full, cancelled, internal. Why they work as they do:
// DESIGN.md.
#pragma once

#include "base/Result.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

namespace lockkeeper::health {

using Listener = std::function<void(double)>; // 0 … 1 of the work; called on the working thread

struct MaintenanceOptions
{
    QString database; // its path
    std::chrono::milliseconds busyTimeout{30'000};
    // What the newest check found damaged, in words, where it did: nothing writes into that file then, which
    // is an error of kind corrupt. Checking and recovering only read.
    QString damage = {};
    // While a lock is waited for, some times a second: who has it; empty where the system does not tell.
    // Called on the working thread.
    std::function<void(const QString &holder)> waiting = {};
    // While compacting, which SQLite does in one statement without a word, some times a second: the bytes
    // written so far, temporary file, -wal or journal and database together; -1 where the system does not
    // tell. Called on a thread of its own.
    std::function<void(qint64 bytes)> written = {};
};

enum class CheckDepth {
    Quick, // quick_check, and FTS5's check of each index
    Deep,  // integrity_check, and each full-text index compared with its texts
};

struct CheckReport
{
    CheckDepth depth = CheckDepth::Quick;
    QStringList problems;      // as SQLite words them; of damage
    QStringList brokenIndexes; // full-text tables that don't match their texts: rebuildIndexes() mends them
    QList<store::TableRows> rows; // of the content tables, but for one that could not be counted
    double seconds = 0;

    [[nodiscard]] bool whole() const { return problems.isEmpty() && brokenIndexes.isEmpty(); }
};
// Of a copy, made first in a hidden folder, so that no writer waits for it; that takes as much room as the
// database for a while. An error of kind corrupt: it is damaged past copying.
[[nodiscard]] Result<CheckReport> checkDatabase(const MaintenanceOptions &options, CheckDepth depth,
                                                const Listener &listener = {},
                                                const std::stop_token &stop = {});

struct SizeReport
{
    qint64 bytesBefore = 0; // of the file
    qint64 bytesAfter = 0;
    double seconds = 0;
    bool settled = true; // else the result is in the -wal as long as somebody reads, named where known:
    QString holder = {};
};

// PRAGMA optimize, and what FTS5's 'optimize' does to each index, in transactions of some milliseconds.
[[nodiscard]] Result<SizeReport> optimizeDatabase(const MaintenanceOptions &options,
                                                  const Listener &listener = {},
                                                  const std::stop_token &stop = {});

// The room that compacting needs on the disk for a while, in bytes: half of it beside the database, half
// where SQLite has its temporary files.
[[nodiscard]] qint64 roomToCompact(const QString &database);
// VACUUM, in place: SQLite's own journal brings the former file back if it is interrupted.
[[nodiscard]] Result<SizeReport> compactDatabase(const MaintenanceOptions &options,
                                                 const Listener &listener = {},
                                                 const std::stop_token &stop = {});

// Each full-text index anew from its texts; all where `tables` is empty.
[[nodiscard]] Result<SizeReport> rebuildIndexes(const MaintenanceOptions &options,
                                                const QStringList &tables = {}, const Listener &listener = {},
                                                const std::stop_token &stop = {});

struct CheckpointReport
{
    bool wal = false;     // false: there is no WAL to bring in
    qint64 walBefore = 0; // bytes
    qint64 walAfter = 0;
    bool complete = false; // everything is in the database; else somebody reads, named where known:
    QString holder;
};
// TRUNCATE; waits for readers until the busy timeout.
[[nodiscard]] Result<CheckpointReport> checkpointDatabase(const MaintenanceOptions &options,
                                                          const std::stop_token &stop = {});

} // namespace lockkeeper::health
