#include "store/Cursors.h"

#include "base/Time.h"
#include "store/Connection.h"
#include "store/Select.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

Result<std::optional<QString>> readCursor(Database &database, const RemoteName &remote,
                                          const std::stop_token &stop)
{
    const Result<std::vector<QVariantList>> rows = selectRows(
        database, u"SELECT cursor FROM lockkeeper_cursors WHERE source_type = ? AND source_name = ?"_s,
        {remote.type, remote.name}, stop);
    if (!rows)
        return rows.error();
    return rows->empty() ? std::nullopt : std::optional(rows->front().front().toString());
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
