#include "store/FileCheck.h"

#include "store/Database.h"
#include "store/DatabaseCopy.h"
#include "store/QuickCheck.h"
#include "store/Schema.h"
#include "store/SqlNames.h"
#include "store/SqlSteps.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

Error brokenIndex(const QString &path, const QString &table)
{
    return {.kind = ErrorKind::Corrupt,
            .text = Tr::tr("The full-text index %2 of %1 did not pass FTS5's check.").arg(path, table),
            .hint = Tr::tr("The rows themselves are whole. SQLite makes the index anew: INSERT INTO %1(%1) "
                           "VALUES('rebuild').")
                        .arg(table),
            .url = {}};
}
} // namespace

Result<QStringList> fullTextTables(sqlite3 *database, const QString &path, const std::stop_token &stop)
{
    return column(
        database, path,
        u"SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING "
        "fts5%' ORDER BY name"_s,
        stop);
}

Result<void> checkIndex(sqlite3 *database, const QString &path, const QString &table, IndexCheck depth,
                        const std::stop_token &stop)
{
    // A rank other than 0 compares with an external content table (sqlite.org/fts5.html, 6.5).
    const Result<QStringList> checked =
        column(database, path,
               u"INSERT INTO %1(%1, rank) VALUES('integrity-check', %2)"_s.arg(quotedName(table))
                   .arg(depth == IndexCheck::WithTexts ? 1 : 0),
               stop);
    if (checked)
        return {};
    return checked.error().kind == ErrorKind::Corrupt ? brokenIndex(path, table) : checked.error();
}

Result<void> checkFile(sqlite3 *database, const QString &path, const std::function<void(double)> &done,
                       const std::stop_token &stop)
{
    if (Result<void> whole = quickCheck(database, path, stop); !whole)
        return whole;
    const Result<QStringList> indexes = fullTextTables(database, path, stop);
    if (!indexes)
        return indexes.error();
    for (qsizetype i = 0; i < indexes->size(); ++i) {
        done(double(i + 1) / double(indexes->size() + 1));
        if (Result<void> checked = checkIndex(database, path, indexes->at(i), IndexCheck::Alone, stop);
            !checked)
            return checked;
    }
    done(1);
    return {};
}

Result<QList<TableRows>> countRows(sqlite3 *database, const QString &path, const std::stop_token &stop)
{
    const Result<QStringList> tables = column(
        database, path,
        u"SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT IN (SELECT "
        "name || '_data' FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%') "
        "ORDER BY name"_s,
        stop);
    if (!tables)
        return tables.error();
    QList<TableRows> result;
    for (const QString &table : *tables) {
        const Result<QStringList> rows =
            column(database, path, u"SELECT count(*) FROM %1"_s.arg(quotedName(table)), stop);
        if (!rows)
            return rows.error();
        result.append({.table = table, .rows = rows->value(0).toLongLong()});
    }
    return result;
}

bool looksWhole(const QString &path)
{
    const Result<Handle> file = openOriginal(path);
    if (!file)
        return false;
    const Result<QString> mode = firstValue(file->get(), path, u"PRAGMA journal_mode"_s, {});
    const Result<QStringList> bytes = // no row of an empty file
        column(file->get(), path,
               u"SELECT page_count * page_size FROM pragma_page_count, pragma_page_size WHERE EXISTS "
               "(SELECT 1 FROM sqlite_master)"_s,
               {});
    return mode && *mode == "delete"_L1 && bytes &&
           *bytes == QStringList{QString::number(fileSizes(path).database)};
}

QList<TableRows> contentRows(const QList<TableRows> &all)
{
    QList<TableRows> result;
    for (const QString &table : contentTables()) {
        const auto found = std::find_if(all.cbegin(), all.cend(),
                                        [&table](const TableRows &one) { return one.table == table; });
        result.append({.table = table, .rows = found == all.cend() ? 0 : found->rows});
    }
    return result;
}

} // namespace lockkeeper::store
