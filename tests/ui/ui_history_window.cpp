// The history's page within the window, over the demo: a run is there when it ends, with its own numbers, and
// still is after a restart; one that cannot be kept is told.
#include "DemoWindow.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Format.h"
#include "ui/dashboard/LogModel.h"
#include "ui/history/ChangeWords.h"
#include "ui/history/ChangesView.h"
#include "ui/history/HistoryPage.h"
#include "ui/history/HistoryTable.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::patience;
using test::Program;

class UiHistoryWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunIsThereWhenItEnds();
    void whatARunWroteLeadsToTheItems();
    void aRunThatIsNotKeptIsTold();
};

void UiHistoryWindow::aRunIsThereWhenItEnds()
{
    const QTemporaryDir folder;
    QStringList numbers;
    {
        Program program(folder.path());
        program.waitForRows();
        auto &page = *program.child<HistoryPage>(u"historyPage"_s);
        program.key(Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(page.isVisible());
        program.action(u"syncAll"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
        const auto &runs = *program.child<HistoryTable>(u"historyRuns"_s);
        QTRY_COMPARE_WITH_TIMEOUT(runs.rows(), 1, patience);
        const sync::RunSnapshot &run = program.window().lastRun();
        const store::LockTotals locks = run.costs().locks;
        numbers = {formatDuration(run.seconds),        formatNumber(run.counts().added),
                   formatNumber(run.counts().changed), formatNumber(run.counts().deleted),
                   formatNumber(run.costs().requests), formatNumber(locks.waits()),
                   formatNanoseconds(locks.waitNs()),  formatNanoseconds(locks.longestHoldNs),
                   formatNumber(run.lockErrors())};
        for (int i = 0; i < numbers.size(); ++i)
            QCOMPARE(runs.model()->index(0, 3 + i).data().toString(), numbers.at(i));
        QTRY_COMPARE(program.child<HistoryTable>(u"historyJobs"_s)->rows(), int(run.jobs.size()));
        program.window().close();
    }
    Program again(folder.path()); // the view is remembered, too
    QTRY_VERIFY(again.child<HistoryPage>(u"historyPage"_s)->isVisible());
    const auto &runs = *again.child<HistoryTable>(u"historyRuns"_s);
    QTRY_COMPARE_WITH_TIMEOUT(runs.rows(), 1, patience);
    for (int i = 0; i < numbers.size(); ++i)
        QCOMPARE(runs.model()->index(0, 3 + i).data().toString(), numbers.at(i));
}

void UiHistoryWindow::whatARunWroteLeadsToTheItems()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    program.key(Qt::Key_3, Qt::ControlModifier);
    program.action(u"syncAll"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    auto &changes = *program.child<ChangesView>(u"historyChanges"_s);
    auto &list = *program.child<QTreeView>(u"changesList"_s);
    program.child<QTabWidget>(u"historyTabs"_s)->setCurrentWidget(&changes);
    QTRY_VERIFY_WITH_TIMEOUT(list.model()->rowCount() > 0, patience);
    // The database of the first community keeps just what the history says of its jobs.
    const QString community = program.child<QComboBox>(u"changesCommunity"_s)->currentData().toString();
    sync::Counts counts;
    for (const sync::JobSnapshot &job : program.window().lastRun().jobs) {
        if (job.key.community == community)
            counts += job.counts;
    }
    QCOMPARE(program.child<ElidedLabel>(u"changesNote"_s)->fullText(),
             countsText(counts.added, counts.changed, counts.deleted));
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Return);
    QTRY_VERIFY(program.child<QWidget>(u"inspectorPage"_s)->isVisible());
    // Another try of a source is a sync of it.
    Q_EMIT program.child<HistoryPage>(u"historyPage"_s)
        ->retryWanted({program.window().lastRun().jobs.constFirst().key});
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running() || program.window().lastRun().jobs.size() == 1,
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    QCOMPARE(program.window().lastRun().jobs.size(), 1);
}

void UiHistoryWindow::aRunThatIsNotKeptIsTold()
{
    const QTemporaryDir folder;
    QVERIFY(QDir().mkpath(folder.filePath(u"demo/lockkeeper"_s)));
    QFile file(folder.filePath(u"demo/lockkeeper/history.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    file.close();
    Program program(folder.path());
    program.waitForRows();
    program.action(u"syncAll"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    QCOMPARE(program.window().lastRun().jobsIn(sync::JobState::Failed), 0);
    const QAbstractItemModel &log = *program.child<QTreeView>(u"logView"_s)->model();
    const auto told = [&log] {
        for (int row = 0; row < log.rowCount(); ++row) {
            if (log.index(row, LogModel::Text).data().toString().contains(u"not an SQLite database"_s))
                return log.index(row, LogModel::Level).data().toString() == u"warning"_s;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(told(), patience);
}

QTEST_MAIN(UiHistoryWindow)
#include "ui_history_window.moc"
