// The Locks page by keyboard and mouse, and what it tells a screen reader.
#include "LockFixture.h"
#include "LocksPage.h"
#include "tests/support/MadeUpLocks.h"
#include "ui/common/ElidedLabel.h"
#include "ui/contention/LockPainter.h"
#include "ui/contention/LockText.h"
#include "ui/contention/OverTimeModel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using lockkeeper::test::LockFixture;
using lockkeeper::test::LocksPage;
using lockkeeper::ui::millisecond;

class UiLocksPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPageSaysWhatToDo();
    void bracketsGoFromWaitToWait();
    void keysMoveThroughTime();
    void keysSelectTime();
    void escapeLetsGoBeforeItStopsARun();
    void enterOnAnIncidentZoomsToIt();
    void anIncidentsLaneComesIntoSight();
    void thresholdDecidesWhatIsAnIncident();
    void oneCommunityOrAll();
    void sourcesTableAgreesWithTheTimeline();
    void whatIsPaintedOverTimeIsATableToo();
    void tabReachesEverything();
    void everythingHasAName();
    void mouseZoomsPansAndSelects();
    void everyNameCanBeRead();
    void numbersInTwoColumns();
    void exportsThroughTheDialog();
    void jobsLaneIsShown();
};

void UiLocksPage::emptyPageSaysWhatToDo()
{
    const events::Monitor monitor;
    LocksPage page(&monitor);
    QVERIFY(page.ready());
    QVERIFY(page.canvas().empty());
    for (const int key : {Qt::Key_BracketRight, Qt::Key_Left, Qt::Key_End, Qt::Key_Home, Qt::Key_Plus,
                          Qt::Key_Down, Qt::Key_Space, Qt::Key_Space})
        page.key(key); // nothing there, nothing breaks
    QVERIFY(!page.canvas().chosen());
    const QImage picture = page.canvas().grab().toImage();
    QVERIFY(!picture.isNull());
    QCOMPARE(page.canvas().pictures(), 0);
    QVERIFY(!page.child<QWidget>(u"nowStrip"_s)->isVisible());
    // Nothing to copy, nothing to save.
    for (const QString &name : {u"incidentViewCopy"_s, u"incidentViewExport"_s, u"lockStatisticsCopy"_s})
        QVERIFY2(!page.child<QAbstractButton>(name)->isEnabled(), qPrintable(name));
}

void UiLocksPage::bracketsGoFromWaitToWait()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.key(Qt::Key_Home);
    page.key(Qt::Key_BracketRight);
    QVERIFY(page.canvas().chosen());
    QCOMPARE(page.canvas().chosen()->time.from, fixture.at(120));
    QVERIFY(page.canvas().accessibleDescription().contains(u"OpenAlex: EEG"_s));
    QVERIFY(page.canvas().accessibleDescription().contains(u"30 ms"_s));
    QVERIFY(page.numbers().contains(u"waits in line for the write lock, 30 ms"_s));
    const double column = page.canvas().view().columnOf(page.canvas().chosen()->time.from);
    QVERIFY(column > 0 && column < page.canvas().view().count());
    page.key(Qt::Key_BracketRight);
    QCOMPARE(page.canvas().chosen()->time.from, fixture.at(140));
    page.key(Qt::Key_BracketRight); // the last one stays chosen
    QCOMPARE(page.canvas().chosen()->time.from, fixture.at(140));
    auto *table = page.child<QTreeView>(u"incidentView"_s);
    QTest::keyClick(table, Qt::Key_BracketLeft);
    QCOMPARE(page.canvas().chosen()->time.from, fixture.at(120));
    page.key(Qt::Key_Escape);
    QVERIFY(!page.canvas().chosen());
    QVERIFY(page.canvas().accessibleDescription().isEmpty());
}

