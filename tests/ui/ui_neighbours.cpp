// Other processes in the window: their names at the locks, and the alarms of a run in the banner. The
// processes are real ones.
#include "events/Monitor.h"
#include "history/Incidents.h"
#include "tests/support/OtherProgram.h"
#include "ui/contention/IncidentModel.h"
#include "ui/contention/LockExport.h"
#include "ui/contention/LockText.h"
#include "ui/dashboard/AlarmWatch.h"
#include "ui/dashboard/Notices.h"

#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace std::chrono_literals;
using lockkeeper::tests::OtherProgram;

class UiNeighbours final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPidIsNamedAsOfItsTime();
    void viewExportAndHistoryNameThem();
    void noProgressHasAReason_data();
    void noProgressHasAReason();
    void workIsNoAlarm_data();
    void workIsNoAlarm();
    void aSleepingTransactionIsTold();
    void aPinnedWalIsTold_data();
    void aPinnedWalIsTold();
    void theMostPressingIsTold();
    void seesARealSleeper();
    void seesARealReader();
};

namespace {
const QString mneId = u"mne"_s;

sync::JobSnapshot jobIn(sync::Phase phase)
{
    sync::JobSnapshot job;
    job.key = {.community = mneId, .kind = u"github"_s, .name = u"o/r"_s};
    job.state = sync::JobState::Running;
    job.phase = phase;
    job.phaseHost = u"api.github.com"_s;
    return job;
}

RunFacts factsOf(const QList<sync::JobSnapshot> &jobs, std::chrono::nanoseconds now)
{
    RunFacts facts{.now = now, .run = {}, .databases = {}};
    facts.run.running = true;
    facts.run.startedAt = QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    facts.run.jobs = jobs;
    return facts;
}

DatabaseFacts seen(const store::Sight &sight)
{
    return {.community = mneId, .holder = {}, .walLeft = true, .sight = sight};
}

const store::Process python{.pid = 4711, .started = 7, .program = "python3"};

store::Sight heldBy(const store::Process &writer, std::int64_t written = 1)
{
    return {.neighbours = {.writer = writer, .readers = {}, .wal = true}, .written = written};
}

sync::Catalog catalogOf(const QString &path)
{
    sync::Catalog catalog;
    sync::CatalogEntry entry;
    entry.loaded.id = mneId;
    entry.loaded.community = community::Community{};
    entry.loaded.community->name = u"MNE-Python"_s;
    entry.database.path = path;
    catalog.entries.append(entry);
    return catalog;
}

// As the window does it while a run is under way, until `done` or for half a minute.
template <typename Done>
bool watched(AlarmWatch &watch, sync::Phase phase, Done done)
{
    const RunFacts facts = factsOf({jobIn(phase)}, {});
    const QDeadlineTimer patience(30s);
    while (!done() && !patience.hasExpired()) {
        watch.setSnapshot(facts.run);
        QTest::qWait(100);
    }
    return done();
}
} // namespace

void UiNeighbours::aPidIsNamedAsOfItsTime()
{
    events::Monitor monitor;
    monitor.directory().met({.pid = 4711, .started = 1, .metAt = 100, .program = "python3"});
    monitor.directory().met({.pid = 4711, .started = 1, .metAt = 150, .program = "python3"});
    monitor.directory().met({.pid = 4711, .started = 2, .metAt = 200, .program = "sqlite3"});
    QCOMPARE(monitor.names().processes.size(), std::size_t{2});
    const LockNames names(monitor.names());
    QCOMPARE(names.process(4711, 50), u"python3 (pid 4711)"_s); // seen before its name was read
    QCOMPARE(names.process(4711, 199), u"python3 (pid 4711)"_s);
    QCOMPARE(names.process(4711, 200), u"sqlite3 (pid 4711)"_s);
    QCOMPARE(names.process(815, 200), u"another process (pid 815)"_s);
    QCOMPARE(names.process(0, 200), u"another process"_s);
    for (int pid = 1; pid < 2000; ++pid)
        monitor.directory().met({.pid = pid, .started = 1, .metAt = 300, .program = "x"});
    QVERIFY(monitor.names().processes.size() < 1000);
}

