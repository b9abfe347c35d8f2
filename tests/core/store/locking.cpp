// Several writers of ours, and other programs beside them: waits are counted, nobody is turned away, nothing
// is lost.
#include "events/Recorder.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::Sqlite;
using namespace std::chrono_literals;

namespace {
std::vector<GithubItem> items(const QString &repo, qint64 first, qint64 count,
                              const QString &body = u"Some text"_s)
{
    std::vector<GithubItem> result;
    for (qint64 number = first; number < first + count; ++number) {
        result.push_back({.repo = repo,
                          .itemType = u"issue"_s,
                          .number = number,
                          .title = u"Title %1"_s.arg(number),
                          .firstMessage = body,
                          .status = u"open"_s,
                          .url = u"https://x.example/%1"_s.arg(number),
                          .createdAt = u"2020-01-01T00:00:00Z"_s});
    }
    return result;
}

Batch batchOf(std::vector<GithubItem> rows)
{
    Batch batch;
    batch.githubItems = std::move(rows);
    return batch;
}
} // namespace

class LockingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fourWritersShareOneDatabase();
    void waitsBehindAnotherProgramAreBusyWaits();
    void givesUpAtTheTimeout();
    void givesUpWhenCancelled();
    void queuedWriterGivesUpWhenCancelled();
    void whoWaitsForAnOpeningSaysSo();
    void aPythonProgramWritesAllTheWhile();
    void anOlderDatabaseInRollbackMode();
    void theWalStaysSmall();
    void aReaderDoesNotStopWriters();
    void checkpointAllEmptiesTheWal();

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
    std::shared_ptr<Database> openDatabase(std::chrono::milliseconds busyTimeout = 20s)
    {
        auto opened = Database::open(m_path, busyTimeout);
        return opened ? *opened : nullptr;
    }
};

void LockingTest::init()
{
    m_path = m_folder.filePath(u"db%1.db"_s.arg(++m_number));
}

void LockingTest::fourWritersShareOneDatabase()
{
    const auto database = openDatabase();
    constexpr int batches = 40;
    std::array<LockCounters, 4> counters;
    std::array<int, 4> failures{};
    {
        std::vector<std::jthread> writers;
        for (std::size_t i = 0; i < counters.size(); ++i) {
            writers.emplace_back([&, i] {
                Writer writer(*database, counters.at(i), {});
                for (int b = 0; b < batches; ++b)
                    failures.at(i) += writer.commit(batchOf(items(u"o/r%1"_s.arg(i), b * 10, 10))) ? 0 : 1;
            });
        }
    }
    LockTotals totals;
    for (const LockCounters &one : counters)
        totals += one.totals();
    QCOMPARE(failures, (std::array<int, 4>{}));
    QCOMPARE(totals.holds, 4 * batches);
    QCOMPARE(totals.timeouts, 0);
    QCOMPARE(totals.busy, 0); // our own writers meet at the gate, never at SQLite's lock
    QVERIFY(totals.queued > 0);
    Sqlite look(m_path);
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items"_s), QString::number(4 * batches * 10));
    QCOMPARE(look.integrityProblem(), QString());
}

void LockingTest::waitsBehindAnotherProgramAreBusyWaits()
{
    const auto database = openDatabase();
    Sqlite other(m_path);
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK);
    LockCounters counters;
    bool done = false;
    std::jthread writer(
        [&] { done = Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 1, 1))).ok(); });
    while (counters.state() != LockState::Busy)
        std::this_thread::sleep_for(1ms);
    QCOMPARE(other.execute(u"COMMIT"_s), SQLITE_OK);
    writer.join();
    QVERIFY(done);
    const LockTotals totals = counters.totals();
    QCOMPARE(totals.busy, 1);
    QVERIFY(totals.busyCalls >= 1);
    QVERIFY(totals.busyNs > 0);
    QCOMPARE(totals.queued, 0);
    QCOMPARE(totals.timeouts, 0);
}

void LockingTest::givesUpAtTheTimeout()
{
    const auto database = openDatabase(60ms); // a minute of a lock, in small
    LockCounters counters;
    QVERIFY(Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 1, 1))));
    Sqlite other(m_path);
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK);
    const auto committed = Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 2, 1)));
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind, ErrorKind::Locked);
    QVERIFY2(committed.error().text.contains(u"locked by another program"),
             qPrintable(committed.error().text));
    QVERIFY(committed.error().hint.contains(u"--busy-timeout"));
    QCOMPARE(counters.totals().timeouts, 1);
    QCOMPARE(counters.totals().busy, 1);
    QCOMPARE(other.execute(u"ROLLBACK"_s), SQLITE_OK);
    QCOMPARE(other.rows(u"SELECT number FROM github_items"_s), QStringList{u"1"_s});
    QVERIFY(Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 2, 1))));
}