void UiLocksPage::keysMoveThroughTime()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    const TimeView &view = page.canvas().view();
    QVERIFY(view.following());
    QVERIFY(page.child<QToolButton>(u"lockFollow"_s)->isChecked());
    const std::int64_t zoom = view.columnNs();
    page.key(Qt::Key_Plus);
    QVERIFY(view.columnNs() < zoom && view.following());
    page.key(Qt::Key_Minus);
    QCOMPARE(view.columnNs(), zoom);
    for (int i = 0; i < 25; ++i)
        page.key(Qt::Key_Plus); // until there is something to the left
    page.key(Qt::Key_Home);
    page.key(Qt::Key_Right);
    const std::int64_t first = view.first();
    page.key(Qt::Key_Left);
    QVERIFY(view.first() < first && !view.following());
    QVERIFY(!page.child<QToolButton>(u"lockFollow"_s)->isChecked());
    page.key(Qt::Key_Home);
    QVERIFY(view.range().from <= fixture.at(0) && view.range().to > fixture.at(0));
    page.key(Qt::Key_End);
    QVERIFY(view.following());
    QVERIFY(page.child<QToolButton>(u"lockFollow"_s)->isChecked());
    page.key(Qt::Key_Down);
    QVERIFY(page.canvas().lane() != 0);
    QVERIFY(page.canvas().accessibleDescription().startsWith(u"hed › GitHub"_s));
    QVERIFY(page.child<ElidedLabel>(u"lockStatisticsTitle"_s)->fullText().startsWith(u"hed › GitHub"_s));
}

void UiLocksPage::keysSelectTime()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.key(Qt::Key_Home);
    page.key(Qt::Key_BracketRight); // from here on
    page.key(Qt::Key_Right, Qt::ShiftModifier);
    page.key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(page.canvas().selected());
    QCOMPARE(page.canvas().selected()->from, fixture.at(120));
    const std::int64_t length = page.canvas().selected()->length();
    QVERIFY(length > 0);
    page.key(Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(page.canvas().selected()->length() < length);
    QVERIFY(page.child<ElidedLabel>(u"lockStatisticsTitle"_s)->fullText().endsWith(u"selected time"_s));
    QVERIFY(page.canvas().accessibleDescription().contains(u"selected"_s));
    page.child<QAbstractButton>(u"lockStatisticsCopy"_s)->click();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"Longest wait\t30 ms"_s) && copied.contains(u"Commits\t1"_s),
             qPrintable(copied));
    QVERIFY(!page.canvas().view().following());
}

void UiLocksPage::escapeLetsGoBeforeItStopsARun()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    const auto taken = [&] {
        QKeyEvent escape(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
        escape.ignore();
        QApplication::sendEvent(&page.canvas(), &escape);
        return escape.isAccepted();
    };
    QVERIFY(!taken()); // the window's own Stop gets it
    page.key(Qt::Key_BracketLeft);
    QVERIFY(page.canvas().chosen());
    QVERIFY(taken());
    page.key(Qt::Key_Escape);
    QVERIFY(!taken());
}

void UiLocksPage::enterOnAnIncidentZoomsToIt()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    auto *table = page.child<QTreeView>(u"incidentView"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    const events::Range seen = page.canvas().view().range();
    QVERIFY(seen.from < fixture.at(110) && seen.to > fixture.at(150));
    QVERIFY(seen.length() < 200 * millisecond);
    QVERIFY(page.canvas().accessibleDescription().startsWith(u"mne › GitHub"_s));
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains(u"mne › GitHub › mne-tools/mne-python\t40 ms"_s));
}

void UiLocksPage::anIncidentsLaneComesIntoSight()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.page.resize(900, 380); // so that the lanes of hed, which stand first, are all one sees
    QScrollBar *bar = page.canvas().verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), 0);
    page.key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(page.canvas().selected());
    auto *table = page.child<QTreeView>(u"incidentView"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->setCurrentIndex(table->model()->index(0, 0)); // mne's
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(bar->value() > 0);
    QVERIFY(!page.canvas().selected());
    const int before = bar->value();
    page.key(Qt::Key_Down); // the next one down is brought into sight, too
    QVERIFY(bar->value() >= before);
}

void UiLocksPage::thresholdDecidesWhatIsAnIncident()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    auto *table = page.child<QTreeView>(u"incidentView"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    page.child<QSpinBox>(u"lockThreshold"_s)->setValue(20);
    QCOMPARE(table->model()->rowCount(), 1);
    page.child<QSpinBox>(u"lockThreshold"_s)->setValue(60);
    QCOMPARE(table->model()->rowCount(), 0);
}

