#include "store/Skipped.h"

#include "store/Connection.h"
#include "store/Database.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

Result<std::vector<SkippedItem>> readSkipped(Database &database, const RemoteName &remote,
                                             const std::stop_token &stop)
{
    const Result<Connection *> connection = database.connection(stop);
    if (!connection)
        return connection.error();
    const BusyScope busy(**connection, nullptr, stop, BusyHandler::Clock::now() + database.busyTimeout());
    const Result<QSqlQuery *> prepared =
        (*connection)
            ->prepared(
                u"SELECT item_key, reason FROM lockkeeper_skipped WHERE source_type = ? AND source_name = ? ORDER BY item_key"_s);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    query.bindValue(0, remote.type);
    query.bindValue(1, remote.name);
    if (!query.exec())
        return (*connection)->lastError();
    std::vector<SkippedItem> items;
    while (query.next())
        items.push_back({.key = query.value(0).toString(), .reason = query.value(1).toString()});
    query.finish();
    return items;
}

Result<void> writeSkipped(Connection &connection, const Batch &batch, const QString &now)
{
    for (const SkippedItem &item : batch.skipped) {
        if (Result<void> done = connection.run(
                u"INSERT INTO lockkeeper_skipped(source_type, source_name, item_key, reason, first_at, "
                u"last_at, run) "
                "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(source_type, source_name, item_key) DO UPDATE SET "
                "reason=excluded.reason, last_at=excluded.last_at, run=excluded.run"_s,
                {batch.remote.type, batch.remote.name, item.key, item.reason, now, now, batch.run});
            !done)
            return done;
    }
    for (const QString &key : batch.readAtLast) {
        if (Result<void> done = connection.run(
                u"DELETE FROM lockkeeper_skipped WHERE source_type = ? AND source_name = ? AND item_key = ?"_s,
                {batch.remote.type, batch.remote.name, key});
            !done)
            return done;
    }
    return {};
}

} // namespace lockkeeper::store