void UiNeighbours::viewExportAndHistoryNameThem()
{
    events::Monitor monitor;
    const events::Pen pen = monitor.pen("mne", "github", "o/r");
    const std::int64_t end = events::nanoseconds(events::Clock::now());
    const std::int64_t took = std::chrono::nanoseconds(50ms).count();
    monitor.directory().met({.pid = 4711, .started = 1, .metAt = end - took / 2, .program = "python3"});
    pen.write(
        {.at = end - took, .value = 1, .kind = events::Kind::Began, .activity = events::Activity::Busy});
    pen.write({.at = end - took / 2, .value = 4711, .kind = events::Kind::ForeignLock});
    monitor.collect();
    const LockNames names(monitor.names());
    const QString running = nowText(monitor.read()->lockNow(1, end), names);
    QVERIFY2(running.startsWith(u"python3 (pid 4711), 50 ms"_s), qPrintable(running));
    pen.write({.at = end,
               .duration = took,
               .value = 40,
               .kind = events::Kind::Ended,
               .activity = events::Activity::Busy});
    monitor.collect();

    const events::Range all{end - 2 * took, end + 1};
    const std::vector<events::Incident> incidents = monitor.read()->incidents(0, all, 0, 10);
    QCOMPARE(incidents.size(), std::size_t{1});
    QCOMPARE(holderText(incidents.front(), names), u"mne › python3 (pid 4711)"_s);
    const WallClock clock = WallClock::now();
    const QByteArray csv = exported(incidents, names, clock, ExportFormat::Csv);
    QVERIFY2(csv.contains(",mne,,,4711,python3,50.000,"), csv.constData());
    const QByteArray json = exported(incidents, names, clock, ExportFormat::Json);
    QVERIFY2(json.contains("\"program\": \"python3\""), json.constData());
    const std::vector<events::Span> spans = monitor.read()->spans(1, incidents.front().lane, all, 10, end);
    QCOMPARE(spans.size(), std::size_t{1});
    QVERIFY(spanText(spans.front(), names, clock).contains(u"python3 (pid 4711)"_s));

    sync::RunSnapshot run;
    run.startedAt = QDateTime::currentDateTimeUtc();
    run.startedNs = all.from;
    run.seconds = static_cast<double>(all.length()) / 1e9;
    const QList<history::IncidentRecord> kept = history::incidentsOf(run, monitor);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.first().pid, 4711);
    QCOMPARE(kept.first().holder, (history::Party{.kind = {}, .name = u"python3"_s}));
}

void UiNeighbours::noProgressHasAReason_data()
{
    QTest::addColumn<sync::Phase>("phase");
    QTest::addColumn<QString>("told");
    QTest::addColumn<bool>("ofLock");
    QTest::newRow("requesting") << sync::Phase::Requesting << u"jobs wait for api.github.com."_s << false;
    QTest::newRow("back-off") << sync::Phase::Backoff << u"jobs wait for api.github.com."_s << false;
    QTest::newRow("pace") << sync::Phase::Pace << u"jobs wait for api.github.com."_s << false;
    QTest::newRow("limit") << sync::Phase::Limit << u"the limit of api.github.com is used up until "_s
                           << false;
    QTest::newRow("lock") << sync::Phase::LockWait << u"GitHub › o/x has the write lock of mne."_s << true;
}

void UiNeighbours::noProgressHasAReason()
{
    QFETCH(sync::Phase, phase);
    QFETCH(QString, told);
    QFETCH(bool, ofLock);
    sync::JobSnapshot job = jobIn(phase);
    job.phaseUntil = QDateTime::currentDateTimeUtc().addSecs(600);
    const auto at = [&](std::chrono::nanoseconds now) {
        RunFacts facts = factsOf({job}, now);
        facts.databases = {{.community = mneId, .holder = u"GitHub › o/x"_s, .sight = {}}};
        return facts;
    };
    Alarms alarms;
    QVERIFY(!alarms.judge(at(100s)));
    QVERIFY(!alarms.judge(at(100s + Alarms::noProgressAfter - 1ns)));
    const std::optional<Alarm> alarm = alarms.judge(at(100s + Alarms::noProgressAfter));
    QVERIFY(alarm);
    QCOMPARE(alarm->kind, Alarm::Kind::NoProgress);
    QCOMPARE(alarm->where, job.key);
    QCOMPARE(alarm->ofLock, ofLock);
    QVERIFY2(alarm->text.startsWith(u"No progress for 20 s: "_s + told), qPrintable(alarm->text));
    job.costs.bytes = 1; // something came in
    QVERIFY(!alarms.judge(at(130s)));
    QVERIFY(alarms.judge(at(150s)));
    RunFacts cancelling = at(151s);
    cancelling.run.cancelling = true;
    QVERIFY(!alarms.judge(cancelling));
    RunFacts next = at(152s); // another run begins anew
    next.run.startedAt = next.run.startedAt.addSecs(60);
    QVERIFY(!alarms.judge(next));
}

