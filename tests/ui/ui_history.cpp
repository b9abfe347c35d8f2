// The history's page over real files: list, details, two runs side by side, sparklines, and what is said
// where there is nothing or nothing readable.
#include "history/Queries.h"
#include "history/SaveRun.h"
#include "resources/Translations.h"
#include "sync/Catalog.h"
#include "tests/support/HistoryRuns.h"
#include "ui/common/ColumnFit.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/history/HistoryPage.h"
#include "ui/history/HistoryTable.h"
#include "ui/history/HistoryTables.h"
#include "ui/history/HistoryWords.h"
#include "ui/history/Sparkline.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
QDateTime minutesAgo(int minutes)
{
    return QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch() - qint64{minutes} * 60'000,
                                          Qt::UTC);
}

class Page final
{
public:
    explicit Page(const QString &path)
    {
        page.resize(900, 600);
        page.show();
        page.setPath(path);
    }

    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *page.findChild<T *>(name);
    }
    [[nodiscard]] HistoryTable &table(const QString &name) const { return child<HistoryTable>(name); }
    [[nodiscard]] QString cell(const QString &name, int row, int column) const
    {
        return table(name).model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString title() const { return child<ElidedLabel>(u"historyTitle"_s).fullText(); }

    HistoryPage page;
};
} // namespace

class UiHistory final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    void save(int minutes, qint64 seed = 0, const QList<history::IncidentRecord> &incidents = {}) const
    {
        history::RunRecord record =
            history::recordOf(tests::endedRun(minutesAgo(minutes), seed), history::Trigger::Window);
        record.incidents = incidents;
        QVERIFY(history::saveRun(m_path, record).ok());
    }

private Q_SLOTS:
    void namesAreThoseOfTheOtherPages();
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(u"%1/history.db"_s.arg(++number));
    }
    void saysThatThereIsNothingYet();
    void saysWhatIsWrong();
    void showsTheNewestRun();
    void everyNumberIsTheRuns();
    void filtersByCommunity();
    void communitiesByName();
    void twoRunsSideBySide();
    void aHiddenPageReadsNothing();
    void whatWasChosenStaysChosen();
    void keysAreEnough();
    void everyControlHasAName();
    void differencesInSignAndWord();
    void sparklines();
    void everyColumnIsInSight();
    void tablesAreCopied();
};

void UiHistory::saysThatThereIsNothingYet()
{
    const Page page(m_path);
    auto &message = page.child<QLabel>(u"historyMessage"_s);
    QTRY_VERIFY2(message.text().startsWith(u"No runs yet."_s), qPrintable(message.text()));
    QVERIFY(message.isVisible());
    QVERIFY(message.text().contains(m_path));
    QVERIFY(!page.child<QPushButton>(u"historyAgain"_s).isVisible());
}

void UiHistory::saysWhatIsWrong()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    }
    Page page(m_path);
    auto &message = page.child<QLabel>(u"historyMessage"_s);
    QTRY_VERIFY2(message.text().contains(u"not an SQLite database"_s), qPrintable(message.text()));
    auto &again = page.child<QPushButton>(u"historyAgain"_s);
    QVERIFY(again.isVisible());
    QVERIFY(QFile::remove(m_path));
    save(1);
    again.click();
    QTRY_COMPARE(page.table(u"historyRuns"_s).rows(), 1);
    QTRY_VERIFY(page.table(u"historyRuns"_s).isVisible());
    page.page.showError({.kind = ErrorKind::DiskFull, .text = u"The disk is full."_s, .hint = {}, .url = {}});
    QVERIFY(page.child<ElidedLabel>(u"historyNote"_s).fullText().contains(u"The disk is full."_s));
}

