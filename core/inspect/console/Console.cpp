#include "inspect/console/Console.h"

#include "store/Console.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

using Clock = std::chrono::steady_clock;

// Asks to stop when the time is over, and when somebody else does.
class Deadline final
{
public:
    explicit Deadline(const std::stop_token &stop)
        : m_stopped(stop, [this] { m_source.request_stop(); })
    {
    }

    void begin(std::chrono::milliseconds time)
    {
        m_timer = std::jthread([this, time](const std::stop_token &over) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any never;
            if (!never.wait_for(lock, over, time, [&over] { return over.stop_requested(); }))
                m_source.request_stop();
        });
    }

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_stopped;
    std::jthread m_timer; // ends first
};

double since(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

qint64 sizeOf(const QVariant &cell)
{
    constexpr qint64 bare = sizeof(QVariant);
    if (cell.typeId() == QMetaType::QString)
        return bare + cell.toString().size() * qint64(sizeof(QChar));
    if (cell.typeId() == QMetaType::QByteArray)
        return bare + cell.toByteArray().size();
    return bare;
}

ConsoleResult resultOf(const QList<store::ResultColumn> &columns)
{
    ConsoleResult result;
    for (const store::ResultColumn &column : columns) {
        const ContentTable *table = contentTable(column.table.toLower());
        const bool id = table != nullptr && column.column.compare("id"_L1, Qt::CaseInsensitive) == 0;
        result.columns.append(column.name);
        result.itemTables.append(id ? table->name : QString());
    }
    return result;
}

// Texts are cut where bytes were counted.
class Positions final
{
public:
    explicit Positions(const QByteArray &utf8)
        : m_utf8(utf8)
    {
    }

    [[nodiscard]] qsizetype operator()(qsizetype byte) const
    {
        return byte < 0 ? byte : QString::fromUtf8(m_utf8.first(byte)).size();
    }

private:
    const QByteArray &m_utf8;
};

class Run final
{
public:
    Run(const ConsoleQuestion &question, const std::stop_token &stop)
        : m_limits(question.limits)
        , m_stop(stop)
        , m_sql(question.sql.toUtf8())
        , m_deadline(stop)
    {
        Result<std::unique_ptr<store::Console>> opened =
            store::Console::open(question.place.database, m_deadline.token());
        m_answer.limits = m_limits;
        if (!opened) {
            m_answer.error = opened.error();
            return;
        }
        m_console = std::move(opened).value();
        const Result<bool> wal = m_console->isInWalMode();
        if (!wal || !*wal) // where it can't be asked, the statement will tell why
            m_limits.time = std::min(m_limits.time, besideJournalTime);
        m_answer.limits = m_limits;
        m_deadline.begin(m_limits.time);
        for (qsizetype from = 0; from >= 0;)
            from = next(from);
    }

    [[nodiscard]] ConsoleAnswer take() { return std::move(m_answer); }

private:
    // Where the statement after this one begins; -1: that was all.
    qsizetype next(qsizetype from)
    {
        const Positions position(m_sql);
        const auto begun = Clock::now();
        std::optional<ConsoleResult> result;
        const store::StatementEnd end = m_console->run(
            m_sql, from, [&result](const QList<store::ResultColumn> &columns) { result = resultOf(columns); },
            [this, &result](const store::ReadRow &row) { return keep(row, *result); });
        if (!end.found)
            return -1;
        if (result && (!end.error || end.error->isCancelled())) {
            result->begin = position(end.begin);
            result->end = position(end.next);
            result->seconds = since(begun);
        }
        if (end.error && end.error->isCancelled()) {
            m_answer.cut = m_stop.stop_requested() ? ConsoleCut::Stopped : ConsoleCut::Time;
            if (result) {
                result->cut = m_answer.cut;
                m_answer.results.append(*std::move(result));
            }
            return -1;
        }
        if (end.error) {
            m_answer.error = end.error;
            m_answer.errorAt = position(end.errorAt);
            return -1;
        }
        if (result)
            m_answer.results.append(*std::move(result));
        return m_answer.results.size() < mostStatements ? end.next : tooMany(end.next);
    }

    qsizetype tooMany(qsizetype from)
    {
        if (m_sql.mid(from).trimmed().isEmpty())
            return -1;
        m_answer.error = Error{.kind = ErrorKind::Config,
                               .text = Tr::tr("Only the first %L1 statements were run.").arg(mostStatements),
                               .hint = Tr::tr("Select some of them, and run those."),
                               .url = {}};
        m_answer.errorAt = Positions(m_sql)(from);
        return -1;
    }

    bool keep(const store::ReadRow &row, ConsoleResult &result)
    {
        if (result.rows.size() >= m_limits.rows) {
            result.cut = ConsoleCut::Rows;
            return false;
        }
        QList<QVariant> cells;
        cells.reserve(row.columns());
        for (int i = 0; i < row.columns(); ++i) {
            cells.append(row.value(i));
            m_bytes += sizeOf(cells.last());
            if (m_bytes > m_limits.bytes) { // a row of many large values is not kept to its end
                result.cut = ConsoleCut::Bytes;
                return false;
            }
        }
        result.rows.append(std::move(cells));
        return true;
    }

    ConsoleLimits m_limits;
    std::stop_token m_stop;
    QByteArray m_sql;
    Deadline m_deadline;
    std::unique_ptr<store::Console> m_console; // goes before the token it was given
    ConsoleAnswer m_answer;
    qint64 m_bytes = 0; // of all rows kept
};
} // namespace

ConsoleAnswer runConsole(const ConsoleQuestion &question, const std::stop_token &stop)
{
    const auto begun = Clock::now();
    ConsoleAnswer answer = Run(question, stop).take();
    answer.seconds = since(begun);
    return answer;
}

} // namespace lockkeeper::inspect
