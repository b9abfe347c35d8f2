// The page of health within the window, over the demo: its work beside a sync, what it pauses, what quitting
// waits for, and the way to it.
#include "DemoWindow.h"
#include "tests/support/Sqlite.h"
#include "ui/dashboard/LogModel.h"
#include "ui/health/HealthPage.h"
#include "ui/health/HealthTables.h"
#include "ui/history/HistoryTable.h"

#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::patience;
using test::Program;

namespace {
void begin(Program &program, const QString &action)
{
    program.action(action)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
}

void syncToTheEnd(Program &program)
{
    begin(program, u"syncAll"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
}

// Chooses all databases of the page.
HistoryTable &chooseAll(Program &program)
{
    program.key(Qt::Key_4, Qt::ControlModifier);
    auto &table = *program.child<HistoryTable>(u"healthTable"_s);
    [&] {
        QTRY_VERIFY(table.isVisible() && table.hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(table.model()->index(3, 1).data().toString(), u"fine"_s, patience);
    }();
    QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
    return table;
}

bool working(Program &program)
{
    return program.child<QPushButton>(u"healthStop"_s)->isVisible();
}

QStringList logged(Program &program, const QString &words)
{
    const QAbstractItemModel &log = *program.child<QTreeView>(u"logView"_s)->model();
    QStringList texts;
    for (int row = 0; row < log.rowCount(); ++row) {
        const QString text = log.index(row, LogModel::Text).data().toString();
        if (text.startsWith(words))
            texts.append(text);
    }
    return texts;
}
} // namespace

class UiHealthWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksBesideASync();
    void aRunIsFollowed();
    void quittingWaitsForIt();
    void theViewIsRemembered();
};

void UiHealthWindow::worksBesideASync()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    syncToTheEnd(program);
    chooseAll(program);
    begin(program, u"syncFull"_s);
    program.child<QPushButton>(u"healthBackUp"_s)->click();
    program.child<QPushButton>(u"healthCheck"_s)->click();
    program.child<QPushButton>(u"healthOptimise"_s)->click();
    program.child<QPushButton>(u"healthCheckpoint"_s)->click();
    program.child<QPushButton>(u"healthCompact"_s)->click();
    auto *question = program.child<QMessageBox>(u"compactDialog"_s);
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!working(program) && !program.window().running(), patience);
    for (const sync::JobSnapshot &job : program.window().lastRun().jobs)
        QVERIFY2(job.state == sync::JobState::Done,
                 qPrintable(job.key.name + u": "_s + (job.error ? job.error->text : QString())));
    QCOMPARE(program.window().lastRun().lockErrors(), 0);
    QCOMPARE(logged(program, u"Back up now: Backed up and checked"_s).size(), 4);
    QCOMPARE(logged(program, u"Check: Whole"_s).size(), 4);
    QCOMPARE(logged(program, u"Optimise: Optimised"_s).size(), 4);
    QCOMPARE(logged(program, u"Checkpoint: The WAL is in the database"_s).size(), 4);
    QCOMPARE(logged(program, u"Compact: Compacted"_s).size(), 4);
    QCOMPARE(QDir(folder.filePath(u"demo/backups"_s)).entryList({u"*.db"_s}).size(), 4);
    const QDir knowledge(folder.filePath(u"demo/knowledge"_s));
    for (const QString &file : knowledge.entryList({u"*.db"_s}))
        QCOMPARE(tests::Sqlite(knowledge.filePath(file)).integrityProblem(), QString());
}

void UiHealthWindow::aRunIsFollowed()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    program.key(Qt::Key_4, Qt::ControlModifier);
    const auto &table = *program.child<HistoryTable>(u"healthTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table.model()->index(0, 1).data().toString(), u"not there yet"_s, patience);
    syncToTheEnd(program);
    for (int row = 0; row < 4; ++row)
        QTRY_COMPARE_WITH_TIMEOUT(table.model()->index(row, 1).data().toString(), u"fine"_s, patience);
}

void UiHealthWindow::quittingWaitsForIt()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    syncToTheEnd(program);
    chooseAll(program);
    program.child<QPushButton>(u"healthCheckDeep"_s)->click();
    program.child<QPushButton>(u"healthRebuild"_s)->click();
    QTRY_VERIFY(working(program));
    program.window().close();
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().isVisible(), patience);
    QVERIFY(!working(program));
    const QDir knowledge(folder.filePath(u"demo/knowledge"_s));
    for (const QString &file : knowledge.entryList({u"*.db"_s}))
        QCOMPARE(tests::Sqlite(knowledge.filePath(file)).integrityProblem(), QString());
}

void UiHealthWindow::theViewIsRemembered()
{
    const QTemporaryDir folder;
    {
        Program program(folder.path());
        program.waitForRows();
        program.key(Qt::Key_4, Qt::ControlModifier);
        QTRY_VERIFY(program.child<HealthPage>(u"healthPage"_s)->isVisible());
        program.window().close();
    }
    Program again(folder.path());
    QTRY_VERIFY(again.child<HealthPage>(u"healthPage"_s)->isVisible());
    QVERIFY(again.action(u"databasesView"_s)->isChecked());
}

QTEST_MAIN(UiHealthWindow)
#include "ui_health_window.moc"
