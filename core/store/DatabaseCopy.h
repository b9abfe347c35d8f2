// Copies of a database that may be in use, by SQLite's backup API (sqlite.org/backup.html): step by step, so
// that writers of the original get in between.
#pragma once

#include "base/Result.h"

#include <QString>

#include <functional>
#include <memory>
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

// "wal", "delete", … Asks the file, so it is where a bad one is found out. Errors: as above, and cancelled.
[[nodiscard]] Result<QString> journalModeOf(sqlite3 *database, const QString &path,
                                            const std::stop_token &stop);

// Who may want to write to the original meanwhile.
enum class CopyBeside {
    Anybody, // this process, too: rests after every step
    Others,  // other processes only: rests where one of them is seen at the database
};

// All of `from` into the new file `to`, which is useless where this fails, and whose content may not be on
// the disk yet (syncFile()). `done` hears the part that is copied, 0 … 1. Errors: cancelled, locked (for half
// a minute no step got through), disk_full, corrupt, internal.
[[nodiscard]] Result<void> copyDatabase(sqlite3 *from, const QString &fromPath, const QString &to,
                                        CopyBeside beside, const std::function<void(double)> &done,
                                        const std::stop_token &stop);

} // namespace lockkeeper::store
