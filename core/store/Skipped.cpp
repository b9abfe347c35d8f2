#include "store/Skipped.h"

#include "base/Text.h"
#include "store/Connection.h"
#include "store/Database.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
QString boundedKey(const QString &key)
{
    return cutTo(cleaned(key), skippedKeyLimit);
}
} // namespace

SkippedItem bounded(const SkippedItem &item)
{
    return {.key = boundedKey(item.key), .reason = cutTo(cleaned(item.reason), skippedReasonLimit)};
}

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
    std::vector<SkippedItem> items;
    const Result<void> read = (*connection)->eachRow(query, [&items](const QSqlQuery &row) {
        items.push_back({.key = row.value(0).toString(), .reason = row.value(1).toString()});
    });
    if (!read)
        return read.error();
    return items;
}

Result<void> writeSkipped(Connection &connection, const Batch &batch, const QString &now)
{
    for (const SkippedItem &whole : batch.skipped) {
        const SkippedItem item = bounded(whole);
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
                {batch.remote.type, batch.remote.name, boundedKey(key)});
            !done)
            return done;
    }
    return {};
}

} // namespace lockkeeper::store
