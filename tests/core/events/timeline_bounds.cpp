// What is kept, and how much of it.
#include "Story.h"

#include <QTest>

using namespace lockkeeper::events;
using namespace lockkeeper::tests;

class TimelineBoundsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coarseColumnsOutliveFineOnes();
    void aSpanOfADayFillsNoMemory();
};

void TimelineBoundsTest::coarseColumnsOutliveFineOnes()
{
    Story story({.spans = 2000, .bytes = 600'000});
    const JobId a = story.job("a");
    const JobId b = story.job("b", "discourse");
    for (int second = 0; second < 7200; ++second) {
        story.ended(a, Activity::Holding, second * 1000, second * 1000 + 30, 1);
        story.ended(b, Activity::Queued, second * 1000 + 10, second * 1000 + 30);
    }
    const Timeline &timeline = story.timeline();
    QVERIFY(timeline.bytesUsed() <= 600'000);
    QVERIFY(timeline.spansKept() <= 2000);
    QVERIFY(timeline.spansKept() > 1000);
    const LaneId lane = story.lane(a);
    // Two hours, by the coarse columns; the sum is right, blocking and all.
    for (const int count : {7, 720, 4000}) {
        const auto columns = timeline.columns(lane, range(0, 7'200'000), count, 0);
        QVERIFY(std::abs(sumOf(columns, Activity::Blocking) - 7200 * 20 * ms) < 2 * 7200);
        QVERIFY(std::abs(sumOf(columns, Activity::Holding) - 7200 * 10 * ms) < 2 * 7200);
    }
    // The last minute is known to the millisecond, the first one no more, but it is.
    const auto fine = timeline.columns(lane, range(7'199'000, 7'199'100), 100, 0);
    QCOMPARE(nsOf(fine.at(0), Activity::Holding), ms);
    QCOMPARE(nsOf(fine.at(20), Activity::Blocking), ms);
    QCOMPARE(fine.at(40).worst, Activity::Idle);
    QCOMPARE(timeline.columns(lane, range(0, 10'000), 1, 0).front().worst, Activity::Blocking);
    QCOMPARE(timeline.statistics(1, 0, range(7'000'000, 7'200'000)).holds, 200U);
}

void TimelineBoundsTest::aSpanOfADayFillsNoMemory()
{
    Story story;
    const JobId job = story.job("a");
    constexpr std::int64_t day = 86'400'000;
    story.ended(job, Activity::Network, 0, day);
    QVERIFY(story.timeline().bytesUsed() < 60'000'000);
    for (const int count : {10, 4000}) {
        const auto columns = story.timeline().columns(story.lane(job), range(0, day), count, day * ms);
        QVERIFY(std::abs(sumOf(columns, Activity::Network) - day * ms) < 100'000);
        QVERIFY(
            std::ranges::all_of(columns, [](const Column &one) { return one.worst == Activity::Network; }));
    }
}

QTEST_GUILESS_MAIN(TimelineBoundsTest)
#include "timeline_bounds.moc"
