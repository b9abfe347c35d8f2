// What the page of health notices by itself while somebody looks at it, what it does not offer and why, and
// what it keeps in sight of what came of its work.
#include "HealthFixture.h"
#include "backup/BackupName.h"
#include "backup/OtherCopies.h"
#include "resources/Translations.h"
#include "tests/support/OtherProgram.h"
#include "ui/health/HealthTasks.h"
#include "ui/health/RestoreDialog.h"
#include "ui/health/WorkLine.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::CommunityFile;
using tests::HealthFixture;
using tests::healthPatience;
using tests::OtherProgram;
using tests::Sqlite;

class UiHealthLook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void changesAreNoticed();
    void nothingJumps();
    void lookAgainHasAKey();
    void aDamagedOneIsNotWrittenTo();
    void noCheckpointWithoutAWal();
    void bothOutcomesStayInSight();
    void stoppedIsNeitherDoneNorFailed();
    void whatElseCanBeRestored();
    void theMenuHasTheSame();
    void compactingTellsHowFarItIs();
};

void UiHealthLook::changesAreNoticed()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.page.setLookEvery(50ms);
    health.show();
    QCOMPARE(health.cell(5), u"5"_s);
    health.community.addItem(9001);
    QTRY_COMPARE_WITH_TIMEOUT(health.cell(5), u"6"_s, healthPatience);

    // Of one that nobody has written to, who has it open changes nevertheless.
    OtherProgram other(health.community.path());
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    const auto facts = [&health] {
        return health.child<QTextBrowser>(u"healthFacts"_s).toPlainText();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(facts().contains(u"held by python3"_s), qPrintable(facts()), healthPatience);
    QVERIFY(other.run(u"COMMIT"_s));
    QTRY_VERIFY2_WITH_TIMEOUT(!facts().contains(u"held by"_s), qPrintable(facts()), healthPatience);

    // Hidden it rests; turned to, it looks at once.
    health.page.setLookEvery(10min);
    QWidget elsewhere;
    elsewhere.show();
    elsewhere.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&elsewhere));
    QTest::qWait(1500); // what is being read already is read to its end
    health.community.addItem(9002);
    QTest::qWait(200);
    QCOMPARE(health.cell(5), u"6"_s);
    health.page.activateWindow();
    QTRY_COMPARE_WITH_TIMEOUT(health.cell(5), u"7"_s, healthPatience);
}

void UiHealthLook::nothingJumps()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.page.resize(700, 330);
    health.show();
    auto &rows = health.child<HistoryTable>(u"healthRows"_s);
    QTRY_VERIFY(rows.verticalScrollBar()->maximum() > 0);
    rows.choose({3});
    rows.verticalScrollBar()->setValue(rows.verticalScrollBar()->maximum());
    const int scrolled = rows.verticalScrollBar()->value();
    const int width = health.table().columnWidth(6);
    const QSignalSpy reset(health.table().model(), &QAbstractItemModel::modelReset);
    health.community.addItem(9001);
    health.page.setLookEvery(50ms);
    QTRY_COMPARE_WITH_TIMEOUT(health.cell(5), u"6"_s, healthPatience);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(rows.verticalScrollBar()->value(), scrolled);
    QCOMPARE(rows.chosenIds(), QList<qint64>{3});
    QCOMPARE(health.table().chosenIds(), QList<qint64>{1});
    QVERIFY(health.table().columnWidth(6) >= width);
}

void UiHealthLook::lookAgainHasAKey()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.show();
    health.community.addItem(9001);
    QVERIFY(health.button(u"healthLook"_s).isVisible());
    QVERIFY(health.button(u"healthLook"_s).toolTip().contains(u"Alt+G"_s));
    QTest::keyClick(&health.table(), Qt::Key_G, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(health.cell(5), u"6"_s, healthPatience);
}