void UiNeighbours::workIsNoAlarm_data()
{
    QTest::addColumn<sync::Phase>("phase");
    QTest::newRow("reading") << sync::Phase::Reading;
    QTest::newRow("writing") << sync::Phase::Writing;
    QTest::newRow("preparing") << sync::Phase::Preparing;
}

void UiNeighbours::workIsNoAlarm()
{
    QFETCH(sync::Phase, phase);
    Alarms alarms;
    const QList<sync::JobSnapshot> jobs{jobIn(sync::Phase::Requesting), jobIn(phase)};
    QVERIFY(!alarms.judge(factsOf(jobs, 0s)));
    QVERIFY(!alarms.judge(factsOf(jobs, 3600s)));
    QVERIFY(!alarms.judge(factsOf({}, 7200s))); // nobody runs
}

void UiNeighbours::aSleepingTransactionIsTold()
{
    Alarms alarms;
    const auto judge = [&alarms](std::chrono::nanoseconds now, const std::optional<store::Sight> &sight) {
        RunFacts facts = factsOf({jobIn(sync::Phase::Reading)}, now);
        facts.databases = {{.community = mneId, .holder = {}, .sight = sight}};
        facts.names = CommunityNames(catalogOf({}));
        return alarms.judge(facts);
    };
    QVERIFY(!judge(1s, std::nullopt));
    QVERIFY(!judge(2s, heldBy(python)));
    QVERIFY(!judge(6s, heldBy(python)));
    const std::optional<Alarm> alarm = judge(7s, heldBy(python));
    QVERIFY(alarm);
    QCOMPARE(alarm->kind, Alarm::Kind::IdleLock);
    QVERIFY(alarm->ofLock);
    QCOMPARE(alarm->text,
             u"python3 (pid 4711) has had the write lock of MNE-Python for 5.0 s and writes nothing."_s);
    QVERIFY(!judge(8s, heldBy(python, 2))); // it has written something
    QVERIFY(judge(13s, heldBy(python, 2)));
    store::Process another = python;
    another.started = 8; // of the same number
    QVERIFY(!judge(14s, heldBy(another, 2)));
    QVERIFY(!judge(18s, store::Sight())); // it has let go
    QVERIFY(!judge(20s, heldBy(another, 2)));
}

void UiNeighbours::aPinnedWalIsTold_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("walLeft");
    QTest::addColumn<bool>("reader");
    QTest::addColumn<QString>("who");
    QTest::newRow("named") << qint64{store::walLimit + 1} << true << true << u"python3 (pid 4711)"_s;
    QTest::newRow("not known") << qint64{store::walLimit + 1} << true << false << u"a reader"_s;
    QTest::newRow("within the limit") << qint64{store::walLimit} << true << true << QString();
    QTest::newRow("all copied") << qint64{store::walLimit * 2} << false << true << QString();
}

void UiNeighbours::aPinnedWalIsTold()
{
    QFETCH(qint64, bytes);
    QFETCH(bool, walLeft);
    QFETCH(bool, reader);
    QFETCH(QString, who);
    store::Sight sight{.neighbours = {.writer = {}, .readers = {}, .wal = true}, .walBytes = bytes};
    if (reader)
        sight.neighbours.readers = {python};
    RunFacts facts = factsOf({jobIn(sync::Phase::Writing)}, 1s);
    facts.databases = {seen(sight)};
    facts.databases.first().walLeft = walLeft;
    const std::optional<Alarm> alarm = Alarms().judge(facts);
    QCOMPARE(alarm.has_value(), !who.isEmpty());
    if (!alarm)
        return;
    QCOMPARE(alarm->kind, Alarm::Kind::PinnedWal);
    QVERIFY2(alarm->text.contains(who) && alarm->text.contains(u"64"_s), qPrintable(alarm->text));
}

