#include "store/Database.h"
#include "store/RowTables.h"
#include "store/Upsert.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/bench/BareStore.h"
#include "tests/bench/Benches.h"
#include "tests/bench/Rows.h"
#include "tests/support/Sqlite.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <barrier>
#include <ctime>
#include <functional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
constexpr std::size_t writers = 4;
constexpr int checkpointPages = 1024; // 4 MiB, as the store does

using Clock = std::chrono::steady_clock;
using Batches = std::vector<store::Batch>;

std::chrono::nanoseconds cpuTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

struct Took
{
    std::chrono::nanoseconds wall{0};
    std::chrono::nanoseconds cpu{0}; // of the calling thread
};

Took timed(const std::function<void()> &work)
{
    const auto wall = Clock::now();
    const auto cpu = cpuTime();
    work();
    return {.wall = Clock::now() - wall, .cpu = cpuTime() - cpu};
}

double ratio(std::chrono::nanoseconds a, std::chrono::nanoseconds b)
{
    return seconds(a) / seconds(b);
}

class StoreBench final
{
public:
    explicit StoreBench(const Options &options)
        : m_options(options)
        , m_rows(options.quick ? 400 : 8000)
    {
        for (std::size_t i = 0; i < writers; ++i) {
            const qint64 share = m_rows / qint64{writers};
            Batches part = inBatches(madeRows(u"org/repo%1"_s.arg(i), 1, share));
            m_all.insert(m_all.end(), part.begin(), part.end());
            m_parts.push_back(std::move(part));
        }
        m_bare = bareBatches(m_all);
    }

    Report run();

private:
    QString freshDatabase();
    Took bare();
    Took oneWriter(const QString &path, const Batches &batches, store::CommitCounts &counts);
    std::chrono::nanoseconds fourWriters();
    Took rewrite(const QString &path);
    void expect(bool holds, const QString &failure);
    void expectRows(const QString &path);
    void round(int number);

    const Options &m_options;
    qint64 m_rows;
    Batches m_all;
    std::vector<Batches> m_parts;
    std::vector<BareBatch> m_bare;
    int m_files = 0;
    QStringList m_failures;
    std::vector<double> m_bareSpeed, m_oneSpeed, m_fourSpeed;
    std::vector<double> m_one, m_oneCpu, m_four, m_repeat;
};

void StoreBench::expect(bool holds, const QString &failure)
{
    if (!holds && !m_failures.contains(failure))
        m_failures.append(failure);
}

void StoreBench::expectRows(const QString &path)
{
    tests::Sqlite look(path);
    expect(look.value(u"SELECT count(*) FROM github_items"_s) == QString::number(m_rows),
           u"Rows are missing after a run."_s);
}

QString StoreBench::freshDatabase()
{
    const QString path = u"%1/store%2.db"_s.arg(m_options.folder).arg(++m_files);
    expect(store::Database::open(path, 30s).ok(), u"A database could not be made."_s);
    return path;
}

Took StoreBench::bare()
{
    const QString path = freshDatabase();
    BareWriter writer(path.toStdString(), 30'000, checkpointPages);
    const Took took = timed([&] {
        for (const BareBatch &batch : m_bare)
            expect(writer.write(batch) == 0, u"The bare loop failed."_s);
    });
    expectRows(path);
    return took;
}

Took StoreBench::oneWriter(const QString &path, const Batches &batches, store::CommitCounts &counts)
{
    const auto database = store::Database::open(path, 30s);
    expect(database.ok() && (*database)->connection().ok(), u"A database could not be opened."_s);
    store::LockCounters counters;
    store::Writer writer(**database, counters, {});
    return timed([&] {
        for (const store::Batch &batch : batches) {
            const Result<store::CommitCounts> done = writer.commit(batch);
            expect(done.ok(), u"A commit failed."_s);
            if (done) {
                counts.added += done->added;
                counts.unchanged += done->unchanged;
            }
        }
    });
}

std::chrono::nanoseconds StoreBench::fourWriters()
{
    const QString path = freshDatabase();
    const auto database = store::Database::open(path, 30s);
    std::array<bool, writers> good{};
    std::barrier start(writers + 1);
    Clock::time_point begun;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < writers; ++i) {
            threads.emplace_back([&, i] {
                store::LockCounters counters;
                store::Writer writer(**database, counters, {});
                good.at(i) = (*database)->connection().ok();
                start.arrive_and_wait();
                for (const store::Batch &batch : m_parts.at(i))
                    good.at(i) = writer.commit(batch).ok() && good.at(i);
            });
        }
        start.arrive_and_wait();
        begun = Clock::now();
    }
    const auto took = Clock::now() - begun;
    for (const bool one : good)
        expect(one, u"One of four writers failed."_s);
    expectRows(path);
    return took;
}

