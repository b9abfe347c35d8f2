// A community's database handed over in the middle of a run, for work that bears nobody beside it.
#include "EngineFixture.h"
#include "store/Database.h"
#include "tests/support/Sqlite.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;
using lockkeeper::tests::EngineFixture;
using lockkeeper::tests::Sqlite;

class EnginePauseTest final : public EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(4); }
    void cleanup() { end(); }
    void aRunLetsGoOfOneDatabaseAndGoesOn();
    void nobodyIsAtWork();
    void whatIsStartedMeanwhileWaits();
    void waitsForNoOtherCommunity();
    void aDatabaseStillInUseHasNoSecondGate();
    void resumedBeforeItHadStopped();
    void cancelledWhilePaused();
    void destroyedWhilePaused();

private:
    // Whether nobody has it open: SQLite leaves WAL for nobody else's connection.
    bool standsAlone(const QString &id);
    qint64 rowsOf(const QString &id)
    {
        return Sqlite(path(id)).value(u"SELECT count(*) FROM github_items"_s).toLongLong();
    }
};

bool EnginePauseTest::standsAlone(const QString &id)
{
    Sqlite database(path(id));
    return database.value(u"PRAGMA journal_mode=DELETE"_s) == "delete"_L1 &&
           database.value(u"PRAGMA journal_mode=WAL"_s) == "wal"_L1;
}