void UiLocksPage::oneCommunityOrAll()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    auto *community = page.child<QComboBox>(u"lockCommunity"_s);
    QCOMPARE(community->count(), 3);
    QCOMPARE(page.canvas().lanes().size(), std::size_t{2});
    QTest::keyClick(community, Qt::Key_Down);
    QCOMPARE(community->currentText(), u"hed"_s);
    QCOMPARE(page.canvas().lanes().size(), std::size_t{1});
    page.key(Qt::Key_BracketLeft);
    QVERIFY(!page.canvas().chosen()); // nobody waited there
    QTRY_COMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 0);
    QTest::keyClick(community, Qt::Key_Down);
    QTRY_COMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 2);
}

void UiLocksPage::sourcesTableAgreesWithTheTimeline()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.child<QTabWidget>(u"lockTabs"_s)->setCurrentIndex(1);
    auto *table = page.child<QTreeView>(u"lockSourceView"_s);
    QTRY_VERIFY(table->model()->rowCount() >= 4);
    qint64 rows = 0;
    qint64 waited = 0;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        rows += table->model()->index(row, SourceModel::Rows).data(SourceModel::SortRole).toLongLong();
        waited += table->model()->index(row, SourceModel::Waited).data(SourceModel::SortRole).toLongLong();
    }
    QCOMPARE(rows, 71);
    QCOMPARE(waited, 45 * millisecond);
}

void UiLocksPage::whatIsPaintedOverTimeIsATableToo()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    auto *table = page.child<QTreeView>(u"lockTimeView"_s);
    const QAbstractItemModel &rows = *table->model();
    const auto sortValue = [&rows](int row, OverTimeModel::Column column) {
        return rows.index(row, column).data(OverTimeModel::SortRole);
    };
    QTRY_COMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 2);
    QCOMPARE(rows.rowCount(), 0); // what nobody looks at is not asked for
    page.child<QTabWidget>(u"lockTabs"_s)->setCurrentIndex(2);
    QTRY_VERIFY(rows.rowCount() > 20);
    QVERIFY(sortValue(0, OverTimeModel::When).toLongLong() >
            sortValue(1, OverTimeModel::When).toLongLong()); // the newest first
    const double step = static_cast<double>(sortValue(1, OverTimeModel::When).toLongLong() -
                                            sortValue(2, OverTimeModel::When).toLongLong()) /
                        1e9;
    double written = 0;
    for (int row = 0; row < rows.rowCount(); ++row)
        written += sortValue(row, OverTimeModel::Rows).toDouble() * step;
    QCOMPARE(written, 71.0);
    QCOMPARE(sortValue(0, OverTimeModel::Wal).toLongLong(), 123'456);

    page.key(Qt::Key_Home); // a selected stretch is what the table is of, as the numbers beside it are
    page.key(Qt::Key_BracketRight);
    page.key(Qt::Key_Right, Qt::ShiftModifier);
    const auto oldest = [&] {
        return sortValue(rows.rowCount() - 1, OverTimeModel::When).toLongLong();
    };
    QTRY_COMPARE(oldest(), qint64{fixture.at(120)});
    QVERIFY(sortValue(0, OverTimeModel::When).toLongLong() < page.canvas().selected()->to);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().split('\n'_L1, Qt::SkipEmptyParts).size(), rows.rowCount());
    QVERIFY(page.child<QAbstractButton>(u"lockTimeViewExport"_s)->isEnabled());

    page.page.hide();
    const QList<QTimer *> timers = page.page.findChildren<QTimer *>();
    QVERIFY(std::ranges::none_of(timers, &QTimer::isActive));
}

void UiLocksPage::tabReachesEverything()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    QTRY_COMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 2);
    QStringList reached;
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached += QApplication::focusWidget()->objectName();
    }
    for (const QString &name :
         {u"lockCommunity"_s, u"lockFollow"_s, u"lockPause"_s, u"lockZoomIn"_s, u"lockZoomOut"_s,
          u"lockPrevious"_s, u"lockNext"_s, u"lockCanvas"_s, u"lockThreshold"_s, u"incidentView"_s,
          u"lockStatisticsCopy"_s, u"lockStatisticsText"_s})
        QVERIFY2(reached.contains(name), qPrintable(name + u" of "_s + reached.join(' '_L1)));
}

