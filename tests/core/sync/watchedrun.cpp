// A run and what the monitor saw of it: each of its numbers is the one that the run tells of itself.
#include "EngineFixture.h"
#include "tests/support/Sqlite.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;
using lockkeeper::tests::EngineFixture;
using lockkeeper::tests::Sqlite;

namespace {
// What a run says of itself in the timeline's words; commits are not counted there.
events::Statistics asStatistics(const RunSnapshot &run, const QString &community, const QString &kind = {})
{
    events::Statistics sum;
    for (const JobSnapshot &job : run.jobs) {
        if (job.key.community != community || (!kind.isEmpty() && job.key.kind != kind))
            continue;
        const store::LockTotals &locks = job.costs.locks;
        sum.queued += static_cast<std::uint32_t>(locks.queued);
        sum.queuedNs += locks.queuedNs;
        sum.busy += static_cast<std::uint32_t>(locks.busy);
        sum.busyNs += locks.busyNs;
        sum.busyTries += locks.busyCalls;
        sum.timeouts += static_cast<std::uint32_t>(locks.timeouts);
        sum.longestWaitNs = std::max(sum.longestWaitNs, locks.longestWaitNs);
        sum.holds += static_cast<std::uint32_t>(locks.holds);
        sum.holdNs += locks.holdNs;
        sum.longestHoldNs = std::max(sum.longestHoldNs, locks.longestHoldNs);
        sum.rows += job.counts.added + job.counts.changed + job.counts.deleted;
        sum.requests += static_cast<std::uint32_t>(job.costs.requests);
    }
    return sum;
}

events::Statistics countedByRuns(events::Statistics all)
{
    all.commits = 0;
    all.networkNs = 0;
    all.readingNs = 0;
    return all;
}

QByteArray text(const events::Statistics &s)
{
    return u"queued %1 %2 busy %3 %4 %5 timeouts %6 longest %7 holds %8 %9 %10 rows %11 requests %12"_s
        .arg(s.queued)
        .arg(s.queuedNs)
        .arg(s.busy)
        .arg(s.busyNs)
        .arg(s.busyTries)
        .arg(s.timeouts)
        .arg(s.longestWaitNs)
        .arg(s.holds)
        .arg(s.holdNs)
        .arg(s.longestHoldNs)
        .arg(s.rows)
        .arg(s.requests)
        .toUtf8();
}
} // namespace

class WatchedRunTest final : public EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_monitor = std::make_unique<events::Monitor>();
        begin(8);
    }
    void cleanup() { end(); }
    void everyNumberAgrees();
    void timeoutsAgree();
    void aCancelledRunAgrees();

private:
    [[nodiscard]] events::Statistics seen(const QString &community);
    [[nodiscard]] bool heldByAnother();
};

events::Statistics WatchedRunTest::seen(const QString &community)
{
    m_monitor->collect();
    const events::DatabaseId database = m_monitor->directory().database(community.toStdString());
    const auto timeline = m_monitor->read();
    return countedByRuns(timeline->statistics(database, 0, timeline->extent().value_or(events::Range{})));
}

bool WatchedRunTest::heldByAnother()
{
    m_monitor->collect();
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    const events::LockNow lock = m_monitor->read()->lockNow(1, now);
    return lock.holder && lock.holder->job == 0;
}