void EnginePauseTest::aRunLetsGoOfOneDatabaseAndGoesOn()
{
    const QList<community::Community> all = communities(2, 3, 1000);
    m_site->setDelay(std::chrono::milliseconds(10));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    QSignalSpy jobFinished(m_engine.get(), &Engine::jobFinished);
    QSignalSpy paused(m_engine.get(), &Engine::paused);
    m_engine->start(makePlan(all));
    const auto addedIn = [&](const QString &id) {
        const RunSnapshot run = m_engine->snapshot();
        qint64 added = 0;
        for (const JobSnapshot &job : run.jobs)
            added += job.key.community == id ? job.counts.added : 0;
        return added;
    };
    QTRY_VERIFY(addedIn(u"community-0"_s) > 300);
    m_engine->pause(u"community-0"_s);
    QVERIFY(paused.wait(20'000));
    QCOMPARE(paused.first().first().toString(), u"community-0"_s);
    QVERIFY(standsAlone(u"community-0"_s));
    const qint64 before = rowsOf(u"community-0"_s);
    QCOMPARE(addedIn(u"community-0"_s), before);
    QVERIFY(before < 3000);

    // The other one goes on to its end meanwhile, and the run waits for the jobs that are held.
    QTRY_COMPARE_WITH_TIMEOUT(addedIn(u"community-1"_s), 3000, 30'000);
    QTRY_COMPARE(jobFinished.size(), 3);
    QVERIFY(finished.isEmpty());
    QCOMPARE(rowsOf(u"community-0"_s), before);
    const RunSnapshot now = m_engine->snapshot();
    QCOMPARE(std::ranges::count_if(now.jobs, &JobSnapshot::held), 3);
    QVERIFY(standsAlone(u"community-0"_s));

    m_engine->resume(u"community-0"_s);
    QVERIFY(finished.wait(30'000));
    const RunSnapshot result = m_engine->snapshot();
    QCOMPARE(result.jobsIn(JobState::Done), 6);
    QCOMPARE(result.lockErrors(), 0);
    QCOMPARE(result.counts().added, 6000); // what was counted before the pause is still counted
    QCOMPARE(rowsOf(u"community-0"_s), 3000);
    QCOMPARE(jobFinished.size(), 6);
    QCOMPARE(Sqlite(path(u"community-0"_s)).integrityProblem(), QString());
}

void EnginePauseTest::nobodyIsAtWork()
{
    QSignalSpy paused(m_engine.get(), &Engine::paused);
    m_engine->pause(u"community-0"_s); // of which the engine never heard
    QVERIFY(paused.wait(5000));
    m_engine->resume(u"community-0"_s);

    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(makePlan(communities(1, 2, 100)));
    QVERIFY(finished.wait(20'000));
    m_engine->pause(u"community-0"_s);
    QVERIFY(paused.wait(5000));
    QVERIFY(standsAlone(u"community-0"_s));
    m_engine->resume(u"community-0"_s);
    QVERIFY(!m_engine->running());
}

void EnginePauseTest::whatIsStartedMeanwhileWaits()
{
    QSignalSpy paused(m_engine.get(), &Engine::paused);
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->pause(u"community-0"_s);
    QVERIFY(paused.wait(5000));
    const QList<community::Community> all = communities(2, 2, 100);
    m_engine->start(makePlan(all));
    QTRY_COMPARE(m_engine->snapshot().jobsIn(JobState::Done), 2);
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Waiting), 2);
    QVERIFY(!QFileInfo::exists(path(u"community-0"_s)));
    m_engine->resume(u"community-0"_s);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Done), 4);
}

// However many of its jobs stand in line for a thread.
void EnginePauseTest::waitsForNoOtherCommunity()
{
    const QList<community::Community> all = communities(2, 12, 200);
    m_site->setDelay(std::chrono::milliseconds(60));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    QSignalSpy paused(m_engine.get(), &Engine::paused);
    m_engine->start(makePlan(all));
    QTRY_VERIFY(m_engine->snapshot().jobsIn(JobState::Running) == 4);
    m_engine->pause(u"community-0"_s);
    QVERIFY(paused.wait(20'000));
    const RunSnapshot now = m_engine->snapshot();
    QVERIFY(std::ranges::any_of(now.jobs, [](const JobSnapshot &job) {
        return job.key.community == "community-1"_L1 && job.state == JobState::Waiting;
    }));
    m_engine->resume(u"community-0"_s);
    QVERIFY(finished.wait(60'000));
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Done), 24);
}

void EnginePauseTest::aDatabaseStillInUseHasNoSecondGate()
{
    store::LockCounters counters;
    const auto first = m_databases->open(u"community-0"_s, counters);
    QVERIFY(first);
    m_databases->release(u"community-0"_s);
    const auto again = m_databases->open(u"community-0"_s, counters);
    QVERIFY(again);
    QCOMPARE(again->get(), first->get());
}

void EnginePauseTest::resumedBeforeItHadStopped()
{
    m_site->setDelay(std::chrono::milliseconds(5));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(makePlan(communities(1, 4, 600)));
    for (int i = 0; i < 20; ++i) {
        m_engine->pause(u"community-0"_s);
        QTest::qWait(i % 5);
        m_engine->resume(u"community-0"_s);
        QTest::qWait(7);
    }
    QVERIFY(!finished.isEmpty() || finished.wait(30'000));
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Done), 4);
    QCOMPARE(rowsOf(u"community-0"_s), 2400);
}

void EnginePauseTest::cancelledWhilePaused()
{
    m_site->setDelay(std::chrono::milliseconds(5));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    QSignalSpy jobFinished(m_engine.get(), &Engine::jobFinished);
    QSignalSpy paused(m_engine.get(), &Engine::paused);
    m_engine->start(makePlan(communities(1, 4, 2000)));
    QTRY_VERIFY(m_engine->snapshot().counts().added > 100);
    m_engine->pause(u"community-0"_s);
    QVERIFY(paused.wait(20'000));
    m_engine->cancelAll();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(jobFinished.size(), 4);
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Cancelled), 4);
    m_engine->resume(u"community-0"_s);
    QVERIFY(!m_engine->running());
}

void EnginePauseTest::destroyedWhilePaused()
{
    m_site->setDelay(std::chrono::milliseconds(5));
    m_engine->start(makePlan(communities(1, 4, 2000)));
    QTRY_VERIFY(m_engine->snapshot().counts().added > 100);
    m_engine->pause(u"community-0"_s);
    m_engine.reset(); // ends, whatever is under way
    QCOMPARE(Sqlite(path(u"community-0"_s)).integrityProblem(), QString());
}

QTEST_GUILESS_MAIN(EnginePauseTest)
#include "enginepause.moc"