void UiHealthLook::aDamagedOneIsNotWrittenTo()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 2000);
    tests::damageMiddle(health.community.path());
    health.show();
    health.press(u"healthCheck"_s);
    health.waitForState(u"damaged"_s);
    for (const HealthTask task : healthTasks) {
        const QPushButton &button = health.button(taskWords(task).name);
        const bool offered = task == HealthTask::Check || task == HealthTask::CheckDeep ||
                             task == HealthTask::Restore || task == HealthTask::Recover;
        QTRY_COMPARE(button.isEnabled(), offered);
        QVERIFY2(button.toolTip().contains(u"is damaged"_s) != offered, qPrintable(button.toolTip()));
    }
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(40, 40),
                            health.table().mapToGlobal(QPoint(40, 40)));
    QApplication::sendEvent(health.table().viewport(), &event);
    auto *menu = health.page.findChild<QMenu *>(u"healthMenu"_s);
    QVERIFY(menu && menu->toolTipsVisible());
    for (const QAction *action : menu->actions()) {
        if (action->text() == taskWords(HealthTask::Compact).button)
            QVERIFY(!action->isEnabled() && action->toolTip().contains(u"is damaged"_s));
    }
    menu->close();
}

void UiHealthLook::noCheckpointWithoutAWal()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 5);
    health.show();
    health.waitForState(u"not in WAL"_s);
    QVERIFY(!health.button(u"healthCheckpoint"_s).isEnabled());
    QVERIFY(health.button(u"healthCheckpoint"_s).toolTip().contains(u"not in WAL mode"_s));
    QVERIFY(health.button(u"healthOptimise"_s).isEnabled());
    QTest::keyClick(&health.table(), Qt::Key_Up);
    QVERIFY(health.button(u"healthCheck"_s).toolTip().contains(u"no database yet"_s));
}

// A restore over a damaged file is followed by a check: the name of the file that was kept is still told.
void UiHealthLook::bothOutcomesStayInSight()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 2000);
    const QString backup = health.community.file(u"copy.db"_s);
    CommunityFile::write(backup, CommunityFile::bytesOf(health.community.path()));
    tests::damageMiddle(health.community.path());
    health.show();
    health.press(u"healthCheck"_s);
    health.waitForState(u"damaged"_s);
    health.button(u"healthRestore"_s).click();
    auto *dialog = health.page.findChild<RestoreDialog *>(u"restoreDialog"_s);
    QVERIFY(dialog);
    auto *field = dialog->findChild<QLineEdit *>(u"restoreFile"_s);
    QTest::keyClicks(field, backup);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"checked in depth"_s) && !health.work.running(),
                              qPrintable(health.outcome()), healthPatience);
    QVERIFY2(health.outcome().startsWith(u"mne · Restore: Restored"_s), qPrintable(health.outcome()));
    QVERIFY2(health.outcome().contains(u"kept as mne.db.before-restore-"_s), qPrintable(health.outcome()));
    QVERIFY2(health.outcome().contains(u"\nmne · Check in depth: Whole"_s), qPrintable(health.outcome()));
}

void UiHealthLook::stoppedIsNeitherDoneNorFailed()
{
    QVERIFY(failedReport(HealthTask::Restore, cancelledError()).stopped);
    QVERIFY(!failedReport(HealthTask::Restore, Error{.text = u"No."_s, .hint = {}, .url = {}}).stopped);
    WorkLine line;
    const auto picture = [&line](bool stopped) {
        line.showOutcome(LogLevel::Info, stopped, u"mne · Restore: it."_s);
        for (const QLabel *label : line.findChildren<QLabel *>()) {
            if (!label->pixmap(Qt::ReturnByValue).isNull())
                return label->pixmap(Qt::ReturnByValue).toImage();
        }
        return QImage();
    };
    const QImage done = picture(false);
    QVERIFY(!done.isNull());
    QVERIFY(picture(true) != done);
}