void LockingTest::givesUpWhenCancelled()
{
    const auto database = openDatabase(10min);
    Sqlite other(m_path);
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK);
    std::stop_source stop;
    LockCounters counters;
    ErrorKind kind = ErrorKind::Internal;
    std::jthread writer([&] {
        const auto committed =
            Writer(*database, counters, stop.get_token()).commit(batchOf(items(u"o/r"_s, 1, 1)));
        if (!committed)
            kind = committed.error().kind;
    });
    while (counters.state() != LockState::Busy)
        std::this_thread::sleep_for(1ms);
    stop.request_stop();
    writer.join(); // in ten minutes, if nobody heard
    QCOMPARE(kind, ErrorKind::Cancelled);
    QCOMPARE(counters.totals().timeouts, 0);
    QVERIFY(!database->gate().state().held);
}

void LockingTest::queuedWriterGivesUpWhenCancelled()
{
    const auto database = openDatabase(10min);
    const WriteGate::Entry holder = database->gate().enter({}, WriteGate::Clock::now() + 1s);
    std::stop_source stop;
    LockCounters counters;
    ErrorKind kind = ErrorKind::Internal;
    std::jthread writer([&] {
        const auto committed =
            Writer(*database, counters, stop.get_token()).commit(batchOf(items(u"o/r"_s, 1, 1)));
        if (!committed)
            kind = committed.error().kind;
    });
    while (database->gate().state().waiting == 0)
        std::this_thread::sleep_for(1ms);
    stop.request_stop();
    writer.join();
    QCOMPARE(kind, ErrorKind::Cancelled);
}

void LockingTest::whoWaitsForAnOpeningSaysSo()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"knowledge"_s));
    Sqlite other(databasePath(m_folder.path(), u"mne"_s));
    QCOMPARE(other.value(u"PRAGMA journal_mode = WAL"_s), u"wal"_s);
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK); // the file cannot be given its tables yet
    Databases databases(m_folder.path());
    events::Recorder recorder;
    LockCounters opening;
    LockCounters waiting(events::Pen{.recorder = &recorder, .job = 2, .database = 1});
    bool opened = false;
    bool shared = false;
    {
        std::jthread opener([&] { opened = databases.open(u"mne"_s, opening).ok(); });
        QTRY_COMPARE(opening.state(), LockState::Busy);
        std::jthread waiter([&] { shared = databases.open(u"mne"_s, waiting).ok(); });
        QTRY_COMPARE(waiting.state(), LockState::Queued);
        QCOMPARE(other.execute(u"ROLLBACK"_s), SQLITE_OK);
    }
    QVERIFY(opened);
    QVERIFY(shared);
    std::vector<events::Event> told;
    recorder.drain(told);
    std::erase_if(told, [](const events::Event &event) { return event.kind != events::Kind::Ended; });
    QCOMPARE(told.size(), 1U);
    QCOMPARE(told.front().activity, events::Activity::Queued);
    QCOMPARE(told.front().value, events::forOpening);
    QCOMPARE(told.front().duration, waiting.totals().queuedNs);
    // At the gate it is for a turn.
    waiting.addQueued(1ms, QueuedFor::Turn);
    recorder.drain(told);
    QCOMPARE(told.back().value, 0);
}

