// What can still be read of a damaged database, in a new file. The damaged one is only read.
#pragma once

#include "base/Result.h"
#include "health/Maintenance.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

namespace lockkeeper::health {

struct RecoveredTable
{
    QString table;
    qint64 rows = 0;                   // saved
    bool gaps = false;                 // some of it could not be read:
    std::optional<qint64> missing = 0; // so many rows, as one of its indexes knows; nothing: not known
};

struct RecoveryReport
{
    QString database;
    QString path; // of the new file: one file, in "delete" mode, checked
    QList<RecoveredTable> tables;
    bool syncsBeginAnew =
        false; // rows are missing, so that no cursor was taken over: the next sync looks for them
    double seconds = 0;
};

// Every row of every known table that can be read, from both ends of each hole, into the new file `to`, which
// must not exist, in a folder that does; its indexes, the full-text ones too, are made anew. With a rollback
// journal the damaged file's writers have to wait meanwhile; ours are paused (Maintenance.h). Errors: config
// (no such file, `to` exists, no such folder, a newer schema), corrupt (nothing can be read), locked,
// disk_full, read_only, cancelled, internal; then there is no `to`.
[[nodiscard]] Result<RecoveryReport> recoverDatabase(const MaintenanceOptions &options, const QString &to,
                                                     const Listener &listener = {},
                                                     const std::stop_token &stop = {});

} // namespace lockkeeper::health