void UiNeighbours::theMostPressingIsTold()
{
    const QList<sync::JobKey> failed{{.community = mneId, .kind = u"github"_s, .name = u"o/a"_s}};
    const WalCount wal{.wal = 0, .databases = 1, .others = {mneId}};
    Alarm alarm{.kind = Alarm::Kind::NoProgress, .where = {}, .ofLock = false, .text = u"No progress"_s};
    const auto kinds = [&wal](const QList<sync::JobKey> &jobs, const std::optional<Alarm> &told) {
        QList<NoticeKind> result;
        for (const ShownNotice &one : noticesOf(jobs, wal, told))
            result.append(one.kind);
        return result;
    };
    using Kinds = QList<NoticeKind>;
    QCOMPARE(kinds(failed, alarm), (Kinds{NoticeKind::Alarm, NoticeKind::FailedJobs, NoticeKind::NotInWal}));
    QCOMPARE(noticesOf({}, wal, alarm).first().notice.text, u"No progress"_s);
    alarm.kind = Alarm::Kind::PinnedWal;
    QCOMPARE(kinds(failed, alarm), (Kinds{NoticeKind::FailedJobs, NoticeKind::Alarm, NoticeKind::NotInWal}));
    QCOMPARE(kinds({}, alarm), (Kinds{NoticeKind::Alarm, NoticeKind::NotInWal}));
    QCOMPARE(kinds({}, {}), Kinds{NoticeKind::NotInWal});
}

void UiNeighbours::seesARealSleeper()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells whose locks there are");
#endif
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"mne.db"_s);
    OtherProgram other(path);
    QVERIFY(other.run(u"PRAGMA journal_mode=WAL"_s));
    QVERIFY(other.run(u"CREATE TABLE notes(x)"_s));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    events::Monitor monitor;
    (void)monitor.pen("mne", "github", "o/r");
    AlarmWatch watch;
    watch.setMonitor(&monitor);
    watch.setCatalog(catalogOf(path));
    const QSignalSpy changed(&watch, &AlarmWatch::changed);
    QVERIFY(watched(watch, sync::Phase::Reading, [&] { return watch.alarm().has_value(); }));
    QCOMPARE(watch.alarm()->kind, Alarm::Kind::IdleLock);
    QVERIFY2(watch.alarm()->text.startsWith(u"python3"_s) &&
                 watch.alarm()->text.contains(u"(pid %1)"_s.arg(other.pid())),
             qPrintable(watch.alarm()->text));
    QVERIFY(other.run(u"COMMIT"_s));
    QVERIFY(watched(watch, sync::Phase::Reading, [&] { return !watch.alarm(); }));
    QVERIFY(changed.count() >= 2);
}

void UiNeighbours::seesARealReader()
{
#ifndef Q_OS_LINUX
    QSKIP("only Linux tells whose locks there are");
#endif
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"mne.db"_s);
    OtherProgram writer(path);
    QVERIFY(writer.run(u"PRAGMA journal_mode=WAL"_s));
    QVERIFY(writer.run(u"CREATE TABLE notes(x)"_s));
    OtherProgram reader(path);
    QVERIFY(reader.run(u"BEGIN"_s));
    QVERIFY(reader.run(u"SELECT count(*) FROM notes"_s));
    QVERIFY(writer.run(u"INSERT INTO notes VALUES(zeroblob(70000000))"_s));
    events::Monitor monitor;
    monitor.pen("mne").write({.at = events::nanoseconds(events::Clock::now()),
                              .value = 70'000'000,
                              .kind = events::Kind::Checkpoint});
    monitor.collect();
    AlarmWatch watch;
    watch.setMonitor(&monitor);
    watch.setCatalog(catalogOf(path));
    QVERIFY(watched(watch, sync::Phase::Reading, [&] { return watch.alarm().has_value(); }));
    QCOMPARE(watch.alarm()->kind, Alarm::Kind::PinnedWal);
    QVERIFY2(watch.alarm()->text.contains(u"(pid %1)"_s.arg(reader.pid())), qPrintable(watch.alarm()->text));
    QVERIFY(reader.run(u"COMMIT"_s));
    QVERIFY(writer.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    QVERIFY(watched(watch, sync::Phase::Reading, [&] { return !watch.alarm(); }));
}

QTEST_MAIN(UiNeighbours)
#include "ui_neighbours.moc"
