// The engine with everything real behind it: client, embedded GitHub, databases.
#include "EngineFixture.h"
#include "demo/code/CodeSite.h"
#include "sources/JobContext.h"
#include "sync/Job.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;
using lockkeeper::tests::EngineFixture;
using lockkeeper::tests::Sqlite;

class EngineTest final : public EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(6); }
    void cleanup() { end(); }
    void runsEveryJobOfEveryCommunity();
    void languagesOfOneRepositoryShareItsArchive();
    void aFailureTouchesNoOther();
    void cancelOne();
    void cancelAllKeepsWhatIsCommitted();
    void cancelBeforeItsTurn();
    void aJobReservesUntilItEnded();
    void retryOne();
    void retrySeveralAsOneRun();
    void addsToARunUnderWay();
    void anEmptyPlanEndsAtOnce();
    void oneDatabaseLockedByAnother();
    void aDatabaseThatCannotBeOpenedForALock();
    void destroyedInTheMiddle();
    void destroyedByWhoHearsOfTheEnd();
    void progressIsSeen();

private:
    RunSnapshot run(const Plan &plan);
};

RunSnapshot EngineTest::run(const Plan &plan)
{
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(plan);
    if (finished.isEmpty() && !finished.wait(60'000))
        qFatal("the run did not end");
    return finished.first().first().value<RunSnapshot>();
}

void EngineTest::runsEveryJobOfEveryCommunity()
{
    const QList<community::Community> all = communities(3, 3, 130);
    QSignalSpy started(m_engine.get(), &Engine::started);
    QSignalSpy jobStarted(m_engine.get(), &Engine::jobStarted);
    QSignalSpy jobFinished(m_engine.get(), &Engine::jobFinished);
    const std::int64_t before = events::nanoseconds(events::Clock::now());
    const RunSnapshot result = run(makePlan(all));
    const std::int64_t after = events::nanoseconds(events::Clock::now());
    QVERIFY(result.startedNs >= before && result.startedNs + std::llround(result.seconds * 1e9) <= after);
    QCOMPARE(started.size(), 1);
    QCOMPARE(jobStarted.size(), 9);
    QCOMPARE(jobFinished.size(), 9);
    QVERIFY(!m_engine->running());
    QCOMPARE(result.jobsIn(JobState::Done), 9);
    QCOMPARE(result.counts(), (Counts{.added = 9 * 130}));
    QCOMPARE(result.costs().requests, 18);
    QCOMPARE(result.costs().locks.busy, 0);
    QCOMPARE(result.lockErrors(), 0);
    QVERIFY(result.seconds > 0);
    QCOMPARE(result.databases.size(), 3);
    for (const DatabaseSnapshot &database : result.databases) {
        QCOMPARE(database.journalMode, u"wal"_s);
        QCOMPARE(database.walBytes, 0); // emptied at the end
        QVERIFY(database.bytes > 0);
        Sqlite look(database.path);
        QCOMPARE(look.value(u"SELECT count(*), count(DISTINCT repo) FROM github_items"_s), u"390|3"_s);
        QCOMPARE(look.integrityProblem(), QString());
    }
    const RunSnapshot second = run(makePlan(all));
    QCOMPARE(second.costs().notModified, 9);
    QCOMPARE(second.counts(), Counts{});
}

// Two jobs, but one question for the commit, one archive and the redirect to it.
void EngineTest::languagesOfOneRepositoryShareItsArchive()
{
    demo::CodeSite site;
    site.setFiles(u"org/tool"_s, {{"tool.py", "\"\"\"Help.\"\"\"\n"}, {"tool.m", "% Help.\nx = 1;\n"}});
    const demo::HttpServer server([&site](const demo::HttpRequest &request) {
        return site.answer(request).value_or(demo::HttpAnswer{.status = 404});
    });
    http::ClientConfig config;
    (void)config.endpoints.setUrl(u"github"_s, u"https://api.github.example"_s);
    config.gateway = server.url();
    http::Client client(config);
    Engine engine(client, *m_databases, 4);
    community::Community community;
    community.id = u"tools"_s;
    community.docstrings = {
        {.repository = u"org/tool"_s, .branch = u"main"_s, .languages = {u"python"_s, u"matlab"_s}}};
    QSignalSpy finished(&engine, &Engine::finished);
    engine.start(makePlan({community}));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(engine.snapshot().jobsIn(JobState::Done), 2);
    QCOMPARE(engine.snapshot().counts().added, 2);
    QCOMPARE(server.requestCount(), 3);
}

void EngineTest::aFailureTouchesNoOther()
{
    const QList<community::Community> all = communities(2, 2, 40);
    m_site->removeRepository(u"org0/repo1"_s);
    const RunSnapshot result = run(makePlan(all));
    QCOMPARE(result.jobsIn(JobState::Done), 3);
    QCOMPARE(result.jobsIn(JobState::Failed), 1);
    QCOMPARE(result.jobs.at(1).state, JobState::Failed);
    QCOMPARE(result.jobs.at(1).error->kind, ErrorKind::Gone);
    QCOMPARE(result.counts().added, 120);
}

void EngineTest::cancelOne()
{
    const QList<community::Community> all = communities(1, 3, 300);
    m_site->setDelay([](const demo::HttpRequest &request) {
        return std::chrono::milliseconds(request.url.path().contains(u"repo1") ? 60'000
                                                                               : 0); // would take a minute
    });
    const Plan plan = makePlan(all);
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(plan);
    QTRY_COMPARE(m_engine->snapshot().jobs.at(1).phase, Phase::Requesting);
    QTRY_COMPARE(m_engine->snapshot().jobsIn(JobState::Done), 2);
    m_engine->cancel(plan.jobs.at(1));
    QVERIFY(finished.wait(20'000));
    const RunSnapshot result = m_engine->snapshot();
    QCOMPARE(result.jobs.at(1).state, JobState::Cancelled);
    QVERIFY(!result.jobs.at(1).error);
    QCOMPARE(result.counts().added, 600);
}

void EngineTest::cancelAllKeepsWhatIsCommitted()
{
    const QList<community::Community> all = communities(2, 4, 1000);
    m_site->setDelay(std::chrono::milliseconds(20));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    QSignalSpy jobStarted(m_engine.get(), &Engine::jobStarted);
    m_engine->start(makePlan(all));
    QTRY_VERIFY(m_engine->snapshot().counts().added > 500);
    m_engine->cancelAll();
    QVERIFY(finished.wait(20'000));
    const RunSnapshot result = m_engine->snapshot();
    QVERIFY(result.jobsIn(JobState::Cancelled) > 0);
    QCOMPARE(result.jobsIn(JobState::Failed), 0);
    QCOMPARE(jobStarted.size(), 6); // the two that waited for a thread never got one
    qint64 stored = 0;
    for (const community::Community &community : all)
        stored += Sqlite(path(community.id)).value(u"SELECT count(*) FROM github_items"_s).toLongLong();
    QCOMPARE(stored, result.counts().added);
    m_site->setDelay(std::chrono::milliseconds(0));
    const RunSnapshot next = run(makePlan(all));
    QCOMPARE(next.jobsIn(JobState::Done), 8);
    QCOMPARE(next.counts().added + stored, 8000);
}

void EngineTest::cancelBeforeItsTurn()
{
    Engine single(*m_client, *m_databases, 1);
    const Plan plan = makePlan(communities(1, 3, 10));
    m_site->setDelay(std::chrono::milliseconds(50));
    QSignalSpy finished(&single, &Engine::finished);
    QSignalSpy jobFinished(&single, &Engine::jobFinished);
    single.start(plan);
    single.cancel(plan.jobs.at(2));
    QCOMPARE(single.snapshot().jobs.at(2).state, JobState::Cancelled); // at once
    QVERIFY(finished.wait(20'000));
    QCOMPARE(jobFinished.size(), 3);
    QCOMPARE(single.snapshot().jobsIn(JobState::Done), 2);
    QCOMPARE(single.snapshot().jobs.at(2).costs.requests, 0);
}

void EngineTest::aJobReservesUntilItEnded()
{
    std::weak_ptr<void> reservation;
    bool heldDuringIt = false;
    const auto job = [&](const Result<void> &result) {
        const sources::Remote remote{.name = u"remote"_s,
                                     .sync =
                                         [&, result](sources::JobContext &) {
                                             heldDuringIt = !reservation.expired();
                                             return result;
                                         },
                                     .reserve =
                                         [&] {
                                             sources::Reservation fresh = std::make_shared<int>();
                                             reservation = fresh;
                                             return fresh;
                                         }};
        return std::make_unique<Job>(
            JobKey{.community = u"mne"_s, .kind = u"docstrings"_s, .name = u"remote"_s}, remote, RunOptions(),
            QString());
    };
    for (const Result<void> &result : {Result<void>(), Result<void>(cancelledError())}) {
        const std::unique_ptr<Job> one = job(result);
        QVERIFY(!reservation.expired());
        QVERIFY(one->begin());
        one->run(*m_client, *m_databases);
        QVERIFY(heldDuringIt);
        QVERIFY(one->ended());
        QVERIFY(reservation.expired());
    }
    const std::unique_ptr<Job> waiting = job({});
    QVERIFY(!reservation.expired());
    QVERIFY(waiting->cancelWaiting());
    QVERIFY(reservation.expired());
}

void EngineTest::retryOne()
{
    const QList<community::Community> all = communities(1, 2, 30);
    demo::HttpAnswer html{.status = 200, .body = "<html>"};
    html.set("Content-Type", "text/html");
    m_site->setInterceptor([html](const demo::HttpRequest &request) {
        return request.url.path().contains(u"repo0") ? std::optional(html) : std::nullopt;
    });
    const Plan plan = makePlan(all);
    QCOMPARE(run(plan).jobsIn(JobState::Failed), 1);
    m_site->setInterceptor({});
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    QVERIFY(m_engine->retry({plan.jobs.at(0)}).isEmpty());
    QVERIFY(m_engine->running());
    QVERIFY(finished.wait(20'000));
    const RunSnapshot result = m_engine->snapshot();
    QCOMPARE(result.jobs.size(), 1); // the run before is no part of this one
    QCOMPARE(result.jobsIn(JobState::Done), 1);
    QVERIFY(!result.jobs.at(0).error);
    QCOMPARE(result.jobs.at(0).counts.added, 30);
    QCOMPARE(result.counts().added, 30);

    // What ran before the last run may still be asked for.
    QCOMPARE(m_engine->retry({plan.jobs.at(1)}), QList<JobKey>());
    QVERIFY(finished.wait(20'000));
    QCOMPARE(m_engine->snapshot().jobs.size(), 1);
    QCOMPARE(m_engine->snapshot().jobs.at(0).key, plan.jobs.at(1));
    const JobKey stranger{.community = u"nowhere"_s, .kind = u"github"_s, .name = u"a/b"_s};
    QCOMPARE(m_engine->retry({stranger}), QList<JobKey>{stranger});
    QVERIFY(!m_engine->running());
}

void EngineTest::retrySeveralAsOneRun()
{
    demo::HttpAnswer html{.status = 200, .body = "<html>"};
    html.set("Content-Type", "text/html");
    m_site->setInterceptor([html](const demo::HttpRequest &) { return std::optional(html); });
    const Plan plan = makePlan(communities(1, 3, 5));
    QCOMPARE(run(plan).jobsIn(JobState::Failed), 3);
    m_site->setInterceptor({});
    QSignalSpy started(m_engine.get(), &Engine::started);
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    QVERIFY(m_engine->retry({plan.jobs.at(0), plan.jobs.at(2)}).isEmpty());
    QVERIFY(finished.wait(20'000));
    QCOMPARE(started.size(), 1);
    const auto result = finished.first().first().value<RunSnapshot>();
    QCOMPARE(result.jobs.size(), 2);
    QCOMPARE(result.jobsIn(JobState::Done), 2);
}

void EngineTest::addsToARunUnderWay()
{
    const QList<community::Community> all = communities(2, 1, 50);
    m_site->setDelay(std::chrono::milliseconds(100));
    QSignalSpy started(m_engine.get(), &Engine::started);
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(makePlan({all.at(0)}));
    m_engine->start(makePlan(all)); // the first one's job is running and is not started twice
    QVERIFY(finished.wait(20'000));
    QCOMPARE(started.size(), 1);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Done), 2);
    QCOMPARE(m_engine->snapshot().costs().requests, 2);
}

void EngineTest::anEmptyPlanEndsAtOnce()
{
    const RunSnapshot result = run({});
    QVERIFY(result.jobs.isEmpty());
    QVERIFY(!m_engine->running());
}

void EngineTest::oneDatabaseLockedByAnother()
{
    const QList<community::Community> all = communities(2, 2, 60);
    QCOMPARE(run(makePlan(all)).jobsIn(JobState::Done), 4);
    for (const community::Community &community : all) {
        for (const QString &repository : community.githubRepositories)
            m_site->addItem(repository, {.createdAt = 1'800'000'000, .updatedAt = 1'800'000'000});
    }
    Sqlite other(path(u"community-0"_s));
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), 0);
    const RunSnapshot result = run(makePlan(all));
    QCOMPARE(result.jobsIn(JobState::Failed), 2);
    QCOMPARE(result.lockErrors(), 2);
    QCOMPARE(result.jobs.at(0).error->kind, ErrorKind::Locked);
    QVERIFY(result.costs().locks.timeouts >= 2);
    QCOMPARE(result.jobs.at(2).state, JobState::Done);
    QCOMPARE(other.execute(u"ROLLBACK"_s), 0);
    const RunSnapshot next = run(makePlan(all));
    QCOMPARE(next.jobsIn(JobState::Done), 4);
    QCOMPARE(next.counts().added, 2);
}

void EngineTest::aDatabaseThatCannotBeOpenedForALock()
{
    const QList<community::Community> all = communities(1, 4, 10);
    QVERIFY(QDir().mkpath(m_folder->filePath(u"knowledge"_s)));
    Sqlite other(path(u"community-0"_s));
    QCOMPARE(other.execute(u"PRAGMA journal_mode=DELETE; CREATE TABLE notes(x); BEGIN EXCLUSIVE"_s), 0);
    const RunSnapshot result = run(makePlan(all));
    QCOMPARE(result.jobsIn(JobState::Failed), 4);
    QCOMPARE(result.lockErrors(), 4);
    // One of them asked SQLite, the others waited for what came of it: every wait is counted, none adds up.
    const store::LockTotals locks = result.costs().locks;
    QCOMPARE(locks.timeouts, 4);
    QCOMPARE(locks.busy, 1);
    QCOMPARE(locks.queued, 3);
    QVERIFY(locks.waitNs() > 0);

    // Stopped while it waits there, a job is cancelled and nothing else.
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(makePlan(all));
    QTRY_COMPARE(m_engine->snapshot().jobsIn(JobState::Running), 4);
    m_engine->cancelAll();
    QVERIFY(finished.wait(20'000));
    QCOMPARE(m_engine->snapshot().jobsIn(JobState::Cancelled), 4);
    QCOMPARE(m_engine->snapshot().lockErrors(), 0);
}

void EngineTest::destroyedInTheMiddle()
{
    m_site->setDelay(std::chrono::milliseconds(60'000));
    m_engine->start(makePlan(communities(2, 5, 10)));
    const QStringList ids{u"community-0"_s, u"community-1"_s};
    for (const QString &id : ids) {
        QTRY_VERIFY(std::ranges::any_of(m_engine->snapshot().jobs, [&id](const JobSnapshot &job) {
            return job.key.community == id && job.phase == Phase::Requesting;
        }));
    }
    m_engine.reset();
    // The answers of a minute later would be stored, if the jobs did not hear.
    for (const QString &id : ids)
        QCOMPARE(Sqlite(path(id)).value(u"SELECT count(*) FROM github_items"_s), u"0"_s);
}

// Nothing of it is touched behind that signal.
void EngineTest::destroyedByWhoHearsOfTheEnd()
{
    const Plan plan = makePlan(communities(2, 1, 30));
    bool ended = false;
    connect(m_engine.get(), &Engine::finished, this, [this, &ended] {
        m_engine.reset();
        ended = true;
    });
    m_engine->start(plan);
    QTRY_VERIFY_WITH_TIMEOUT(ended, 60'000);
    QVERIFY(m_engine == nullptr);
}

void EngineTest::progressIsSeen()
{
    const Plan plan = makePlan(communities(1, 1, 900));
    m_site->setDelay(std::chrono::milliseconds(15));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(plan);
    bool sawEstimate = false;
    qint64 before = 0;
    while (finished.isEmpty()) {
        QTest::qWait(5);
        const JobSnapshot job = m_engine->snapshot().jobs.first();
        QVERIFY(job.counts.done() >= before); // never goes back
        before = job.counts.done();
        if (!job.ended() && job.total) {
            sawEstimate = sawEstimate || job.totalIsEstimate;
            QVERIFY(*job.total >= job.counts.done());
        }
    }
    QVERIFY(sawEstimate);
    const JobSnapshot job = m_engine->snapshot().jobs.first();
    QCOMPARE(*job.total, 900);
    QVERIFY(!job.totalIsEstimate);
    QVERIFY(job.endedAt.isValid());
}

QTEST_GUILESS_MAIN(EngineTest)
#include "engine.moc"
