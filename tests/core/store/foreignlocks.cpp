// Who holds the lock: /proc/locks read and misread, and real programs that hold it, named with their pids.
#include "events/Monitor.h"
#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "store/locks/Neighbours.h"
#include "store/locks/ProcLocks.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>
#include <sqlite3.h>
#include <sstream>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::Sqlite;
using namespace std::chrono_literals;

class ForeignLocksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void readsALine_data();
    void readsALine();
    void theDeviceDecidesWhereItFits();
    void namesArePrintable_data();
    void namesArePrintable();
    void aProcessHasAStart();
    void namesTheWriterOfAWal();
    void namesTheReadersOfAWal();
    void namesTheWriterWithoutWal();
    void namesTheReaderWithoutWal();
    void aWaitTellsWhoHoldsTheLock();
    void aLongWaitLooksAgainNowAndThen();
    void theErrorNamesTheProgram();
    void theErrorOfWhoQueuedNamesIt();

private:
    [[nodiscard]] std::string file() const { return QFile::encodeName(m_path).toStdString(); }
    void makeWithoutWal() const
    {
        Sqlite old(m_path);
        QCOMPARE(old.execute(u"PRAGMA journal_mode=DELETE; CREATE TABLE notes(x)"_s), SQLITE_OK);
    }

    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
};

namespace {
Batch oneRow()
{
    Batch batch;
    batch.githubItems.push_back({.repo = u"o/r"_s,
                                 .itemType = u"issue"_s,
                                 .number = 1,
                                 .title = u"Title"_s,
                                 .firstMessage = u"Text"_s,
                                 .status = u"open"_s,
                                 .url = u"u"_s,
                                 .createdAt = u"2024-01-01T00:00:00Z"_s});
    return batch;
}

// Commits on a thread of its own.
class Waiting final
{
public:
    Waiting(Database &database, const events::Pen &pen)
        : m_counters(pen)
        , m_thread([this, &database] { m_done = Writer(database, m_counters, {}).commit(oneRow()).ok(); })
    {
    }
    [[nodiscard]] bool isBusy() const { return m_counters.state() == LockState::Busy; }
    [[nodiscard]] bool finish()
    {
        m_thread.join();
        return m_done;
    }

private:
    LockCounters m_counters;
    bool m_done = false;
    std::jthread m_thread;
};
} // namespace

void ForeignLocksTest::initTestCase()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells whose locks there are");
#endif
}

void ForeignLocksTest::init()
{
    m_path = m_folder.filePath(u"db%1.db"_s.arg(++m_number));
}

void ForeignLocksTest::readsALine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("good");
    QTest::newRow("write") << "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 125"_ba << true;
    QTest::newRow("old system") << "7: POSIX  MANDATORY WRITE 4711 fd:01:1234567 120 125"_ba << true;
    const std::initializer_list<std::pair<const char *, QByteArray>> bad = {
        {"waits", "7: -> POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 125"},
        {"of another kind", "7: FLOCK  ADVISORY  WRITE 4711 fd:01:1234567 0 EOF"},
        {"of a descriptor", "7: OFDLCK ADVISORY  WRITE -1 fd:01:1234567 120 120"},
        {"lease", "7: LEASE  ACTIVE    READ  4711 fd:01:1234567 0 EOF"},
        {"of nobody", "7: POSIX  ADVISORY  WRITE 0 fd:01:1234567 120 125"},
        {"negative", "7: POSIX  ADVISORY  WRITE -4711 fd:01:1234567 120 125"},
        {"of a huge process", "7: POSIX  ADVISORY  WRITE 99999999999999999999 fd:01:1234567 120 125"},
        {"empty", ""},
        {"blank", "    "},
        {"cut", "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120"},
        {"cut in the place", "7: POSIX  ADVISORY  WRITE 4711 fd:01"},
        {"without a device", "7: POSIX  ADVISORY  WRITE 4711 1234567 120 125"},
        {"without a file", "7: POSIX  ADVISORY  WRITE 4711 <none>:0 120 125"},
        {"no number", "x: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 125"},
        {"no colon", "7 POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 125"},
        {"unlocks", "7: POSIX  ADVISORY  UNLCK 4711 fd:01:1234567 120 125"},
        {"backwards", "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 125 120"},
        {"no bytes", "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 a b"},
        {"glued", "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567x 120 125"},
        {"too much", "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 125 130"},
        {"too long", "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 125" + QByteArray(300, ' ')},
        {"zero", "7: POSIX" + QByteArray(1, '\0') + " ADVISORY  WRITE 4711 fd:01:1234567 120 125"},
    };
    for (const auto &[name, line] : bad)
        QTest::newRow(name) << line << false;
}