// What a program without the WHERE does: every row is written again, through Qt.
Took StoreBench::rewrite(const QString &path)
{
    QString sql = store::upsertSql(store::shapeOf(store::Table::GithubItems));
    sql.truncate(sql.indexOf(u" WHERE "_s));
    Took took;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rewrite"_s);
        database.setDatabaseName(path);
        expect(database.open(), u"The rewriting connection could not be opened."_s);
        QSqlQuery plain(database);
        plain.exec(u"PRAGMA synchronous=NORMAL"_s);
        QSqlQuery query(database);
        query.prepare(sql);
        const QString now = u"2024-04-02T12:00:00Z"_s;
        took = timed([&] {
            for (const store::Batch &batch : m_all) {
                plain.exec(u"BEGIN IMMEDIATE"_s);
                for (const store::GithubItem &row : batch.githubItems) {
                    int place = 0;
                    query.bindValue(place++, row.repo);
                    query.bindValue(place++, row.itemType);
                    query.bindValue(place++, row.number);
                    for (const QString *text :
                         {&row.title, &row.firstMessage, &row.status, &row.url, &row.createdAt, &now})
                        query.bindValue(place++, *text);
                    expect(query.exec(), u"A rewritten row failed."_s);
                }
                expect(plain.exec(u"COMMIT"_s), u"A rewriting COMMIT failed."_s);
            }
        });
    }
    QSqlDatabase::removeDatabase(u"rewrite"_s);
    return took;
}

void StoreBench::round(int number)
{
    Took bareTook;
    Took oneTook;
    std::chrono::nanoseconds fourTook{0};
    QString written;
    const std::array<std::function<void()>, 3> parts{
        [&] { bareTook = bare(); },
        [&] {
            written = freshDatabase();
            store::CommitCounts counts;
            oneTook = oneWriter(written, m_all, counts);
            expect(counts == store::CommitCounts{.added = m_rows}, u"New rows were not counted as new."_s);
            expectRows(written);
        },
        [&] { fourTook = fourWriters(); },
    };
    for (std::size_t i = 0; i < parts.size(); ++i) // whoever comes first in one round comes last in another
        parts.at((i + static_cast<std::size_t>(number)) % parts.size())();

    store::CommitCounts repeated;
    const Took repeat = oneWriter(written, m_all, repeated);
    expect(repeated == store::CommitCounts{.unchanged = m_rows},
           u"Repeated rows were not counted as unchanged."_s);
    const Took rewritten = rewrite(written);
    expectRows(written);

    const auto rows = static_cast<double>(m_rows);
    m_bareSpeed.push_back(rows / seconds(bareTook.wall));
    m_oneSpeed.push_back(rows / seconds(oneTook.wall));
    m_fourSpeed.push_back(rows / seconds(fourTook));
    m_one.push_back(ratio(bareTook.wall, oneTook.wall));
    m_oneCpu.push_back(ratio(bareTook.cpu, oneTook.cpu));
    m_four.push_back(ratio(bareTook.wall, fourTook));
    m_repeat.push_back(ratio(rewritten.wall, repeat.wall));
}

Report StoreBench::run()
{
    const int rounds = m_options.quick ? 1 : 9;
    for (int i = 0; i < rounds; ++i)
        round(i);
    const QString title =
        u"Store: %1 rows of 200 to 3,000 characters, %2 a transaction; median of %3 rounds (least … most)"_s
            .arg(m_rows)
            .arg(store::rowsPerBatch)
            .arg(rounds);
    return {.title = title,
            .figures = {{u"bare sqlite3 loop, one thread, rows/s"_s, withSpread(spreadOf(m_bareSpeed), 0)},
                        {u"Writer::commit, one thread, rows/s"_s, withSpread(spreadOf(m_oneSpeed), 0)},
                        {u"Writer::commit, four threads together, rows/s"_s,
                         withSpread(spreadOf(m_fourSpeed), 0)},
                        atLeast(u"one thread : bare"_s, spreadOf(m_one), 0.90),
                        {u"the same, by CPU time"_s, withSpread(spreadOf(m_oneCpu), 2)},
                        atLeast(u"four threads : bare"_s, spreadOf(m_four), 0.85),
                        atLeast(u"repeating unchanged rows : rewriting them, times faster"_s,
                                spreadOf(m_repeat), 8)},
            .failures = m_failures};
}
} // namespace

Report benchStore(const Options &options)
{
    return StoreBench(options).run();
}

} // namespace lockkeeper::bench
