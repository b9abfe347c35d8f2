#include "store/Console.h"

#include "store/Interruptible.h"
#include "store/SqliteError.h"
#include "store/Statement.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <sqlite3.h>

#include <cctype>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

Error refused(const QString &why)
{
    return {.kind = ErrorKind::ReadOnly, .text = why, .hint = {}, .url = {}};
}

Error notUnderstood(const QString &text, const QString &hint = {})
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

// Those are the typed text's fault; any other is the file's or the system's.
bool isOfTheText(int code)
{
    switch (code & 0xff) {
    case SQLITE_ERROR:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_MISUSE:
    case SQLITE_CONSTRAINT:
        return true;
    default:
        return false;
    }
}

// What SQLite itself would pass over in silence, with all that follows.
std::optional<StatementEnd> unreadable(const QByteArray &sql, qsizetype from)
{
    if (const qsizetype at = sql.indexOf('\0', from); at >= 0)
        return StatementEnd{.found = true,
                            .begin = from,
                            .next = sql.size(),
                            .error = notUnderstood(Tr::tr("There is a NUL character in the text."),
                                                   Tr::tr("Delete it: what follows it would not be run.")),
                            .errorAt = at};
    if (sql.size() - from > longestStatement)
        return StatementEnd{
            .found = true,
            .begin = from,
            .next = sql.size(),
            .error = notUnderstood(Tr::tr("The text is longer than %L1 bytes.").arg(longestStatement)),
            .errorAt = -1};
    return std::nullopt;
}

// Behind spaces, semicolons and comments. One that has no end leaves nothing.
qsizetype firstThatCounts(const QByteArray &sql, qsizetype from)
{
    const auto behind = [&sql](const char *mark, qsizetype at) {
        const qsizetype end = sql.indexOf(mark, at);
        return end < 0 ? sql.size() : end + qsizetype(qstrlen(mark));
    };
    while (from < sql.size()) {
        const QByteArrayView rest = QByteArrayView(sql).sliced(from);
        if (rest.startsWith("--"))
            from = behind("\n", from);
        else if (rest.startsWith("/*"))
            from = behind("*/", from + 2);
        else if (rest.front() == ';' || std::isspace(static_cast<unsigned char>(rest.front())) != 0)
            ++from;
        else
            break;
    }
    return from;
}

// SQLite tells the origin of a column by the first of several SELECTs that are put together.
bool mayBeOfSeveral(const QByteArray &sql)
{
    static const QRegularExpression words(u"\\b(?:UNION|EXCEPT|INTERSECT)\\b"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return words.match(QString::fromUtf8(sql)).hasMatch();
}

// What stands at `next` of `end`; null where there is nothing but what doesn't count.
int prepare(sqlite3 *database, const QByteArray &sql, StatementEnd &end, sqlite3_stmt *&statement)
{
    int code = SQLITE_OK;
    while (code == SQLITE_OK && statement == nullptr && end.next < sql.size()) {
        end.begin = firstThatCounts(sql, end.next);
        const char *rest = nullptr;
        code = sqlite3_prepare_v2(database, sql.constData() + end.begin,
                                  static_cast<int>(sql.size() - end.begin), &statement, &rest);
        end.next = code == SQLITE_OK ? rest - sql.constData() : sql.size();
    }
    return code;
}
} // namespace

Console::Console(std::stop_token stop)
    : m_stop(std::move(stop))
{
}

Console::~Console() = default;

Result<std::unique_ptr<Console>> Console::open(const QString &path, const std::stop_token &stop)
{
    Result<std::unique_ptr<Reading>> reading = Reading::open(path, stop);
    if (!reading)
        return reading.error();
    std::unique_ptr<Console> console(new Console(stop));
    console->m_reading = std::move(reading).value();
    console->m_rules.guard(console->m_reading->handle());
    console->m_busy.install(console->m_reading->handle());
    return console;
}