// Four writers of one database beside another one, a foreign lock in the middle, repeats and a redirect.
void WatchedRunTest::everyNumberAgrees()
{
    QSet<QString> met;
    m_site->setInterceptor([&met](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        const QString path = request.url.path();
        if (met.contains(path))
            return std::nullopt;
        met.insert(path);
        if (path.contains(u"repo0"))
            return demo::HttpAnswer{.status = 503};
        if (!path.contains(u"repo1"))
            return std::nullopt;
        demo::HttpAnswer moved{.status = 307};
        moved.set("Location", request.url.toEncoded());
        return moved;
    });
    const Plan both = makePlan(communities(2, 4, 600));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(both);
    QTRY_VERIFY(m_engine->snapshot().counts().added > 200);
    {
        Sqlite other(path(u"community-0"_s), 10'000);
        QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), 0);
        QTRY_VERIFY(heldByAnother());
        QCOMPARE(other.execute(u"COMMIT"_s), 0);
    }
    QVERIFY(finished.wait(60'000));
    const RunSnapshot run = m_engine->snapshot();
    QCOMPARE(run.jobsIn(JobState::Done), 8);
    QCOMPARE(m_monitor->lost(), 0U);
    for (const QString &community : {u"community-0"_s, u"community-1"_s}) {
        const events::Statistics expected = asStatistics(run, community);
        const events::Statistics found = seen(community);
        QCOMPARE(text(found), text(expected));
        QCOMPARE(found, expected);
        QCOMPARE(found.rows, 4 * 600);
    }
    const events::Statistics first = seen(u"community-0"_s);
    QVERIFY(first.queued > 0 && first.queuedNs > 0);
    QVERIFY(first.busy > 0 && first.busyTries > 0);
    QCOMPARE(qint64{first.requests} + seen(u"community-1"_s).requests, m_server->requestCount());

    // Nothing is under way, and nothing is left to copy from the WAL.
    const auto timeline = m_monitor->read();
    const events::Range all = *timeline->extent();
    for (const events::DatabaseId database : {events::DatabaseId{1}, events::DatabaseId{2}}) {
        const events::LockNow now = timeline->lockNow(database, all.to + 1'000'000);
        QVERIFY(!now.holder && now.queue.empty());
        // Not within the 10 ms of the last events: a folded column shows the largest size in it.
        const auto after = events::Range{all.to + 20'000'000, all.to + 40'000'000};
        for (const events::LaneId lane : timeline->lanes(database))
            QCOMPARE(timeline->columns(lane, after, 1, after.to).front(), events::Column{});
        QCOMPARE(timeline->wal(database, after, 1).front().bytes, 0);
        std::uint32_t commits = 0;
        std::uint16_t checkpoints = 0;
        for (const events::RateColumn &column : timeline->rates(database, all, 10))
            commits += column.commits;
        for (const events::WalColumn &column : timeline->wal(database, all, 10))
            checkpoints = static_cast<std::uint16_t>(checkpoints + column.checkpoints);
        QCOMPARE(commits, timeline->statistics(database, 0, all).commits);
        QVERIFY(checkpoints >= 1);
    }
    // The other program's hold is an incident of nobody's job.
    const auto incidents = timeline->incidents(1, all, 0, 1000);
    QVERIFY(std::ranges::any_of(incidents, [](const events::Incident &one) { return one.holder == 0; }));
    QVERIFY(std::ranges::any_of(incidents, [](const events::Incident &one) { return one.holder != 0; }));
}

void WatchedRunTest::timeoutsAgree()
{
    const Plan one = makePlan(communities(1, 3, 60));
    {
        QSignalSpy finished(m_engine.get(), &Engine::finished);
        m_engine->start(one);
        QVERIFY(finished.wait(60'000));
    }
    for (int r = 0; r < 3; ++r)
        m_site->addItem(u"org0/repo%1"_s.arg(r), {.createdAt = 1'800'000'000, .updatedAt = 1'800'000'000});
    m_monitor->collect();
    const events::Range before = *m_monitor->read()->extent();
    Sqlite other(path(u"community-0"_s));
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), 0);
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(one);
    QVERIFY(finished.wait(60'000));
    const RunSnapshot run = m_engine->snapshot();
    QCOMPARE(run.lockErrors(), 3);
    m_monitor->collect();
    const auto timeline = m_monitor->read();
    const events::Range second{before.to, timeline->extent()->to};
    const events::Statistics expected = asStatistics(run, u"community-0"_s);
    const events::Statistics found = countedByRuns(timeline->statistics(1, 0, second));
    QCOMPARE(text(found), text(expected));
    QCOMPARE(found, expected);
    QVERIFY(found.timeouts >= 3);
    QCOMPARE(found.rows, 0);
    QCOMPARE(other.execute(u"ROLLBACK"_s), 0);
}

void WatchedRunTest::aCancelledRunAgrees()
{
    const Plan one = makePlan(communities(1, 4, 2000));
    m_site->setDelay(std::chrono::milliseconds(30));
    QSignalSpy finished(m_engine.get(), &Engine::finished);
    m_engine->start(one);
    QTRY_VERIFY(m_engine->snapshot().counts().added > 300);
    m_engine->cancelAll();
    QVERIFY(finished.wait(20'000));
    const RunSnapshot run = m_engine->snapshot();
    QVERIFY(run.jobsIn(JobState::Cancelled) > 0);
    // Requests that were broken off tell of their end from the network's thread.
    QTRY_COMPARE(text(seen(u"community-0"_s)), text(asStatistics(run, u"community-0"_s)));
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    QVERIFY(m_monitor->read()->lockNow(1, now).queue.empty());
    QCOMPARE(m_monitor->read()->columns(2, {now, now + 1000}, 1, now + 1000).front(), events::Column{});
}

QTEST_GUILESS_MAIN(WatchedRunTest)
#include "watchedrun.moc"
