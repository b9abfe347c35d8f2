// The program is killed again and again in the middle of compacting: SQLite's journal, or the -wal, brings
// every row back.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Killing.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "store/Database.h"

#include <QTest>

#include <memory>

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
    std::unique_ptr<Killing> m_killing;
    QString m_database;
    QStringList m_content;
};

void EndToEndHealthKillTest::initTestCase()
{
    m_killing = std::make_unique<Killing>(m_program);
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
    int within = m_killing->timeOf(words());
    int killed = 0;
    for (int i = 0; killed < m_killing->wanted() && i < 4 * m_killing->wanted(); ++i) {
        makeFreePages();
        killed += m_killing->once(words(), within) ? 1 : 0;
        Sqlite file(m_database);
        QCOMPARE(file.integrityProblem(), QString());
        QCOMPARE(file.value(u"PRAGMA journal_mode"_s), mode);
        QCOMPARE(everythingIn(m_database), m_content);
    }
    QCOMPARE(killed, m_killing->wanted());
    QCOMPARE(m_program.run(words()).exitCode, 0);
    QCOMPARE(everythingIn(m_database), m_content);
}

QTEST_GUILESS_MAIN(EndToEndHealthKillTest)
#include "e2e_healthkill.moc"
