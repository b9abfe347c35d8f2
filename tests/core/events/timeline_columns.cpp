// Columns: what is folded, at every width, and what is under way.
#include "Story.h"

#include <QTest>

using namespace lockkeeper::events;
using namespace lockkeeper::tests;

class TimelineColumnsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSpanIsSharedAmongItsColumns();
    void theWorstStateIsNeverLost_data();
    void theWorstStateIsNeverLost();
    void noTimeIsLostOrMade_data();
    void noTimeIsLostOrMade();
    void columnsThatFitNoFoldedOnes();
    void waitsAndCommitsCountWhereTheyEnd();
    void whatIsUnderWayGoesUpToNow();
    void anEndedJobLeavesNoGhost();
    void anOlderEventChangesNothingUnderWay();
    void lateEventsFindTheirColumn();
    void severalDatabases();
    void owners();
    void walSizes();
    void rates();
};

void TimelineColumnsTest::aSpanIsSharedAmongItsColumns()
{
    Story story;
    const JobId job = story.job("a");
    story.ended(job, Activity::Network, 5, 25);
    const auto columns = story.timeline().columns(story.lane(job), range(0, 40), 4, 40 * ms);
    QCOMPARE(columns.size(), 4U);
    QCOMPARE(nsOf(columns.at(0), Activity::Network), 5 * ms);
    QCOMPARE(nsOf(columns.at(1), Activity::Network), 10 * ms);
    QCOMPARE(nsOf(columns.at(2), Activity::Network), 5 * ms);
    QCOMPARE(columns.at(3), Column{});
    QCOMPARE(columns.at(0).worst, Activity::Network);
    QCOMPARE(story.timeline().extent(), std::optional(Range{5 * ms, 25 * ms + 1}));
}

void TimelineColumnsTest::theWorstStateIsNeverLost_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 7, 40, 100, 977, 1600, 4000})
        QTest::addRow("%d", count) << count;
}

