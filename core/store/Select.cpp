#include "store/Select.h"

#include "store/Connection.h"
#include "store/Database.h"

#include <QSqlError>
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
    if (!query.exec())
        return (*connection)->lastError();
    const int columns = query.record().count();
    std::vector<QVariantList> rows;
    while (query.next()) {
        QVariantList row;
        for (int i = 0; i < columns; ++i)
            row.append(query.value(i));
        rows.push_back(std::move(row));
    }
    if (query.lastError().isValid()) // a step that failed is not the end
        return (*connection)->lastError();
    query.finish();
    return rows;
}

} // namespace lockkeeper::store
