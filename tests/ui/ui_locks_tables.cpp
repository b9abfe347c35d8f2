// Names, words, tables and exports of the Locks page, over a real Monitor.
#include "LockFixture.h"
#include "sync/Catalog.h"
#include "ui/contention/FileSaver.h"
#include "ui/contention/IncidentModel.h"
#include "ui/contention/LockExport.h"
#include "ui/contention/LockText.h"
#include "ui/contention/OverTimeModel.h"
#include "ui/contention/SourceModel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using lockkeeper::test::LockFixture;
using lockkeeper::ui::millisecond;

namespace {
std::vector<events::Incident> incidentsOf(const LockFixture &fixture)
{
    const events::Monitor::Reading timeline = fixture.monitor.read();
    return timeline->incidents(0, timeline->extent().value_or(events::Range{}), 5 * millisecond, 100);
}

WallClock clockOf(const LockFixture &fixture)
{
    return {fixture.start, QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC)};
}
} // namespace

class UiLocksTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseOfTheWindow();
    void communitiesByName();
    void incidentsInTheTable();
    void rowsChangeWithoutAReset();
    void aCostlierOneMovesNoSelection();
    void spansInWords();
    void nowInWords();
    void factsOfTheWholeRun();
    void exportsIncidents();
    void exportsSources();
    void stepsSumUpToTheStatistics();
    void stepsTellTheWal();
    void roundStepsStayTheSame();
    void stepsInTheTable();
    void exportsSteps();
    void textsThatLookLikeFormulas();
    void savesAFileAndTellsErrors();
};