void ForeignLocksTest::readsALine()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, good);
    const ByteLock expected{
        .major = 0xfd, .minor = 1, .inode = 1234567, .pid = 4711, .writing = true, .first = 120, .last = 125};
    QVERIFY(parseLockLine(line.toStdString()) == (good ? std::optional(expected) : std::nullopt));
}

void ForeignLocksTest::theDeviceDecidesWhereItFits()
{
    const std::string text = "1: POSIX  ADVISORY  READ 10 08:02:77 0 EOF\n"
                             "2: POSIX  ADVISORY  WRITE 11 08:01:77 120 120\n"
                             "3: POSIX  ADVISORY  WRITE 12 08:01:78 120 120\n"
                             "garbage\n";
    std::istringstream fits(text);
    const std::vector<ByteLock> here = locksOn(fits, 0x801, 77); // as stat() has it: 8, 1
    QCOMPARE(here.size(), std::size_t{1});
    QCOMPARE(here.front().pid, 11);
    std::istringstream overlay(text);
    const std::vector<ByteLock> all = locksOn(overlay, 0x33, 77);
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all.front().last, std::numeric_limits<std::uint64_t>::max());
    QVERIFY(!all.front().writing);
    QVERIFY(all.front().covers(120, 120));
    QVERIFY(!all.back().covers(121, 128));
    std::istringstream nothing;
    QVERIFY(locksOn(nothing, 0x801, 77).empty());
}

void ForeignLocksTest::namesArePrintable_data()
{
    QTest::addColumn<QByteArray>("comm");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << "python3\n"_ba
                           << "python3"_ba;
    QTest::newRow("blank") << "Web Content\n"_ba
                           << "Web Content"_ba;
    QTest::newRow("escape") << "\x1b[31mred\n"_ba
                            << "?[31mred"_ba;
    QTest::newRow("direction") << "a\xe2\x80\xae"
                                  "b\n"_ba
                               << "a???b"_ba;
    QTest::newRow("gone") << ""_ba
                          << ""_ba;
    QTest::newRow("long") << QByteArray(500, 'x') << QByteArray(64, 'x');
}

void ForeignLocksTest::namesArePrintable()
{
    QFETCH(QByteArray, comm);
    QFETCH(QByteArray, name);
    QCOMPARE(QByteArray::fromStdString(printableName(comm.toStdString())), name);
}

void ForeignLocksTest::aProcessHasAStart()
{
    QCOMPARE(startOf("42 (a) b (c)) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 987654 20 21"), 987654U);
    QCOMPARE(startOf("42 (cut) S 1 2"), 0U);
    QCOMPARE(startOf(""), 0U);
    const Process self = processOf(::getpid());
    QVERIFY(self.started > 0);
    QCOMPARE(QString::fromStdString(self.program), u"tst_foreignlocks"_s.left(15));
    QVERIFY(processOf(std::numeric_limits<std::int64_t>::max()).program.empty());
}

void ForeignLocksTest::namesTheWriterOfAWal()
{
    const auto database = Database::open(m_path, 5s);
    QVERIFY(database);
    QVERIFY(neighboursAt(file()) == (Neighbours{.writer = {}, .readers = {}, .wal = true}));
    OtherProgram other(m_path);
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    const Neighbours met = neighboursAt(file());
    QVERIFY(met.writer);
    QCOMPARE(met.writer->pid, other.pid());
    QVERIFY2(met.writer->program.starts_with("python3"), met.writer->program.c_str());
    QVERIFY(met.writer->started > 0);
    QVERIFY(other.run(u"ROLLBACK"_s));
    QVERIFY(!neighboursAt(file()).writer);
    // Ours is nobody else's.
    Sqlite mine(m_path);
    QCOMPARE(mine.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK);
    QVERIFY(!neighboursAt(file()).writer);
}

void ForeignLocksTest::namesTheReadersOfAWal()
{
    const auto database = Database::open(m_path, 5s);
    QVERIFY(database);
    OtherProgram other(m_path);
    QVERIFY(other.run(u"BEGIN"_s));
    QVERIFY(other.run(u"SELECT count(*) FROM papers"_s));
    const Neighbours met = neighboursAt(file());
    QVERIFY(!met.writer);
    QCOMPARE(met.readers.size(), std::size_t{1});
    QCOMPARE(met.readers.front().pid, other.pid());
    QVERIFY(!met.blocker()); // a reader of a WAL keeps nobody from writing
    QVERIFY(other.run(u"COMMIT"_s));
    QVERIFY(neighboursAt(file()).readers.empty());
}

