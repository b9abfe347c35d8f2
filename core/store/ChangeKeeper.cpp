#include "store/ChangeKeeper.h"

#include "store/Connection.h"
#include "store/OldValues.h"
#include "store/SchemaTables.h"
#include "store/SqliteError.h"

#include <QVariant>

#include <sqlite3.h>

#include <numeric>
#include <span>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
QStringList keepingTriggers(const TableSpec &table)
{
    QStringList changed; // (name, old, new)
    QStringList lost;    // (name, old)
    for (const QString &column : table.required) {
        if (column == "id"_L1)
            continue;
        lost.append(u"'%1', old.%1"_s.arg(column));
        if (column != "synced_at"_L1) // follows the others
            changed.append(u"'%1', old.%1, new.%1"_s.arg(column));
    }
    const int number = changeTableNumber(table.name);
    const auto trigger = [&](const QString &event, const QString &when, const QString &body) {
        return u"CREATE TEMP TRIGGER lockkeeper_%1_%2 AFTER %1 ON main.%2 %3 BEGIN %4; END"_s.arg(
            event, table.name, when, body);
    };
    const QString changes =
        u"INSERT OR REPLACE INTO lockkeeper_changes(id, table_number, row_id, kind, old) "_s;
    const QString written = u"INSERT INTO lockkeeper_written(table_number, row_id, first_run, first_at_ms, "
                            "last_run, last_at_ms) VALUES(%1, new.id, %2, lockkeeper_run(), lockkeeper_now())"
                            " ON CONFLICT(table_number, row_id) DO UPDATE SET last_run = excluded.last_run, "
                            "last_at_ms = excluded.last_at_ms"_s;
    const QString keeps = u"WHEN lockkeeper_keeps()"_s;
    return {
        trigger(u"INSERT"_s, keeps,
                changes + u"VALUES(lockkeeper_change(0), %1, new.id, 0, NULL); "_s.arg(number) +
                    written.arg(number).arg(u"lockkeeper_run(), lockkeeper_now()"_s)),
        trigger(
            u"UPDATE"_s, keeps,
            changes +
                u"VALUES(lockkeeper_change(1), %1, new.id, 1, lockkeeper_changed(%2)); "_s.arg(number).arg(
                    changed.join(u", "_s)) +
                written.arg(number).arg(u"NULL, NULL"_s)),
        trigger(u"DELETE"_s, {},
                changes + u"SELECT lockkeeper_change(2), %1, old.id, 2, lockkeeper_lost(%2) WHERE "
                          "lockkeeper_keeps(); DELETE FROM lockkeeper_written WHERE table_number = %1 AND "
                          "row_id = old.id"_s.arg(number)
                              .arg(lost.join(u", "_s)))};
}
} // namespace

// SQL's way to this object.
struct ChangeKeeper::Functions
{
    static ChangeKeeper &self(sqlite3_context *context)
    {
        return *static_cast<ChangeKeeper *>(sqlite3_user_data(context));
    }

    static void keeps(sqlite3_context *context, int, sqlite3_value **)
    {
        ChangeKeeper &keeper = self(context);
        if (keeper.m_keeps && !keeper.m_found) {
            if (const Result<void> found = keeper.findPart(); !found) {
                sqlite3_result_error(context, found.error().text.toUtf8().constData(), -1);
                sqlite3_result_error_code(context, // that of the reason, for who judges it
                                          sqlite3_extended_errcode(keeper.m_connection.handle()));
                return;
            }
        }
        sqlite3_result_int(context, keeper.m_keeps ? 1 : 0);
    }

    static void run(sqlite3_context *context, int, sqlite3_value **)
    {
        sqlite3_result_int64(context, self(context).m_run);
    }

    static void now(sqlite3_context *context, int, sqlite3_value **)
    {
        sqlite3_result_int64(context, self(context).m_now);
    }

    static void change(sqlite3_context *context, int, sqlite3_value **values)
    {
        const auto kind = static_cast<ChangeKind>(sqlite3_value_int(values[0]));
        sqlite3_result_int64(context, self(context).nextId(kind));
    }

    static void changed(sqlite3_context *context, int count, sqlite3_value **values)
    {
        keep(context, changedValues(std::span(values, static_cast<std::size_t>(count))));
    }

    static void lost(sqlite3_context *context, int count, sqlite3_value **values)
    {
        keep(context, allValues(std::span(values, static_cast<std::size_t>(count))));
    }

    // NULL where a remote has more than is kept of one.
    static void keep(sqlite3_context *context, const QByteArray &old)
    {
        ChangeKeeper &keeper = self(context);
        if (keeper.m_bytesBefore + keeper.m_bytes + old.size() > keeper.m_limits.partBytes)
            return;
        keeper.m_bytes += old.size();
        sqlite3_result_text64(context, old.constData(), static_cast<sqlite3_uint64>(old.size()),
                              SQLITE_TRANSIENT, SQLITE_UTF8);
    }
};

ChangeKeeper::ChangeKeeper(Connection &connection)
    : m_connection(connection)
{
}

ChangeKeeper::~ChangeKeeper() = default;

Result<std::unique_ptr<ChangeKeeper>> ChangeKeeper::install(Connection &connection)
{
    std::unique_ptr<ChangeKeeper> keeper(new ChangeKeeper(connection));
    if (const Result<void> made = keeper->makeFunctions(); !made)
        return made.error();
    if (const Result<void> made = keeper->makeTriggers(); !made)
        return made.error();
    return keeper;
}

Result<void> ChangeKeeper::makeFunctions()
{
    struct Function
    {
        const char *name;
        int arguments;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    };
    for (const Function &function :
         {Function{"lockkeeper_keeps", 0, &Functions::keeps}, Function{"lockkeeper_run", 0, &Functions::run},
          Function{"lockkeeper_now", 0, &Functions::now},
          Function{"lockkeeper_change", 1, &Functions::change},
          Function{"lockkeeper_changed", -1, &Functions::changed},
          Function{"lockkeeper_lost", -1, &Functions::lost}}) {
        if (sqlite3_create_function_v2(m_connection.handle(), function.name, function.arguments, SQLITE_UTF8,
                                       this, function.call, nullptr, nullptr, nullptr) != SQLITE_OK)
            return m_connection.lastError();
    }
    return {};
}

Result<void> ChangeKeeper::makeTriggers()
{
    for (const TableSpec &table : tableSpecs()) {
        if (table.fullText.isEmpty())
            continue;
        for (const QString &statement : keepingTriggers(table)) {
            if (Result<void> made = m_connection.execute(statement); !made)
                return made;
        }
    }
    return {};
}

qint64 ChangeKeeper::nextId(ChangeKind kind)
{
    const qint64 place = m_rowsBefore + std::accumulate(m_rows.cbegin(), m_rows.cend(), qint64{0});
    ++m_rows.at(static_cast<std::size_t>(kind));
    return (m_part << changeBits) + place;
}

} // namespace lockkeeper::store
