// A look at a database file without changing it: for `status`, the window at start, the banner. Blocking.
#pragma once

#include "base/Result.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QString>

namespace lockkeeper::store {

struct LastSync // a row of sync_metadata
{
    QString sourceType;
    QString sourceName;
    QString lastSyncAt; // as stored
    qint64 items = 0;
};

struct DatabaseStatus
{
    QString path;
    bool exists = false;
    QString journalMode;
    qint64 bytes = 0;
    qint64 walBytes = 0;
    QList<TableRows> rows; // the seven content tables; 0 for one that an older file lacks
    QList<LastSync> syncs;
};

// Opens read-only; makes nothing, changes nothing. A file that does not exist is a status, not an error.
// Errors: corrupt (not a database), locked, read_only (a WAL database in a folder we may not write),
// internal.
[[nodiscard]] Result<DatabaseStatus> readStatus(const QString &path);

} // namespace lockkeeper::store