void UiLocksTables::namesAreThoseOfTheWindow()
{
    LockFixture fixture;
    fixture.tell();
    const LockNames names(fixture.monitor.names());
    QCOMPARE(names.databases(), 2);
    const events::DatabaseId mne = names.databaseOf(u"mne"_s);
    QVERIFY(mne != 0);
    QCOMPARE(names.databaseOf(u"nobody"_s), events::DatabaseId{0});
    const events::LaneId papers = names.laneOf(mne, u"papers"_s);
    QCOMPARE(names.source(papers), u"Papers"_s);
    QCOMPARE(names.databaseOf(papers), mne);
    QVERIFY(!names.isForeign(papers));
    QVERIFY(names.isForeign(names.laneOf(mne, QString())));
    QCOMPARE(names.laneOf(mne, u"beps"_s), events::LaneId{0});
    const std::vector<DatabaseLanes> arranged = names.arranged(fixture.monitor.read()->lanes(0));
    QCOMPARE(arranged.size(), std::size_t{2});
    QCOMPARE(names.community(arranged.at(0).database), u"hed"_s);
    QStringList sources;
    for (const events::LaneId lane : arranged.at(1).lanes)
        sources += names.source(lane);
    sources.removeAll(u"Other processes"_s);
    QCOMPARE(sources, QStringList({u"GitHub"_s, u"Discourse"_s, u"Papers"_s}));
    QCOMPARE(names.path(60'000, 60'000, 60'000), QString()); // numbers nobody gave out
}

// Where they are read; in files their ids stay.
void UiLocksTables::communitiesByName()
{
    LockFixture fixture;
    fixture.tell();
    sync::Catalog catalog;
    for (const auto &[id, name] : {std::pair{u"mne"_s, u"MNE-Python"_s}, std::pair{u"hed"_s, u"ZED"_s},
                                   std::pair{u"bids"_s, u"Same"_s}, std::pair{u"nemar"_s, u"Same"_s}}) {
        sync::CatalogEntry entry;
        entry.loaded.id = id;
        entry.loaded.community = community::Community{};
        entry.loaded.community->name = name;
        catalog.entries.append(entry);
    }
    const CommunityNames communities(catalog);
    QCOMPARE(communities.of(u"bids"_s), u"Same (bids)"_s); // else nobody could tell which
    QCOMPARE(communities.of(u"gone"_s), u"gone"_s);
    const LockNames names(fixture.monitor.names(), communities);
    const events::DatabaseId mne = names.databaseOf(u"mne"_s);
    QCOMPARE(names.communityName(mne), u"MNE-Python"_s);
    QCOMPARE(names.community(mne), u"mne"_s);
    QCOMPARE(names.path(mne, names.laneOf(mne, u"papers"_s), 0), u"MNE-Python › Papers"_s);
    const std::vector<DatabaseLanes> arranged = names.arranged(fixture.monitor.read()->lanes(0));
    QCOMPARE(names.communityName(arranged.at(0).database), u"MNE-Python"_s); // as they are read
    QCOMPARE(names.communityName(arranged.at(1).database), u"ZED"_s);
    const std::vector<events::Incident> incidents = incidentsOf(fixture);
    QCOMPARE(holderText(incidents.at(0), names), u"MNE-Python › GitHub › mne-tools/mne-python"_s);
    const QByteArray csv = exported(incidents, names, clockOf(fixture), ExportFormat::Csv);
    QVERIFY2(csv.contains(",mne,github,") && !csv.contains("MNE-Python"), csv.constData());
}

void UiLocksTables::incidentsInTheTable()
{
    LockFixture fixture;
    fixture.tell();
    IncidentModel model;
    const QAbstractItemModelTester tester(&model);
    model.setIncidents(incidentsOf(fixture), LockNames(fixture.monitor.names()), clockOf(fixture));
    QCOMPARE(model.rowCount(), 2);
    const auto cell = [&](int row, IncidentModel::Column column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(cell(0, IncidentModel::Holder), u"mne › GitHub › mne-tools/mne-python"_s);
    QCOMPARE(cell(0, IncidentModel::Held), u"40 ms"_s);
    QCOMPARE(cell(0, IncidentModel::Caused), u"40 ms"_s); // 30 of papers, 10 of the forum
    QCOMPARE(cell(0, IncidentModel::Victims), u"2"_s);
    QCOMPARE(cell(0, IncidentModel::Longest), u"30 ms"_s);
    QCOMPARE(cell(0, IncidentModel::Rows), u"20"_s);
    QCOMPARE(cell(1, IncidentModel::Holder), u"mne › Papers › OpenAlex: EEG"_s);
    QCOMPARE(cell(1, IncidentModel::Caused), u"5.0 ms"_s);
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"OpenAlex: EEG waited 30 ms"_s));
    QCOMPARE(model.index(0, IncidentModel::Caused).data(IncidentModel::SortRole).toLongLong(),
             40 * millisecond);
}

void UiLocksTables::rowsChangeWithoutAReset()
{
    LockFixture fixture;
    fixture.tell();
    IncidentModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const LockNames names(fixture.monitor.names());
    const std::vector<events::Incident> all = incidentsOf(fixture);
    model.setIncidents(all, names, clockOf(fixture));
    const QPersistentModelIndex first(model.index(0, 0));
    model.setIncidents({all.front()}, names, clockOf(fixture));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(first.isValid());
    model.setIncidents(all, names, clockOf(fixture));
    model.setIncidents({}, names, clockOf(fixture));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.size(), 0);
}

// Whatever comes, goes or costs more by now: an index stays with its hold.
void UiLocksTables::aCostlierOneMovesNoSelection()
{
    LockFixture fixture;
    fixture.tell();
    IncidentModel model;
    const QAbstractItemModelTester tester(&model);
    const LockNames names(fixture.monitor.names());
    const std::vector<events::Incident> all = incidentsOf(fixture);
    const auto later = [&all](std::int64_t ms, std::int64_t causedMs) {
        events::Incident one = all.back();
        one.time = {one.time.from + ms * millisecond, one.time.to + ms * millisecond};
        one.causedNs = causedMs * millisecond;
        return one;
    };
    const auto beginOf = [](const QModelIndex &row) {
        return row.siblingAtColumn(IncidentModel::When).data(IncidentModel::SortRole).toLongLong();
    };
    const auto indexOf = [&](std::int64_t begin) {
        int row = 0;
        while (row < model.rowCount() && beginOf(model.index(row, 0)) != begin)
            ++row;
        return QPersistentModelIndex(model.index(row, 0));
    };
    model.setIncidents(all, names, clockOf(fixture));
    const QPersistentModelIndex selected = indexOf(all.back().time.from);
    model.setIncidents({later(30, 900), later(-200, 800), all.front(), all.back(), later(60, 2)}, names,
                       clockOf(fixture));
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(selected.isValid());
    QCOMPARE(beginOf(selected), qint64{all.back().time.from});
    const QPersistentModelIndex gone = indexOf(all.front().time.from);
    events::Incident grown = all.back();
    grown.causedNs = 700 * millisecond;
    model.setIncidents({later(30, 900), grown, later(10, 1)}, names, clockOf(fixture));
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(!gone.isValid());
    QCOMPARE(beginOf(selected), qint64{all.back().time.from});
    QCOMPARE(
        selected.sibling(selected.row(), IncidentModel::Caused).data(IncidentModel::SortRole).toLongLong(),
        grown.causedNs);
    QCOMPARE(model.ranked().front().causedNs, 900 * millisecond);
    QCOMPARE(model.ranked().back().causedNs, 1 * millisecond);
}

