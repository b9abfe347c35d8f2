// A database with a table of many rows: holes between the ids, ties, NULLs and numbers among texts in every
// column that is sorted by.
#pragma once

#include "inspect/tables/TableRows.h"
#include "store/Reading.h"
#include "tests/support/Sqlite.h"

#include <QTemporaryDir>
#include <QTest>

namespace lockkeeper::tests {

class TablesFile final
{
public:
    explicit TablesFile(int rows, const QString &mode = QStringLiteral("wal"))
    {
        Sqlite database(path());
        (void)database.value(QStringLiteral("PRAGMA journal_mode=%1").arg(mode));
        const int made = database.execute(
            QStringLiteral(
                "CREATE TABLE things(id INTEGER PRIMARY KEY, name TEXT, score, kind TEXT NOT NULL, "
                "part INTEGER, plain TEXT COLLATE NOCASE, body TEXT);"
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                "INSERT INTO things SELECT i * 3 + (i %% 7 = 0), "
                "CASE WHEN i %% 11 = 0 THEN NULL ELSE 'n' || (i * 7919 %% 1000) END, "
                "CASE i %% 5 WHEN 0 THEN NULL WHEN 1 THEN i * 31 %% 97 WHEN 2 THEN (i * 17 %% 89) / 4.0 "
                "WHEN 3 THEN 't' || (i %% 13) ELSE CAST('b' || (i %% 3) AS BLOB) END, "
                "'k' || (i %% 4), CASE WHEN i %% 6 = 0 THEN NULL ELSE i * 13 %% 50 END, "
                "CASE WHEN i %% 9 = 0 THEN NULL WHEN i %% 2 THEN 'P' || (i * 37 %% 500) "
                "ELSE 'p' || (i * 41 %% 500) END, "
                "CASE WHEN i %% 3 THEN 'short' ELSE printf('%%.*c', 300, 'x') || i END FROM n;"
                "CREATE INDEX things_name ON things(name); CREATE INDEX things_score ON things(score);"
                "CREATE INDEX things_kind ON things(kind, part);"
                "CREATE INDEX things_some ON things(body) WHERE part = 1;"
                "CREATE TABLE pairs(a TEXT, b INTEGER, c TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;"
                "INSERT INTO pairs SELECT 'a' || (id %% 5), id, name FROM things WHERE id < 3000")
                .arg(rows)
                .replace(QStringLiteral("%%"), QStringLiteral("%")));
        if (made != 0)
            qFatal("%s", qPrintable(database.error()));
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("things.db")); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    [[nodiscard]] inspect::TableQuestion question(const QString &column = {}, bool descending = false,
                                                  const QList<inspect::ColumnFilter> &filters = {},
                                                  const QString &name = QStringLiteral("things")) const
    {
        const auto reading = store::Reading::open(path());
        if (!reading)
            qFatal("%s", qPrintable(reading.error().text));
        const auto tables = inspect::tablesOf(**reading);
        if (!tables)
            qFatal("%s", qPrintable(tables.error().text));
        for (const inspect::TableInfo &table : *tables) {
            if (table.name == name)
                return {.database = path(),
                        .table = table,
                        .sortColumn = table.columnAt(column),
                        .descending = descending,
                        .filters = filters};
        }
        qFatal("no table %s", qPrintable(name));
    }

    // Ids in the order that SQLite itself gives.
    [[nodiscard]] QStringList reference(const QString &order,
                                        const QString &where = QStringLiteral("1")) const
    {
        QStringList &known = m_references[order + where];
        if (known.isEmpty())
            known = Sqlite(path()).rows(
                QStringLiteral("SELECT id FROM things WHERE %1 ORDER BY %2").arg(where, order));
        return known;
    }

private:
    QTemporaryDir m_folder;
    mutable QHash<QString, QStringList> m_references;
};

inline QStringList idsOf(const QList<inspect::TableRow> &rows)
{
    QStringList ids;
    for (const inspect::TableRow &row : rows)
        ids.append(QString::number(row.id));
    return ids;
}

inline inspect::SharedPlaces placesOf(const inspect::TableQuestion &question)
{
    const auto places = inspect::findPlaces(question, {}, {});
    if (!places)
        qFatal("%s", qPrintable(places.error().text));
    return *places;
}

} // namespace lockkeeper::tests