void UiLocksPage::everythingHasAName()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    for (const QWidget *widget : page.page.findChildren<QWidget *>()) {
        const bool control =
            qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget) ||
            qobject_cast<const QSpinBox *>(widget) || qobject_cast<const QTreeView *>(widget) ||
            qobject_cast<const QTextEdit *>(widget) || qobject_cast<const LockCanvas *>(widget);
        if (!control || widget->objectName().startsWith("qt_"_L1) || !widget->isVisible() ||
            widget->focusPolicy() == Qt::NoFocus)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName() + ' '_L1 +
                            QString::fromLatin1(widget->metaObject()->className())));
    }
    const QList<ElidedLabel *> now =
        page.child<QWidget>(u"nowStrip"_s)->findChildren<ElidedLabel *>(u"nowText"_s);
    QCOMPARE(now.size(), 2);
    QCOMPARE(now.first()->accessibleName(), u"hed: free"_s);
    QVERIFY(page.child<QWidget>(u"lockLegend"_s)->accessibleName().contains(u"waits in line"_s));
}

void UiLocksPage::mouseZoomsPansAndSelects()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.key(Qt::Key_Home);
    QWidget *picture = page.canvas().viewport();
    const TimeView &view = page.canvas().view();
    const int y = picture->height() / 2;
    const auto drag = [&](QPoint from, QPoint to, Qt::KeyboardModifiers modifiers) {
        QTest::mousePress(picture, Qt::LeftButton, modifiers, from);
        for (int step = 1; step <= 4; ++step) {
            const QPoint point = from + (to - from) * step / 4;
            QMouseEvent move(QEvent::MouseMove, point, picture->mapToGlobal(point), Qt::NoButton,
                             Qt::LeftButton, modifiers);
            QApplication::sendEvent(picture, &move);
        }
        QTest::mouseRelease(picture, Qt::LeftButton, modifiers, to);
    };
    const std::int64_t first = view.first();
    drag({400, y}, {500, y}, Qt::NoModifier);
    QVERIFY(view.first() < first);
    drag({400, y}, {500, y}, Qt::ShiftModifier);
    QVERIFY(page.canvas().selected());
    QVERIFY(std::abs(view.columnOf(page.canvas().selected()->to) -
                     view.columnOf(page.canvas().selected()->from) - 100) < 2);
    const std::int64_t zoom = view.columnNs();
    drag({400, 5}, {500, 5}, Qt::NoModifier); // along the times: zooms to what was dragged over
    QVERIFY(view.columnNs() < zoom / 3);
    QVERIFY(!page.canvas().selected());
    const std::int64_t nearer = view.columnNs();
    QWheelEvent wheel(QPointF(600, y), picture->mapToGlobal(QPointF(600, y)), {}, {0, -120}, Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(picture, &wheel);
    QVERIFY(view.columnNs() > nearer);
    for (int at = 0; at < picture->height() && page.canvas().lane() == 0; at += 8) // a name at the left
        QTest::mouseClick(picture, Qt::LeftButton, Qt::NoModifier, {40, at});
    QVERIFY(page.canvas().lane() != 0);
}

