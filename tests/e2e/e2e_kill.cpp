// The program is killed again and again in the middle of a sync, while the remote goes on changing: in the
// end the databases are whole, and hold what an undisturbed run into a fresh folder holds.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
constexpr int Kills = 50;
constexpr int FullKills = 10; // the last of them, of runs that reconcile

struct Place
{
    QString community;
    QStringList repositories;
};
const QList<Place> places{{u"one"_s, {u"one/a"_s, u"one/b"_s, u"one/c"_s}},
                          {u"two"_s, {u"two/a"_s, u"two/b"_s}},
                          {u"three"_s, {u"three/a"_s}}};
} // namespace

class EndToEndKillTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedFiftyTimes();

private:
    struct Tally
    {
        int midSync = 0;  // killed after a request of theirs was answered and before their summary
        int starting = 0; // killed before
        int finished = 0; // came to their end first
    };
    void killOnce(const QStringList &more);
    void changeAtRemote();
    void compareWithUndisturbed(const QStringList &more);

    demo::GithubSite m_site;
    demo::HttpServer m_server{[this](const demo::HttpRequest &request) {
        return m_site.handle(request);
    }};
    Program m_program;
    QRandomGenerator m_random;
    qint64 m_now = 1'740'000'000; // of the remote
    Tally m_tally;
};

void EndToEndKillTest::initTestCase()
{
    bool chosen = false;
    quint32 seed = qEnvironmentVariable("LOCKKEEPER_KILL_SEED").toUInt(&chosen);
    if (!chosen)
        seed = QRandomGenerator::global()->generate();
    qInfo("LOCKKEEPER_KILL_SEED=%u", seed);
    m_random.seed(seed);

    m_program.setServer(m_server.url());
    m_site.setLimits({.anonymous = 10'000'000, .authorized = 10'000'000});
    int items = 850;
    for (const Place &place : places) {
        m_program.addCommunity(place.community, place.repositories);
        for (const QString &repository : place.repositories) {
            m_site.addGenerated(
                {.fullName = repository, .items = items, .sameTime = items % 7 + 1, .bodyCharacters = 1200});
            items -= 90;
        }
    }
    m_site.setDelay(std::chrono::milliseconds(25));
}

void EndToEndKillTest::changeAtRemote()
{
    for (const Place &place : places) {
        for (const QString &repository : place.repositories) {
            const auto count = static_cast<int>(m_site.items(repository).size());
            for (int i = m_random.bounded(100, 350); i > 0; --i) {
                const int number = 1 + m_random.bounded(count);
                m_now += m_random.bounded(3);
                if (m_random.bounded(4) == 0)
                    m_site.changeItem(repository, number, [this](demo::GithubItem &item) {
                        item.open = !item.open;
                        item.updatedAt = m_now;
                    });
                else
                    m_site.editItem(repository, number,
                                    {.title = u"Edited at %1"_s.arg(m_now),
                                     .body = u"%1 words "_s.arg(number).repeated(m_random.bounded(200))},
                                    m_now);
            }
            m_site.addItem(repository, {.createdAt = m_now, .updatedAt = m_now});
        }
    }
}

void EndToEndKillTest::killOnce(const QStringList &more)
{
    const int asked = m_server.requestCount();
    QProcess process;
    m_program.start(process, m_program.syncWords(more));
    QVERIFY(process.waitForStarted());
    const bool early = m_random.bounded(8) == 0; // while it opens or makes its databases
    if (!early)
        QTRY_VERIFY_WITH_TIMEOUT(m_server.requestCount() > asked || process.state() == QProcess::NotRunning,
                                 LongEnoughMs);
    QTest::qWait(static_cast<int>(m_random.bounded(early ? 60 : 220)));
    if (m_random.bounded(2) == 0) // at the remote, nobody waits for us
        changeAtRemote();
    process.kill(); // SIGKILL
    QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(LongEnoughMs));
    const bool killed = process.exitStatus() == QProcess::CrashExit;
    if (!killed)
        QVERIFY2(process.exitCode() == 0, process.readAll().constData()); // never a failure of its own
    const bool summary = process.readAllStandardOutput().contains("\"event\":\"summary\"");
    ++(!killed || summary                ? m_tally.finished
       : m_server.requestCount() > asked ? m_tally.midSync
                                         : m_tally.starting);
}

