#include "store/values/TableRows.h"

namespace lockkeeper::store {

qint64 sumOf(const QList<TableRows> &tables)
{
    qint64 sum = 0;
    for (const TableRows &table : tables)
        sum += table.rows;
    return sum;
}

QStringList differing(const QList<TableRows> &one, const QList<TableRows> &other)
{
    QStringList tables;
    const auto collect = [&tables](const QList<TableRows> &these, const QList<TableRows> &those) {
        for (const TableRows &table : these) {
            if (!those.contains(table) && !tables.contains(table.table))
                tables.append(table.table);
        }
    };
    collect(one, other);
    collect(other, one);
    return tables;
}

} // namespace lockkeeper::store
