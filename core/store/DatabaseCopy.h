// Copies of a database that may be in use, by SQLite's backup API (sqlite.org/backup.html): step by step, so
// that writers of the original get in between.
#pragma once

#include "base/Result.h"
#include "store/locks/Neighbours.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

struct sqlite3;

namespace lockkeeper::store {

struct CloseDatabase
{
    void operator()(sqlite3 *database) const;
};
using Handle = std::unique_ptr<sqlite3, CloseDatabase>;

// Read-only, and never made. Errors: corrupt (also: no database), locked, read_only (a WAL database in a
// folder where its -shm cannot be made), internal.
[[nodiscard]] Result<Handle> openOriginal(const QString &path);

// The same, for who is going to read every page of it (readAheadVfs()).
[[nodiscard]] Result<Handle> openToReadWhole(const QString &path);

// Who may want to write to the original meanwhile.
enum class CopyBeside {
    Anybody, // this process, too: rests after every step
    Others,  // other processes only: rests where one of them is seen at the database
};

// How a copy gets along with who else is at the original.
struct CopyManner
{
    CopyBeside beside = CopyBeside::Anybody;
    std::chrono::milliseconds patience{30'000}; // for a lock that is in the way of a step
    // Hears of whoever is waited for, some times a second; nobody known: no process. May be null.
    std::function<void(const std::optional<Process> &)> waiting = {};
};

// "wal", "delete", … Asks the file, so it is where a bad one is found out, and waits as a copy does. Errors:
// as openOriginal(), and cancelled.
[[nodiscard]] Result<QString> journalModeOf(sqlite3 *database, const QString &path, const CopyManner &manner,
                                            const std::stop_token &stop);

// All of `from` into the new file `to`, which is useless where this fails, and whose content may not be on
// the disk yet (syncFile()). `done` hears the part that is copied, 0 … 1. Outside of a busy handler's begin()
// and end(): locks are waited for here. Errors: cancelled, locked (no step got through for as long as the
// patience lasts), disk_full, corrupt, internal.
[[nodiscard]] Result<void> copyDatabase(sqlite3 *from, const QString &fromPath, const QString &to,
                                        const CopyManner &manner, const std::function<void(double)> &done,
                                        const std::stop_token &stop);

} // namespace lockkeeper::store
