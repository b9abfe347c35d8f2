// A community that is wanted no more: what its database holds, and both of its parts put out of the way. No
// row is deleted. Blocking; any thread.
#pragma once

#include "base/Result.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

#include <chrono>
#include <stop_token>

namespace lockkeeper::sync {

struct CommunityRows
{
    bool exists = false; // the database
    qint64 bytes = 0;    // with its -wal
    QList<store::TableRows> rows;
};

// Of <dataDir>/knowledge/<id>.db. Errors: locked, corrupt, read_only, internal.
[[nodiscard]] Result<CommunityRows> countCommunityRows(const QString &dataDir, const QString &id);

struct CommunityRemoval
{
    QString communitiesDir;
    QString dataDir;
    QString id;
    QString moveTo; // the database's new path, in one file without a -wal; empty: it stays where it is
    std::chrono::milliseconds busyTimeout{30'000}; // for others who have it open, where it is moved
};

struct RemovedCommunity
{
    QString configuration; // the folder that has it now
    QString database;      // where it is now; empty: there is none
};

// Both or neither: where one of them cannot be moved, the other is back where it was. Nobody of this process
// may have the database open where it is moved. Errors: config (no such community, or the new name is taken),
// locked, corrupt, read_only, disk_full, cancelled, internal.
[[nodiscard]] Result<RemovedCommunity> removeCommunity(const CommunityRemoval &removal,
                                                       const std::stop_token &stop = {});

} // namespace lockkeeper::sync
