// A copy of a database that may be in use, whole and in one file: what a backup is before it has its name,
// and what a restore puts in place.
#pragma once

#include "base/Result.h"
#include "store/DatabaseCopy.h"
#include "store/locks/BusyHandler.h"
#include "store/values/CopyProgress.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

#include <chrono>
#include <stop_token>

namespace lockkeeper::store {

struct CopyOptions
{
    bool compact = false;                          // without free pages: VACUUM INTO, from a first copy
    std::chrono::milliseconds busyTimeout{30'000}; // for each of the original's locks
    BusyHandler::Listener waiting = {};            // hears of whoever has one of them
    CopyBeside beside = CopyBeside::Anybody;       // who may want to write to the original meanwhile
    bool indexes = true; // FTS5's check of each full-text index, which takes longer than all the rest
};

struct CheckedCopy
{
    QString journalMode; // of the original; the copy's is "delete"
    qint64 bytes = 0;    // of the copy
    QList<TableRows> rows;
};

// A state that the original was in, in the new file `to`, which needs no -wal. Its writers are not kept out
// for longer than a step of the backup API takes: a WAL database is read in one snapshot, another one in
// steps, begun anew after a commit. The copy has passed checkFile(), and has as many rows in each table as
// the original, where nobody wrote to that one meanwhile or a snapshot tells. Its content is on the
// disk. Nothing but `to` is left behind; where it fails, an unfinished `to` may be. Errors: config (no
// original), locked, corrupt, disk_full, read_only, cancelled, internal.
[[nodiscard]] Result<CheckedCopy> makeCheckedCopy(const QString &from, const QString &to,
                                                  const CopyOptions &options, const CopyListener &listener,
                                                  const std::stop_token &stop);

} // namespace lockkeeper::store
