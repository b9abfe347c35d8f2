// Names, words, tables and exports of the Locks page, over a real Monitor.
#include "LockFixture.h"
#include "ui/contention/FileSaver.h"
#include "ui/contention/IncidentModel.h"
#include "ui/contention/LockExport.h"
#include "ui/contention/LockText.h"
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
using lockkeeper::test::millisecond;

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
    void incidentsInTheTable();
    void rowsChangeWithoutAReset();
    void aCostlierOneMovesNoSelection();
    void spansInWords();
    void nowInWords();
    void factsOfTheWholeRun();
    void exportsIncidents();
    void exportsSources();
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
    const std::vector<SourceFigures> figures{
        {papers, u"mne"_s, u"Papers"_s, fixture.monitor.read()->statistics(mne, papers, range)}};
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
    QCOMPARE(model.index(0, SourceModel::Waited).data().toString(), u"30 ms"_s);
    QCOMPARE(model.index(0, SourceModel::Rows).data().toString(), u"50"_s);
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