void UiLocksTables::spansInWords()
{
    LockFixture fixture;
    fixture.tell();
    const LockNames names(fixture.monitor.names());
    const std::optional<events::Span> wait = fixture.monitor.read()->nextWait(0, fixture.start);
    QVERIFY(wait);
    const QString text = spanText(*wait, names, clockOf(fixture));
    QVERIFY2(text.startsWith(u"mne › Papers › OpenAlex: EEG\nwaits in line for the write lock, 30 ms\n"_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"behind GitHub › mne-tools/mne-python"_s) ||
                 text.contains(u"behind mne › GitHub"_s),
             qPrintable(text));
    const std::vector<events::Span> spans = fixture.monitor.read()->spans(
        names.databaseOf(u"mne"_s), 0, {fixture.at(110), fixture.at(149)}, 100, fixture.at(300));
    const auto hold = std::ranges::find(spans, events::Activity::Blocking, &events::Span::activity);
    QVERIFY(hold != spans.end());
    const QString held = spanText(*hold, names, clockOf(fixture));
    QVERIFY2(held.contains(u"2 made to wait, 40 ms together"_s) && held.contains(u"20 rows"_s),
             qPrintable(held));
    // A limit was waited for, and the run stopped before anything was sent.
    fixture.span(fixture.monitor.pen("hed", "github", "hed-standard/hed-python"), events::Activity::Network,
                 210, 240, -1);
    fixture.monitor.collect();
    const std::vector<events::Span> waited = fixture.monitor.read()->spans(
        names.databaseOf(u"hed"_s), 0, {fixture.at(215), fixture.at(235)}, 100, fixture.at(300));
    QCOMPARE(waited.size(), std::size_t{1});
    const QString nothing = spanText(waited.front(), names, clockOf(fixture));
    QVERIFY2(nothing.endsWith(u"nothing was asked"_s), qPrintable(nothing));
    // A wait in line that was not one for the lock itself says so.
    fixture.span(fixture.monitor.pen("bids", "beps", "bids"), events::Activity::Queued, 250, 290,
                 events::forOpening);
    fixture.monitor.collect();
    const std::vector<events::Span> opening =
        fixture.monitor.read()->spans(LockNames(fixture.monitor.names()).databaseOf(u"bids"_s), 0,
                                      {fixture.at(255), fixture.at(285)}, 100, fixture.at(300));
    QCOMPARE(opening.size(), std::size_t{1});
    const QString opened = spanText(opening.front(), LockNames(fixture.monitor.names()), clockOf(fixture));
    QVERIFY2(opened.contains(u"until another job had opened the database"_s), qPrintable(opened));
    QVERIFY2(!text.contains(u"opened"_s), qPrintable(text));
}

