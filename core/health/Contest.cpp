#include "health/Contest.h"

#include "store/Connection.h"
#include "store/Database.h"
#include "store/Upsert.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};
using Clock = std::chrono::steady_clock;

constexpr auto ourBusyTimeout = 30s; // the default of --busy-timeout
constexpr auto lookEvery = 20ms;

// How a regime writes one batch. Made, used and destroyed on one thread.
class BatchWriter
{
public:
    virtual ~BatchWriter() = default;
    [[nodiscard]] virtual Result<void> open() = 0;
    // `waited`: from asking for the lock to having it, or giving up.
    [[nodiscard]] virtual Result<void> commit(const store::Batch &batch, std::int64_t &waited) = 0;
};

// As a program does that leaves waiting to SQLite. Rows go through the same statements as ours, so that
// regimes differ in their locks alone.
class StockWriter final : public BatchWriter
{
public:
    StockWriter(QString path, bool wal)
        : m_path(std::move(path))
        , m_wal(wal)
    {
    }
    Result<void> open() override
    {
        Result<std::unique_ptr<store::Connection>> opened =
            store::Connection::open(m_path, store::Connection::Mode::Write);
        if (!opened)
            return opened.error();
        m_connection = std::move(*opened);
        m_connection->waitAsSqliteDoes(stockBusyTimeout);
        return m_connection->execute(m_wal ? u"PRAGMA synchronous=NORMAL"_s : u"PRAGMA synchronous=FULL"_s);
    }
    Result<void> commit(const store::Batch &batch, std::int64_t &waited) override
    {
        // IMMEDIATE: a deferred BEGIN asks for the same lock one statement later.
        const auto asked = Clock::now();
        Result<void> done = m_connection->execute(u"BEGIN IMMEDIATE"_s);
        waited = (Clock::now() - asked) / 1ns;
        if (!done)
            return done;
        store::CommitCounts counts;
        done = store::writeRows(*m_connection, batch, u"2026-01-27T10:15:00+00:00"_s, counts);
        if (done)
            done = m_connection->execute(u"COMMIT"_s);
        if (!done)
            (void)m_connection->execute(u"ROLLBACK"_s); // SQLite may have done so itself
        return done;
    }

private:
    QString m_path;
    bool m_wal;
    std::unique_ptr<store::Connection> m_connection;
};

class GateWriter final : public BatchWriter
{
public:
    GateWriter(store::Database &database, const std::stop_token &stop)
        : m_database(database)
        , m_stop(stop)
        , m_writer(database, m_counters, stop)
    {
    }
    ~GateWriter() override { m_database.closeThisThread(); }
    Result<void> open() override
    {
        const Result<store::Connection *> opened = m_database.connection(m_stop);
        if (!opened)
            return opened.error();
        return {};
    }
    Result<void> commit(const store::Batch &batch, std::int64_t &waited) override
    {
        const std::int64_t before = m_counters.totals().waitNs();
        const Result<store::CommitCounts> done = m_writer.commit(batch);
        waited = m_counters.totals().waitNs() - before;
        if (!done)
            return done.error();
        return {};
    }

private:
    store::Database &m_database;
    std::stop_token m_stop;
    store::LockCounters m_counters;
    store::Writer m_writer;
};

struct WriterResult
{
    WriterFigures figures;
    std::vector<std::int64_t> waits;
    Clock::time_point ended;
    std::optional<Error> error;
};

void write(BatchWriter &writer, Workload &workload, Clock::time_point until, const std::stop_token &stop,
           WriterResult &result)
{
    store::Batch batch = workload.next();
    while (!stop.stop_requested() && Clock::now() < until) {
        std::int64_t waited = 0;
        const Result<void> done = writer.commit(batch, waited);
        if (!done && done.error().kind != ErrorKind::Locked) {
            if (!done.error().isCancelled())
                result.error = done.error();
            return;
        }
        result.waits.push_back(waited);
        if (!done) {
            ++result.figures.lockErrors;
            continue; // a program would have failed here; the same batch again
        }
        ++result.figures.transactions;
        result.figures.rows += static_cast<qint64>(batch.githubItems.size());
        batch = workload.next();
    }
}

// One contest's threads.
class Field final
{
public:
    Field(const Contest &contest, store::Database *database, const std::stop_token &stop)
        : m_contest(contest)
        , m_database(database)
        , m_passOn(stop, [this] { m_stop.request_stop(); })
        , m_results(static_cast<std::size_t>(contest.options.writers))
        , m_start(contest.options.writers + 1)
        , m_running(contest.options.writers)
    {
        for (int writer = 0; writer < contest.options.writers; ++writer)
            m_threads.emplace_back([this, writer] { run(writer); });
    }

