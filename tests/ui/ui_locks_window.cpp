// The Locks page within the window, over the demo: switched to by keys, remembered, and of one mind with what
// the run says of itself.
#include "DemoWindow.h"
#include "ui/contention/ContentionPage.h"
#include "ui/contention/LockCanvas.h"
#include "ui/contention/LockText.h"

#include <QComboBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::patience;
using test::Program;

class UiLocksWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreTheRunsOwn();
    void keysSwitchViewsAndAreRemembered();
};

void UiLocksWindow::numbersAreTheRunsOwn()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    auto *page = program.child<ContentionPage>(u"contentionPage"_s);
    program.key(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(page->isVisible());
    QTRY_VERIFY(page->canvas().hasFocus());
    program.child<QTabWidget>(u"lockTabs"_s)->setCurrentIndex(1);
    QTest::keyClick(&page->canvas(), Qt::Key_F5); // works from here, too
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QVERIFY(program.action(u"stop"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);

    QTest::qWait(300); // what happened last is drained
    events::Range whole = page->canvas().view().extent();
    page->canvas().show(whole);
    auto *table = program.child<QTreeView>(u"lockSourceView"_s);
    const sync::RunSnapshot &run = program.window().lastRun();
    struct Sums
    {
        qint64 waits = 0, waited = 0, holds = 0, held = 0, rows = 0;
        bool operator==(const Sums &) const = default;
    };
    const auto shown = [&] {
        Sums sums;
        const auto cell = [&](int row, SourceModel::Column column) {
            return table->model()->index(row, column).data(SourceModel::SortRole).toLongLong();
        };
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            sums.waits += cell(row, SourceModel::Waits);
            sums.waited += cell(row, SourceModel::Waited);
            sums.holds += cell(row, SourceModel::Holds);
            sums.held += cell(row, SourceModel::Held);
            sums.rows += cell(row, SourceModel::Rows);
        }
        return sums;
    };
    const store::LockTotals locks = run.costs().locks;
    const sync::Counts counts = run.counts();
    const Sums told{locks.queued + locks.busy, locks.queuedNs + locks.busyNs, locks.holds, locks.holdNs,
                    counts.added + counts.changed + counts.deleted};
    QVERIFY(told.holds > 0 && told.rows > 0);
    QTRY_VERIFY(shown() == told);
    QTRY_VERIFY(program.child<QWidget>(u"nowStrip"_s)->isVisible());

    QTest::keyClick(&page->canvas(), Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(program.tree().hasFocus());
    QVERIFY(!page->isVisible());
    program.tree().setCurrentIndex(program.tree().model()->index(0, 0, program.tree().model()->index(1, 0)));
    const QString community = program.tree().selectedJobs().constFirst().community;
    program.action(u"showLocks"_s)->trigger();
    QTRY_VERIFY(page->isVisible());
    const auto &chosen = *program.child<QComboBox>(u"lockCommunity"_s);
    QCOMPARE(chosen.currentData().toString(), community);
    QVERIFY(!chosen.currentText().isEmpty() && chosen.currentText() != community); // its name
    QVERIFY(page->canvas().accessibleDescription().startsWith(chosen.currentText() + u" › "_s));
    QVERIFY(page->canvas().lane() != 0);
}

void UiLocksWindow::keysSwitchViewsAndAreRemembered()
{
    const QTemporaryDir folder;
    {
        Program program(folder.path());
        program.waitForRows();
        QVERIFY(program.action(u"communitiesView"_s)->isChecked());
        QVERIFY(program.action(u"expandAll"_s)->isEnabled());
        program.key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(program.action(u"locksView"_s)->isChecked());
        QVERIFY(!program.action(u"expandAll"_s)->isEnabled()); // its key would be taken for a zoom
        QVERIFY(!program.action(u"showLocks"_s)->isEnabled());
        QVERIFY(program.action(u"syncAll"_s)->isEnabled());
        program.window().close();
    }
    Program again(folder.path());
    QVERIFY(again.action(u"locksView"_s)->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(again.action(u"syncAll"_s)->isEnabled(), patience);
    QVERIFY(again.child<ContentionPage>(u"contentionPage"_s)->isVisible());
}

QTEST_MAIN(UiLocksWindow)
#include "ui_locks_window.moc"
