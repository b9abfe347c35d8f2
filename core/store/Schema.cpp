#include "store/Schema.h"

#include "store/Connection.h"
#include "store/SchemaTables.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QSet>
#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

QString prefixed(const QStringList &columns, const QString &prefix)
{
    QStringList result;
    for (const QString &column : columns)
        result.append(prefix + column);
    return result.join(u", "_s);
}

// Old values leave an external-content table with FTS5's 'delete' command (sqlite.org/fts5.html, 4.4.3).
QStringList triggers(const TableSpec &table)
{
    const QString columns = table.fullText.join(u", "_s);
    const QString insert = u"INSERT INTO %1_fts(rowid, %2) VALUES (new.id, %3);"_s.arg(
        table.name, columns, prefixed(table.fullText, u"new."_s));
    const QString remove = u"INSERT INTO %1_fts(%1_fts, rowid, %2) VALUES ('delete', old.id, %3);"_s.arg(
        table.name, columns, prefixed(table.fullText, u"old."_s));
    const auto trigger = [&](const QString &suffix, const QString &event, const QString &body) {
        return u"CREATE TRIGGER IF NOT EXISTS %1_%2 AFTER %3 ON %1 BEGIN %4 END"_s.arg(table.name, suffix,
                                                                                       event, body);
    };
    return {trigger(u"ai"_s, u"INSERT"_s, insert), trigger(u"ad"_s, u"DELETE"_s, remove),
            trigger(u"au"_s, u"UPDATE"_s, remove + u' ' + insert)};
}

Result<QSet<QString>> names(Connection &connection, const QString &sql)
{
    const Result<QSqlQuery *> query = connection.prepared(sql);
    if (!query)
        return query.error();
    QSet<QString> result;
    const Result<void> read = connection.eachRow(
        **query, [&result](const QSqlQuery &row) { result.insert(row.value(0).toString()); });
    return read ? Result<QSet<QString>>(result) : read.error();
}

Result<QSet<QString>> objectNames(Connection &connection)
{
    return names(connection, u"SELECT name FROM sqlite_master"_s);
}

Result<QSet<QString>> columnsOf(Connection &connection, const QString &table)
{
    return names(connection, u"SELECT name FROM pragma_table_info('%1')"_s.arg(table));
}

Result<void> checkVersion(Connection &connection, const QSet<QString> &objects)
{
    if (!objects.contains(u"lockkeeper_meta"_s))
        return {};
    const Result<QVariant> version =
        connection.value(u"SELECT value FROM lockkeeper_meta WHERE key = 'schema_version'"_s);
    if (!version)
        return version.error();
    if (version->toInt() > ownSchemaVersion)
        return newerVersionError(connection.path());
    return {};
}

bool isOldDocstrings(const TableSpec &table, const QSet<QString> &columns)
{
    return table.name == "docstrings"_L1 && !columns.contains(u"branch"_s);
}

Result<void> checkColumns(Connection &connection, const TableSpec &table, const QSet<QString> &columns)
{
    for (const QString &column : table.required) {
        if (!columns.contains(column) && !(column == "branch"_L1 && isOldDocstrings(table, columns))) {
            return Error{
                .kind = ErrorKind::Config,
                .text = Tr::tr("Table %1 of %2 has no column %3: this is not a knowledge database.")
                            .arg(table.name, connection.path(), column),
                .hint = Tr::tr("Move the file away if it does not belong here; it has not been changed."),
                .url = {}};
        }
    }
    return {};
}

QStringList expectedObjects()
{
    QStringList result = {u"lockkeeper_meta"_s, u"lockkeeper_cursors"_s, u"lockkeeper_skipped"_s};
    for (const TableSpec &table : tableSpecs()) {
        result.append(table.name);
        if (!table.fullText.isEmpty())
            result << table.name + "_fts"_L1 << table.name + "_ai"_L1 << table.name + "_ad"_L1
                   << table.name + "_au"_L1;
    }
    for (const IndexSpec &index : indexSpecs())
        result.append(index.name);
    for (const OwnTable &own : changeTables())
        result.append(own.name);
    return result;
}

Result<void> makeTable(Connection &connection, const TableSpec &table, const QSet<QString> &objects)
{
    QStringList statements = {
        u"CREATE TABLE IF NOT EXISTS %1(id INTEGER PRIMARY KEY AUTOINCREMENT, %2)"_s.arg(table.name,
                                                                                         table.columns)};
    const Result<QSet<QString>> columns = columnsOf(connection, table.name);
    if (!columns)
        return columns.error();
    if (!columns->isEmpty() && isOldDocstrings(table, *columns))
        statements.append(u"ALTER TABLE docstrings ADD COLUMN branch TEXT NOT NULL DEFAULT 'main'"_s);
    if (!table.fullText.isEmpty()) {
        statements.append(
            u"CREATE VIRTUAL TABLE IF NOT EXISTS %1_fts USING fts5(%2, content='%1', content_rowid='id')"_s
                .arg(table.name, table.fullText.join(u", "_s)));
        if (objects.contains(table.name) &&
            !objects.contains(table.name + "_fts"_L1)) // rows that no index knows yet
            statements.append(u"INSERT INTO %1_fts(%1_fts) VALUES('rebuild')"_s.arg(table.name));
        statements.append(triggers(table));
    }
    for (const QString &statement : std::as_const(statements)) {
        if (Result<void> done = connection.execute(statement); !done)
            return done;
    }
    return {};
}
} // namespace

QStringList contentTables()
{
    QStringList result;
    for (const TableSpec &table : tableSpecs()) {
        if (!table.fullText.isEmpty())
            result.append(table.name);
    }
    return result;
}

Result<QStringList> missingFromSchema(Connection &connection)
{
    const Result<QSet<QString>> objects = objectNames(connection);
    if (!objects)
        return objects.error();
    if (const Result<void> version = checkVersion(connection, *objects); !version)
        return version.error();

    QStringList missing = expectedObjects();
    missing.removeIf([&objects](const QString &name) { return objects->contains(name); });
    for (const TableSpec &table : tableSpecs()) {
        if (!objects->contains(table.name))
            continue;
        const Result<QSet<QString>> columns = columnsOf(connection, table.name);
        if (!columns)
            return columns.error();
        if (const Result<void> fit = checkColumns(connection, table, *columns); !fit)
            return fit.error();
        if (isOldDocstrings(table, *columns))
            missing.append(table.name + ".branch"_L1);
    }
    return missing;
}

Result<bool> schemaNeedsUpdate(Connection &connection)
{
    const Result<QStringList> missing = missingFromSchema(connection);
    return missing ? Result<bool>(!missing->isEmpty()) : missing.error();
}

Result<void> bringSchemaUpToDate(Connection &connection)
{
    const Result<QSet<QString>> objects = objectNames(connection);
    if (!objects)
        return objects.error();
    for (const TableSpec &table : tableSpecs()) {
        if (Result<void> made = makeTable(connection, table, *objects); !made)
            return made;
    }
    QStringList statements = ownTables();
    for (const OwnTable &own : changeTables())
        statements.append(own.statement);
    for (const IndexSpec &index : indexSpecs())
        statements.append(u"CREATE INDEX IF NOT EXISTS %1 ON %2"_s.arg(index.name, index.on));
    statements.append(
        u"INSERT OR REPLACE INTO lockkeeper_meta(key, value) VALUES('schema_version', '%1')"_s.arg(
            ownSchemaVersion));
    for (const QString &statement : std::as_const(statements)) {
        if (Result<void> done = connection.execute(statement); !done)
            return done;
    }
    return {};
}

} // namespace lockkeeper::store
