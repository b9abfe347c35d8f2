#include "tests/support/Sqlite.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::tests {

Sqlite::Sqlite(const QString &path, int busyTimeoutMs)
{
    sqlite3_open(path.toUtf8().constData(), &m_database);
    sqlite3_busy_timeout(m_database, busyTimeoutMs);
}

Sqlite::~Sqlite()
{
    sqlite3_close(m_database);
}

int Sqlite::execute(const QString &sql)
{
    return sqlite3_exec(m_database, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
}

QStringList Sqlite::rows(const QString &sql)
{
    QStringList result;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_database, sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
        return {u"error: "_s + error()};
    while (sqlite3_step(statement) == SQLITE_ROW) {
        QStringList columns;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, i));
            columns.append(text == nullptr ? u"NULL"_s : QString::fromUtf8(text));
        }
        result.append(columns.join(u'|'));
    }
    sqlite3_finalize(statement);
    return result;
}

QString Sqlite::value(const QString &sql)
{
    return rows(sql).value(0);
}

QString Sqlite::error() const
{
    return QString::fromUtf8(sqlite3_errmsg(m_database));
}

QString Sqlite::integrityProblem()
{
    const QStringList check = rows(u"PRAGMA integrity_check"_s);
    if (check != QStringList{u"ok"_s})
        return check.join(u"; "_s);
    const QStringList tables = rows(u"SELECT substr(name, 1, length(name) - 4) FROM sqlite_master "
                                    "WHERE type = 'table' AND name LIKE '%\\_fts' ESCAPE '\\'"_s);
    for (const QString &table :
         tables) { // rank 1: compares with the content table, too (sqlite.org/fts5.html, 6.5)
        if (execute(u"INSERT INTO %1_fts(%1_fts, rank) VALUES('integrity-check', 1)"_s.arg(table)) !=
            SQLITE_OK)
            return table + u": "_s + error();
    }
    return {};
}

} // namespace lockkeeper::tests