void UiLocksTables::nowInWords()
{
    LockFixture fixture;
    fixture.tell();
    const LockNames names(fixture.monitor.names());
    const events::DatabaseId mne = names.databaseOf(u"mne"_s);
    QCOMPARE(nowText(fixture.monitor.read()->lockNow(mne, fixture.at(300)), names), u"free"_s);
    fixture.begin(fixture.monitor.pen("mne", "github", "mne-tools/mne-python"), events::Activity::Holding,
                  400);
    fixture.begin(fixture.monitor.pen("mne", "papers", "openalex:EEG"), events::Activity::Queued, 410);
    fixture.begin(fixture.monitor.pen("mne", "discourse", "https://mne.discourse.group"),
                  events::Activity::Queued, 420);
    fixture.monitor.collect();
    QCOMPARE(nowText(fixture.monitor.read()->lockNow(mne, fixture.at(430)), names),
             u"GitHub › mne-tools/mne-python, 30 ms → 2 wait: Papers 20 ms, Discourse 10 ms"_s);
    QCOMPARE(nowText(fixture.monitor.read()->lockNow(names.databaseOf(u"hed"_s), fixture.at(430)), names),
             u"free"_s);
}

void UiLocksTables::factsOfTheWholeRun()
{
    LockFixture fixture;
    fixture.tell();
    const LockNames names(fixture.monitor.names());
    const events::Range range{fixture.start, fixture.at(1000)};
    const events::DatabaseId mne = names.databaseOf(u"mne"_s);
    const QString text =
        plainText(factsOf(fixture.monitor.read()->statistics(mne, 0, range), range, clockOf(fixture)));
    for (const QString &line :
         {u"Waits\t2, 45 ms"_s, u"in line\t2, 45 ms"_s, u"for others\t0"_s, u"Longest wait\t30 ms"_s,
          u"Lock held\t2, 45 ms"_s, u"Longest hold\t40 ms"_s, u"Commits\t2"_s, u"Rows\t70"_s,
          u"Share of time\t4.5 %"_s, u"Rows a second\t70/s"_s})
        QVERIFY2(text.contains(line), qPrintable(line + '\n'_L1 + text));
    // Of several databases, each has a lock of its own.
    QVERIFY(plainText(factsOf(fixture.monitor.read()->statistics(0, 0, range), range, clockOf(fixture), 2))
                .contains(u"Share of time\t2.4 %"_s)); // 48 ms of two seconds
}

void UiLocksTables::exportsIncidents()
{
    LockFixture fixture;
    fixture.tell();
    const LockNames names(fixture.monitor.names());
    const std::vector<events::Incident> all = incidentsOf(fixture);
    const QByteArray csv = exported(all, names, clockOf(fixture), ExportFormat::Csv);
    QVERIFY2(csv.startsWith(
                 "at,community,source,name,pid,program,held_ms,caused_ms,victims,longest_ms,rows\r\n"
                 "2026-03-02T10:00:00.110Z,mne,github,mne-tools/mne-python,,,40.000,40.000,2,30.000,20\r\n"),
             csv.constData());
    const QJsonArray rows =
        QJsonDocument::fromJson(exported(all, names, clockOf(fixture), ExportFormat::Json))
            .object()
            .value("incidents"_L1)
            .toArray();
    QCOMPARE(rows.size(), 2);
    const QJsonObject first = rows.first().toObject();
    QCOMPARE(first.value("name"_L1).toString(), u"mne-tools/mne-python"_s);
    QCOMPARE(first.value("caused_ms"_L1).toDouble(), 40.0);
    QVERIFY(first.value("pid"_L1).isNull());
    QCOMPARE(first.value("victims"_L1).toArray().first().toObject().value("waited_ms"_L1).toDouble(), 30.0);
    QCOMPARE(first.value("victims"_L1).toArray().first().toObject().value("name"_L1).toString(),
             u"openalex:EEG"_s);
}

