// The program is killed again and again in the middle of compacting: SQLite's journal, or the -wal, brings
// every row back.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "store/Database.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

class EndToEndHealthKillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedWhileCompacting_data();
    void killedWhileCompacting();

private:
    [[nodiscard]] QStringList words() const
    {
        return {u"health"_s,     u"--communities"_s,  m_program.communitiesDir(),
                u"--data-dir"_s, m_program.dataDir(), u"--compact"_s};
    }
    // So that there is something to compact.
    void makeFreePages() const
    {
        Sqlite file(m_database);
        QCOMPARE(file.execute(u"CREATE TABLE freed(x); INSERT INTO freed VALUES(zeroblob(4000000)); "
                              "DROP TABLE freed"_s),
                 0);
    }

    Program m_program;
    QRandomGenerator m_random;
    int m_kills = 3; // in each mode
    QString m_database;
    QStringList m_content;
};

void EndToEndHealthKillTest::initTestCase()
{
    bool chosen = false;
    quint32 seed = qEnvironmentVariable("LOCKKEEPER_KILL_SEED").toUInt(&chosen);
    if (!chosen)
        seed = QRandomGenerator::global()->generate();
    qInfo("LOCKKEEPER_KILL_SEED=%u", seed);
    m_random.seed(seed);
    if (const int kills = qEnvironmentVariableIntValue("LOCKKEEPER_KILLS"); kills > 0)
        m_kills = kills;

    m_program.addCommunity(u"mne"_s, {u"o/mne"_s});
    m_database = m_program.database(u"mne"_s);
    QVERIFY(store::Database::open(m_database, std::chrono::seconds(5)));
    Sqlite file(m_database);
    QCOMPARE(
        file.execute(u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                     "INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, "
                     "created_at, synced_at) SELECT 'o/mne', 'pr', i, 'Title ' || i, "
                     "printf('%.*c', 4000, 'x'), 'open', 'u', 'c', 's' FROM n; "
                     "CREATE TABLE ballast(x); INSERT INTO ballast VALUES(zeroblob(30000000))"_s),
        0);
    m_content = everythingIn(m_database);
}

void EndToEndHealthKillTest::killedWhileCompacting_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("wal") << u"wal"_s;
    QTest::newRow("delete") << u"delete"_s;
}

void EndToEndHealthKillTest::killedWhileCompacting()
{
    QFETCH(const QString, mode);
    QCOMPARE(Sqlite(m_database).value(u"PRAGMA journal_mode=%1"_s.arg(mode)), mode);
    makeFreePages();
    QElapsedTimer clock;
    clock.start();
    const Outcome undisturbed = m_program.run(words());
    QVERIFY2(undisturbed.exitCode == 0, undisturbed.all().constData());
    int within = static_cast<int>(clock.elapsed());
    int killed = 0;
    for (int i = 0; killed < m_kills && i < 4 * m_kills; ++i) {
        makeFreePages();
        QProcess process;
        m_program.start(process, words());
        process.waitForStarted();
        QTest::qWait(static_cast<int>(m_random.bounded(1 + within)));
        process.kill(); // SIGKILL
        const Outcome outcome = Program::finish(process);
        QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == -SIGKILL, outcome.all().constData());
        killed += outcome.exitCode == -SIGKILL ? 1 : 0;
        if (outcome.exitCode == 0) // how long it takes depends on what else the machine has to do
            within = within * 3 / 4;
        Sqlite file(m_database);
        QCOMPARE(file.integrityProblem(), QString());
        QCOMPARE(file.value(u"PRAGMA journal_mode"_s), mode);
        QCOMPARE(everythingIn(m_database), m_content);
    }
    QCOMPARE(killed, m_kills);
    QCOMPARE(m_program.run(words()).exitCode, 0);
    QCOMPARE(everythingIn(m_database), m_content);
}

QTEST_GUILESS_MAIN(EndToEndHealthKillTest)
#include "e2e_healthkill.moc"
