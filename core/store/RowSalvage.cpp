#include "store/RowSalvage.h"

#include "store/FileCheck.h"
#include "store/SqlNames.h"
#include "store/SqliteError.h"
#include "store/Statement.h"
#include "store/WorkHandle.h"

#include <QStringDecoder>

#include <sqlite3.h>

#include <limits>
#include <memory>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
constexpr qint64 probesAtMost = 2'000'000; // of the holes of a table: most of a minute
constexpr qint64 rowsBetweenLooks = 500;
constexpr qint64 beyondTheLast = 1'000'000; // rowids looked for where nobody knows the highest

struct Range // of rowids, both ends in it
{
    qint64 first = std::numeric_limits<qint64>::min();
    qint64 last = std::numeric_limits<qint64>::max();
};

// What a damaged page can lead to, sizes that nobody can have among it.
bool isDamage(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_IOERR:
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
        return true;
    default:
        return false;
    }
}

// A text that is none would break the programs that read it.
int bindText(sqlite3_stmt *to, int place, sqlite3_stmt *from, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(from, column));
    const int bytes = sqlite3_column_bytes(from, column);
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder.decode(QByteArrayView(text, bytes));
    if (!decoder.hasError())
        return sqlite3_bind_text(to, place, text, bytes, SQLITE_TRANSIENT);
    const QByteArray mended = decoded.toUtf8();
    return sqlite3_bind_text(to, place, mended.constData(), static_cast<int>(mended.size()),
                             SQLITE_TRANSIENT);
}

class RowSalvage final
{
public:
    RowSalvage(WorkHandle &from, WorkHandle &to, const SalvagedTable &table,
               const std::function<void(qint64)> &done, const std::stop_token &stop)
        : m_from(from)
        , m_to(to)
        , m_table(table)
        , m_done(done)
        , m_stop(stop)
    {
    }

    Result<SalvagedRows> operator()()
    {
        if (!prepare())
            return m_error ? Result<SalvagedRows>(*m_error) : Result<SalvagedRows>(m_result);
        if (m_table.hasRowids)
            readByRowids();
        else
            readFromBothEnds();
        if (m_error)
            return *m_error;
        return m_result;
    }

private:
    enum class End { OfRange, Damage, Failure };

    // False where there is nothing more to do.
    bool prepare()
    {
        QStringList names;
        for (const QString &column : m_table.columns)
            names.append(quotedName(column));
        const QString list = names.join(u", "_s);
        const QString name = quotedName(m_table.name);
        const QString insert = u"INSERT OR IGNORE INTO %1(%2) VALUES(%3)"_s.arg(
            name, list, QStringList(names.size(), u"?"_s).join(u", "_s));
        const QString rowids = m_table.hasRowids ? u"rowid"_s : u"NULL"_s;
        // NOT INDEXED: what an index says of rows is of no use here.
        const QString select = u"SELECT %1, %2 FROM %3%4"_s.arg(
            rowids, list, name,
            m_table.hasRowids ? u" NOT INDEXED WHERE rowid BETWEEN ?1 AND ?2"_s : QString());
        const QString order = m_table.hasRowids ? u"rowid"_s : names.constFirst();
        if (compile(m_to.get(), insert, m_insert) != SQLITE_OK) {
            m_error = lastError(m_to.get(), m_to.path());
            return false;
        }
        const QString up = u"%1 ORDER BY %2"_s.arg(select, order);
        int code = compile(m_from.get(), up, m_up);
        if (code == SQLITE_OK)
            code = compile(m_from.get(), up + " DESC"_L1, m_down);
        if (code != SQLITE_OK) { // its definition cannot be read
            m_result.gaps = true;
            if (!isDamage(code) && (code & 0xff) != SQLITE_ERROR)
                m_error = lastError(m_from.get(), m_from.path());
            return false;
        }
        return true;
    }

    static int compile(sqlite3 *database, const QString &sql, Statement &into)
    {
        sqlite3_stmt *statement = nullptr;
        const int code = sqlite3_prepare_v2(database, sql.toUtf8().constData(), -1, &statement, nullptr);
        into.reset(statement);
        return code;
    }

