// An hour of 5,000 events a second, in little time: what is kept, and how much of it.
#include "Story.h"

#include <QTest>

using namespace lockkeeper::events;
using namespace lockkeeper::tests;

class TimelineBoundsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anHourStaysWithinItsBounds();
    void coarseColumnsOutliveFineOnes();
    void aSpanOfADayFillsNoMemory();
};

// Eight lanes of six jobs; each second every job waits, holds and commits some hundred times.
void TimelineBoundsTest::anHourStaysWithinItsBounds()
{
    constexpr std::int64_t seconds = 3600;
    constexpr std::int64_t eventsASecond = 5000;
    Story story;
    std::vector<JobId> jobs;
    for (const char *kind :
         {"github", "discourse", "papers", "mailman", "beps", "docstrings", "faq", "wiki"}) {
        for (int i = 0; i < 6; ++i)
            jobs.push_back(story.job(std::to_string(i), kind));
    }
    const DatabaseId database = story.database();
    Directory &directory = story.directory();
    Timeline timeline(directory);
    std::vector<Event> drain;
    std::size_t most = 0;
    std::uint64_t waits = 0;
    std::size_t turn = 0;
    for (std::int64_t second = 0; second < seconds; ++second) {
        drain.clear();
        for (std::int64_t i = 0; i < eventsASecond; i += 4) {
            const std::int64_t at = second * 1000 * ms + i * ms / 5;
            const JobId job = jobs.at(turn++ % jobs.size());
            const auto tell = [&](std::int64_t when, std::int64_t took, Kind kind, Activity activity) {
                drain.push_back({.at = when,
                                 .duration = took,
                                 .value = 10,
                                 .job = job,
                                 .database = database,
                                 .kind = kind,
                                 .activity = activity});
            };
            tell(at, 30 * ms, Kind::Ended, Activity::Network);
            tell(at + 1, 2 * ms, Kind::Ended, Activity::Queued);
            tell(at + 2, ms * 7 / 10, Kind::Ended, Activity::Holding);
            tell(at + 2, 0, Kind::Committed, Activity::Idle);
            ++waits;
        }
        timeline.add(drain);
        most = std::max(most, timeline.bytesUsed());
    }
    QVERIFY2(most < 150'000'000, qPrintable(QString::number(most)));
    QVERIFY(timeline.spansKept() <= Timeline::Limits{}.spans);
    QVERIFY(timeline.spansKept() > Timeline::Limits{}.spans / 2);
    // Nothing of the hour is forgotten, only how fine it is known.
    const Range hour{0, seconds * 1000 * ms};
    std::uint64_t known = 0;
    for (const RateColumn &column : timeline.rates(database, hour, 1600))
        known += column.waits;
    QCOMPARE(known, waits);
    QCOMPARE(timeline.columns(story.lane(jobs.front()), {0, 60'000 * ms}, 6, hour.to).front().worst,
             Activity::Queued);
}

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
