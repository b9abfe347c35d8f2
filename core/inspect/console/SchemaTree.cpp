#include "inspect/console/SchemaTree.h"

#include "store/Reading.h"

#include <algorithm>
#include <iterator>
#include <tuple>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
SchemaKind kindNamed(const QString &type)
{
    if (type == "view"_L1)
        return SchemaKind::View;
    if (type == "virtual"_L1)
        return SchemaKind::Virtual;
    return type == "shadow"_L1 ? SchemaKind::Shadow : SchemaKind::Table;
}

// The content tables have numbers, all others follow them.
qsizetype placeOf(const SchemaTable &table)
{
    const QList<ContentTable> &all = contentTables();
    const auto found = std::ranges::find(all, table.name, &ContentTable::name);
    return std::distance(all.cbegin(), found);
}

bool comesBefore(const SchemaTable &a, const SchemaTable &b)
{
    const auto group = [](const SchemaTable &table) {
        switch (table.kind) {
        case SchemaKind::Table:
            return 0;
        case SchemaKind::View:
            return 1;
        default:
            return 2;
        }
    };
    return std::tuple(group(a), placeOf(a), a.name) < std::tuple(group(b), placeOf(b), b.name);
}

Result<void> readParts(store::Reading &database, SchemaTable &table)
{
    const Result<void> columns = database.rows(
        u"SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?)"_s, {table.name},
        [&table](const store::ReadRow &row) {
            table.columns.append({.name = row.text(0),
                                  .type = row.text(1),
                                  .notNull = row.integer(2) != 0,
                                  .key = row.integer(3) != 0,
                                  .hidden = row.integer(4) != 0 && table.kind == SchemaKind::Virtual});
            return true;
        });
    if (!columns)
        return columns;
    return database.rows(
        u"SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') ORDER BY name"_s,
        {table.name}, [&table](const store::ReadRow &row) {
            (row.text(0) == "index"_L1 ? table.indexes : table.triggers)
                .append({.name = row.text(1), .sql = row.text(2)});
            return true;
        });
}

Result<QList<SchemaTable>> schemaOf(store::Reading &database)
{
    QList<SchemaTable> tables;
    const Result<void> named = database.rows(
        u"SELECT list.name, list.type, master.sql FROM pragma_table_list AS list "
        "LEFT JOIN sqlite_master AS master ON master.name = list.name AND master.type IN ('table', 'view') "
        "WHERE list.schema = 'main' AND list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s,
        {}, [&tables](const store::ReadRow &row) {
            tables.append({.name = row.text(0), .kind = kindNamed(row.text(1)), .sql = row.text(2)});
            return true;
        });
    if (!named)
        return named.error();
    for (SchemaTable &table : tables) {
        if (const Result<void> read = readParts(database, table); !read)
            return read.error();
    }
    std::ranges::sort(tables, comesBefore);
    return tables;
}
} // namespace

Result<QList<SchemaTable>> readSchema(const Place &place, const std::stop_token &stop)
{
    return store::askOf(place.database, stop, schemaOf);
}

} // namespace lockkeeper::inspect