StatementEnd Console::run(const QByteArray &sql, qsizetype from,
                          const std::function<void(const QList<ResultColumn> &)> &columns,
                          const std::function<bool(const ReadRow &)> &row)
{
    if (std::optional<StatementEnd> end = unreadable(sql, from))
        return *end;
    sqlite3 *const database = m_reading->handle();
    StatementEnd end{.begin = from, .next = from};
    if (m_stop.stop_requested()) {
        end.found = true;
        end.error = cancelledError();
        return end;
    }
    m_rules.begin();
    m_memory.begin(database);
    m_busy.begin(nullptr, m_stop, BusyHandler::Clock::now() + Reading::patience);
    const Interruptible interruptible(database, m_stop, [this] { return m_memory.exceeded(); });
    sqlite3_stmt *prepared = nullptr;
    const int code = prepare(database, sql, end, prepared);
    const Statement statement(prepared);
    end.found = code != SQLITE_OK || prepared != nullptr;
    if (code != SQLITE_OK) {
        const int offset = sqlite3_error_offset(database);
        end.error = errorOf(code);
        end.errorAt = offset >= 0 ? end.begin + offset : m_rules.refusal().isEmpty() ? -1 : end.begin;
    } else if (prepared != nullptr) {
        end.error = objectionTo(prepared);
        end.errorAt = end.error ? end.begin : -1;
        if (!end.error) {
            m_memory.share(database, sql.sliced(end.begin, end.next - end.begin));
            columns(columnsOf(prepared, sql.sliced(end.begin, end.next - end.begin)));
            step(prepared, end, row);
        }
    }
    // What was read of a file while somebody began to change it says nothing, nor does what went wrong there.
    if (end.found && (!end.error || (end.errorAt < 0 && !end.error->isCancelled())) && m_reading->touched())
        end.error = m_reading->touchedError();
    m_busy.end();
    return end;
}

QList<ResultColumn> Console::columnsOf(sqlite3_stmt *statement, const QByteArray &text) const
{
    const bool plain = !m_rules.readsByAnotherName() && !mayBeOfSeveral(text);
    QList<ResultColumn> columns;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        ResultColumn column{
            .name = QString::fromUtf8(sqlite3_column_name(statement, i)), .table = {}, .column = {}};
        if (plain && qstrcmp(sqlite3_column_database_name(statement, i), "main") == 0) {
            column.table = QString::fromUtf8(sqlite3_column_table_name(statement, i));
            column.column = QString::fromUtf8(sqlite3_column_origin_name(statement, i));
        }
        columns.append(column);
    }
    return columns;
}

std::optional<Error> Console::objectionTo(sqlite3_stmt *statement) const
{
    if (sqlite3_stmt_readonly(statement) == 0 && !m_rules.asksJournalMode())
        return refused(Tr::tr("The statement is refused: it would write, and here a database is only read."));
    if (sqlite3_bind_parameter_count(statement) > 0)
        return notUnderstood(Tr::tr("The statement has parameters (%1), and nothing to put in their places.")
                                 .arg(QString::fromUtf8(sqlite3_bind_parameter_name(statement, 1) != nullptr
                                                            ? sqlite3_bind_parameter_name(statement, 1)
                                                            : "?")),
                             Tr::tr("Write the values themselves."));
    return std::nullopt;
}

void Console::step(sqlite3_stmt *statement, StatementEnd &end,
                   const std::function<bool(const ReadRow &)> &row)
{
    int code = SQLITE_OK;
    bool wanted = true;
    while (wanted && (code = sqlite3_step(statement)) == SQLITE_ROW)
        wanted = row(ReadRow(statement)) && !m_stop.stop_requested();
    end.whole = code == SQLITE_DONE;
    if (m_stop.stop_requested() && !end.whole) {
        end.error = cancelledError();
    } else if (code != SQLITE_ROW && code != SQLITE_DONE) {
        end.error = errorOf(code);
        end.errorAt = m_rules.refusal().isEmpty() ? -1 : end.begin;
    }
}

Error Console::errorOf(int code) const
{
    sqlite3 *const database = m_reading->handle();
    const QString message = QString::fromUtf8(sqlite3_errmsg(database));
    const int basic = code & 0xff;
    if (!m_rules.refusal().isEmpty())
        return refused(m_rules.refusal());
    if (m_stop.stop_requested() && (basic == SQLITE_INTERRUPT || basic == SQLITE_BUSY))
        return cancelledError();
    if (basic == SQLITE_INTERRUPT && m_memory.wasExceeded())
        return m_memory.exceededError();
    if (basic == SQLITE_TOOBIG)
        return m_memory.tooLongError();
    if (basic == SQLITE_AUTH || basic == SQLITE_READONLY)
        return refused(
            Tr::tr("The statement is refused: here a database is only read (SQLite: %1).").arg(message));
    if (isOfTheText(code))
        return notUnderstood(Tr::tr("SQLite says: %1").arg(message));
    if (basic == SQLITE_BUSY && m_busy.holder())
        return lockedError(m_reading->path(), m_busy.holder());
    return lastError(database, m_reading->path());
}

} // namespace lockkeeper::store
