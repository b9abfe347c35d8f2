// What is kept of a run is what the run said of itself; what is told of several runs is made of that.
#include "events/Monitor.h"
#include "history/Comparison.h"
#include "history/HistoryReader.h"
#include "history/HistoryWriter.h"
#include "history/Incidents.h"
#include "history/Queries.h"
#include "tests/support/HistoryRuns.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::history;
using namespace lockkeeper::tests;

namespace {
QDateTime aTime(int minutes = 0)
{
    // Recent: old runs are let go.
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    return QDateTime::fromMSecsSinceEpoch(now - now % 60'000 + minutes * 60'000, Qt::UTC);
}

void equalToSnapshot(const RunSummary &summary, const sync::RunSnapshot &run)
{
    QCOMPARE(summary.startedAt, run.startedAt);
    QCOMPARE(summary.seconds, run.seconds);
    QVERIFY(summary.options == run.options);
    QVERIFY(summary.counts == run.counts());
    QVERIFY(summary.costs == run.costs());
    QCOMPARE(summary.done, run.jobsIn(sync::JobState::Done));
    QCOMPARE(summary.failed, run.jobsIn(sync::JobState::Failed));
    QCOMPARE(summary.cancelled, run.jobsIn(sync::JobState::Cancelled));
    QCOMPARE(summary.skipped, run.jobsIn(sync::JobState::Skipped));
    QCOMPARE(summary.lockErrors, run.lockErrors());
    QCOMPARE(summary.communities.size(), run.communities());
}
} // namespace

class HistoryTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    qint64 save(const sync::RunSnapshot &run, const QList<IncidentRecord> &incidents = {})
    {
        RunRecord record = recordOf(run, Trigger::CommandLine);
        record.incidents = incidents;
        const Result<qint64> saved = saveRun(m_path, record);
        if (!saved)
            qWarning("%s", qPrintable(saved.error().text));
        return saved ? *saved : 0;
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(u"state %1/history.db"_s.arg(++number));
    }
    void everyNumberIsTheRunsOwn();
    void aPartOfARun();
    void listsTheNewestFirst();
    void aClockThatIsSetBackLosesNothing();
    void aRunOfNothingIsNotKept();
    void incidentsAreBounded();
    void incidentsAsTheMonitorTellsThem();
    void seriesOfASource();
    void comparesJobByJob();
    void readsOnAThreadOfItsOwn();
    void whereThereIsNoHistory();
};

void HistoryTest::everyNumberIsTheRunsOwn()
{
    const sync::RunSnapshot run = endedRun(aTime());
    const QList<IncidentRecord> incidents = {incidentIn(u"mne"_s, aTime().addMSecs(17), 900),
                                             incidentIn(u"bids"_s, aTime().addMSecs(13), 800)};
    const qint64 id = save(run, incidents);
    QVERIFY(id > 0);

    const Result<QList<RunDetails>> read = readRuns(m_path, {id});
    QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().text));
    QCOMPARE(read->size(), 1);
    const RunDetails &details = read->constFirst();
    QCOMPARE(details.summary.id, id);
    QCOMPARE(details.summary.trigger, Trigger::CommandLine);
    QCOMPARE(details.summary.version, QStringLiteral(LOCKKEEPER_VERSION));
    equalToSnapshot(details.summary, run);
    QCOMPARE(details.jobs.size(), run.jobs.size());
    for (qsizetype i = 0; i < run.jobs.size(); ++i)
        QVERIFY2(details.jobs.at(i) == run.jobs.at(i), qPrintable(QString::number(i)));
    QVERIFY(details.databases == run.databases);
    QVERIFY(details.incidents == incidents);

    const Result<Overview> overview = readOverview(m_path, {}, 10);
    QVERIFY(overview.ok());
    QCOMPARE(overview->runs.size(), 1);
    QVERIFY(overview->runs.constFirst() == details.summary);
    QCOMPARE(overview->communities, (QStringList{u"bids"_s, u"mne"_s}));
}

void HistoryTest::aPartOfARun()
{
    const sync::RunSnapshot run = endedRun(aTime());
    const qint64 id = save(run, {incidentIn(u"mne"_s, aTime(), 900), incidentIn(u"bids"_s, aTime(), 800)});
    sync::RunSnapshot part = run;
    part.jobs.removeFirst();
    const Result<QList<RunDetails>> read = readRuns(m_path, {id}, {u"mne"_s});
    QVERIFY(read.ok() && read->size() == 1);
    equalToSnapshot(read->constFirst().summary, part);
    QVERIFY(read->constFirst().jobs == part.jobs);
    QCOMPARE(read->constFirst().databases.size(), 1);
    QCOMPARE(read->constFirst().incidents.size(), 1);
    QCOMPARE(read->constFirst().incidents.constFirst().victims.size(), 2);
    const Result<Overview> none = readOverview(m_path, {u"eeglab"_s}, 10);
    QVERIFY(none.ok() && none->runs.isEmpty() && none->series.isEmpty());
    QCOMPARE(none->communities.size(), 2); // what could be chosen instead
}

