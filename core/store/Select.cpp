#include "store/Select.h"

#include "store/Connection.h"
#include "store/Database.h"

#include <QSqlRecord>

namespace lockkeeper::store {

Result<std::vector<QVariantList>> selectRows(Database &database, const QString &sql,
                                             const QVariantList &values, const std::stop_token &stop)
{
    const Result<Connection *> connection = database.connection(stop);
    if (!connection)
        return connection.error();
    const BusyScope busy(**connection, nullptr, stop, BusyHandler::Clock::now() + database.busyTimeout());
    const Result<QSqlQuery *> prepared = (*connection)->prepared(sql);
    if (!prepared)
        return prepared.error();
    QSqlQuery &query = **prepared;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values.at(i));
    int columns = 0;
    std::vector<QVariantList> rows;
    const Result<void> read = (*connection)->eachRow(query, [&](const QSqlQuery &row) {
        if (rows.empty())
            columns = row.record().count();
        QVariantList cells;
        for (int i = 0; i < columns; ++i)
            cells.append(row.value(i));
        rows.push_back(std::move(cells));
    });
    if (!read)
        return read.error();
    return rows;
}

} // namespace lockkeeper::store
