#include "tests/bench/Benches.h"
#include "tests/bench/Rows.h"

#include "backup/Backup.h"
#include "migration/Migration.h"
#include "store/Database.h"
#include "store/DiskFiles.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
using BenchClock = std::chrono::steady_clock;
using tests::Sqlite;

constexpr int writerCount = 4;
constexpr auto patience = 60s;

// `rows` as a sync stores them, and copies of their table until the file is as large.
bool makeDatabase(const QString &path, qint64 rows, qint64 bytes)
{
    {
        const auto database = store::Database::open(path, patience);
        if (!database)
            return false;
        store::LockCounters counters;
        store::Writer writer(**database, counters, {});
        for (const store::Batch &batch : inBatches(madeRows(u"o/r"_s, 1, rows))) {
            if (!writer.commit(batch))
                return false;
        }
    }
    Sqlite file(path);
    file.execute(u"PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF"_s);
    for (int i = 0; QFileInfo(path).size() < bytes; ++i) {
        // With an index, by which rows are counted, as every table of the schema has one.
        if (file.execute(u"CREATE TABLE more_%1 AS SELECT * FROM github_items; "
                         "CREATE INDEX more_by_number_%1 ON more_%1(number)"_s.arg(i)) != 0)
            return false;
    }
    return true;
}

template <typename Work>
double timed(Work work)
{
    ::sync(); // nothing is left for it to write that is not its own
    const auto begun = BenchClock::now();
    work();
    return seconds(BenchClock::now() - begun);
}

void measureMigration(const Options &options, Report &report)
{
    const QString path = options.folder + u"/backups/large.db"_s;
    if (!makeDatabase(path, options.quick ? 500 : 20'000, options.quick ? 4'000'000 : 1'000'000'000)) {
        report.failures.append(u"The large database could not be made."_s);
        return;
    }
    migration::MigrationOptions migration{
        .community = u"large"_s, .database = path, .backupFolder = {}, .busyTimeout = patience};
    const auto migrate = [&](migration::Mode to, const QString &backups) {
        migration.to = to;
        migration.backupFolder = backups;
        const Result<migration::MigrationReport> done = migration::migrate(migration);
        if (!done || !done->changed)
            report.failures.append(done ? u"A migration changed nothing."_s : done.error().text);
    };
    const QString copy = options.folder + u"/backups/copy.db"_s;
    const QString backups = options.folder + u"/backups/made"_s;
    std::vector<double> ratios;
    std::vector<double> copies;
    std::vector<double> alone;
    for (int round = 0; round < (options.quick ? 1 : 3); ++round) {
        const double plain = timed([&] {
            if (!QFile::copy(path, copy) || !store::syncFile(copy)) // nobody has it open
                report.failures.append(u"The plain copy failed."_s);
        });
        QFile::remove(copy);
        const double with = timed([&] { migrate(migration::Mode::Wal, backups); });
        QDir(backups).removeRecursively();
        alone.push_back(timed([&] { migrate(migration::Mode::Delete, {}); }));
        ratios.push_back(with / plain);
        copies.push_back(plain);
    }
    report.figures +=
        {{u"plain copy of %1 MB, and fsync"_s.arg(QFileInfo(path).size() / 1'000'000),
          withSpread(spreadOf(copies), 2) + u" s"_s},
         atMost(u"migration with its backup : plain copy"_s, spreadOf(ratios).median, 1.2, {}, 2),
         {u"the same, its extremes"_s, withSpread(spreadOf(ratios), 2)},
         atMost(u"migration without backup"_s, spreadOf(alone).median, 1.0, u" s"_s, 2)};
    QFile::remove(path);
}

// Four threads that write without a pause, until the object goes.
class Writers final
{
public:
    explicit Writers(const std::shared_ptr<store::Database> &database)
        : m_database(database)
    {
        for (int i = 0; i < writerCount; ++i)
            m_threads.emplace_back([this, i](const std::stop_token &stop) { write(i, stop); });
    }
    [[nodiscard]] int commits() const { return m_commits; }
    [[nodiscard]] int errors() const { return m_errors; }

private:
    void write(int number, const std::stop_token &stop)
    {
        const QString repo = u"o/writer%1"_s.arg(number);
        store::LockCounters counters;
        store::Writer writer(*m_database, counters, stop);
        for (int edition = 0; !stop.stop_requested(); ++edition) {
            for (const store::Batch &batch : inBatches(madeRows(repo, 1, 400, edition))) {
                if (stop.stop_requested())
                    break;
                const bool done = bool(writer.commit(batch));
                if (!stop.stop_requested())
                    ++(done ? m_commits : m_errors);
            }
        }
        m_database->closeThisThread();
    }

    std::shared_ptr<store::Database> m_database;
    std::atomic<int> m_commits = 0;
    std::atomic<int> m_errors = 0;
    std::vector<std::jthread> m_threads; // the first to go
};

// Commits a second while `work` runs.
template <typename Work>
double rateDuring(const Writers &writers, Work work)
{
    const int before = writers.commits();
    const auto begun = BenchClock::now();
    work();
    return (writers.commits() - before) / seconds(BenchClock::now() - begun);
}

void measureWriters(const Options &options, const QString &mode, Report &report)
{
    const QString path = options.folder + u"/backups/%1.db"_s.arg(mode);
    if (!makeDatabase(path, 500, options.quick ? 4'000'000 : 200'000'000)) {
        report.failures.append(u"The database for writers could not be made."_s);
        return;
    }
    (void)Sqlite(path).value(u"PRAGMA journal_mode="_s + mode);
    const auto database = store::Database::open(path, patience);
    if (!database) {
        report.failures.append(database.error().text);
        return;
    }
    const auto slice = options.quick ? 300ms : 3000ms;
    std::vector<double> ratios;
    int errors = 0;
    {
        const Writers writers(*database);
        std::this_thread::sleep_for(slice / 3);
        for (int round = 0; round < (options.quick ? 1 : 5); ++round) {
            const double before = rateDuring(writers, [&] { std::this_thread::sleep_for(slice); });
            const double beside = rateDuring(writers, [&] {
                const auto made = backup::backUp({.community = mode,
                                                  .database = path,
                                                  .folder = options.folder + u"/backups/"_s + mode,
                                                  .busyTimeout = patience});
                if (!made)
                    report.failures.append(made.error().text);
            });
            const double after = rateDuring(writers, [&] { std::this_thread::sleep_for(slice); });
            ratios.push_back(beside / ((before + after) / 2));
        }
        errors = writers.errors();
    }
    if (errors > 0)
        report.failures.append(u"%1 commits failed beside a backup."_s.arg(errors));
    report.figures.append(
        atLeast(u"four writers beside a backup : without, "_s + mode, spreadOf(ratios), 0.7));
}
} // namespace

Report benchBackups(const Options &options)
{
    Report report{.title = u"Migration, and backups beside writers"_s, .figures = {}, .failures = {}};
    QDir().mkpath(options.folder + u"/backups"_s);
    measureMigration(options, report);
    for (const QString &mode : {u"wal"_s, u"delete"_s})
        measureWriters(options, mode, report);
    return report;
}

} // namespace lockkeeper::bench
