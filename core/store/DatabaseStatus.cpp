#include "store/DatabaseStatus.h"

#include "store/Connection.h"
#include "store/Database.h"
#include "store/Schema.h"

#include <QFileInfo>
#include <QVariant>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
constexpr std::chrono::seconds patienceOfALook{2}; // a look is not worth more

Result<bool> hasTable(Connection &connection, const QString &table)
{
    const Result<QVariant> found = connection.value(
        u"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '%1'"_s.arg(table));
    if (!found)
        return found.error();
    return found->toInt() > 0;
}

Result<void> readRows(Connection &connection, DatabaseStatus &status)
{
    for (const QString &table : contentTables()) {
        const Result<bool> there = hasTable(connection, table);
        if (!there)
            return there.error();
        TableRows rows{.table = table, .rows = 0};
        if (*there) {
            const Result<QVariant> count = connection.value(u"SELECT count(*) FROM %1"_s.arg(table));
            if (!count)
                return count.error();
            rows.rows = count->toLongLong();
        }
        status.rows.append(rows);
    }
    return {};
}

Result<void> readSyncs(Connection &connection, DatabaseStatus &status)
{
    const Result<bool> there = hasTable(connection, u"sync_metadata"_s);
    if (!there)
        return there.error();
    if (!*there)
        return {};
    const Result<QSqlQuery *> prepared = connection.prepared(
        u"SELECT source_type, source_name, last_sync_at, items_synced FROM sync_metadata ORDER BY 1, 2"_s);
    if (!prepared)
        return prepared.error();
    return connection.eachRow(**prepared, [&status](const QSqlQuery &row) {
        status.syncs.append({.sourceType = row.value(0).toString(),
                             .sourceName = row.value(1).toString(),
                             .lastSyncAt = row.value(2).toString(),
                             .items = row.value(3).toLongLong()});
    });
}
} // namespace

Result<DatabaseStatus> readStatus(const QString &path)
{
    DatabaseStatus status;
    status.path = path;
    status.exists = QFileInfo::exists(path);
    if (!status.exists)
        return status;
    const FileSizes sizes = fileSizes(path);
    status.bytes = sizes.database;
    status.walBytes = sizes.wal;

    const Result<std::unique_ptr<Connection>> connection = Connection::open(path, Connection::Mode::ReadOnly);
    if (!connection)
        return connection.error();
    const BusyScope busy(**connection, nullptr, {}, BusyHandler::Clock::now() + patienceOfALook);
    const Result<QVariant> mode = (*connection)->value(u"PRAGMA journal_mode"_s);
    if (!mode)
        return mode.error();
    status.journalMode = mode->toString();
    if (const Result<void> read = readRows(**connection, status); !read)
        return read.error();
    if (const Result<void> read = readSyncs(**connection, status); !read)
        return read.error();
    return status;
}

} // namespace lockkeeper::store
