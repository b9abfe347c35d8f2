// Rings, the recorder and the names.
#include "events/Monitor.h"

#include <QTest>

#include <thread>

using namespace lockkeeper::events;

class RecorderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullRingCountsWhatItDrops();
    void comesOutInTheOrderOfTime();
    void aPenWithoutRecorderWritesNothing();
    void namesKeepTheirNumbers();
    void numbersThatNobodyGaveOut();
    void theMonitorCollectsByItself();
};

void RecorderTest::aFullRingCountsWhatItDrops()
{
    Recorder recorder;
    const auto many = static_cast<std::int64_t>(Ring::capacity) + 100;
    for (std::int64_t i = 0; i < many; ++i)
        recorder.write({.at = i});
    QCOMPARE(recorder.lost(), 100U);
    std::vector<Event> drained;
    recorder.drain(drained);
    QCOMPARE(drained.size(), Ring::capacity);
    QCOMPARE(drained.back().at, many - 101); // the first ones are kept
    recorder.write({.at = many});
    drained.clear();
    recorder.drain(drained);
    QCOMPARE(drained.size(), 1U); // there is room again
    QCOMPARE(recorder.lost(), 100U);
}

void RecorderTest::comesOutInTheOrderOfTime()
{
    Recorder recorder;
    std::jthread([&] {
        for (const int at : {2, 4, 6})
            recorder.write({.at = at});
    }).join();
    for (const int at : {1, 3, 5, 6})
        recorder.write({.at = at, .value = 1});
    std::vector<Event> drained;
    recorder.drain(drained);
    QCOMPARE(drained.size(), 7U);
    QVERIFY(std::ranges::is_sorted(drained, {}, &Event::at));
}

void RecorderTest::aPenWithoutRecorderWritesNothing()
{
    Pen().write({.at = 1});
    Recorder recorder;
    Pen{.recorder = &recorder, .job = 7, .database = 3}.write({.at = 1, .value = 5});
    std::vector<Event> drained;
    recorder.drain(drained);
    QCOMPARE(drained.size(), 1U);
    QCOMPARE(drained.front().job, 7U);
    QCOMPARE(drained.front().database, 3);
    QCOMPARE(drained.front().value, 5);
}

void RecorderTest::namesKeepTheirNumbers()
{
    Directory directory;
    const JobId one = directory.job("mne", "github", "org/one");
    const JobId two = directory.job("mne", "github", "org/two");
    const JobId forum = directory.job("mne", "discourse", "https://forum");
    const JobId other = directory.job("hed", "github", "org/one");
    QCOMPARE(directory.job("mne", "github", "org/one"), one);
    QCOMPARE(directory.database("mne"), 1);
    QCOMPARE(directory.database("hed"), 2);

    const Names names = directory.names();
    QCOMPARE(names.databases, (std::vector<std::string>{"", "mne", "hed"}));
    QCOMPARE(names.jobs.at(one).lane, names.jobs.at(two).lane); // a source is one lane
    QVERIFY(names.jobs.at(one).lane != names.jobs.at(forum).lane);
    QVERIFY(names.jobs.at(one).lane != names.jobs.at(other).lane);
    QCOMPARE(names.jobs.at(two).name, "org/two");
    QCOMPARE(names.lanes.at(1).database, 1); // the first one of a database: other processes
    QCOMPARE(names.lanes.at(1).kind, "");
    QCOMPARE(names.lanes.at(names.jobs.at(forum).lane).kind, "discourse");
}

void RecorderTest::numbersThatNobodyGaveOut()
{
    Directory directory;
    Timeline timeline(directory);
    timeline.add({{.at = 5, .job = 99, .database = 42, .kind = Kind::Ended, .activity = Activity::Busy}});
    QVERIFY(!timeline.extent());
    QVERIFY(timeline.lanes(0).empty());
    QCOMPARE(timeline.columns(17, {0, 100}, 4, 100), std::vector<Column>(4));
    QVERIFY(!timeline.lockNow(42, 100).holder);
    QVERIFY(!timeline.nextWait(0, 0));
    QCOMPARE(timeline.statistics(0, 0, {0, 100}), Statistics{});
}

void RecorderTest::theMonitorCollectsByItself()
{
    Monitor monitor;
    QCOMPARE(monitor.changes(), 0U);
    const Pen pen = monitor.pen("mne", "github", "org/one");
    pen.write({.at = 1000, .duration = 100, .kind = Kind::Ended, .activity = Activity::Queued});
    QTRY_VERIFY(monitor.changes() > 0);
    QCOMPARE(monitor.read()->statistics(1, 0, {0, 2000}).queuedNs, 100);
    monitor.pen("mne").write({.at = 3000, .value = 4096, .kind = Kind::WalSize});
    monitor.collect();
    QCOMPARE(monitor.read()->wal(1, {0, 4000}, 1).front().bytes, 4096);
    QCOMPARE(monitor.names().databases.at(1), "mne");
}

QTEST_GUILESS_MAIN(RecorderTest)
#include "recorder.moc"