void ForeignLocksTest::namesTheWriterWithoutWal()
{
    makeWithoutWal();
    OtherProgram other(m_path);
    for (const QString &begin : {u"BEGIN IMMEDIATE"_s, u"BEGIN EXCLUSIVE"_s}) {
        QVERIFY(other.run(begin));
        const Neighbours met = neighboursAt(file());
        QVERIFY(met.writer);
        QCOMPARE(met.writer->pid, other.pid());
        QVERIFY(!met.wal);
        QVERIFY(other.run(u"ROLLBACK"_s));
        QVERIFY(neighboursAt(file()) == Neighbours());
    }
}

void ForeignLocksTest::namesTheReaderWithoutWal()
{
    makeWithoutWal();
    OtherProgram other(m_path);
    QVERIFY(other.run(u"BEGIN"_s));
    QVERIFY(other.run(u"SELECT count(*) FROM notes"_s));
    const std::optional<Process> met = neighboursAt(file()).blocker();
    QVERIFY(met); // a COMMIT would wait for it
    QCOMPARE(met->pid, other.pid());
}

// From the busy handler through the rings to the answers of the timeline, in both modes.
void ForeignLocksTest::aWaitTellsWhoHoldsTheLock()
{
    for (const bool wal : {true, false}) {
        init();
        if (!wal)
            makeWithoutWal();
        events::Monitor monitor;
        const auto database = Database::open(m_path, 20s);
        QVERIFY(database);
        OtherProgram other(m_path);
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        Waiting writer(**database, monitor.pen("org", "github", "o/r"));
        const auto holder = [&]() -> std::optional<events::Span> {
            monitor.collect();
            const std::int64_t now = events::nanoseconds(events::Clock::now());
            return monitor.read()->lockNow(monitor.directory().database("org"), now).holder;
        };
        QTRY_VERIFY(holder() && holder()->pid != 0);
        QCOMPARE(holder()->pid, other.pid());
        const std::string program =
            monitor.names().programOf(other.pid(), events::nanoseconds(events::Clock::now()));
        QVERIFY2(program.starts_with("python3"), program.c_str());
        QVERIFY(other.run(u"COMMIT"_s));
        QVERIFY(writer.finish());

        monitor.collect();
        const std::vector<events::Incident> incidents = [&monitor] {
            const auto reading = monitor.read();
            return reading->incidents(0, *reading->extent(), 0, 10);
        }();
        QVERIFY(!incidents.empty());
        QCOMPARE(incidents.front().holder, 0U);
        QCOMPARE(incidents.front().pid, other.pid());
    }
}

void ForeignLocksTest::aLongWaitLooksAgainNowAndThen()
{
    events::Recorder recorder;
    const auto database = Database::open(m_path, 20s);
    QVERIFY(database);
    OtherProgram other(m_path);
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    Waiting writer(**database, {.recorder = &recorder, .job = 1, .database = 1});
    std::vector<events::Event> told;
    QTRY_VERIFY([&] {
        recorder.drain(told);
        return std::ranges::count(told, events::Kind::ForeignLock, &events::Event::kind) >= 3;
    }());
    QVERIFY(other.run(u"COMMIT"_s));
    QVERIFY(writer.finish());
    std::int64_t last = 0;
    for (const events::Event &event : told) {
        if (event.kind != events::Kind::ForeignLock)
            continue;
        QCOMPARE(event.value, other.pid());
        QVERIFY(last == 0 || event.at - last >= std::chrono::nanoseconds(250ms).count());
        last = event.at;
    }
}

void ForeignLocksTest::theErrorNamesTheProgram()
{
    for (const bool wal : {true, false}) {
        init();
        if (!wal)
            makeWithoutWal();
        const auto database = Database::open(m_path, 20ms);
        QVERIFY(database);
        OtherProgram other(m_path);
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        LockCounters counters;
        const auto committed = Writer(**database, counters, {}).commit(oneRow());
        QVERIFY(!committed);
        QCOMPARE(committed.error().kind, ErrorKind::Locked);
        const QString pid = u" (pid %1)"_s.arg(other.pid());
        QVERIFY2(committed.error().text.contains(u"is locked by another program: python3"_s) &&
                     committed.error().text.contains(pid),
                 qPrintable(committed.error().text));
        QVERIFY2(committed.error().hint.contains(pid), qPrintable(committed.error().hint));
    }
}

void ForeignLocksTest::theErrorOfWhoQueuedNamesIt()
{
    const auto database = Database::open(m_path, 50ms);
    QVERIFY(database);
    OtherProgram other(m_path);
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    const WriteGate::Entry first = (*database)->gate().enter({}, WriteGate::Clock::now() + 1s);
    LockCounters counters;
    const auto committed = Writer(**database, counters, {}).commit(oneRow());
    QVERIFY(!committed);
    QVERIFY2(committed.error().text.contains(u"(pid %1)"_s.arg(other.pid())),
             qPrintable(committed.error().text));
}

QTEST_GUILESS_MAIN(ForeignLocksTest)
#include "foreignlocks.moc"
