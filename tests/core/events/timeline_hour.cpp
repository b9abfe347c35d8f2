// An hour of 5,000 events a second, as quickly as it goes: how much of it is kept, and in how much room.
#include "Story.h"

#include <QTest>

using namespace lockkeeper::events;
using namespace lockkeeper::tests;

class TimelineHourTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWithinItsBounds();
};

// Eight lanes of six jobs; each second every job waits, holds and commits some hundred times.
void TimelineHourTest::staysWithinItsBounds()
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

QTEST_GUILESS_MAIN(TimelineHourTest)
#include "timeline_hour.moc"
