// The Locks page through a run: followed, paused, unseen, and over another monitor.
#include "LockFixture.h"
#include "LocksPage.h"
#include "tests/support/MadeUpLocks.h"
#include "ui/common/ElidedLabel.h"
#include "ui/contention/LockText.h"
#include "ui/contention/SourceModel.h"

#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using lockkeeper::test::LockFixture;
using lockkeeper::test::LocksPage;
using lockkeeper::ui::millisecond;

class UiLocksFollow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hiddenItCostsNothing();
    void paintsOnlyWhatChanged();
    void aRunThatBeginsIsFollowed();
    void pausedItStandsStill();
    void pausedItAnswersForAnotherChoice();
    void sourcesAreOfWhatIsSeenLast();
    void lostEventsAreTold();
    void timesStayThroughARun();
    void anotherMonitorBeginsAnew();
};

void UiLocksFollow::hiddenItCostsNothing()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.page.setRunning(true);
    QTRY_VERIFY(page.canvas().pictures() > 3);
    const auto active = [&] {
        const QList<QTimer *> timers = page.page.findChildren<QTimer *>();
        return std::ranges::count_if(timers, [](const QTimer *timer) { return timer->isActive(); });
    };
    page.page.hide();
    QCOMPARE(page.child<QTabWidget>(u"lockTabs"_s)->isVisible(), false);
    const int pictures = page.canvas().pictures();
    QSignalSpy moved(&page.canvas(), &LockCanvas::moved);
    QTest::qWait(300);
    QCOMPARE(page.canvas().pictures(), pictures);
    QCOMPARE(moved.size(), 0);
    QCOMPARE(active(), 0);
    page.page.show();
    QTRY_VERIFY(page.canvas().pictures() > pictures);
    page.page.setWatched(false); // the window is minimised
    const int before = page.canvas().pictures();
    moved.clear();
    QTest::qWait(300);
    QCOMPARE(moved.size(), 0);
    QVERIFY(page.canvas().pictures() <= before + 1); // one may have been under way
}

void UiLocksFollow::paintsOnlyWhatChanged()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    int before = -1;
    for (int tries = 0; tries < 20 && before != page.canvas().pictures(); ++tries) {
        before = page.canvas().pictures(); // until all was asked for once more
        QTest::qWait(500);
    }
    QCOMPARE(page.canvas().pictures(), before);
    fixture.span(fixture.monitor.pen("mne", "beps", "bids-standard"), events::Activity::Reading, 300, 310, 0);
    fixture.monitor.collect();
    QTRY_VERIFY(page.canvas().pictures() > before);
    QTRY_COMPARE(page.canvas().names().laneOf(page.canvas().names().databaseOf(u"mne"_s), u"beps"_s) != 0,
                 true);
}

void UiLocksFollow::aRunThatBeginsIsFollowed()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.key(Qt::Key_Home);
    QVERIFY(!page.canvas().view().following());
    page.page.setRunning(true);
    QVERIFY(page.canvas().view().following());

    page.page.setRunning(false); // but for one who looks at something
    page.key(Qt::Key_Home);
    page.key(Qt::Key_BracketRight);
    page.page.setRunning(true);
    QVERIFY(!page.canvas().view().following());
    page.key(Qt::Key_Escape);
    page.page.setRunning(false);
    page.key(Qt::Key_Space); // or wants it to stand still
    page.page.setRunning(true);
    QVERIFY(page.canvas().paused());
}

void UiLocksFollow::pausedItStandsStill()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.page.setRunning(true);
    page.key(Qt::Key_Space);
    QVERIFY(page.canvas().paused());
    QVERIFY(page.child<QToolButton>(u"lockPause"_s)->isChecked());
    QVERIFY(!page.child<QToolButton>(u"lockFollow"_s)->isChecked());
    const std::int64_t first = page.canvas().view().first();
    const std::int64_t now = page.canvas().now();
    QTest::qWait(200);
    QCOMPARE(page.canvas().view().first(), first);
    QCOMPARE(page.canvas().now(), now);
    page.key(Qt::Key_Space);
    QVERIFY(!page.canvas().paused());
    QTRY_VERIFY(page.canvas().view().first() > first);
}

