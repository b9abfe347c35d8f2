#include "store/ConsoleMemory.h"

#include "store/Statement.h"

#include <QCoreApplication>
#include <QSet>

#include <sqlite3.h>

#include <algorithm>

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

constexpr qint64 shortestShare = 16 << 10;
constexpr QByteArrayView explain = "EXPLAIN ";

// Instructions that leave a value of any length in a register of its own (sqlite.org/opcode.html). Constant
// ones are worked out beforehand and all kept.
bool makesAValue(const QByteArray &instruction)
{
    static const QSet<QByteArray> names{"AggFinal", "AggValue",   "Column",  "Concat", "Copy",   "Function",
                                        "PureFunc", "MakeRecord", "RowData", "SCopy",  "VColumn"};
    return names.contains(instruction);
}

qint64 valuesAtOnce(sqlite3 *database, const QByteArray &statement)
{
    const int longest = sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, -1);
    (void)sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, longest + int(explain.size()));
    const QByteArray sql = explain.toByteArray() + statement;
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v2(database, sql.constData(), int(sql.size()), &prepared, nullptr);
    (void)sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, longest);
    const Statement explained(prepared);
    if (code != SQLITE_OK) // one that explains, as a rule: its rows are short
        return 0;
    qint64 values = 0;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        const QByteArray instruction(reinterpret_cast<const char *>(sqlite3_column_text(prepared, 1)));
        if (makesAValue(instruction))
            values += instruction == "Copy" ? 1 + sqlite3_column_int64(prepared, 4) : 1;
    }
    return values;
}
} // namespace

void ConsoleMemory::begin(sqlite3 *database)
{
    m_longest = longestValue;
    m_exceeded = false;
    m_before = sqlite3_memory_used();
    (void)sqlite3_limit(database, SQLITE_LIMIT_LENGTH, m_longest);
}

void ConsoleMemory::share(sqlite3 *database, const QByteArray &statement)
{
    const qint64 values = std::max<qint64>(1, valuesAtOnce(database, statement));
    m_longest = int(std::clamp<qint64>(mostOfAStatement / values, shortestShare, longestValue));
    (void)sqlite3_limit(database, SQLITE_LIMIT_LENGTH, m_longest);
}

bool ConsoleMemory::exceeded()
{
    m_exceeded = m_exceeded || sqlite3_memory_used() - m_before > mostOfAStatement;
    return m_exceeded;
}

Error ConsoleMemory::exceededError() const
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("The statement takes more than %L1 MB of memory.").arg(mostOfAStatement >> 20),
            .hint = Tr::tr("Gather fewer rows, or shorter parts of their texts, in one value."),
            .url = {}};
}

Error ConsoleMemory::tooLongError() const
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("A value is longer than %L1 kB, which is as long as one may be in this statement.")
                        .arg(m_longest >> 10),
            .hint = Tr::tr("Ask for the beginning of long texts, as substr(column, 1, 1000), or for fewer "
                           "columns at once."),
            .url = {}};
}

} // namespace lockkeeper::store
