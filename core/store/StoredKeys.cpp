#include "store/StoredKeys.h"

#include "store/RowTables.h"
#include "store/Select.h"

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
    const QString where = first ? u"WHERE %1 = ?"_s.arg(shape.key.first()) : QString();
    return selectRows(database,
                      u"SELECT %1 FROM %2 %3 ORDER BY %4"_s.arg(columns.join(u','), shape.name, where,
                                                                shape.key.join(u',')),
                      first ? QVariantList{*first} : QVariantList(), stop);
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
