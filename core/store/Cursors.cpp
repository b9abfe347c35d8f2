#include "store/Cursors.h"

#include "base/Time.h"
#include "store/Connection.h"
#include "store/Database.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

Result<std::optional<QString>> readCursor(Database &database, const RemoteName &remote,
                                          const std::stop_token &stop)
{
    const Result<Connection *> connection = database.connection(stop);
    if (!connection)
        return connection.error();
    const BusyScope busy(**connection, nullptr, stop, BusyHandler::Clock::now() + database.busyTimeout());
    const Result<QSqlQuery *> prepared =
        (*connection)
            ->prepared(u"SELECT cursor FROM lockkeeper_cursors WHERE source_type = ? AND source_name = ?"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    query.bindValue(0, remote.type);
    query.bindValue(1, remote.name);
    if (!query.exec())
        return (*connection)->lastError();
    std::optional<QString> cursor;
    if (query.next())
        cursor = query.value(0).toString();
    query.finish();
    return cursor;
}

Result<void> writeCursor(Connection &connection, const RemoteName &remote, const QString &cursor,
                         const QString &now)
{
    return connection.run(
        u"INSERT INTO lockkeeper_cursors(source_type, source_name, cursor, moved_at) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(source_type, source_name) DO UPDATE SET cursor=excluded.cursor, "
        "moved_at=excluded.moved_at "
        "WHERE cursor IS NOT excluded.cursor"_s,
        {remote.type, remote.name, cursor, now});
}

Result<void> writeSyncMark(Connection &connection, const RemoteName &remote, const SyncMark &mark,
                           qint64 rowsOfThisBatch)
{
    return connection.run(
        u"INSERT INTO sync_metadata(source_type, source_name, last_sync_at, items_synced) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(source_type, source_name) DO UPDATE SET last_sync_at=excluded.last_sync_at, "
        "items_synced=excluded.items_synced"_s,
        {remote.type, remote.name, toIsoUtc(mark.at), mark.rowsBefore + rowsOfThisBatch});
}

} // namespace lockkeeper::store