void UiHistory::showsTheNewestRun()
{
    save(20);
    save(10, 1000, {tests::incidentIn(u"mne"_s, minutesAgo(10), 40'000'000)});
    const Page page(m_path);
    QTRY_COMPARE(page.table(u"historyRuns"_s).rows(), 2);
    QCOMPARE(page.cell(u"historyRuns"_s, 0, 0), u"#2"_s);
    QCOMPARE(page.table(u"historyRuns"_s).chosenIds(), QList<qint64>{2});
    QTRY_COMPARE(page.table(u"historyJobs"_s).rows(), 3);
    QVERIFY2(page.title().startsWith(u"Run #2"_s) && page.title().contains(u"in full"_s),
             qPrintable(page.title()));
    QCOMPARE(page.table(u"historyIncidents"_s).rows(), 1);
    QCOMPARE(page.cell(u"historyIncidents"_s, 0, 2), u"GitHub › c/d"_s);
    QCOMPARE(page.cell(u"historyIncidents"_s, 0, 5), u"40 ms"_s);
    QVERIFY(page.child<QTabWidget>(u"historyTabs"_s).tabText(1).contains(u"(1)"_s));
    QCOMPARE(page.table(u"historySeries"_s).rows(), 3);
    const QAbstractItemModelTester tester(page.table(u"historyJobs"_s).model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void UiHistory::everyNumberIsTheRuns()
{
    save(10, 5000);
    const sync::RunSnapshot run = tests::endedRun(minutesAgo(10), 5000);
    const Page page(m_path);
    QTRY_COMPARE(page.table(u"historyJobs"_s).rows(), 3);
    const store::LockTotals locks = run.costs().locks;
    const QStringList runCells = {u"1 done, 1 failed, 1 cancelled"_s,
                                  formatDuration(run.seconds),
                                  formatNumber(run.counts().added),
                                  formatNumber(run.counts().changed),
                                  formatNumber(run.counts().deleted),
                                  formatNumber(run.costs().requests),
                                  formatNumber(locks.waits()),
                                  formatNanoseconds(locks.waitNs()),
                                  formatNanoseconds(locks.longestHoldNs),
                                  formatNumber(run.lockErrors())};
    for (int i = 0; i < runCells.size(); ++i)
        QCOMPARE(page.cell(u"historyRuns"_s, 0, 2 + i), runCells.at(i));
    for (int row = 0; row < 3; ++row) {
        const sync::JobSnapshot &job = run.jobs.at(row);
        const QStringList cells = {formatDuration(job.seconds),
                                   formatNumber(job.counts.added),
                                   formatNumber(job.counts.changed),
                                   formatNumber(job.counts.deleted),
                                   formatNumber(job.counts.unchanged),
                                   formatNumber(job.costs.requests),
                                   formatNumber(job.costs.locks.waits()),
                                   formatNanoseconds(job.costs.locks.waitNs()),
                                   formatNanoseconds(job.costs.locks.longestHoldNs)};
        for (int i = 0; i < cells.size(); ++i)
            QCOMPARE(page.cell(u"historyJobs"_s, row, 4 + i), cells.at(i));
    }
    QVERIFY(page.cell(u"historyJobs"_s, 1, 13).contains(u"The database is locked."_s));
}

void UiHistory::filtersByCommunity()
{
    save(10);
    const Page page(m_path);
    auto &communities = page.child<QComboBox>(u"historyCommunity"_s);
    QTRY_COMPARE(communities.count(), 3); // all, bids, mne
    communities.setCurrentIndex(1);
    QTRY_COMPARE(page.table(u"historyJobs"_s).rows(), 1);
    QCOMPARE(page.cell(u"historyRuns"_s, 0, 2), u"1 done"_s);
    QCOMPARE(page.table(u"historySeries"_s).rows(), 1);
    QCOMPARE(communities.currentText(), u"bids"_s);
}

void UiHistory::communitiesByName()
{
    save(10, 0, {tests::incidentIn(u"mne"_s, minutesAgo(10), 40'000'000)});
    Page page(m_path);
    QTRY_COMPARE(page.table(u"historyJobs"_s).rows(), 3);
    sync::Catalog catalog;
    sync::CatalogEntry entry; // bids is not there any more: its id is all that is known
    entry.loaded.id = u"mne"_s;
    entry.loaded.community = community::Community{};
    entry.loaded.community->name = u"A MNE"_s;
    catalog.entries.append(entry);
    page.page.setCommunityNames(CommunityNames(catalog));
    const auto &communities = page.child<QComboBox>(u"historyCommunity"_s);
    QTRY_COMPARE(communities.itemText(1), u"A MNE"_s);
    QCOMPARE(communities.itemText(2), u"bids"_s);
    QTRY_COMPARE(page.cell(u"historyJobs"_s, 1, 0), u"A MNE"_s);
    QCOMPARE(page.cell(u"historyJobs"_s, 0, 0), u"bids"_s);
    QCOMPARE(page.cell(u"historyIncidents"_s, 0, 1), u"A MNE"_s);
    QCOMPARE(page.cell(u"historySeries"_s, 2, 0), u"A MNE"_s);
    QVERIFY2(page.title().contains(u"A MNE: 8"_s), qPrintable(page.title()));
    QVERIFY(page.table(u"historyRuns"_s)
                .model()
                ->index(0, 2)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"A MNE"_s));
}

void UiHistory::twoRunsSideBySide()
{
    for (int i = 0; i < 3; ++i)
        save(30 - i, i);
    const Page page(m_path);
    auto &tabs = page.child<QTabWidget>(u"historyTabs"_s);
    auto &compare = page.child<QPushButton>(u"historyCompare"_s);
    QTRY_COMPARE(page.table(u"historyJobs"_s).rows(), 3);
    QVERIFY(!tabs.isTabEnabled(4));
    QVERIFY(compare.isEnabled());
    auto &menu = page.child<QMenu>(u"historyCompareMenu"_s);
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().size(), 2); // the others
    menu.actions().constLast()->trigger();
    QTRY_COMPARE(tabs.currentIndex(), 4);
    QVERIFY2(page.title().startsWith(u"Run #1"_s) && page.title().contains(u"run #3"_s) &&
                 page.title().contains(u"3 changed"_s),
             qPrintable(page.title()));
    QCOMPARE(page.cell(u"historyComparison"_s, 0, 0), u"~ changed"_s);
    QCOMPARE(page.cell(u"historyComparison"_s, 0, 6), u"307 → 313 (+6, more)"_s);
    QVERIFY(!compare.isEnabled());
    page.table(u"historyRuns"_s).choose({2});
    QTRY_VERIFY(!tabs.isTabEnabled(4));
    QTRY_COMPARE(tabs.currentIndex(), 0);
}

