// Keeps a run, and lets go of old ones.
#pragma once

#include "base/Result.h"
#include "history/Record.h"

#include <QString>

#include <chrono>

namespace lockkeeper::history {

// What is kept at most: a run is let go when it is older, and the oldest ones when the file is larger. The
// run that was just saved always stays.
struct Limits
{
    std::chrono::hours age = std::chrono::hours(24) * 180;
    qint64 bytes = 64 * 1024 * 1024; // of the file, without what is free in it
};

// Blocking; waits some seconds for a lock at most. All or nothing. The run's number. Errors: read_only,
// locked, corrupt, disk_full, config (a newer Lockkeeper's file); the hint says what becomes of the sync:
// nothing.
[[nodiscard]] Result<qint64> saveRun(const QString &path, const RunRecord &record, const Limits &limits = {});

} // namespace lockkeeper::history