void UiLocksTables::exportsSources()
{
    LockFixture fixture;
    fixture.tell();
    const LockNames names(fixture.monitor.names());
    const events::Range range{fixture.start, fixture.at(1000)};
    const events::DatabaseId mne = names.databaseOf(u"mne"_s);
    const events::LaneId papers = names.laneOf(mne, u"papers"_s);
    const std::vector<SourceFigures> figures{{papers, u"mne"_s, u"MNE-Python"_s, u"Papers"_s,
                                              fixture.monitor.read()->statistics(mne, papers, range)}};
    const QByteArray csv = exported(figures, names, range, clockOf(fixture), ExportFormat::Csv);
    QVERIFY2(csv.endsWith(
                 "\r\n2026-03-02T10:00:00.000Z,2026-03-02T10:00:01.000Z,mne,papers,1,30.000,0,0.000,30.000,"
                 "0,0,1,5.000,5.000,1,50,0,0.000,0.000\r\n"),
             csv.constData());
    const QJsonObject row =
        QJsonDocument::fromJson(exported(figures, names, range, clockOf(fixture), ExportFormat::Json))
            .object()
            .value("sources"_L1)
            .toArray()
            .first()
            .toObject();
    QCOMPARE(row.value("waits"_L1).toObject().value("queued_ms"_L1).toDouble(), 30.0);
    QCOMPARE(row.value("holds"_L1).toObject().value("count"_L1).toInt(), 1);
    SourceModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFigures(figures);
    QCOMPARE(model.index(0, SourceModel::Community).data().toString(), u"MNE-Python"_s);
    QCOMPARE(model.index(0, SourceModel::Waited).data().toString(), u"30 ms"_s);
    QCOMPARE(model.index(0, SourceModel::Rows).data().toString(), u"50"_s);
}