void LockingTest::aPythonProgramWritesAllTheWhile()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    QVERIFY2(!python.isEmpty(), "python3 is one of the packages the tests need");
    const auto database = openDatabase();
    QProcess other;
    other.start(python,
                {u"-c"_s,
                 u"import sqlite3, sys\n"
                 "db = sqlite3.connect(sys.argv[1], timeout=5)\n"
                 "for i in range(300):\n"
                 "    with db:\n"
                 "        db.execute('INSERT INTO papers(source, external_id, title, url, synced_at) '\n"
                 "                   'VALUES(?, ?, ?, ?, ?)', ('pubmed', str(i), 'Title', 'u', 't'))\n"
                 "print('written')\n"_s,
                 m_path});
    QVERIFY(other.waitForStarted());
    std::array<int, 3> failures{};
    std::array<LockCounters, 3> counters;
    {
        std::vector<std::jthread> writers;
        for (std::size_t i = 0; i < counters.size(); ++i) {
            writers.emplace_back([&, i] {
                Writer writer(*database, counters.at(i), {});
                for (int b = 0; b < 100; ++b)
                    failures.at(i) += writer.commit(batchOf(items(u"o/r%1"_s.arg(i), b * 20, 20))) ? 0 : 1;
            });
        }
    }
    QVERIFY(other.waitForFinished(60'000));
    QCOMPARE(QString::fromUtf8(other.readAllStandardError()), QString());
    QCOMPARE(other.exitCode(), 0);
    QCOMPARE(failures, (std::array<int, 3>{}));
    Sqlite look(m_path);
    QCOMPARE(look.value(u"SELECT count(*) FROM papers"_s), u"300"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items"_s), u"6000"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void LockingTest::anOlderDatabaseInRollbackMode()
{
    {
        Sqlite old(m_path);
        QCOMPARE(old.execute(u"PRAGMA journal_mode=DELETE; CREATE TABLE notes(x)"_s), SQLITE_OK);
    }
    const auto database = openDatabase();
    QVERIFY(database);
    LockCounters counters;
    // A reader in the middle of its statement keeps COMMIT waiting in this mode: the handler must count that,
    // too.
    Sqlite reader(m_path);
    QCOMPARE(reader.execute(u"BEGIN; SELECT count(*) FROM sqlite_master"_s), SQLITE_OK);
    bool done = false;
    std::jthread writer(
        [&] { done = Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 1, 5))).ok(); });
    while (counters.state() != LockState::Busy)
        std::this_thread::sleep_for(1ms);
    QCOMPARE(reader.execute(u"COMMIT"_s), SQLITE_OK);
    writer.join();
    QVERIFY(done);
    QCOMPARE(counters.totals().busy, 1);
    QCOMPARE(*database->journalMode(), u"delete"_s);
    QCOMPARE(reader.value(u"SELECT count(*) FROM github_items"_s), u"5"_s);
}

void LockingTest::theWalStaysSmall()
{
    const auto database = openDatabase();
    LockCounters counters;
    Writer writer(*database, counters, {});
    const QString body = u"A body that fills pages. "_s.repeated(150);
    qint64 largest = 0;
    for (int b = 0; b < 120; ++b) {
        QVERIFY(writer.commit(batchOf(items(u"o/r"_s, b * 50, 50, body))));
        largest = std::max(largest, fileSizes(m_path).wal);
    }
    QVERIFY(fileSizes(m_path).database > 16 * 1024 * 1024);
    QVERIFY2(largest < 16 * 1024 * 1024, qPrintable(QString::number(largest)));
}

void LockingTest::aReaderDoesNotStopWriters()
{
    const auto database = openDatabase();
    LockCounters counters;
    Writer writer(*database, counters, {});
    QVERIFY(writer.commit(batchOf(items(u"o/r"_s, 1, 1))));
    Sqlite reader(m_path);
    QCOMPARE(reader.execute(u"BEGIN; SELECT count(*) FROM github_items"_s), SQLITE_OK); // pins the WAL
    const QString body = u"A body that fills pages. "_s.repeated(150);
    for (int b = 0; b < 60; ++b)
        QVERIFY(writer.commit(batchOf(items(u"o/r"_s, b * 50, 50, body))));
    QCOMPARE(counters.totals().busy, 0);
    QCOMPARE(reader.value(u"SELECT count(*) FROM github_items"_s), u"1"_s); // its snapshot
    QVERIFY(database->checkpointAll()); // cannot empty the WAL, and says nothing of it
    QVERIFY(fileSizes(m_path).wal > 0);
}

void LockingTest::checkpointAllEmptiesTheWal()
{
    const auto database = openDatabase();
    LockCounters counters;
    QVERIFY(Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 1, 50))));
    QVERIFY(fileSizes(m_path).wal > 0);
    QVERIFY(database->checkpointAll());
    QCOMPARE(fileSizes(m_path).wal, 0);
    QVERIFY(Writer(*database, counters, {}).commit(batchOf(items(u"o/r"_s, 100, 1))));
    QCOMPARE(Sqlite(m_path).value(u"SELECT count(*) FROM github_items"_s), u"51"_s);
}

QTEST_GUILESS_MAIN(LockingTest)
#include "locking.moc"