void HistoryTest::listsTheNewestFirst()
{
    const qint64 second = save(endedRun(aTime(-10)));
    const qint64 first = save(endedRun(aTime(-20))); // it ended later
    const qint64 third = save(endedRun(aTime(-5)));
    const Result<Overview> two = readOverview(m_path, {u"bids"_s}, 2);
    QVERIFY(two.ok());
    QCOMPARE(two->runs.size(), 2);
    QCOMPARE(two->runs.at(0).id, third);
    QCOMPARE(two->runs.at(1).id, second);
    const Result<QList<RunDetails>> asked = readRuns(m_path, {first, 999, third});
    QVERIFY(asked.ok());
    QCOMPARE(asked->size(), 2);
    QCOMPARE(asked->at(0).summary.id, first);
}

// The clock on the wall, in the middle of a run: its jobs end before it began.
void HistoryTest::aClockThatIsSetBackLosesNothing()
{
    sync::RunSnapshot run = endedRun(aTime());
    for (sync::JobSnapshot &job : run.jobs)
        job.endedAt = run.startedAt.addSecs(-3600);
    const qint64 id = save(run);
    const Result<QList<RunDetails>> read = readRuns(m_path, {id});
    QVERIFY(read.ok() && read->size() == 1);
    equalToSnapshot(read->constFirst().summary, run);
    QVERIFY(read->constFirst().jobs == run.jobs);
    QVERIFY(read->constFirst().databases == run.databases);
}

void HistoryTest::aRunOfNothingIsNotKept()
{
    HistoryWriter writer(m_path);
    writer.save(recordOf({}, Trigger::Window));
    QCOMPARE(writer.pending(), 0);
    QVERIFY(!QFileInfo::exists(m_path));
}