void UiLocksTables::stepsSumUpToTheStatistics()
{
    LockFixture fixture;
    fixture.tell();
    const events::DatabaseId mne = LockNames(fixture.monitor.names()).databaseOf(u"mne"_s);
    const StepGrid grid = stepsWithin({fixture.start, fixture.at(990)});
    QCOMPARE(grid.stepNs, 20 * millisecond);
    QCOMPARE(grid.count(), 50);
    QCOMPARE(grid.step(49).length(), 10 * millisecond); // what is left
    QCOMPARE(stepsWithin({5, 5}).count(), 0);
    const events::Monitor::Reading timeline = fixture.monitor.read();
    const std::vector<DatabaseStep> steps = databaseSteps(*timeline, mne, grid);
    QCOMPARE(steps.size(), std::size_t{50});
    TimeStep all{.time = {grid.from, grid.to}, .databases = steps};
    const events::Statistics whole = timeline->statistics(mne, 0, all.time);
    QCOMPARE(all.sums().waits, whole.queued + whole.busy);
    QCOMPARE(all.sums().waitedNs, whole.queuedNs + whole.busyNs);
    QCOMPARE(all.sums().commits, whole.commits);
    QCOMPARE(all.sums().rows, whole.rows);
    QCOMPARE(steps.at(6).sums.waitedNs, 20 * millisecond); // of papers alone, from 120 to 140
    QCOMPARE(steps.at(7).sums.rows, std::int64_t{70});
    QCOMPARE(TimeStep({.time = grid.step(7), .databases = {steps.at(7)}}).aSecond(70), 3'500.0);
}

void UiLocksTables::stepsTellTheWal()
{
    LockFixture fixture;
    fixture.tell();
    const events::DatabaseId mne = LockNames(fixture.monitor.names()).databaseOf(u"mne"_s);
    const auto checkpoint = [&](std::int64_t at, std::int64_t left) {
        fixture.monitor.pen("mne").write(
            {.at = fixture.at(at), .value = left, .kind = events::Kind::Checkpoint});
    };
    checkpoint(310, 90'000);
    checkpoint(630, 0);
    fixture.monitor.collect();
    const auto steps = [&](std::int64_t from, std::int64_t to) {
        return databaseSteps(*fixture.monitor.read(), mne, stepsWithin({fixture.at(from), fixture.at(to)}));
    };
    const std::vector<DatabaseStep> whole = steps(0, 1'000); // of 20 ms
    QCOMPARE(whole.at(9).walBytes, std::int64_t{-1});
    QCOMPARE(whole.at(10).walBytes, std::int64_t{123'456});
    QCOMPARE(whole.back().walBytes, std::int64_t{123'456});
    for (std::size_t i = 0; i < whole.size(); ++i) {
        QCOMPARE(whole.at(i).checkpoints, i == 15 || i == 31 ? 1 : 0);
        QCOMPARE(whole.at(i).pinned, i >= 15 && i <= 31);
    }
    // What began before is still so.
    const std::vector<DatabaseStep> part = steps(400, 500);
    QVERIFY(part.front().pinned && part.back().pinned);
    QVERIFY(!steps(700, 800).front().pinned);
}

void UiLocksTables::roundStepsStayTheSame()
{
    const LockFixture fixture;
    const WallClock clock = clockOf(fixture); // 10:00:00 at the start
    const std::int64_t length = 30'000 * millisecond;
    const StepGrid grid = roundSteps({fixture.at(1'200), fixture.at(31'200)}, length, clock);
    QCOMPARE(grid.stepNs, 500 * millisecond);
    QCOMPARE(grid.from, fixture.at(1'000));
    const StepGrid later = roundSteps({fixture.at(1'499), fixture.at(31'499)}, length, clock);
    QCOMPARE(later.from, grid.from);
    QCOMPARE(later.to, fixture.at(31'499));
    // Half of the picture lies in the time to come: its steps are as long as they will be.
    QCOMPARE(roundSteps({fixture.at(1'200), fixture.at(3'000)}, length, clock).stepNs, grid.stepNs);
}

void UiLocksTables::stepsInTheTable()
{
    LockFixture fixture;
    fixture.tell();
    fixture.monitor.pen("hed").write({.at = fixture.at(212), .value = 2'048, .kind = events::Kind::WalSize});
    fixture.monitor.pen("hed").write({.at = fixture.at(215), .value = 1, .kind = events::Kind::Checkpoint});
    fixture.monitor.collect();
    const LockNames names(fixture.monitor.names());
    const WallClock clock = clockOf(fixture);
    const auto steps = [&](std::int64_t from, std::int64_t to) { // 10 ms each
        std::vector<TimeStep> all;
        for (std::int64_t at = from; at < to; at += 10)
            all.push_back({.time = {fixture.at(at), fixture.at(at + 10)}, .databases = {}});
        const StepGrid grid{fixture.at(from), fixture.at(to), 10 * millisecond};
        for (const QString &community : {u"hed"_s, u"mne"_s}) {
            const auto own = databaseSteps(*fixture.monitor.read(), names.databaseOf(community), grid);
            for (std::size_t i = 0; i < own.size(); ++i)
                all.at(i).databases.push_back(own.at(i));
        }
        return all;
    };
    OverTimeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setSteps(steps(100, 220), 10 * millisecond, names, clock);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QCOMPARE(model.rowCount(), 12);
    const auto cell = [&](int row, OverTimeModel::Column column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role).toString();
    };
    QVERIFY2(cell(2, OverTimeModel::When).endsWith(u":00.120"_s), qPrintable(cell(2, OverTimeModel::When)));
    QCOMPARE(cell(2, OverTimeModel::Waited), u"1.0 s"_s); // one waits all the time
    QCOMPARE(cell(4, OverTimeModel::Waited), u"2.0 s"_s); // two
    QCOMPARE(cell(2, OverTimeModel::Waits), u"0"_s);
    QCOMPARE(cell(5, OverTimeModel::Commits), u"200"_s);
    QCOMPARE(cell(5, OverTimeModel::Rows), u"7,000"_s);
    QCOMPARE(cell(0, OverTimeModel::Wal), u"–"_s);
    QCOMPARE(cell(11, OverTimeModel::Checkpoints), u"1"_s);
    QCOMPARE(cell(10, OverTimeModel::Pinned), u"no"_s);
    QCOMPARE(cell(11, OverTimeModel::Pinned), u"hed"_s);
    // Of several communities, each one's own is told.
    QCOMPARE(cell(11, OverTimeModel::Wal, Qt::AccessibleTextRole), u"hed: 2.0 KiB, mne: 121 KiB"_s);
    QVERIFY(cell(11, OverTimeModel::Wal, Qt::ToolTipRole).contains(u"mne: 121 KiB"_s));

    const QPersistentModelIndex kept(model.index(5, 0));
    const QPersistentModelIndex gone(model.index(1, 0));
    model.setSteps(steps(130, 260), 10 * millisecond, names, clock); // time went on
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(kept.row(), 2);
    QVERIFY(!gone.isValid());
    model.setSteps(steps(90, 150), 10 * millisecond, names, clock); // and back
    QCOMPARE(model.rowCount(), 6);
    QVERIFY(cell(0, OverTimeModel::When).endsWith(u":00.090"_s));
    QVERIFY(cell(5, OverTimeModel::When).endsWith(u":00.140"_s));
    QCOMPARE(resets.size(), 0);
    model.setSteps(steps(500, 520), 10 * millisecond, names, clock); // somewhere else
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(resets.size(), 1);
    model.setSteps({}, 0, names, clock);
    QCOMPARE(model.rowCount(), 0);
}

void UiLocksTables::exportsSteps()
{
    const LockFixture fixture;
    events::Monitor monitor;
    (void)monitor.pen("mne", "github", "o/r");
    const LockNames names(monitor.names());
    const events::DatabaseId mne = names.databaseOf(u"mne"_s);
    const std::vector<TimeStep> steps{
        {.time = {fixture.at(0), fixture.at(20)},
         .databases = {{.database = mne,
                        .sums = {.waits = 2, .waitedNs = 45 * millisecond, .commits = 3, .rows = 70},
                        .walBytes = 4'096,
                        .checkpoints = 1,
                        .pinned = true}}},
        {.time = {fixture.at(20), fixture.at(40)}, .databases = {{.database = mne, .sums = {}}}}};
    QCOMPARE(exported(steps, names, clockOf(fixture), ExportFormat::Csv),
             QByteArray("from,to,community,waits,waited_ms,commits,rows,wal_bytes,checkpoints,wal_pinned\r\n"
                        "2026-03-02T10:00:00.000Z,2026-03-02T10:00:00.020Z,mne,2,45.000,3,70,4096,1,1\r\n"
                        "2026-03-02T10:00:00.020Z,2026-03-02T10:00:00.040Z,mne,0,0.000,0,0,,0,0\r\n"));
    const QJsonArray rows =
        QJsonDocument::fromJson(exported(steps, names, clockOf(fixture), ExportFormat::Json))
            .object()
            .value("steps"_L1)
            .toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.first().toObject().value("waited_ms"_L1).toDouble(), 45.0);
    QCOMPARE(rows.first().toObject().value("wal_pinned"_L1).toBool(), true);
    QVERIFY(rows.last().toObject().value("wal_bytes"_L1).isNull());
}

void UiLocksTables::textsThatLookLikeFormulas()
{
    LockFixture fixture;
    const events::Pen odd = fixture.monitor.pen("mne", "github", "=1+1,\"x\"");
    const events::Pen other = fixture.monitor.pen("mne", "papers", "pubmed:EEG");
    fixture.begin(odd, events::Activity::Holding, 0);
    fixture.begin(other, events::Activity::Queued, 0);
    fixture.end(odd, events::Activity::Holding, 0, 50, 1);
    fixture.end(other, events::Activity::Queued, 0, 50, 0);
    fixture.monitor.collect();
    const QByteArray csv = exported(incidentsOf(fixture), LockNames(fixture.monitor.names()),
                                    clockOf(fixture), ExportFormat::Csv);
    QVERIFY2(csv.contains(",\"'=1+1,\"\"x\"\"\","), csv.constData());
}

void UiLocksTables::savesAFileAndTellsErrors()
{
    const QTemporaryDir folder;
    FileSaver saver;
    QSignalSpy saved(&saver, &FileSaver::saved);
    saver.save(folder.filePath(u"a.csv"_s), "x,y\r\n");
    QVERIFY(saved.wait());
    QCOMPARE(saved.takeFirst().at(1).toString(), QString());
    QFile file(folder.filePath(u"a.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("x,y\r\n"));
    saver.save(folder.filePath(u"no/such/folder/a.csv"_s), "x");
    QVERIFY(saved.wait());
    QVERIFY(!saved.takeFirst().at(1).toString().isEmpty());
}

QTEST_GUILESS_MAIN(UiLocksTables)
#include "ui_locks_tables.moc"
