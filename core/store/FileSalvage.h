// What can still be read of a damaged database, in a new file of today's schema. Blocking.
#pragma once

#include "base/Result.h"
#include "store/RowSalvage.h"
#include "store/locks/BusyHandler.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>

namespace lockkeeper::store {

struct SalvageReport
{
    struct Table
    {
        QString name;
        SalvagedRows rows;
    };
    QList<Table> tables;     // those of the schema and our own
    bool cursorsKept = true; // else rows are missing that a cursor vouches for, and none was taken over
};

struct SalvageWait // for the locks of the damaged file
{
    std::chrono::milliseconds busyTimeout{30'000};
    BusyHandler::Listener waiting = {}; // may be null
};

// Every table of the schema and our own, from one state of `from`, which is only read, into the new file `to`
// in "delete" mode; full-text indexes are made anew, and the whole has passed checkFile(). What is in `to`
// may not be on the disk yet; where it fails, an unfinished `to` may be left. Errors: corrupt (nothing can be
// read), config (a newer schema), locked, disk_full, read_only, cancelled, internal.
[[nodiscard]] Result<SalvageReport> salvageFile(const QString &from, const QString &to,
                                                const SalvageWait &wait,
                                                const std::function<void(double)> &done,
                                                const std::stop_token &stop);

} // namespace lockkeeper::store
