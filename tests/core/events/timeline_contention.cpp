// Who made whom wait.
#include "Story.h"

#include <QTest>

#include <random>

using namespace lockkeeper::events;
using namespace lockkeeper::tests;

class TimelineContentionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aWaitIsLaidOverTheHold_data();
    void aWaitIsLaidOverTheHold();
    void theJobsOwnWaitBlocksNobody();
    void aLongWaitOverManyHolds();
    void severalVictimsBlockOnce();
    void whatWaitsStillMakesEndedHoldsAmber();
    void theLockNow();
    void aBusyWaitIsAnothersHold();
    void overlappingBusyWaitsAreOneHold();
    void aTurnLeftToOthersIsNobodysHold();
    void whoseHoldItWas();
    void anothersHoldUnderWay();
    void incidentsAreRanked();
    void nextAndPreviousWait();
    void statistics();
    void theOrderOfTellingChangesNothing();

private:
    std::unique_ptr<Story> m_story;
    JobId m_a = 0;
    JobId m_b = 0;
    JobId m_c = 0;
    [[nodiscard]] const Timeline &timeline() const { return m_story->timeline(); }
    [[nodiscard]] std::vector<Incident> incidents(std::int64_t threshold = 0)
    {
        return timeline().incidents(0, range(0, 1'000'000), threshold, 100);
    }
};

void TimelineContentionTest::init()
{
    m_story = std::make_unique<Story>();
    m_a = m_story->job("a");
    m_b = m_story->job("b"); // of the same lane
    m_c = m_story->job("c", "discourse");
}

void TimelineContentionTest::aWaitIsLaidOverTheHold_data()
{
    QTest::addColumn<bool>("waitFirst");
    QTest::addColumn<int>("width");
    for (const bool waitFirst : {false, true}) {
        QTest::addRow("%d, single spans", waitFirst) << waitFirst << 5;
        QTest::addRow("%d, folded", waitFirst) << waitFirst << 100;
    }
}

// The hold's time is shared between holding and blocking, whichever is told of first.
void TimelineContentionTest::aWaitIsLaidOverTheHold()
{
    QFETCH(const bool, waitFirst);
    QFETCH(const int, width);
    const auto hold = [&] {
        m_story->ended(m_a, Activity::Holding, 100, 150, 50);
    };
    const auto wait = [&] {
        m_story->ended(m_c, Activity::Queued, 120, 160);
    };
    waitFirst ? wait() : hold();
    waitFirst ? hold() : wait();

    const auto columns = timeline().columns(m_story->lane(m_a), range(0, 200), 200 / width, 200 * ms);
    QCOMPARE(sumOf(columns, Activity::Holding), 20 * ms);
    QCOMPARE(sumOf(columns, Activity::Blocking), 30 * ms);
    const auto found = incidents();
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().holder, m_a);
    QCOMPARE(found.front().rows, 50);
    QCOMPARE(found.front().causedNs, 30 * ms);
    QCOMPARE(found.front().longestWaitNs, 40 * ms);
    QCOMPARE(found.front().victims.size(), 1U);
    QCOMPARE(found.front().victims.front().job, m_c);
    QCOMPARE(found.front().victims.front().lane, m_story->lane(m_c));
    QCOMPARE(found.front().victims.front().waitedNs, 30 * ms);

    const auto spans = timeline().spans(1, 0, range(0, 200), 10, 200 * ms);
    QCOMPARE(spans.size(), 2U);
    QCOMPARE(spans.at(0).activity, Activity::Blocking);
    QCOMPARE(spans.at(0).causedNs, 30 * ms);
    QCOMPARE(spans.at(0).victims, 1U);
    QCOMPARE(spans.at(1).activity, Activity::Queued);
    QCOMPARE(spans.at(1).blockerJob, m_a);
    QCOMPARE(spans.at(1).blocker, m_story->lane(m_a));
}

void TimelineContentionTest::theJobsOwnWaitBlocksNobody()
{
    m_story->ended(m_a, Activity::Queued, 10, 30);
    m_story->ended(m_a, Activity::Holding, 20, 40); // as clocks may have it
    QVERIFY(incidents().empty());
    QCOMPARE(timeline().spans(1, 0, range(20, 40), 10, 40 * ms).back().activity, Activity::Holding);
    // A wait and a hold that only touch share nothing.
    m_story->ended(m_b, Activity::Queued, 40, 50);
    m_story->ended(m_c, Activity::Queued, 5, 20);
    QVERIFY(incidents().empty());
}