void UiLocksPage::everyNameCanBeRead()
{
    LockFixture fixture;
    fixture.tell();
    const events::Pen other = fixture.monitor.pen("mne");
    other.write({.at = fixture.at(210), .value = 4711, .kind = events::Kind::ForeignLock});
    other.write({.at = fixture.at(230),
                 .duration = 20 * millisecond,
                 .kind = events::Kind::Ended,
                 .activity = events::Activity::Holding});
    fixture.monitor.collect();
    LocksPage page(&fixture.monitor);
    page.page.resize(820, 560);
    QVERIFY(page.ready());
    LockCanvas &canvas = page.canvas();
    const int room = laneLabelWidth(u"Other processes"_s, canvas.fontMetrics());
    QVERIFY(page.canvas().names().laneOf(canvas.names().databaseOf(u"mne"_s), QString()) != 0);
    QTRY_VERIFY(!canvas.tipAt({10, 30}).isEmpty());
    // Up to there, names stand; beyond it, time does.
    QCOMPARE(canvas.tipAt({room - 1, 30}), u"Waits a second"_s);
    QStringList tips;
    for (int y = 2; y < canvas.viewport()->height(); y += 4)
        tips += canvas.tipAt({10, y});
    tips.removeDuplicates();
    for (const QString &name : {u"Waits a second"_s, u"Waited a second"_s, u"Commits a second"_s,
                                u"Rows a second"_s, u"hed › GitHub"_s, u"hed"_s})
        QVERIFY2(tips.contains(name), qPrintable(name + u" of "_s + tips.join(u"; "_s)));
    page.key(Qt::Key_Home);
    page.key(Qt::Key_BracketRight);
    (void)canvas.grab(); // what is painted is what is known
    bool none = false;
    bool some = false;
    for (int x = 0; x < canvas.viewport()->width(); x += 2) {
        const QString tip = canvas.tipAt({x, canvas.fontMetrics().height() + 10});
        none = none || tip == u"Waits a second: 0"_s;
        some = some || (tip.startsWith(u"Waits a second: "_s) && !tip.endsWith(u": 0"_s));
    }
    QVERIFY(none && some);
    // Nor is a name cut off in the table.
    page.child<QTabWidget>(u"lockTabs"_s)->setCurrentIndex(1);
    const auto *table = page.child<QTreeView>(u"lockSourceView"_s);
    QVERIFY(table->columnWidth(SourceModel::Source) >
            table->fontMetrics().horizontalAdvance(u"Other processes"_s) + 8);
}

void UiLocksPage::numbersInTwoColumns()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    page.page.resize(900, 500);
    QVERIFY(page.ready());
    const auto *text = page.child<QTextEdit>(u"lockStatisticsText"_s);
    QTRY_VERIFY(page.numbers().contains(u"Commits"_s));
    const double lines = text->document()->size().height() / text->fontMetrics().height();
    QVERIFY2(lines < 18, qPrintable(QString::number(lines))); // 23 facts and headings
}

void UiLocksPage::exportsThroughTheDialog()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    QTRY_COMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 2);
    const auto save = [&](const QString &path) {
        page.child<QAbstractButton>(u"incidentViewExport"_s)->click();
        auto *dialog = page.child<QFileDialog>(u"exportDialog"_s);
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        QTest::keyClick(dialog->findChild<QLineEdit *>(u"fileNameEdit"_s), Qt::Key_Return);
        QTRY_VERIFY(!page.child<QFileDialog>(u"exportDialog"_s));
    };
    const QString path = page.filePath(u"waits.json"_s);
    save(path);
    QTRY_COMPARE(page.child<QLabel>(u"lockTold"_s)->text(), u"Saved waits.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readAll()).object().value("incidents"_L1).toArray().size(), 2);
    // The next one begins where this one went.
    page.child<QAbstractButton>(u"incidentViewExport"_s)->click();
    auto *dialog = page.child<QFileDialog>(u"exportDialog"_s);
    QCOMPARE(dialog->directory().absolutePath(), QFileInfo(path).absolutePath());
    dialog->reject();
}

void UiLocksPage::jobsLaneIsShown()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    sync::JobSnapshot job;
    job.key = {.community = u"mne"_s, .kind = u"papers"_s, .name = u"openalex:EEG"_s};
    job.state = sync::JobState::Done;
    job.seconds = 0.155;
    job.endedAt = page.canvas().clock().at(fixture.at(155)).toUTC();
    page.page.showJob(job);
    QCOMPARE(page.child<QComboBox>(u"lockCommunity"_s)->currentText(), u"mne"_s);
    QVERIFY(page.canvas().accessibleDescription().startsWith(u"mne › Papers"_s));
    const events::Range seen = page.canvas().view().range();
    QVERIFY(seen.from <= fixture.at(0) && seen.to >= fixture.at(155) && seen.length() < 400 * millisecond);
    job.key.kind = u"beps"_s; // has done nothing yet
    page.page.showJob(job);
    QCOMPARE(page.canvas().lane(), events::LaneId{0});
}

QTEST_MAIN(UiLocksPage)
#include "ui_locks_page.moc"