// A wait of a nanosecond among an hour of reading shows at every width, in one column.
void TimelineColumnsTest::theWorstStateIsNeverLost()
{
    QFETCH(const int, count);
    Story story;
    const JobId job = story.job("a");
    for (int minute = 0; minute < 60; ++minute)
        story.ended(job, Activity::Reading, minute * 60'000, minute * 60'000 + 60'000);
    story.tell(
        {.at = 1'234'567 * ms, .duration = 1, .job = job, .kind = Kind::Ended, .activity = Activity::Busy});
    story.tell(
        {.at = 2'234'567 * ms, .duration = 0, .job = job, .kind = Kind::Ended, .activity = Activity::Queued});
    const auto columns =
        story.timeline().columns(story.lane(job), range(0, 3'600'000), count, 3'600'000 * ms);
    int busy = 0;
    int queued = 0;
    std::uint32_t waits = 0;
    for (const Column &column : columns) {
        busy += column.worst == Activity::Busy ? 1 : 0;
        queued += column.worst == Activity::Queued ? 1 : 0;
        waits += column.waits;
        QVERIFY(column.worst >= Activity::Reading);
    }
    QCOMPARE(busy, 1);
    QCOMPARE(queued, count == 1 ? 0 : 1);
    QCOMPARE(waits, 2U);
}

void TimelineColumnsTest::noTimeIsLostOrMade_data()
{
    theWorstStateIsNeverLost_data();
}

void TimelineColumnsTest::noTimeIsLostOrMade()
{
    QFETCH(const int, count);
    Story story;
    const JobId a = story.job("a");
    const JobId b = story.job("b"); // the same lane
    for (int i = 0; i < 500; ++i) {
        story.ended(a, Activity::Holding, i * 37, i * 37 + 5);
        story.ended(b, Activity::Network, i * 37, i * 37 + 29);
    }
    const auto columns = story.timeline().columns(story.lane(a), range(0, 20'000), count, 20'000 * ms);
    const auto off = [&](Activity activity, std::int64_t ns) {
        return std::abs(sumOf(columns, activity) - ns);
    };
    QVERIFY(off(Activity::Holding, 500 * 5 * ms) <= 2 * count); // rounded at both sides of an edge
    QVERIFY(off(Activity::Network, 500 * 29 * ms) <= 2 * count);
    QCOMPARE(sumOf(columns, Activity::Blocking), 0);
}

void TimelineColumnsTest::columnsThatFitNoFoldedOnes()
{
    Story story;
    const JobId job = story.job("a");
    story.ended(job, Activity::Reading, 0, 60'000);
    // 37.3 ms each: every one is full, whatever falls to its left and right.
    const auto columns = story.timeline().columns(story.lane(job), range(0, 59'680), 1600, 60'000 * ms);
    for (const Column &column : columns) {
        QVERIFY(std::abs(nsOf(column, Activity::Reading) - 37'300'000) < 10);
        QCOMPARE(column.worst, Activity::Reading);
    }
    QCOMPARE(story.timeline().columns(story.lane(job), range(0, 10), 100'000, 0).size(), 4096U);
    QCOMPARE(story.timeline().columns(story.lane(job), range(10, 10), 0, 0).size(), 1U);
}

void TimelineColumnsTest::waitsAndCommitsCountWhereTheyEnd()
{
    Story story;
    const JobId job = story.job("a");
    story.ended(job, Activity::Queued, 5, 15);
    story.ended(job, Activity::Holding, 15, 20, 50);
    story.at(20, Kind::Committed, 50, job);
    for (const int scale : {1, 100}) { // single spans, folded columns
        const auto columns =
            story.timeline().columns(story.lane(job), range(0, 20 * scale), scale == 1 ? 4 : 2, 30 * ms);
        std::uint32_t waits = 0;
        std::uint32_t commits = 0;
        for (const Column &column : columns) {
            waits += column.waits;
            commits += column.commits;
        }
        QCOMPARE(waits, 1U);
        QCOMPARE(commits, scale == 1 ? 0U : 1U); // at 20: the range is half open
    }
    const auto fine = story.timeline().columns(story.lane(job), range(0, 25), 5, 30 * ms);
    QCOMPARE(fine.at(3).waits, 1U);
    QCOMPARE(fine.at(4).commits, 1U);
    QCOMPARE(nsOf(fine.at(3), Activity::Holding), 5 * ms);
}

void TimelineColumnsTest::whatIsUnderWayGoesUpToNow()
{
    Story story;
    const JobId job = story.job("a");
    story.began(job, Activity::Network, 10);
    auto columns = story.timeline().columns(story.lane(job), range(0, 40), 4, 30 * ms);
    QCOMPARE(nsOf(columns.at(0), Activity::Network), 0);
    QCOMPARE(nsOf(columns.at(1), Activity::Network), 10 * ms);
    QCOMPARE(nsOf(columns.at(2), Activity::Network), 10 * ms);
    QCOMPARE(columns.at(3).worst, Activity::Idle);
    // Its end replaces what was guessed.
    story.ended(job, Activity::Network, 10, 25);
    columns = story.timeline().columns(story.lane(job), range(0, 40), 4, 40 * ms);
    QCOMPARE(sumOf(columns, Activity::Network), 15 * ms);
    // And another beginning ends what had no end.
    story.began(job, Activity::Queued, 30);
    story.began(job, Activity::Holding, 32);
    columns = story.timeline().columns(story.lane(job), range(30, 40), 1, 40 * ms);
    QCOMPARE(columns.at(0).worst, Activity::Holding);
    QCOMPARE(nsOf(columns.at(0), Activity::Holding), 8 * ms);
}

void TimelineColumnsTest::anEndedJobLeavesNoGhost()
{
    Story story;
    const JobId job = story.job("a");
    story.began(job, Activity::Busy, 10, 1);
    story.began(job, Activity::Idle, 20);
    QCOMPARE(story.timeline().columns(story.lane(job), range(0, 100), 1, 100 * ms).at(0), Column{});
    QVERIFY(story.timeline().lockNow(story.database(), 100 * ms).queue.empty());
    QVERIFY(!story.timeline().lockNow(story.database(), 100 * ms).holder);
    // A request that was broken off tells of its end after the job's.
    story.ended(job, Activity::Network, 15, 25, -1);
    QCOMPARE(story.timeline().columns(story.lane(job), range(30, 100), 1, 100 * ms).at(0), Column{});
}

void TimelineColumnsTest::anOlderEventChangesNothingUnderWay()
{
    Story story;
    const JobId job = story.job("a");
    story.began(job, Activity::Holding, 20);
    story.began(job, Activity::Network, 10); // another thread's, read later
    story.ended(job, Activity::Network, 10, 15);
    const auto holder = story.timeline().lockNow(story.database(), 30 * ms).holder;
    QVERIFY(holder);
    QCOMPARE(holder->job, job);
    QCOMPARE(holder->time, range(20, 30));
    QVERIFY(holder->running);
}

void TimelineColumnsTest::lateEventsFindTheirColumn()
{
    Story story;
    const JobId job = story.job("a");
    for (int i = 1000; i > 0; --i) // the wrong way round
        story.ended(job, Activity::Holding, i * 10, i * 10 + 4, i);
    QCOMPARE(story.timeline().statistics(story.database(), 0, range(0, 100'000)).holds, 1000U);
    QCOMPARE(story.timeline().statistics(story.database(), 0, range(14, 25)).holds, 2U); // at 14 and 24
    for (const int count : {20, 20'000}) {
        const auto columns = story.timeline().columns(story.lane(job), range(0, 20'000), count, 0);
        QCOMPARE(sumOf(columns, Activity::Holding), 1000 * 4 * ms);
    }
    const auto spans = story.timeline().spans(story.database(), 0, range(5000, 5100), 100, 0);
    QCOMPARE(spans.size(), 10U);
    QCOMPARE(spans.front().value, 500);
}

void TimelineColumnsTest::severalDatabases()
{
    Story story;
    const JobId mne = story.job("a", "github", "mne");
    const JobId hed = story.job("a", "github", "hed");
    const JobId forum = story.job("f", "discourse", "mne");
    story.ended(mne, Activity::Holding, 0, 10);
    story.ended(hed, Activity::Queued, 0, 10);
    story.began(forum, Activity::Idle, 0);
    const DatabaseId first = story.database("mne");
    QCOMPARE(story.timeline().lanes(first), (std::vector<LaneId>{story.lane(mne), story.lane(forum)}));
    QCOMPARE(story.timeline().lanes(story.database("hed")), std::vector<LaneId>{story.lane(hed)});
    QCOMPARE(story.timeline().lanes(0).size(), 3U);
    QVERIFY(story.timeline().incidents(0, range(0, 10), 0, 9).empty()); // another database's lock
    QCOMPARE(story.timeline().statistics(first, 0, range(0, 11)).queued, 0U);
    QCOMPARE(story.timeline().statistics(0, 0, range(0, 11)).queued, 1U);
    QCOMPARE(story.timeline().spans(first, 0, range(0, 11), 9, 0).size(), 1U);
    QCOMPARE(story.timeline().spans(0, 0, range(0, 11), 9, 0).size(), 2U);
}

void TimelineColumnsTest::owners()
{
    Story story;
    const JobId a = story.job("a");
    const JobId f = story.job("f", "discourse");
    story.ended(a, Activity::Holding, 0, 3);
    story.ended(f, Activity::Holding, 3, 9);
    story.ended(a, Activity::Queued, 4, 9);
    story.ended(a, Activity::Holding, 12, 14);
    const auto owners = story.timeline().owners(story.database(), range(0, 30), 3, 30 * ms);
    QCOMPARE(owners.at(0).lane, story.lane(f));
    QCOMPARE(owners.at(0).heldNs, 9 * ms);
    QCOMPARE(owners.at(0).blockingNs, 5 * ms);
    QCOMPARE(owners.at(1).lane, story.lane(a));
    QCOMPARE(owners.at(1).heldNs, 2 * ms);
    QCOMPARE(owners.at(2).lane, 0);
    QCOMPARE(owners.at(2).heldNs, 0);
}

void TimelineColumnsTest::walSizes()
{
    Story story;
    const DatabaseId database = story.database();
    story.at(10, Kind::WalSize, 1000);
    story.at(15, Kind::WalSize, 5000);
    story.at(18, Kind::WalSize, 3000);
    story.at(45, Kind::Checkpoint, 700);
    story.at(55, Kind::Checkpoint, 0);
    story.at(55, Kind::WalSize, 0);
    const auto wal = story.timeline().wal(database, range(0, 70), 7);
    std::vector<std::int64_t> bytes;
    for (const WalColumn &column : wal)
        bytes.push_back(column.bytes);
    QCOMPARE(bytes, (std::vector<std::int64_t>{-1, 5000, 3000, 3000, 3000, 3000, 0}));
    QCOMPARE(wal.at(4).checkpoints, 1);
    QVERIFY(wal.at(4).pinned);
    QCOMPARE(wal.at(5).checkpoints, 1);
    QVERIFY(!wal.at(5).pinned);
    QCOMPARE(story.timeline().wal(database, range(30, 40), 1).at(0).bytes, 3000); // known from before
}

void TimelineColumnsTest::rates()
{
    Story story;
    const JobId a = story.job("a");
    const JobId f = story.job("f", "discourse");
    story.ended(a, Activity::Queued, 0, 10);
    story.ended(f, Activity::Busy, 5, 15, 3);
    story.at(20, Kind::Committed, 50, a);
    story.at(21, Kind::Committed, 7, f);
    const auto rates = story.timeline().rates(story.database(), range(0, 1000), 1);
    QCOMPARE(rates.at(0).waits, 2U);
    QCOMPARE(rates.at(0).waitedNs, 20 * ms);
    QCOMPARE(rates.at(0).commits, 2U);
    QCOMPARE(rates.at(0).rows, 57);
    const auto fine = story.timeline().rates(story.database(), range(0, 25), 5); // from single spans
    QCOMPARE(fine.at(4).rows, 57);
    QCOMPARE(fine.at(2).waits, 1U);
}

QTEST_GUILESS_MAIN(TimelineColumnsTest)
#include "timeline_columns.moc"