    void readByRowids()
    {
        std::vector<Range> ranges{Range{}};
        for (qint64 probes = 0; !ranges.empty() && !m_error; ++probes) {
            Range range = ranges.back();
            ranges.pop_back();
            if (probes >= probesAtMost) { // what is left is given up
                m_result.gaps = true;
                return;
            }
            qint64 reached = range.first;
            const End up = walk(m_up.get(), range, [&reached](qint64 rowid) {
                if (rowid < reached)
                    return false; // pages in no order
                reached = rowid + 1;
                return true;
            });
            if (up != End::Damage || reached > range.last)
                continue;
            range.first = reached;
            qint64 least = range.last;
            const End down = walk(m_down.get(), range, [&least](qint64 rowid) {
                if (rowid > least)
                    return false;
                least = rowid - 1;
                return true;
            });
            if (down != End::Damage || least < range.first)
                continue;
            range.last = least;
            boundEnds(range);
            if (range.first >= range.last)
                continue;
            const qint64 middle = range.first + (range.last - range.first) / 2;
            ranges.push_back({middle + 1, range.last});
            ranges.push_back({range.first, middle});
        }
    }

    // A hole at an end of the table: rowids begin with 1, and none is above the highest that was given out.
    void boundEnds(Range &range) const
    {
        if (range.first == std::numeric_limits<qint64>::min())
            range.first = 1;
        if (range.last == std::numeric_limits<qint64>::max())
            range.last = m_table.highestRowid > 0 ? m_table.highestRowid : range.first + beyondTheLast;
    }

    void readFromBothEnds()
    {
        const auto any = [](qint64) {
            return true;
        };
        if (walk(m_up.get(), {}, any) == End::Damage)
            (void)walk(m_down.get(), {}, any); // those that are there already are left alone
    }

    template <typename Fits>
    End walk(sqlite3_stmt *rows, const Range &range, const Fits &fits)
    {
        if (m_table.hasRowids) {
            (void)sqlite3_bind_int64(rows, 1, range.first);
            (void)sqlite3_bind_int64(rows, 2, range.last);
        }
        End end = End::OfRange;
        for (;;) {
            if (++m_steps % rowsBetweenLooks == 0) {
                m_done(m_result.rows);
                if (m_stop.stop_requested())
                    m_error = cancelledError();
            }
            const int code = m_error ? SQLITE_INTERRUPT : sqlite3_step(rows);
            if (code == SQLITE_DONE)
                break;
            if (code != SQLITE_ROW || !fits(sqlite3_column_int64(rows, 0))) {
                end = code == SQLITE_ROW || isDamage(code) ? End::Damage : End::Failure;
                break;
            }
            if (!write(rows)) {
                end = End::Failure;
                break;
            }
        }
        if (end == End::Damage)
            m_result.gaps = true;
        if (end == End::Failure && !m_error)
            m_error = lastError(m_from.get(), m_from.path());
        (void)sqlite3_reset(rows);
        return end;
    }

    bool write(sqlite3_stmt *row)
    {
        sqlite3_stmt *const insert = m_insert.get();
        for (int i = 0; i < static_cast<int>(m_table.columns.size()); ++i) {
            const int bound = sqlite3_column_type(row, i + 1) == SQLITE_TEXT
                                  ? bindText(insert, i + 1, row, i + 1)
                                  : sqlite3_bind_value(insert, i + 1, sqlite3_column_value(row, i + 1));
            if (bound != SQLITE_OK) {
                m_error = lastError(m_to.get(), m_to.path());
                return false;
            }
        }
        const int code = sqlite3_step(insert);
        if (code != SQLITE_DONE)
            m_error = lastError(m_to.get(), m_to.path());
        (void)sqlite3_reset(insert);
        if (m_error)
            return false;
        if (sqlite3_changes(m_to.get()) > 0)
            ++m_result.rows;
        else if (m_table.hasRowids) // a second row of its key, or without what a row must have
            m_result.gaps = true;
        return true;
    }

    WorkHandle &m_from;
    WorkHandle &m_to;
    const SalvagedTable &m_table;
    const std::function<void(qint64)> &m_done;
    const std::stop_token &m_stop;
    Statement m_insert;
    Statement m_up;
    Statement m_down;
    qint64 m_steps = 0;
    std::optional<Error> m_error;
    SalvagedRows m_result;
};
} // namespace

Result<SalvagedRows> salvageRows(WorkHandle &from, WorkHandle &to, const SalvagedTable &table,
                                 const std::function<void(qint64)> &done, const std::stop_token &stop)
{
    return RowSalvage(from, to, table, done, stop)();
}

} // namespace lockkeeper::store
