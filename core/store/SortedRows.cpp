#include "store/SortedRows.h"

#include "store/Interruptible.h"
#include "store/SqlNames.h"
#include "store/SqliteError.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

// Nothing of it outlives this connection, so nothing has to survive a crash.
constexpr auto prepareToSort = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000; "
                               "CREATE TABLE sorted(number INTEGER PRIMARY KEY, value); BEGIN";
} // namespace

SortedRows::SortedRows(Handle handle, QString collation)
    : m_handle(std::move(handle))
    , m_collation(std::move(collation))
{
}

Error SortedRows::error() const
{
    return lastError(m_handle.get(), Tr::tr("the temporary file for sorting"));
}

Result<SortedRows> SortedRows::make(const QString &collation)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2("", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    SortedRows rows(Handle(database), collation);
    sqlite3_stmt *insert = nullptr;
    if (code != SQLITE_OK || sqlite3_exec(database, prepareToSort, nullptr, nullptr, nullptr) != SQLITE_OK ||
        sqlite3_prepare_v2(database, "INSERT INTO sorted(value) VALUES(?)", -1, &insert, nullptr) !=
            SQLITE_OK)
        return rows.error();
    rows.m_insert.reset(insert);
    return rows;
}

Result<void> SortedRows::add(const ReadRow &row, int column)
{
    sqlite3_stmt *const insert = m_insert.get();
    const bool good =
        sqlite3_bind_value(insert, 1, sqlite3_column_value(row.statement(), column)) == SQLITE_OK &&
        sqlite3_step(insert) == SQLITE_DONE;
    (void)sqlite3_reset(insert);
    if (!good)
        return error();
    return {};
}

Result<void> SortedRows::keepFirst(qint64 rows)
{
    const QByteArray sql = "DELETE FROM sorted WHERE number > " + QByteArray::number(rows);
    if (sqlite3_exec(m_handle.get(), sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return error();
    return {};
}

Result<std::vector<std::uint32_t>> SortedRows::sorted(const std::stop_token &stop)
{
    std::vector<std::uint32_t> order;
    m_insert.reset();
    const Interruptible interruptible(m_handle.get(), stop);
    const QByteArray sql =
        u"SELECT number - 1 FROM sorted ORDER BY value COLLATE %1, number"_s.arg(quotedName(m_collation))
            .toUtf8();
    sqlite3_stmt *prepared = nullptr;
    int code = sqlite3_prepare_v2(m_handle.get(), sql.constData(), -1, &prepared, nullptr);
    const Statement statement(prepared);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(prepared);
        if (code == SQLITE_ROW)
            order.push_back(static_cast<std::uint32_t>(sqlite3_column_int64(prepared, 0)));
    }
    if (stop.stop_requested())
        return cancelledError();
    if (code != SQLITE_DONE)
        return error();
    return order;
}

QString collationOf(const Reading &reading, const QString &table, const QString &column)
{
    const char *collation = nullptr;
    const int code = sqlite3_table_column_metadata(reading.handle(), "main", table.toUtf8().constData(),
                                                   column.toUtf8().constData(), nullptr, &collation, nullptr,
                                                   nullptr, nullptr);
    return code == SQLITE_OK && collation != nullptr ? QString::fromUtf8(collation) : u"BINARY"_s;
}

} // namespace lockkeeper::store
