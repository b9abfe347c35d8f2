#include "history/Backups.h"

#include "history/HistoryFile.h"

#include <QFileInfo>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
Result<void> insertBackup(store::Connection &connection, const BackupRecord &backup)
{
    if (Result<void> inserted = connection.run(
            u"INSERT OR REPLACE INTO backups(community, folder, path, taken_ms) VALUES(?, ?, ?, ?)"_s,
            {backup.community, QFileInfo(backup.path).path(), backup.path, backup.taken.toMSecsSinceEpoch()});
        !inserted)
        return inserted;
    return connection.run(u"DELETE FROM backups WHERE community = ? AND folder NOT IN (SELECT folder FROM "
                          "backups WHERE community = ? ORDER BY taken_ms DESC, folder LIMIT ?)"_s,
                          {backup.community, backup.community, keptBackupFolders});
}
} // namespace

Result<void> saveBackup(const QString &path, const BackupRecord &backup)
{
    return inTransaction(
        path, [&backup](store::Connection &connection) { return insertBackup(connection, backup); });
}

Result<QList<BackupRecord>> lastBackups(const QString &path, const QString &community)
{
    QList<BackupRecord> backups;
    const Result<void> read = askTable(
        path, u"backups"_s,
        u"SELECT path, taken_ms FROM backups WHERE community = ? ORDER BY taken_ms DESC, folder"_s,
        {community}, [&](const QSqlQuery &row) {
            backups.append({.community = community,
                            .path = row.value(0).toString(),
                            .taken = QDateTime::fromMSecsSinceEpoch(row.value(1).toLongLong(), Qt::UTC)});
        });
    return read ? Result<QList<BackupRecord>>(backups) : read.error();
}

} // namespace lockkeeper::history
