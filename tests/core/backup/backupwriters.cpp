// Backups beside four writers that never rest: each is a state that the database was in, told by a counter
// that every transaction moves on together with a row, and no writer meets a lock error.
#include "backup/Backup.h"
#include "store/locks/WriteGate.h"
#include "tests/support/CommunityFile.h"

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::backup;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::Sqlite;

namespace {
constexpr int writers = 4;
constexpr int patienceMs = 30'000;

class Writers final
{
public:
    explicit Writers(const QString &path)
    {
        for (int i = 0; i < writers; ++i)
            m_threads.emplace_back([this, path](const std::stop_token &stop) { write(path, stop); });
    }
    [[nodiscard]] int errors() const { return m_errors; }
    [[nodiscard]] int commits() const { return m_commits; }
    void end() { m_threads.clear(); }

private:
    void write(const QString &path, const std::stop_token &stop)
    {
        Sqlite mine(path, patienceMs);
        while (!stop.stop_requested()) {
            const store::WriteGate::Entry entry =
                m_gate.enter({}, store::WriteGate::Clock::now() + std::chrono::milliseconds(patienceMs));
            const int code =
                mine.execute(u"BEGIN IMMEDIATE; UPDATE counter SET value = value + 1; "
                             "INSERT INTO notes SELECT value, zeroblob(500) FROM counter; COMMIT"_s);
            if (code != 0)
                qWarning("%s", qPrintable(mine.error()));
            ++(code == 0 ? m_commits : m_errors);
        }
    }
    store::WriteGate m_gate; // as the program's own writers take turns
    std::atomic<int> m_errors = 0;
    std::atomic<int> m_commits = 0;
    std::vector<std::jthread> m_threads; // the last to be made: they use the others
};
} // namespace

class BackupWritersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStateThatWas_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("wal") << u"wal"_s;
        QTest::newRow("delete") << u"delete"_s;
    }
    void aStateThatWas()
    {
        QFETCH(const QString, mode);
        const CommunityFile community;
        community.make(mode, 60, 12'000'000);
        Sqlite look(community.path(), patienceMs);
        QCOMPARE(look.execute(u"CREATE TABLE counter(value); INSERT INTO counter VALUES(0); "
                              "CREATE TABLE notes(value INTEGER PRIMARY KEY, x)"_s),
                 0);
        const auto counter = [&look] {
            return look.value(u"SELECT value FROM counter"_s).toInt();
        };
        Writers busy(community.path());
        int moved = 0;
        for (int i = 0; i < 3; ++i) {
            QTRY_VERIFY(busy.commits() > 20 * (i + 1));
            const int before = counter();
            const Result<BackupReport> report =
                backUp({.community = u"mne"_s,
                        .database = community.path(),
                        .folder = community.backups(),
                        .busyTimeout = std::chrono::milliseconds(patienceMs)});
            const int after = counter();
            QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
            Sqlite copy(report->path);
            const int value = copy.value(u"SELECT value FROM counter"_s).toInt();
            QVERIFY2(value >= before && value <= after,
                     qPrintable(u"%1 … %2: %3"_s.arg(before).arg(after).arg(value)));
            QCOMPARE(copy.value(u"SELECT count(*) FROM notes"_s).toInt(), value);
            QCOMPARE(copy.value(u"SELECT max(value) FROM notes"_s).toInt(), value);
            QCOMPARE(copy.integrityProblem(), QString());
            moved += after - before;
        }
        busy.end();
        QCOMPARE(busy.errors(), 0);
        QVERIFY(moved > 0); // they wrote meanwhile, or nothing was tested
        QCOMPARE(look.integrityProblem(), QString());
    }
};

QTEST_GUILESS_MAIN(BackupWritersTest)
#include "backupwriters.moc"
