#include "store/StoredKeys.h"

#include "store/Database.h"
#include "store/RowTables.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
Result<std::vector<QVariantList>> readRows(Database &database, Table table,
                                           const std::optional<QString> &first, const QStringList &columns,
                                           const std::stop_token &stop)
{
    const TableShape &shape = shapeOf(table);
    Q_ASSERT(std::all_of(columns.cbegin(), columns.cend(), [&](const QString &column) {
        return shape.key.contains(column) || shape.content.contains(column);
    }));
    const Result<Connection *> connection = database.connection(stop);
    if (!connection)
        return connection.error();
    const BusyScope busy(**connection, nullptr, stop, BusyHandler::Clock::now() + database.busyTimeout());
    const Result<QSqlQuery *> prepared =
        (*connection)
            ->prepared(u"SELECT %1 FROM %2 %3 ORDER BY %4"_s.arg(
                columns.join(u','), shape.name, first ? u"WHERE %1 = ?"_s.arg(shape.key.first()) : QString(),
                shape.key.join(u',')));
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    if (first)
        query.bindValue(0, *first);
    std::vector<QVariantList> rows;
    const Result<void> read = (*connection)->eachRow(query, [&](const QSqlQuery &row) {
        QVariantList values;
        for (int i = 0; i < columns.size(); ++i)
            values.append(row.value(i));
        rows.push_back(std::move(values));
    });
    if (!read)
        return read.error();
    return rows;
}
} // namespace

Result<std::vector<QVariantList>> readStored(Database &database, Table table, const QString &first,
                                             const QStringList &columns, const std::stop_token &stop)
{
    return readRows(database, table, first, columns, stop);
}

Result<std::vector<QVariantList>> readAllStored(Database &database, Table table, const QStringList &columns,
                                                const std::stop_token &stop)
{
    return readRows(database, table, {}, columns, stop);
}

} // namespace lockkeeper::store