// The picture stands still; what is asked of it may change.
void UiLocksFollow::pausedItAnswersForAnotherChoice()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    auto *table = page.child<QTreeView>(u"incidentView"_s);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    page.key(Qt::Key_Space);
    QVERIFY(page.canvas().paused());
    page.child<QSpinBox>(u"lockThreshold"_s)->setValue(20);
    QCOMPARE(table->model()->rowCount(), 1);
    auto *community = page.child<QComboBox>(u"lockCommunity"_s);
    community->setCurrentIndex(community->findData(u"hed"_s));
    QTRY_COMPARE(table->model()->rowCount(), 0);
    const auto now = page.child<QWidget>(u"nowStrip"_s)->findChildren<ElidedLabel *>(u"nowText"_s);
    QCOMPARE(now.size(), 1);
    QCOMPARE(now.constFirst()->fullText(), u"hed: free"_s);
    QVERIFY(page.canvas().paused());
}

// Also where the view moves on while the figures of what it left are still being gathered, slice by slice.
void UiLocksFollow::sourcesAreOfWhatIsSeenLast()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    page.child<QTabWidget>(u"lockTabs"_s)->setCurrentIndex(1);
    const auto rows = [&] {
        const QAbstractItemModel &model = *page.child<QTreeView>(u"lockSourceView"_s)->model();
        qint64 sum = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            sum += model.index(row, SourceModel::Rows).data(SourceModel::SortRole).toLongLong();
        return sum;
    };
    page.canvas().show({fixture.at(0), fixture.at(160)});
    QTRY_COMPARE(rows(), 70); // of mne

    const QList<QTimer *> timers = page.page.findChildren<QTimer *>(QString(), Qt::FindDirectChildrenOnly);
    const auto panels = std::ranges::find_if(
        timers, [](const QTimer *timer) { return timer->isActive() && timer->interval() == 500; });
    QVERIFY(panels != timers.end());
    const auto look = [&] {
        QTimerEvent due((*panels)->timerId());
        QCoreApplication::sendEvent(*panels, &due);
    };
    page.canvas().show({fixture.at(0), fixture.at(220)});
    look(); // begins
    page.canvas().show({fixture.at(190), fixture.at(220)});
    look();                  // while that is under way
    QTRY_COMPARE(rows(), 1); // of hed
}

void UiLocksFollow::lostEventsAreTold()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    auto *lost = page.child<QLabel>(u"lockLost"_s);
    QVERIFY(!lost->isVisible());
    {
        const events::Monitor::Reading standing = fixture.monitor.read(); // nobody drains meanwhile
        const events::Pen pen = fixture.monitor.pen("mne", "github", "mne-tools/mne-python");
        for (std::size_t i = 0; i < 4 * events::Ring::capacity; ++i)
            pen.write(
                {.at = fixture.at(400), .kind = events::Kind::Began, .activity = events::Activity::Idle});
    }
    QVERIFY(fixture.monitor.lost() > 0);
    QTRY_VERIFY(lost->isVisible());
    QVERIFY(lost->text().endsWith(u"events lost"_s));
}

// An incident has the same time in the table, and in two exports, before and after a run.
void UiLocksFollow::timesStayThroughARun()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    const std::int64_t instant = page.canvas().clock().instantOf(QDateTime::currentDateTimeUtc());
    const QDateTime time = page.canvas().clock().at(instant);
    for (int run = 0; run < 20; ++run) {
        QTest::qWait(1);
        page.page.setRunning(run % 2 == 0);
        QCOMPARE(page.canvas().clock().at(instant), time);
    }
    const WallClock clock(0, time);
    QVERIFY(clock.agreesWith(WallClock(0, time.addMSecs(-20))));
    QVERIFY(!clock.agreesWith(WallClock(0, time.addMSecs(21))));
}

void UiLocksFollow::anotherMonitorBeginsAnew()
{
    LockFixture fixture;
    fixture.tell();
    LocksPage page(&fixture.monitor);
    QVERIFY(page.ready());
    QTRY_COMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 2);
    page.key(Qt::Key_BracketLeft);
    page.page.setMonitor(nullptr);
    QVERIFY(page.canvas().empty());
    QVERIFY(!page.canvas().chosen());
    QCOMPARE(page.child<QTreeView>(u"incidentView"_s)->model()->rowCount(), 0);
    QCOMPARE(page.child<QComboBox>(u"lockCommunity"_s)->count(), 1);
    page.key(Qt::Key_BracketLeft);
    QTest::qWait(150);
    const events::Monitor other;
    page.page.setMonitor(&other);
    QVERIFY(page.canvas().empty());
}

QTEST_MAIN(UiLocksFollow)
#include "ui_locks_follow.moc"