void EndToEndKillTest::compareWithUndisturbed(const QStringList &more)
{
    m_site.setDelay(std::chrono::milliseconds(0));
    const Outcome last = m_program.sync(more);
    QVERIFY2(last.exitCode == 0, last.all().constData());
    QCOMPARE(last.report().count("lock_errors"), 0);

    Program fresh;
    fresh.setCommunitiesDir(m_program.communitiesDir());
    fresh.setServer(m_server.url());
    const Outcome undisturbed = fresh.sync();
    QVERIFY2(undisturbed.exitCode == 0, undisturbed.all().constData());
    for (const Place &place : places) {
        const QString path = m_program.database(place.community);
        QCOMPARE(itemsIn(path), itemsIn(fresh.database(place.community)));
        Sqlite database(path);
        QCOMPARE(database.integrityProblem(), QString());
        // What is kept of writing is what was written, but for the part that is being let go of.
        QCOMPARE(database.rows(
                     u"SELECT * FROM lockkeeper_parts AS p WHERE id > (SELECT min(id) FROM lockkeeper_parts) "
                     "AND added + changed + deleted <> (SELECT count(*) FROM lockkeeper_changes AS c "
                     "WHERE c.id >= p.id << 32 AND c.id < (p.id + 1) << 32)"_s),
                 QStringList());
        QCOMPARE(database.value(u"SELECT count(*) FROM lockkeeper_written"_s),
                 database.value(u"SELECT count(*) FROM github_items"_s));
        QCOMPARE(database.value(u"PRAGMA journal_mode"_s), u"wal"_s);
        QStringList names = place.repositories;
        names.sort();
        for (const QString &table : {u"sync_metadata"_s, u"lockkeeper_cursors"_s})
            QCOMPARE(database.rows(
                         u"SELECT source_name FROM %1 WHERE source_type = 'github' ORDER BY 1"_s.arg(table)),
                     names);
        // Both came to the same point of the remote's time.
        const QString since = u"SELECT source_name, json_extract(cursor, '$.since') FROM lockkeeper_cursors "
                              "ORDER BY 1"_s;
        QCOMPARE(database.rows(since), Sqlite(fresh.database(place.community)).rows(since));
    }
    m_site.setDelay(std::chrono::milliseconds(25));
}

void EndToEndKillTest::killedFiftyTimes()
{
    for (int i = 0; i < Kills - FullKills; ++i) {
        killOnce({});
        if (QTest::currentTestFailed())
            return;
        if (i % 10 == 9) { // opens them as any other program would, before ours is back
            for (const Place &place : places)
                QCOMPARE(Sqlite(m_program.database(place.community), 5000).integrityProblem(), QString());
        }
    }
    compareWithUndisturbed({});
    if (QTest::currentTestFailed())
        return;

    for (int i = 0; i < FullKills; ++i) {
        const QString repository = u"one/a"_s;
        for (int n = 0; n < 6; ++n)
            m_site.deleteItem(repository, 1 + m_random.bounded(600));
        killOnce({u"--full"_s});
        if (QTest::currentTestFailed())
            return;
    }
    compareWithUndisturbed({u"--full"_s});

    qInfo("killed in the middle %d, while starting %d; came to their end before %d", m_tally.midSync,
          m_tally.starting, m_tally.finished);
    QVERIFY(m_tally.midSync >= Kills / 2);
}

QTEST_GUILESS_MAIN(EndToEndKillTest)
#include "e2e_kill.moc"
