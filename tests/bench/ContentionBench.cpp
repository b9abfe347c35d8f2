#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/bench/BareStore.h"
#include "tests/bench/Benches.h"
#include "tests/bench/Rows.h"
#include "tests/bench/Watchdog.h"
#include "tests/support/Sqlite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
using Clock = std::chrono::steady_clock;

constexpr std::size_t writers = 4;
constexpr int stockCheckpointPages = 1000; // SQLite's default

// What one writer met.
struct Lane
{
    qint64 rows = 0;
    int errors = 0;
    std::chrono::nanoseconds longestWait{0};
    std::chrono::nanoseconds longestHold{0}; // checkpoint included
    std::chrono::nanoseconds runDelay{0};    // ready, and no CPU
};

struct Outcome
{
    std::vector<Lane> lanes{writers};
    qint64 largestWal = 0;

    [[nodiscard]] int errors() const;
    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] double longestWait() const; // ms
    [[nodiscard]] double longestHold() const; // ms
    [[nodiscard]] double runDelay() const;    // s, of all four together
    [[nodiscard]] double unevenness() const;  // what the least served lacks of the most served, in percent
};

int Outcome::errors() const
{
    int sum = 0;
    for (const Lane &lane : lanes)
        sum += lane.errors;
    return sum;
}

qint64 Outcome::rows() const
{
    qint64 sum = 0;
    for (const Lane &lane : lanes)
        sum += lane.rows;
    return sum;
}

double Outcome::longestWait() const
{
    return milliseconds(std::ranges::max(lanes, {}, &Lane::longestWait).longestWait);
}

double Outcome::longestHold() const
{
    return milliseconds(std::ranges::max(lanes, {}, &Lane::longestHold).longestHold);
}

double Outcome::runDelay() const
{
    std::chrono::nanoseconds sum{0};
    for (const Lane &lane : lanes)
        sum += lane.runDelay;
    return seconds(sum);
}

double Outcome::unevenness() const
{
    const auto [least, most] = std::ranges::minmax(lanes, {}, &Lane::rows);
    return most.rows == 0
               ? 100
               : 100.0 * static_cast<double>(most.rows - least.rows) / static_cast<double>(most.rows);
}

// Every writer has its own rows, in two editions: what it writes always differs from what is stored, and the
// database stays of a size.
std::vector<store::Batch> work(std::size_t lane, int rows)
{
    const QString repo = u"org/repo%1"_s.arg(lane);
    std::vector<store::Batch> result = inBatches(madeRows(repo, 1, rows, 0));
    std::vector<store::Batch> again = inBatches(madeRows(repo, 1, rows, 1));
    result.insert(result.end(), again.begin(), again.end());
    return result;
}

class ContentionBench final
{
public:
    explicit ContentionBench(const Options &options)
        : m_options(options)
    {
        for (std::size_t i = 0; i < writers; ++i) {
            m_work.push_back(work(i, options.quick ? 200 : 4000));
            m_bareWork.push_back(bareBatches(m_work.back()));
        }
    }

    Report run();

private:
    template <typename Write> // (lane number, Lane&, end)
    void race(const QString &path, Outcome &outcome, std::chrono::seconds length, const Write &write);
    void gated(const QString &path, Outcome &outcome, std::chrono::seconds length);
    void stock(const QString &path, Outcome &outcome, std::chrono::seconds length);
    QJsonObject besideNeighbour(const QString &path, Outcome &ours);
    QString freshDatabase(const QString &name);
    void expect(bool holds, const QString &failure);
    void addFigures(Report &report, const QString &who, const Outcome &outcome);

    const Options &m_options;
    std::vector<std::vector<store::Batch>> m_work;
    std::vector<std::vector<BareBatch>> m_bareWork;
    QStringList m_failures;
};

void ContentionBench::expect(bool holds, const QString &failure)
{
    if (!holds)
        m_failures.append(failure);
}

QString ContentionBench::freshDatabase(const QString &name)
{
    const QString path = u"%1/%2.db"_s.arg(m_options.folder, name);
    expect(store::Database::open(path, 30s).ok(), u"A database could not be made."_s);
    return path;
}

template <typename Write>
void ContentionBench::race(const QString &path, Outcome &outcome, std::chrono::seconds length,
                           const Write &write)
{
    const auto end = Clock::now() + length;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < writers; ++i)
        threads.emplace_back([&, i] { write(i, outcome.lanes.at(i), end); });
    while (Clock::now() < end) {
        outcome.largestWal = std::max(outcome.largestWal, store::fileSizes(path).wal);
        std::this_thread::sleep_for(20ms);
    }
    threads.clear();
}

void ContentionBench::gated(const QString &path, Outcome &outcome, std::chrono::seconds length)
{
    const auto database = store::Database::open(path, 30s);
    race(path, outcome, length, [&](std::size_t number, Lane &lane, Clock::time_point end) {
        const RunDelay delay;
        const std::chrono::nanoseconds before = delay.read();
        for (std::size_t next = 0; Clock::now() < end; ++next) {
            const store::Batch &batch = m_work.at(number).at(next % m_work.at(number).size());
            store::LockCounters counters; // of one batch, so that its own wait can be told from its work
            store::Writer writer(**database, counters, {});
            const auto begun = Clock::now();
            const bool good = writer.commit(batch).ok();
            const std::chrono::nanoseconds took = Clock::now() - begun;
            const std::chrono::nanoseconds waited{counters.totals().waitNs()};
            lane.longestWait = std::max(lane.longestWait, waited);
            lane.longestHold = std::max(lane.longestHold, took - waited);
            lane.rows += good ? static_cast<qint64>(batch.githubItems.size()) : 0;
            lane.errors += good ? 0 : 1;
        }
        lane.runDelay += delay.read() - before;
    });
}

