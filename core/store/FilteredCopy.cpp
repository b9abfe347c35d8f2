#include "store/FilteredCopy.h"

#include "store/DiskFiles.h"
#include "store/SqlNames.h"
#include "store/SqlSteps.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QFile>

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};
} // namespace

FilteredCopy::FilteredCopy(QString path, std::stop_token stop)
    : m_path(std::move(path))
    , m_stop(std::move(stop))
{
}

Result<FilteredCopy> FilteredCopy::make(Reading &original, const QString &table, const QString &rowId,
                                        const QString &path, const std::stop_token &stop)
{
    FilteredCopy copy(path, stop);
    if (const Result<void> read = copy.readOriginal(original, table, rowId); !read)
        return read.error();
    if (copy.m_tableSql.isEmpty())
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("%1 has no table %2.").arg(original.path(), table),
                     .hint = {},
                     .url = {}};
    if (const Result<void> prepared = copy.prepare(table); !prepared)
        return prepared.error();
    return copy;
}

// The full-text tables of a table are those whose triggers keep them in step: an external-content table says
// so in its own statement.
Result<void> FilteredCopy::readOriginal(Reading &original, const QString &table, const QString &rowId)
{
    Result<void> read = original.rows(
        u"SELECT type, sql FROM sqlite_master WHERE tbl_name = ? COLLATE NOCASE AND sql IS NOT NULL"_s,
        {table}, [this](const ReadRow &row) {
            if (row.text(0) == "table"_L1)
                m_tableSql = row.text(1);
            else if (row.text(0) == "index"_L1)
                m_after.prepend(row.text(1));
            else
                m_after.append(row.text(1));
            return true;
        });
    if (!read)
        return read;
    read = original.rows(
        u"SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name = ? || '_fts' AND sql LIKE "
        "'CREATE VIRTUAL TABLE%fts5%'"_s,
        {table}, [this](const ReadRow &row) {
            m_fullText.append(row.text(0));
            m_before.append(row.text(1));
            return true;
        });
    if (!read)
        return read;
    read = original.rows(u"SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0"_s, {table},
                         [this](const ReadRow &row) {
                             m_columns.append(row.text(0));
                             return true;
                         });
    if (!rowId.isEmpty() && !m_columns.contains(rowId))
        m_columns.prepend(rowId);
    return read;
}

Result<void> FilteredCopy::prepare(const QString &table)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(m_path).constData(), &database,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    m_handle.reset(database);
    if (code != SQLITE_OK)
        return lastError(database, m_path);
    sqlite3_extended_result_codes(database, 1);
    // It has its name only when it is whole, so a crash may leave anything of it.
    Result<void> done = run(u"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN IMMEDIATE"_s);
    if (done)
        done = run(m_tableSql);
    if (!done)
        return done;
    QStringList names;
    QStringList marks;
    for (const QString &column : std::as_const(m_columns)) {
        names.append(quotedName(column));
        marks.append(u"?"_s);
    }
    const QByteArray sql = "INSERT OR REPLACE INTO %1(%2) VALUES(%3)"_L1
                               .arg(quotedName(table), names.join(u','), marks.join(u','))
                               .toUtf8();
    sqlite3_stmt *insert = nullptr;
    if (sqlite3_prepare_v2(database, sql.constData(), -1, &insert, nullptr) != SQLITE_OK)
        return lastError(database, m_path);
    m_insert.reset(insert);
    return {};
}

Result<void> FilteredCopy::add(const ReadRow &row, int first)
{
    sqlite3_stmt *const insert = m_insert.get();
    int code = SQLITE_OK;
    for (int i = 0; code == SQLITE_OK && i < m_columns.size(); ++i)
        code = sqlite3_bind_value(insert, i + 1, sqlite3_column_value(row.statement(), first + i));
    if (code == SQLITE_OK)
        code = sqlite3_step(insert);
    (void)sqlite3_reset(insert);
    if (code != SQLITE_DONE)
        return lastError(m_handle.get(), m_path);
    return {};
}

Result<void> FilteredCopy::finish()
{
    m_insert.reset();
    QStringList statements = m_before;
    for (const QString &name : std::as_const(m_fullText))
        statements.append("INSERT INTO %1(%1) VALUES('rebuild')"_L1.arg(quotedName(name)));
    statements += m_after; // triggers last: nothing that is written here is anybody's to answer
    statements.append(u"COMMIT"_s);
    for (const QString &statement : std::as_const(statements)) {
        if (Result<void> done = run(statement); !done)
            return done;
    }
    m_handle.reset();
    return syncFile(m_path);
}

Result<void> FilteredCopy::run(const QString &sql)
{
    const Result<QStringList> done = column(m_handle.get(), m_path, sql, m_stop);
    return done ? Result<void>() : done.error();
}

} // namespace lockkeeper::store