void UiHistory::aHiddenPageReadsNothing()
{
    HistoryPage page;
    page.setPath(m_path);
    save(5);
    QTest::qWait(50);
    QCOMPARE(page.findChild<HistoryTable *>(u"historyRuns"_s)->rows(), 0);
    page.show();
    QTRY_COMPARE(page.findChild<HistoryTable *>(u"historyRuns"_s)->rows(), 1);
}

void UiHistory::whatWasChosenStaysChosen()
{
    save(20);
    save(10);
    Page page(m_path);
    QTRY_COMPARE(page.table(u"historyRuns"_s).rows(), 2);
    page.table(u"historyRuns"_s).choose({1});
    save(5);
    page.page.refresh();
    QTRY_COMPARE(page.table(u"historyRuns"_s).rows(), 3);
    QCOMPARE(page.table(u"historyRuns"_s).chosenIds(), QList<qint64>{1});
}

void UiHistory::keysAreEnough()
{
    save(20);
    save(10);
    Page page(m_path);
    QVERIFY(QTest::qWaitForWindowActive(&page.page));
    QTRY_COMPARE(page.table(u"historyRuns"_s).rows(), 2);
    HistoryTable &runs = page.table(u"historyRuns"_s);
    page.page.setFocus();
    QTRY_VERIFY(runs.hasFocus());
    QTest::keyClick(&runs, Qt::Key_Down);
    QCOMPARE(runs.chosenIds(), QList<qint64>{1});
    QTest::keyClick(&runs, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(runs.chosenIds(), (QList<qint64>{2, 1}));
    QTRY_COMPARE(page.child<QTabWidget>(u"historyTabs"_s).currentIndex(), 4);
    // On to everything else, and round.
    QSet<QString> reached;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.insert(QApplication::focusWidget()->objectName());
    }
    for (const QString &control : {u"historyCommunity"_s, u"historyRuns"_s, u"historyComparison"_s})
        QVERIFY2(reached.contains(control), qPrintable(reached.values().join(' '_L1)));
}

