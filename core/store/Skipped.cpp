#include "store/Skipped.h"

#include "base/Text.h"
#include "store/Connection.h"
#include "store/Select.h"

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
    const Result<std::vector<QVariantList>> rows = selectRows(
        database,
        u"SELECT item_key, reason FROM lockkeeper_skipped WHERE source_type = ? AND source_name = ? ORDER BY item_key"_s,
        {remote.type, remote.name}, stop);
    if (!rows)
        return rows.error();
    std::vector<SkippedItem> items;
    for (const QVariantList &row : *rows)
        items.push_back({.key = row.at(0).toString(), .reason = row.at(1).toString()});
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