void ContentionBench::stock(const QString &path, Outcome &outcome, std::chrono::seconds length)
{
    race(path, outcome, length, [&](std::size_t number, Lane &lane, Clock::time_point end) {
        BareWriter writer(path.toStdString(), 30'000, stockCheckpointPages);
        const RunDelay delay;
        const std::chrono::nanoseconds before = delay.read();
        for (std::size_t next = 0; Clock::now() < end; ++next) {
            const BareBatch &batch = m_bareWork.at(number).at(next % m_bareWork.at(number).size());
            const bool good = writer.write(batch) == 0;
            lane.longestWait = std::max(lane.longestWait, writer.waited());
            lane.longestHold = std::max(lane.longestHold, writer.held());
            lane.rows += good ? static_cast<qint64>(batch.items.size()) : 0;
            lane.errors += good ? 0 : 1;
        }
        lane.runDelay += delay.read() - before;
    });
}

QJsonObject ContentionBench::besideNeighbour(const QString &path, Outcome &ours)
{
    QProcess neighbour;
    neighbour.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    neighbour.start(
        QStandardPaths::findExecutable(u"python3"_s),
        {QStringLiteral(LOCKKEEPER_NEIGHBOUR), path, QString::number(m_options.contention.count())});
    expect(neighbour.waitForStarted(), u"python3 could not be started."_s);
    gated(path, ours, m_options.contention);
    expect(neighbour.waitForFinished(30'000) && neighbour.exitCode() == 0, u"The Python program failed."_s);
    return QJsonDocument::fromJson(neighbour.readAllStandardOutput()).object();
}

void ContentionBench::addFigures(Report &report, const QString &who, const Outcome &outcome)
{
    const double time = seconds(m_options.contention);
    report.figures.append(
        {{who + u": rows/s"_s, number(static_cast<double>(outcome.rows()) / time, 0)},
         {who + u": longest wait"_s, number(outcome.longestWait(), 1) + u" ms"_s},
         {who + u": longest hold, checkpoint included"_s, number(outcome.longestHold(), 1) + u" ms"_s},
         {who + u": largest WAL"_s,
          number(static_cast<double>(outcome.largestWal) / 1048576.0, 1) + u" MiB"_s},
         {who + u": ready to go on, but no CPU free"_s,
          number(100 * outcome.runDelay() / time, 0) + u" % of the time"_s}});
}

Report ContentionBench::run()
{
    const QString stockPath = freshDatabase(u"stock"_s);
    const QString gatedPath = freshDatabase(u"gated"_s);
    Outcome without;
    Outcome with;
    const std::chrono::seconds slice{std::min<std::int64_t>(m_options.contention.count(), 15)};
    std::chrono::seconds done{0};
    while (done < m_options.contention) { // by turns, so that both meet the same weather
        const std::chrono::seconds length = std::min(slice, m_options.contention - done);
        stock(stockPath, without, length);
        gated(gatedPath, with, length);
        done += length;
    }
    const QString sharedPath = freshDatabase(u"shared"_s);
    Outcome beside;
    const QJsonObject neighbour = besideNeighbour(sharedPath, beside);

    Report report{.title = u"Contention: four writers on one database, %1 s each run"_s.arg(
                      m_options.contention.count()),
                  .figures = {},
                  .failures = {}};
    addFigures(report, u"no gate, busy_timeout 30 s"_s, without);
    report.figures.append({u"no gate: lock errors"_s, QString::number(without.errors())});
    report.figures.append({u"no gate: shares differ by"_s, number(without.unevenness(), 1) + u" %"_s});
    addFigures(report, u"gate"_s, with);
    report.figures.append(atMost(u"gate: lock errors"_s, with.errors(), 0, {}, 0));
    report.figures.append(atMost(u"gate: shares differ by"_s, with.unevenness(), 10, u" %"_s, 1));
    report.figures.append(atMost(u"longest wait, gate : no gate"_s,
                                 with.longestWait() / std::max(0.001, without.longestWait()), 0.10, {}, 3));
    addFigures(report, u"gate beside Python"_s, beside);
    report.figures.append(atMost(u"gate beside Python: our errors"_s, beside.errors(), 0, {}, 0));
    const auto pythonErrors = neighbour.value("errors"_L1).toArray().size();
    report.figures.append(
        atMost(u"gate beside Python: its errors"_s, static_cast<double>(pythonErrors), 0, {}, 0));
    report.figures.append(
        {u"gate beside Python: its commits"_s, QString::number(neighbour.value("commits"_L1).toInt())});
    report.figures.append({u"gate beside Python: its longest transaction"_s,
                           number(neighbour.value("longest_ms"_L1).toDouble(), 1) + u" ms"_s});

    expect(with.errors() == 0, u"Writers behind the gate met lock errors."_s);
    expect(beside.errors() == 0, u"Our writers met lock errors beside Python."_s);
    expect(pythonErrors == 0,
           u"Python met errors: %1"_s.arg(neighbour.value("errors"_L1).toArray().first().toString()));
    expect(neighbour.value("commits"_L1).toInt() > 0, u"Python committed nothing."_s);
    for (const QString &path : {gatedPath, sharedPath})
        expect(tests::Sqlite(path).integrityProblem().isEmpty(), u"A database is damaged."_s);
    tests::Sqlite look(sharedPath);
    expect(look.value(u"SELECT count(*) FROM papers"_s).toInt() == neighbour.value("commits"_L1).toInt(),
           u"Rows of the Python program are missing."_s);
    report.failures = m_failures;
    return report;
}
} // namespace

Report benchContention(const Options &options)
{
    return ContentionBench(options).run();
}

} // namespace lockkeeper::bench