void UiHistory::everyControlHasAName()
{
    const HistoryPage page;
    for (const QAbstractItemView *view : page.findChildren<QAbstractItemView *>()) {
        if (qobject_cast<const HistoryTable *>(view))
            QVERIFY2(!view->accessibleName().isEmpty(), qPrintable(view->objectName()));
    }
    QVERIFY(!page.findChild<QComboBox *>(u"historyCommunity"_s)->accessibleName().isEmpty());
    for (const QPushButton *button : page.findChildren<QPushButton *>())
        QVERIFY(!button->text().isEmpty());
}

void UiHistory::differencesInSignAndWord()
{
    const auto text = [](double value) {
        return formatNumber(static_cast<qint64>(value));
    };
    QCOMPARE(changeText(3, 3, text), u"3"_s);
    QCOMPARE(changeText(3, 5, text), u"3 → 5 (+2, more)"_s);
    QCOMPARE(changeText(5, 3, text), u"5 → 3 (−2, less)"_s);
    QCOMPARE(changeText(std::nullopt, 3, text), u"– → 3"_s);
    QCOMPARE(changeText(3, std::nullopt, text), u"3 → –"_s);
    QCOMPARE(changeText(history::Change::Added), u"+ added"_s);
    QCOMPARE(changeText(history::Change::Removed), u"− removed"_s);
}

void UiHistory::sparklines()
{
    const QRectF area(10, 0, 100, 20);
    QVERIFY(sparkline({}, area).isEmpty());
    const QList<QLineF> lines = sparkline({0, 5, 10}, area);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0), QLineF(10, 20, 60, 10));
    QCOMPARE(lines.at(1), QLineF(60, 10, 110, 0));
    QCOMPARE(sparkline({7}, area).size(), 1);
    for (const QLineF &line : sparkline({0, 0, 0}, area))
        QCOMPARE(line.y1(), 20.0); // no division by nothing

    history::SourceSeries series{.community = u"mne"_s, .kind = u"github"_s, .points = {}};
    for (int i = 1; i <= 30; ++i)
        series.points.append({.run = i,
                              .startedAt = minutesAgo(60 - i),
                              .seconds = i == 7 ? 90.0 : 10.0 + i,
                              .waits = 1,
                              .waitNs = i * 1'000'000,
                              .rows = i,
                              .failed = i == 3 ? 2 : 0});
    const CellTable table = seriesTable({series});
    const Cell &duration = table.rows.constFirst().cells.at(2);
    QCOMPARE(duration.line.size(), 30);
    QCOMPARE(duration.text, u"40 s"_s);
    QCOMPARE(duration.spoken, u"last 40 s, between 11 s and 1 min 30 s in 30 runs"_s);
    QCOMPARE(table.rows.constFirst().cells.at(5).text, u"in 1 run"_s);

    // What is drawn: the line's colour where the line is, left of the text.
    HistoryTable view(u"series"_s);
    view.setTable(table);
    view.resize(900, 120);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QRect cell = view.visualRect(view.model()->index(0, 2));
    QVERIFY2(cell.width() > 120, qPrintable(QString::number(cell.width())));
    const auto colours = [&view](const QRect &part) {
        const QImage image = view.viewport()->grab(part).toImage();
        QSet<QRgb> seen;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                seen.insert(image.pixel(x, y));
        }
        return seen.size();
    };
    const QRect place(cell.topLeft(), QSize(130, cell.height()));
    const auto drawn = colours(place);
    CellTable bare = table;
    bare.rows.first().cells[2].line.clear();
    view.setTable(bare);
    QVERIFY2(colours(place) < drawn, qPrintable(QString::number(drawn)));
}