void HistoryTest::incidentsAreBounded()
{
    QList<IncidentRecord> many;
    for (int i = 0; i < 150; ++i)
        many.append(incidentIn(u"mne"_s, aTime(), 10'000 - i));
    const qint64 id = save(endedRun(aTime()), many);
    const Result<QList<RunDetails>> read = readRuns(m_path, {id});
    QVERIFY(read.ok());
    QVERIFY(read->constFirst().incidents == many.first(100));
}

void HistoryTest::incidentsAsTheMonitorTellsThem()
{
    constexpr std::int64_t ms = 1'000'000;
    events::Monitor monitor;
    const events::Pen holder = monitor.pen("mne", "github", "c/d");
    const events::Pen waiter = monitor.pen("mne", "papers", "q");
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    const auto tell = [](const events::Pen &pen, events::Activity activity, std::int64_t from,
                         std::int64_t to, std::int64_t value) {
        pen.write({.at = from, .kind = events::Kind::Began, .activity = activity});
        pen.write({.at = to,
                   .duration = to - from,
                   .value = value,
                   .kind = events::Kind::Ended,
                   .activity = activity});
    };
    tell(holder, events::Activity::Holding, now - 80 * ms, now - 40 * ms, 50);
    tell(waiter, events::Activity::Queued, now - 70 * ms, now - 40 * ms, 0);
    sync::RunSnapshot run = endedRun(aTime());
    run.startedAt = run.startedAt.addSecs(3600); // the clock on the wall was set back by an hour meanwhile
    run.startedNs = now - 1000 * ms;
    run.seconds = 1;
    const QList<IncidentRecord> told = incidentsOf(run, monitor);
    QCOMPARE(told.size(), 1);
    const IncidentRecord &incident = told.constFirst();
    QCOMPARE(incident.community, u"mne"_s);
    QCOMPARE(incident.holder.kind + u' ' + incident.holder.name, u"github c/d"_s);
    QCOMPARE(incident.heldNs, 40 * ms);
    QCOMPARE(incident.rows, 50);
    QCOMPARE(incident.causedNs, 30 * ms);
    QCOMPARE(incident.longestWaitNs, 30 * ms);
    QCOMPARE(incident.victims.size(), 1);
    QCOMPARE(incident.victims.constFirst().job.name, u"q"_s);
    QCOMPARE(incident.startedAt, run.startedAt.addMSecs(920));
    sync::RunSnapshot earlier = run;
    earlier.startedNs -= 2000 * ms;
    QVERIFY(incidentsOf(earlier, monitor).isEmpty());
    sync::RunSnapshot later = run;
    later.startedNs = now;
    QVERIFY(incidentsOf(later, monitor).isEmpty());

    // The writer asks for them on its own thread.
    HistoryWriter writer(m_path);
    QSignalSpy saved(&writer, &HistoryWriter::saved);
    QThread *asked = nullptr;
    writer.save(recordOf(endedRun(aTime()), Trigger::Window), [&] {
        asked = QThread::currentThread();
        return told;
    });
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(asked && asked != thread());
    const Result<QList<RunDetails>> read = readRuns(m_path, {saved.constFirst().constFirst().toLongLong()});
    QVERIFY(read.ok());
    QCOMPARE(read->constFirst().incidents.size(), 1);
    QCOMPARE(read->constFirst().incidents.constFirst().victims.size(), 1);
}

void HistoryTest::seriesOfASource()
{
    for (int i = 0; i < 35; ++i)
        QVERIFY(save(endedRun(aTime(i - 100), i)) > 0);
    sync::RunSnapshot other = endedRun(aTime());
    other.jobs = {endedJob({u"mne"_s, u"github"_s, u"c/d"_s}, sync::JobState::Done, 7),
                  endedJob({u"mne"_s, u"github"_s, u"e/f"_s}, sync::JobState::Failed, 1000)};
    const qint64 last = save(other);
    const Result<Overview> overview = readOverview(m_path, {}, 1);
    QVERIFY(overview.ok());
    QCOMPARE(overview->series.size(), 3); // bids github, mne github, mne papers
    for (const SourceSeries &series : overview->series)
        QCOMPARE(series.points.size(), seriesLength);
    const SourceSeries &github = overview->series.at(1);
    QCOMPARE(github.community + u' ' + github.kind, u"mne github"_s);
    const SourcePoint &newest = github.points.constLast();
    const sync::Costs costs = other.costs();
    QVERIFY(newest == (SourcePoint{.run = last,
                                   .startedAt = other.startedAt,
                                   .seconds = other.jobs.at(1).seconds,
                                   .waits = costs.locks.waits(),
                                   .waitNs = costs.locks.waitNs(),
                                   .rows = rowsWritten(other.counts()),
                                   .failed = 1}));
    QCOMPARE(github.points.constFirst().startedAt, aTime(6 - 100)); // 36 runs, the last 30
}

void HistoryTest::comparesJobByJob()
{
    RunDetails before{.summary = {}, .jobs = endedRun(aTime()).jobs, .databases = {}, .incidents = {}};
    RunDetails after = before;
    before.summary.id = 3;
    after.summary.id = 4;
    after.jobs[0].seconds += 5; // never the same, and no change
    after.jobs[0].costs.locks.longestHoldNs += 5;
    after.jobs[1].costs.locks.queued += 1;
    after.jobs.removeLast();
    after.jobs.append(endedJob({u"mne"_s, u"beps"_s, u"new"_s}, sync::JobState::Done, 1));
    const Comparison comparison = compare(before, after);
    QCOMPARE(comparison.before.id, 3);
    QCOMPARE(comparison.after.id, 4);
    QCOMPARE(comparison.jobs.size(), 4);
    QCOMPARE(comparison.jobs.at(0).change, Change::Same);
    QCOMPARE(comparison.jobs.at(1).change, Change::Changed);
    QCOMPARE(comparison.jobs.at(2).change, Change::Added);
    QVERIFY(!comparison.jobs.at(2).before && comparison.jobs.at(2).after);
    QCOMPARE(comparison.jobs.at(3).change, Change::Removed);
    QVERIFY(*comparison.jobs.at(3).before == before.jobs.at(2) && !comparison.jobs.at(3).after);

    after = before;
    after.jobs[1].error->kind = ErrorKind::Network;
    QCOMPARE(compare(before, after).jobs.at(1).change, Change::Changed);
}

void HistoryTest::readsOnAThreadOfItsOwn()
{
    HistoryWriter writer(m_path);
    QSignalSpy saved(&writer, &HistoryWriter::saved);
    writer.save(recordOf(endedRun(aTime(-1)), Trigger::Window));
    writer.save(recordOf(endedRun(aTime()), Trigger::Window));
    QCOMPARE(writer.pending(), 2);
    QTRY_COMPARE(saved.size(), 2);
    QCOMPARE(writer.pending(), 0);

    HistoryReader reader;
    int told = 0;
    Overview overview;
    connect(&reader, &HistoryReader::overviewRead, this, [&](const Overview &read) {
        ++told;
        overview = read;
        QCOMPARE(QThread::currentThread(), thread());
    });
    reader.readOverview(m_path, {}, 1); // overtaken
    reader.readOverview(m_path, {}, 5);
    QTRY_COMPARE(told, 1);
    QTest::qWait(50);
    QCOMPARE(told, 1);
    QCOMPARE(overview.runs.size(), 2);
    QCOMPARE(overview.runs.constFirst().trigger, Trigger::Window);

    QList<RunDetails> runs;
    connect(&reader, &HistoryReader::runsRead, this, [&](const QList<RunDetails> &read) { runs = read; });
    reader.readRuns(m_path, {overview.runs.at(1).id, overview.runs.at(0).id}, {});
    QTRY_COMPARE(runs.size(), 2);
    QVERIFY(runs.at(1).summary == overview.runs.at(0));
}

void HistoryTest::whereThereIsNoHistory()
{
    const Result<Overview> overview = readOverview(m_path, {}, 5);
    QVERIFY(overview.ok() && overview->runs.isEmpty() && overview->communities.isEmpty());
    const Result<QList<RunDetails>> runs = readRuns(m_path, {1});
    QVERIFY(runs.ok() && runs->isEmpty());
    QVERIFY2(!QFileInfo::exists(QFileInfo(m_path).path()), "reading makes nothing");
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "history.moc"
