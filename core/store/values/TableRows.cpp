#include "store/values/TableRows.h"

namespace lockkeeper::store {

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