void UiHealthLook::whatElseCanBeRestored()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 5);
    const QByteArray content = CommunityFile::bytesOf(health.community.path());
    const QDateTime time = QDateTime::currentDateTimeUtc().addSecs(-90);
    QDir().mkpath(health.community.backups());
    QByteArray inWal = content; // as a restore finds most of them
    inWal[18] = inWal[19] = 2;  // sqlite.org/fileformat2.html, 1.3.3
    const auto put = [&content](const QString &folder, const QString &name) {
        CommunityFile::write(folder + '/'_L1 + name, content);
    };
    put(health.community.backups(), backup::fileNameOf({.community = u"mne"_s, .taken = time}));
    put(health.community.backups(), backup::fileNameOf({.community = u"mne"_s, .taken = time.addSecs(1)}));
    put(health.community.backups(), backup::recoveredFileName(u"mne"_s, time.addSecs(2)));
    put(health.community.backups(), backup::recoveredFileName(u"bids"_s, time)); // somebody else's
    CommunityFile::write(
        health.community.knowledge() + '/'_L1 +
            backup::fileNameOf({.community = u"mne"_s, .taken = time.addSecs(3), .aside = true}),
        inWal);
    health.show();
    QTRY_COMPARE(health.child<QTabWidget>(u"healthTabs"_s).tabText(1), u"B&ackups (2)"_s);
    health.button(u"healthRestore"_s).click();
    auto *dialog = health.page.findChild<RestoreDialog *>(u"restoreDialog"_s);
    QVERIFY(dialog);
    const auto *table = dialog->findChild<HistoryTable *>(u"restoreBackups"_s);
    QCOMPARE(table->rows(), 4);
    const auto column = [table](int number) {
        QStringList texts;
        for (int row = 0; row < table->rows(); ++row)
            texts.append(table->model()->index(row, number).data().toString());
        return texts;
    };
    QCOMPARE(column(0).removeDuplicates(), 0); // when, to the second
    QCOMPARE(column(1).filter(u"1 min"_s).size(), 4);
    QTRY_COMPARE(column(3), QStringList(4, u"5"_s)); // rows
    QCOMPARE(column(4).filter(u"whole"_s).size(), 2);
    QCOMPARE(column(4).filter(u"recovered"_s).size(), 1);
    QCOMPARE(column(4).filter(u"in WAL mode without its -wal"_s).size(), 1);
    QCOMPARE(table->chosenIds(), QList<qint64>{0}); // the newest backup
    QCOMPARE(CommunityFile::in(health.community.knowledge()).filter(u"-wal"_s), QStringList());
    dialog->reject();
}

void UiHealthLook::theMenuHasTheSame()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.show();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(40, 40),
                            health.table().mapToGlobal(QPoint(40, 40)));
    QApplication::sendEvent(health.table().viewport(), &event);
    auto *menu = health.page.findChild<QMenu *>(u"healthMenu"_s);
    QVERIFY(menu && menu->isVisible());
    QStringList texts;
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator())
            texts.append(action->text());
    }
    QStringList buttons;
    for (const HealthTask task : healthTasks)
        buttons.append(taskWords(task).button);
    buttons.append(u"Look a&gain"_s);
    QCOMPARE(texts, buttons);
    menu->actions().constFirst()->trigger();
    menu->close();
    QTRY_VERIFY(health.outcome().contains(u"Whole"_s));
}

// SQLite compacts in one statement without a word; here it waits for a reader, which takes as long as wanted.
void UiHealthLook::compactingTellsHowFarItIs()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 50);
    health.show();
    Sqlite reader(health.community.path());
    QCOMPARE(reader.execute(u"BEGIN; SELECT count(*) FROM github_items"_s), 0);
    health.button(u"healthCompact"_s).click();
    auto *question = health.page.findChild<QMessageBox *>(u"compactDialog"_s);
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"written so far"_s), qPrintable(health.outcome()),
                              healthPatience);
    const QString first = health.outcome();
    QVERIFY2(first.startsWith(u"mne · Compact… "_s), qPrintable(first));
    const auto &bar = health.child<QProgressBar>(u"healthProgress"_s);
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.maximum(), 0); // busy: no share is known
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome() != first, qPrintable(first), healthPatience); // time goes on
    QCOMPARE(reader.execute(u"COMMIT"_s), 0);
    health.waitUntilIdle();
    QVERIFY2(health.outcome().contains(u"Compacted in"_s), qPrintable(health.outcome()));
}

QTEST_MAIN(UiHealthLook)
#include "ui_health_look.moc"