    RegimeFigures watch(const std::function<void(double)> &done)
    {
        m_start.arrive_and_wait();
        const auto begun = Clock::now();
        qint64 peak = 0;
        std::unique_lock lock(m_mutex);
        for (bool ended = false; !ended;) {
            ended = m_ended.wait_for(lock, lookEvery, [this] { return m_running == 0; });
            lock.unlock();
            peak = std::max(peak, store::fileSizes(m_contest.path).wal);
            const std::chrono::duration<double> passed = Clock::now() - begun;
            done(std::min(1.0, passed / std::chrono::duration<double>(m_contest.options.eachRegime)));
            lock.lock();
        }
        lock.unlock();
        m_threads.clear();
        return figures(begun, peak);
    }

    [[nodiscard]] std::optional<Error> error() const
    {
        for (const WriterResult &result : m_results) {
            if (result.error)
                return result.error;
        }
        return std::nullopt;
    }

private:
    void run(int number)
    {
        WriterResult &result = m_results.at(static_cast<std::size_t>(number));
        {
            const std::unique_ptr<BatchWriter> writer = makeWriter();
            const Result<void> opened = writer->open();
            m_start.arrive_and_wait();
            if (opened) {
                Workload workload(m_contest.samples, number);
                write(*writer, workload, Clock::now() + m_contest.options.eachRegime, m_stop.get_token(),
                      result);
            } else {
                result.error = opened.error();
            }
            result.ended = Clock::now(); // before the connection's end, which may checkpoint
        }
        if (result.error)
            m_stop.request_stop(); // the others need not go on
        const std::scoped_lock lock(m_mutex);
        --m_running;
        m_ended.notify_all();
    }

    [[nodiscard]] std::unique_ptr<BatchWriter> makeWriter()
    {
        if (m_database != nullptr)
            return std::make_unique<GateWriter>(*m_database, m_stop.get_token());
        return std::make_unique<StockWriter>(m_contest.path, m_contest.regime == Regime::Wal);
    }

    [[nodiscard]] RegimeFigures figures(Clock::time_point begun, qint64 walPeak) const
    {
        RegimeFigures figures;
        figures.regime = m_contest.regime;
        figures.walBytesPeak = walPeak;
        std::vector<std::int64_t> waits;
        Clock::time_point ended = begun;
        for (const WriterResult &result : m_results) {
            figures.writers.append(result.figures);
            waits.insert(waits.end(), result.waits.begin(), result.waits.end());
            ended = std::max(ended, result.ended);
        }
        figures.seconds = std::chrono::duration<double>(ended - begun).count();
        if (waits.empty())
            return figures;
        std::ranges::sort(waits);
        figures.medianWaitNs = waits.at((waits.size() - 1) / 2);
        figures.wait99Ns = waits.at((waits.size() * 99 + 99) / 100 - 1); // nearest rank
        figures.longestWaitNs = waits.back();
        return figures;
    }

    const Contest &m_contest;
    store::Database *m_database; // null: the stock writers open the file themselves
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_passOn;
    std::vector<WriterResult> m_results;
    std::latch m_start;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    int m_running;
    std::vector<std::jthread> m_threads;
};
} // namespace

Result<void> setJournalMode(const QString &path, const QString &mode)
{
    const Result<std::unique_ptr<store::Connection>> connection =
        store::Connection::open(path, store::Connection::Mode::Write);
    if (!connection)
        return connection.error();
    const Result<QVariant> now = (*connection)->value(u"PRAGMA journal_mode=%1"_s.arg(mode));
    if (!now)
        return now.error();
    if (now->toString() != mode) {
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("The journal mode “%1” cannot be had for %2.").arg(mode, path),
                     .hint = Tr::tr("WAL needs shared memory, which network file systems do not give."),
                     .url = {}};
    }
    return {};
}

Result<RegimeFigures> hold(const Contest &contest, const std::function<void(double)> &done,
                           const std::stop_token &stop)
{
    const QString mode = contest.regime == Regime::Rollback ? u"delete"_s : u"wal"_s;
    if (Result<void> set = setJournalMode(contest.path, mode); !set)
        return set.error();
    std::shared_ptr<store::Database> database;
    if (contest.regime == Regime::WalGate) {
        Result<std::shared_ptr<store::Database>> opened =
            store::Database::open(contest.path, ourBusyTimeout, nullptr, stop);
        if (!opened)
            return opened.error();
        database = std::move(*opened);
    }
    Field field(contest, database.get(), stop);
    RegimeFigures figures = field.watch(done);
    if (stop.stop_requested())
        return cancelledError();
    if (std::optional<Error> error = field.error())
        return *error;
    return figures;
}

} // namespace lockkeeper::health
