// A database switched to WAL, or back to a rollback journal. Why in these steps: DESIGN.md.
#pragma once

#include "migration/Preflight.h"
#include "store/values/TableRows.h"

#include <functional>
#include <stop_token>

namespace lockkeeper::migration {

struct MigrationProgress
{
    enum class Phase { Preflight, BackingUp, Waiting, Switching, Verifying };

    Phase phase = Phase::Preflight;
    double done = 0; // of everything, 0 … 1
    QString holder;  // while Waiting: who has the database, where the system tells
};
using MigrationListener = std::function<void(const MigrationProgress &)>; // called on the migrating thread

struct MigrationReport
{
    QString community;
    QString database;
    QString from;
    QString to;           // as a fresh connection read it
    bool changed = false; // false: it was in that mode already, and nothing was done
    QString backup;       // the backup's path; empty: none was made
    QStringList removed;  // backups that went for it (backup::Retention)
    qint64 bytes = 0;
    QList<store::TableRows> rows; // of the content tables; the same before and after
    double seconds = 0;
};

// Blocking. Where it fails the file is as it was, in its former mode, and the error says so; killed at any
// moment, it opens in one of the two modes with every row. In our own process nobody may have the database
// open meanwhile (sync::Engine::pause()); other processes are waited for until the busy timeout. Errors:
// those of preflight, locked (who has it open is named), disk_full, corrupt, read_only, cancelled, internal.
[[nodiscard]] Result<MigrationReport> migrate(const MigrationOptions &options,
                                              const MigrationListener &listener = {},
                                              const std::stop_token &stop = {});

} // namespace lockkeeper::migration