void UiHistory::everyColumnIsInSight()
{
    const QList<ColumnNeed> needs{{100, 100, 50}, {60, 60, 60}, {80, 80, 30}};
    QCOMPARE(fittedWidths(needs, 300), QList<int>({100, 60, 80}));
    QCOMPARE(fittedWidths(needs, 200), QList<int>({70, 60, 70}));
    QCOMPARE(fittedWidths(needs, 140), QList<int>({50, 60, 30}));
    QCOMPARE(fittedWidths(needs, 139), QList<int>({100, 60, 80})); // it scrolls
    // Room beside a title goes before a text is cut.
    QCOMPARE(fittedWidths({{200, 200, 50}, {90, 60, 60}}, 270), QList<int>({200, 70}));
    QCOMPARE(fittedWidths({{200, 200, 50}, {90, 60, 60}}, 250), QList<int>({190, 60}));

    save(10, 0, {tests::incidentIn(u"mne"_s, minutesAgo(10), 40'000'000)});
    Page page(m_path); // 900 wide
    HistoryTable &runs = page.table(u"historyRuns"_s);
    QTRY_COMPARE(runs.rows(), 1);
    const auto inSight = [&runs] {
        const int last = runs.model()->columnCount() - 1;
        return runs.columnViewportPosition(last) + runs.columnWidth(last) <= runs.viewport()->width();
    };
    QTRY_VERIFY(inSight());
    const QFontMetrics metrics = runs.fontMetrics();
    for (int column = 3; column < runs.model()->columnCount(); ++column) { // numbers are never cut off
        const QString text = runs.model()->index(0, column).data().toString();
        const QString title = runs.model()->headerData(column, Qt::Horizontal).toString();
        QVERIFY2(runs.columnWidth(column) >= metrics.horizontalAdvance(text) &&
                     runs.columnWidth(column) >= metrics.horizontalAdvance(title),
                 qPrintable(title));
    }
    page.page.resize(1200, 600);
    QTRY_VERIFY(runs.viewport()->width() > 1000 && inSight());
    page.page.resize(900, 600);
    QTRY_VERIFY(runs.viewport()->width() < 1000 && inSight());
    // The arrow that shows what is sorted by leaves the title whole.
    runs.sortByColumn(10, Qt::AscendingOrder);
    QVERIFY(runs.columnWidth(10) >= runs.header()->sectionSizeHint(10));
}

void UiHistory::tablesAreCopied()
{
    HistoryTable table(u"runs"_s);
    history::RunSummary run;
    run.id = 4;
    run.done = 31;
    run.failed = 1;
    run.startedAt = QDateTime(QDate(2026, 3, 1), QTime(12, 0));
    table.setTable(runTable({run}));
    table.copyChosen();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"#4\t2026-03-01 12:00\t31 done, 1 failed\t"_s), qPrintable(copied));
}

void UiHistory::namesAreThoseOfTheOtherPages()
{
    const sync::JobKey key{u"mne"_s, u"papers"_s, u"openalex:EEG"_s};
    history::RunDetails run;
    run.jobs = {tests::endedJob(key, sync::JobState::Done, 1)};
    run.incidents = {tests::incidentIn(u"mne"_s, minutesAgo(1), 40'000'000)};
    run.incidents[0].holder = {.kind = key.kind, .name = key.name};
    run.incidents[0].victims = {{.job = run.incidents[0].holder, .waitedNs = 40'000'000}};
    QCOMPARE(jobTable(run).rows.at(0).cells.at(2).text, u"OpenAlex: EEG"_s);
    QCOMPARE(incidentTable(run).rows.at(0).cells.at(2).text, u"Papers › OpenAlex: EEG"_s);
    QCOMPARE(incidentTable(run).rows.at(0).cells.at(7).text, u"Papers › OpenAlex: EEG 40 ms"_s);
    QCOMPARE(comparisonTable(history::compare(run, run)).rows.at(0).cells.at(3).text, u"OpenAlex: EEG"_s);
}

QTEST_MAIN(UiHistory)
#include "ui_history.moc"