void TimelineContentionTest::aLongWaitOverManyHolds()
{
    for (int i = 0; i < 1000; ++i)
        m_story->ended(i % 2 == 0 ? m_a : m_b, Activity::Holding, i * 30, i * 30 + 25);
    m_story->ended(m_c, Activity::Queued, 10, 29'995);
    const auto found = incidents(29'000 * ms);
    QCOMPARE(found.size(), 100U); // at most
    const auto all = timeline().incidents(1, range(0, 30'000), 0, 5000);
    QCOMPARE(all.size(), 1000U);
    std::int64_t caused = 0;
    for (const Incident &one : all)
        caused += one.causedNs;
    QCOMPARE(caused, (1000 * 25 - 10) * ms);
    QCOMPARE(all.back().time.from, 0); // the one it shared least with
    const auto columns = timeline().columns(m_story->lane(m_a), range(0, 30'000), 300, 30'000 * ms);
    QCOMPARE(sumOf(columns, Activity::Blocking), (1000 * 25 - 10) * ms);
    QCOMPARE(sumOf(columns, Activity::Holding), 10 * ms);
}

void TimelineContentionTest::severalVictimsBlockOnce()
{
    m_story->ended(m_a, Activity::Holding, 0, 100);
    m_story->ended(m_b, Activity::Queued, 10, 60);
    m_story->ended(m_c, Activity::Queued, 40, 90);
    m_story->ended(m_c, Activity::Queued, 95, 110);
    const auto columns = timeline().columns(m_story->lane(m_a), range(0, 1000), 10, 1000 * ms);
    QCOMPARE(nsOf(columns.at(0), Activity::Blocking), 85 * ms); // 10 to 90, 95 to 100
    QCOMPARE(nsOf(columns.at(0), Activity::Holding), 15 * ms);
    const Incident incident = incidents().front();
    QCOMPARE(incident.causedNs, 105 * ms);
    QCOMPARE(incident.victims.size(), 2U);
    QCOMPARE(incident.victims.at(0).job, m_c); // the longest first
    QCOMPARE(incident.victims.at(0).waitedNs, 55 * ms);
    QCOMPARE(timeline().spans(1, 0, range(0, 5), 1, 0).front().victims, 2U);
}

void TimelineContentionTest::whatWaitsStillMakesEndedHoldsAmber()
{
    m_story->ended(m_a, Activity::Holding, 0, 40);
    m_story->began(m_b, Activity::Queued, 10);
    m_story->began(m_c, Activity::Queued, 20);
    m_story->began(m_a, Activity::Holding, 50);
    for (const int count : {1, 100}) {
        const auto columns = timeline().columns(m_story->lane(m_a), range(0, 100), count, 80 * ms);
        QCOMPARE(sumOf(columns, Activity::Holding), 10 * ms); // until somebody waited
        QCOMPARE(sumOf(columns, Activity::Blocking), (30 + 30) * ms);
    }
    QVERIFY(incidents().empty()); // counted when the waits end
    m_story->ended(m_b, Activity::Queued, 10, 70);
    m_story->ended(m_c, Activity::Queued, 20, 75);
    m_story->ended(m_a, Activity::Holding, 50, 75);
    const auto columns = timeline().columns(m_story->lane(m_a), range(0, 100), 1, 100 * ms);
    QCOMPARE(sumOf(columns, Activity::Holding), 10 * ms);
    QCOMPARE(sumOf(columns, Activity::Blocking), (30 + 25) * ms);
    QCOMPARE(incidents().size(), 2U);
    QCOMPARE(incidents().front().causedNs, (30 + 20) * ms);
}

void TimelineContentionTest::theLockNow()
{
    QVERIFY(!timeline().lockNow(1, 0).holder);
    m_story->began(m_a, Activity::Holding, 10);
    m_story->began(m_c, Activity::Queued, 30);
    m_story->began(m_b, Activity::Queued, 20);
    const LockNow now = timeline().lockNow(1, 50 * ms);
    QVERIFY(now.holder);
    QCOMPARE(now.holder->job, m_a);
    QCOMPARE(now.holder->time, range(10, 50));
    QCOMPARE(now.holder->activity, Activity::Blocking);
    QCOMPARE(now.holder->victims, 2U);
    QCOMPARE(now.holder->causedNs, 50 * ms);
    QCOMPARE(now.queue.size(), 2U);
    QCOMPARE(now.queue.at(0).job, m_b); // the oldest first
    QCOMPARE(now.queue.at(0).blockerJob, m_a);
    QCOMPARE(now.queue.at(1).time, range(30, 50));
    QVERIFY(now.queue.at(1).running);
    m_story->ended(m_a, Activity::Holding, 10, 60);
    QVERIFY(!timeline().lockNow(1, 61 * ms).holder);
    QCOMPARE(timeline().lockNow(1, 61 * ms).queue.size(), 2U);
}

void TimelineContentionTest::aBusyWaitIsAnothersHold()
{
    m_story->ended(m_a, Activity::Busy, 10, 60, 50);
    m_story->ended(m_c, Activity::Queued, 20, 70);
    const LaneId others = m_story->others();
    QCOMPARE(timeline().lanes(1).back(), others);
    const auto found = incidents();
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().holder, 0U);
    QCOMPARE(found.front().lane, others);
    QCOMPARE(found.front().time, range(10, 60));
    QCOMPARE(found.front().pid, 0);
    QCOMPARE(found.front().causedNs, (50 + 40) * ms);
    const auto columns = timeline().columns(others, range(0, 100), 1, 100 * ms);
    QCOMPARE(nsOf(columns.at(0), Activity::Blocking), 50 * ms);
    QCOMPARE(timeline().owners(1, range(0, 100), 1, 100 * ms).at(0).lane, others);
    // Whoever held it is no job of ours: a statistic of the database has no hold, their lane has.
    QCOMPARE(timeline().statistics(1, 0, range(0, 100)).holds, 0U);
    QCOMPARE(timeline().statistics(1, others, range(0, 100)).holdNs, 50 * ms);
    const auto spans = timeline().spans(1, m_story->lane(m_a), range(0, 100), 5, 100 * ms);
    QCOMPARE(spans.front().blocker, others);
    QCOMPARE(spans.front().blockerJob, 0U);
    QCOMPARE(spans.front().value, 50);
}

void TimelineContentionTest::overlappingBusyWaitsAreOneHold()
{
    m_story->ended(m_a, Activity::Busy, 10, 30, 5);
    m_story->ended(m_b, Activity::Busy, 50, 70, 5);
    QCOMPARE(incidents().size(), 2U);
    m_story->ended(m_c, Activity::Busy, 20, 60, 5); // closes the gap
    const auto found = incidents();
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().time, range(10, 70));
    QCOMPARE(found.front().causedNs, 80 * ms);
    QCOMPARE(found.front().victims.size(), 3U);
    for (const int count : {1, 100}) {
        const auto columns = timeline().columns(m_story->others(), range(0, 100), count, 100 * ms);
        QCOMPARE(sumOf(columns, Activity::Blocking), 60 * ms);
        QCOMPARE(sumOf(columns, Activity::Holding), 0);
    }
}

void TimelineContentionTest::aTurnLeftToOthersIsNobodysHold()
{
    m_story->began(m_a, Activity::Busy, 10, 0);
    QVERIFY(!timeline().lockNow(1, 20 * ms).holder);
    QCOMPARE(timeline().lockNow(1, 20 * ms).queue.size(), 1U);
    m_story->ended(m_a, Activity::Busy, 10, 120, 0);
    QVERIFY(incidents().empty());
    QCOMPARE(timeline().statistics(1, 0, range(0, 200)).busy, 1U);
    QCOMPARE(timeline().spans(1, 0, range(0, 200), 5, 0).front().blocker, 0);
}

void TimelineContentionTest::whoseHoldItWas()
{
    m_story->at(15, Kind::ForeignLock, 4711); // seen while somebody waits
    m_story->ended(m_a, Activity::Busy, 10, 30, 5);
    m_story->ended(m_a, Activity::Busy, 50, 70, 5);
    QCOMPARE(incidents().at(0).pid + incidents().at(1).pid, 4711);
    m_story->at(60, Kind::ForeignLock, 815); // read late
    m_story->at(61, Kind::ForeignLock, 0);
    QCOMPARE(incidents().at(0).pid + incidents().at(1).pid, 4711 + 815);
    const auto spans = timeline().spans(1, m_story->others(), range(0, 100), 5, 0);
    QCOMPARE(spans.at(0).pid, 4711);
    QCOMPARE(spans.at(0).value, 0);
    QCOMPARE(spans.at(1).pid, 815);
}

void TimelineContentionTest::anothersHoldUnderWay()
{
    m_story->began(m_a, Activity::Busy, 10, 1);
    m_story->began(m_b, Activity::Queued, 20);
    m_story->at(25, Kind::ForeignLock, 4711);
    const LockNow now = timeline().lockNow(1, 30 * ms);
    QVERIFY(now.holder);
    QCOMPARE(now.holder->job, 0U);
    QCOMPARE(now.holder->pid, 4711);
    QCOMPARE(now.holder->lane, m_story->others());
    QCOMPARE(now.holder->causedNs, 30 * ms);
    QCOMPARE(now.queue.at(1).blocker, m_story->others());
    const auto columns = timeline().columns(m_story->others(), range(0, 100), 1, 30 * ms);
    QCOMPARE(columns.at(0).worst, Activity::Blocking);
}

void TimelineContentionTest::incidentsAreRanked()
{
    m_story->ended(m_a, Activity::Holding, 0, 10);
    m_story->ended(m_c, Activity::Queued, 5, 10);
    m_story->ended(m_a, Activity::Holding, 100, 200);
    m_story->ended(m_c, Activity::Queued, 110, 200);
    m_story->ended(m_a, Activity::Holding, 300, 330);
    m_story->ended(m_c, Activity::Queued, 310, 330);
    m_story->ended(m_a, Activity::Holding, 400, 500); // nobody waits
    std::vector<std::int64_t> costs;
    for (const Incident &one : incidents())
        costs.push_back(one.causedNs / ms);
    QCOMPARE(costs, (std::vector<std::int64_t>{90, 20, 5}));
    QCOMPARE(incidents(20 * ms).size(), 2U);
    QCOMPARE(timeline().incidents(1, range(0, 1000), 0, 1).size(), 1U);
    QCOMPARE(timeline().incidents(1, range(0, 1000), 0, 1).front().causedNs, 90 * ms);
    QVERIFY(timeline().incidents(1, range(0, 1000), 0, 0).empty());
    QCOMPARE(timeline().incidents(1, range(250, 1000), 0, 9).size(), 1U);
    QCOMPARE(timeline().incidents(1, range(150, 160), 0, 9).size(), 1U); // a moment of it is enough
    // Of all databases, the costliest of all; of two that cost the same, the earlier one.
    const JobId d = m_story->job("d", "github", "hed");
    const JobId e = m_story->job("e", "papers", "hed");
    m_story->ended(d, Activity::Holding, 290, 350);
    m_story->ended(e, Activity::Queued, 330, 350);
    m_story->ended(d, Activity::Holding, 600, 700);
    m_story->ended(e, Activity::Queued, 610, 700);
    std::vector<std::pair<std::int64_t, JobId>> first;
    for (const Incident &one : timeline().incidents(0, range(0, 1000), 0, 4))
        first.emplace_back(one.time.from / ms, one.holder);
    QCOMPARE(first,
             (std::vector<std::pair<std::int64_t, JobId>>{{100, m_a}, {600, d}, {290, d}, {300, m_a}}));
}

void TimelineContentionTest::nextAndPreviousWait()
{
    QVERIFY(!timeline().nextWait(0, 0));
    m_story->ended(m_b, Activity::Queued, 5, 500); // ends long after the others
    m_story->ended(m_a, Activity::Queued, 10, 20);
    m_story->ended(m_c, Activity::Busy, 30, 40, 2);
    m_story->began(m_a, Activity::Queued, 600);
    const auto next = [&](std::int64_t at) {
        return timeline().nextWait(0, at * ms);
    };
    const auto previous = [&](std::int64_t at) {
        return timeline().previousWait(1, at * ms);
    };
    QCOMPARE(next(-1)->time, range(5, 500));
    QCOMPARE(next(5)->time, range(10, 20));
    QCOMPARE(next(10)->time, range(30, 40));
    QCOMPARE(next(30)->time.from, 600 * ms);
    QVERIFY(next(30)->running);
    QVERIFY(!next(600));
    QCOMPARE(previous(700)->time.from, 600 * ms);
    QCOMPARE(previous(600)->time, range(30, 40));
    QCOMPARE(previous(30)->time, range(10, 20));
    QCOMPARE(previous(10)->job, m_b);
    QVERIFY(!previous(5));
}

void TimelineContentionTest::statistics()
{
    m_story->ended(m_a, Activity::Queued, 0, 10);
    m_story->ended(m_a, Activity::Busy, 10, 40, 28);
    m_story->at(40, Kind::TimedOut, 0, m_a);
    m_story->ended(m_a, Activity::Holding, 50, 70, 9);
    m_story->at(68, Kind::Committed, 9, m_a);
    m_story->ended(m_a, Activity::Holding, 80, 90, 0); // rolled back
    m_story->ended(m_a, Activity::Network, 100, 300, 1234);
    m_story->ended(m_a, Activity::Network, 300, 310, 0);
    m_story->ended(m_a, Activity::Network, 310, 320, -1); // nothing was sent
    m_story->ended(m_a, Activity::Reading, 320, 325);
    const Statistics all = timeline().statistics(1, 0, range(0, 1000));
    const Statistics expected{.queued = 1,
                              .queuedNs = 10 * ms,
                              .busy = 1,
                              .busyNs = 30 * ms,
                              .busyTries = 28,
                              .timeouts = 1,
                              .longestWaitNs = 30 * ms,
                              .holds = 2,
                              .holdNs = 30 * ms,
                              .longestHoldNs = 20 * ms,
                              .commits = 1,
                              .rows = 9,
                              .requests = 2,
                              .networkNs = 220 * ms,
                              .readingNs = 5 * ms};
    QCOMPARE(all, expected);
    QCOMPARE(timeline().statistics(1, m_story->lane(m_a), range(0, 1000)), expected);
    QCOMPARE(timeline().statistics(1, m_story->lane(m_c), range(0, 1000)), Statistics{});
    QCOMPARE(timeline().statistics(1, 0, range(10, 40)).queued, 1U); // ends at 10
    QCOMPARE(timeline().statistics(1, 0, range(10, 40)).busy, 0U);   // ends at 40
}

// Ends are self-contained: whatever order they are told in, the answers are the same.
void TimelineContentionTest::theOrderOfTellingChangesNothing()
{
    std::vector<Event> events;
    std::mt19937 dice(1); // NOLINT(cert-msc*-c*): the same every time
    const std::vector<JobId> jobs{m_a, m_b, m_c};
    std::int64_t time = 0;
    for (int i = 0; i < 600; ++i) {
        const JobId job = jobs.at(dice() % 3);
        const auto length = static_cast<std::int64_t>(dice() % 50) * ms;
        events.push_back({.at = time + length,
                          .duration = length,
                          .value = 1,
                          .job = job,
                          .database = 1,
                          .kind = Kind::Ended,
                          .activity = i % 3 == 0   ? Activity::Holding
                                      : i % 7 == 0 ? Activity::Busy
                                                   : Activity::Queued});
        time += static_cast<std::int64_t>(dice() % 40) * ms;
    }
    std::ranges::stable_sort(events, {}, &Event::at);
    Timeline inOrder(m_story->directory());
    inOrder.add(events);
    std::ranges::shuffle(events, dice);
    Timeline shuffled(m_story->directory());
    for (const Event &event : events)
        shuffled.add({event});
    const Range all{0, time + 1000 * ms};
    QCOMPARE(shuffled.statistics(1, 0, all), inOrder.statistics(1, 0, all));
    for (const LaneId lane : inOrder.lanes(1)) {
        for (const int count : {50, 4000})
            QCOMPARE(shuffled.columns(lane, all, count, all.to), inOrder.columns(lane, all, count, all.to));
    }
    const auto left = inOrder.incidents(1, all, 0, 10'000);
    const auto right = shuffled.incidents(1, all, 0, 10'000);
    QVERIFY(left.size() > 100);
    QCOMPARE(right.size(), left.size());
    for (std::size_t i = 0; i < left.size(); ++i)
        QCOMPARE(right.at(i).causedNs, left.at(i).causedNs);
    // Checked against plain counting: every pair of a hold and another job's wait once.
    std::int64_t expected = 0;
    for (const Event &hold : events) {
        for (const Event &wait : events) {
            if (hold.activity == Activity::Holding && wait.activity != Activity::Holding &&
                hold.job != wait.job)
                expected +=
                    std::max<std::int64_t>(0, std::min(hold.at, wait.at) -
                                                  std::max(hold.at - hold.duration, wait.at - wait.duration));
        }
    }
    std::int64_t caused = 0;
    for (const Incident &one : left)
        caused += one.holder == 0 ? 0 : one.causedNs;
    QCOMPARE(caused, expected);
}

QTEST_GUILESS_MAIN(TimelineContentionTest)
#include "timeline_contention.moc"
