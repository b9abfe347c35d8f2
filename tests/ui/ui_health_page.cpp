// The page of health over real files, by keyboard: check, compact, rebuild, back up, restore, recover, stop;
// what it says of each, and that a file that is locked or damaged stays as it is.
#include "HealthFixture.h"
#include "community/Loader.h"
#include "resources/Translations.h"
#include "ui/health/HealthTasks.h"
#include "ui/health/RestoreDialog.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::CommunityFile;
using tests::HealthFixture;
using tests::healthPatience;
using tests::Sqlite;

class UiHealthPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void aHiddenPageReadsNothing();
    void checksByKeyboard();
    void aLockedOneIsNotChecked();
    void compactAsks();
    void aBrokenIndexIsRebuilt();
    void backsUpAndKeepsTen();
    void restoresByKeyboard();
    void refusesWhatIsNotItsOwn();
    void aLoneCopyIsTold();
    void aDamagedFileIsRecovered();
    void stopLeavesItAsItWas();
    void whatWasChosenStaysChosen();
    void everyControlHasAName();
};

void UiHealthPage::aHiddenPageReadsNothing()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.page.setCatalog(health.catalog());
    QTest::qWait(200);
    QCOMPARE(health.state(), u"being looked at…"_s);
    health.page.show();
    health.waitForState(u"fine"_s);
    QCOMPARE(health.table().model()->index(0, 1).data().toString(), u"not there yet"_s);
}

void UiHealthPage::checksByKeyboard()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 50);
    health.show();
    const QSignalSpy logged(&health.page, &HealthPage::logged);
    QCOMPARE(health.cell(6), u"never"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_C, Qt::AltModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().startsWith(u"mne · Check: Whole: 50 rows"_s),
                              qPrintable(health.outcome()), healthPatience);
    QTRY_VERIFY(health.cell(6).endsWith(u"whole"_s));
    QCOMPARE(logged.count(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(health.outcome().contains(u"checked in depth"_s));
    health.press(u"healthOptimise"_s);
    QVERIFY2(health.outcome().contains(u"Optimised"_s), qPrintable(health.outcome()));
    health.press(u"healthCheckpoint"_s);
    QVERIFY2(health.outcome().contains(u"The WAL is in the database"_s), qPrintable(health.outcome()));
}

void UiHealthPage::aLockedOneIsNotChecked()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 50);
    health.show();
    Sqlite other(health.community.path());
    QCOMPARE(other.execute(u"BEGIN EXCLUSIVE"_s), 0);
    health.page.refresh();
    health.waitForState(u"locked: could not look"_s);
    health.button(u"healthCheck"_s).click();
    QTRY_VERIFY(health.button(u"healthStop"_s).isVisible());
    QCOMPARE(other.execute(u"COMMIT"_s), 0); // it waits for its turn
    health.waitUntilIdle();
    QVERIFY2(health.outcome().contains(u"Whole"_s), qPrintable(health.outcome()));
    health.waitForState(u"not in WAL"_s);
}

void UiHealthPage::compactAsks()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 20, 4 << 20);
    {
        Sqlite other(health.community.path());
        QCOMPARE(other.execute(u"DROP TABLE ballast"_s), 0);
        QCOMPARE(other.execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), 0);
    }
    health.show();
    health.waitForState(u"free pages worth compacting"_s);
    const qint64 before = QFileInfo(health.community.path()).size();
    const auto question = [&health] {
        return health.page.findChild<QMessageBox *>(u"compactDialog"_s);
    };
    health.button(u"healthCompact"_s).click();
    QTRY_VERIFY(question());
    QVERIFY2(question()->text().contains(u"gives back 4"_s), qPrintable(question()->text()));
    QVERIFY2(question()->informativeText().contains(u"for a while"_s),
             qPrintable(question()->informativeText()));
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QVERIFY(!health.work.running());
    QCOMPARE(QFileInfo(health.community.path()).size(), before);

    const QSignalSpy changed(&health.page, &HealthPage::databasesChanged);
    health.button(u"healthCompact"_s).click();
    QTRY_VERIFY(question());
    QTest::keyClick(question(), Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"Compacted"_s), qPrintable(health.outcome()),
                              healthPatience);
    QCOMPARE(changed.count(), 1);
    QVERIFY(QFileInfo(health.community.path()).size() < before - (3 << 20));
    QCOMPARE(CommunityFile::itemsIn(health.community.path()), 20);
    health.page.refresh(); // the window reads all again then
    health.waitForState(u"fine"_s);
}

void UiHealthPage::aBrokenIndexIsRebuilt()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 50);
    {
        Sqlite other(health.community.path());
        QCOMPARE(other.execute(u"INSERT INTO github_items_fts(github_items_fts) VALUES('delete-all')"_s), 0);
    }
    health.show();
    health.press(u"healthCheckDeep"_s);
    health.waitForState(u"full-text index damaged"_s);
    QVERIFY2(health.outcome().contains(u"Rebuild them"_s), qPrintable(health.outcome()));
    QSignalSpy logged(&health.page, &HealthPage::logged);
    health.press(u"healthRebuild"_s);
    QTRY_COMPARE_WITH_TIMEOUT(logged.count(), 2, healthPatience); // it is checked again by itself
    health.page.refresh();
    health.waitForState(u"fine"_s);
    Sqlite other(health.community.path());
    QCOMPARE(other.integrityProblem(), QString());
}

void UiHealthPage::backsUpAndKeepsTen()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 30);
    QDir().mkpath(health.community.backups());
    for (int day = 10; day < 20; ++day) // ten there are
        CommunityFile::write(health.community.backups() + u"/mne-202001%1T000000Z.db"_s.arg(day),
                             "not whole");
    health.show();
    auto &tabs = health.child<QTabWidget>(u"healthTabs"_s);
    QTRY_COMPARE(tabs.tabText(1), u"B&ackups (10)"_s);
    QList<LogEntry> log;
    connect(&health.page, &HealthPage::logged, this,
            [&log](const QList<LogEntry> &entries) { log += entries; });
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_U, Qt::AltModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"Backed up and checked: 30 rows"_s),
                              qPrintable(health.outcome()), healthPatience);
    QTRY_COMPARE(tabs.tabText(1), u"B&ackups (1)"_s); // older than 90 days, all of them
    const auto removed = std::ranges::count_if(
        log, [](const LogEntry &entry) { return entry.text.startsWith(u"Removed, being more or older"_s); });
    QCOMPARE(removed, 10);
    QCOMPARE(CommunityFile::itemsIn(
                 QDir(health.community.backups())
                     .filePath(QDir(health.community.backups()).entryList({u"mne-*.db"_s}).value(0))),
             30);
    health.child<QCheckBox>(u"healthCompactBackup"_s).setChecked(true);
    QTest::qWait(1100); // another second is another name
    health.press(u"healthBackUp"_s);
    QTRY_COMPARE(tabs.tabText(1), u"B&ackups (2)"_s);
    QVERIFY(health.cell(7).startsWith(u"today"_s));
}

void UiHealthPage::restoresByKeyboard()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 30);
    health.show();
    health.press(u"healthBackUp"_s);
    health.community.addItem(9001);
    health.page.refresh();
    QTRY_COMPARE(health.cell(5), u"31"_s);
    QTRY_COMPARE(health.child<HistoryTable>(u"healthBackups"_s).rows(), 1);
    health.table().setFocus();
    const auto dialog = [&health] {
        return health.page.findChild<RestoreDialog *>(u"restoreDialog"_s);
    };
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_R, Qt::AltModifier);
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QVERIFY2(dialog()->findChild<QLabel *>(u"restoreWhat"_s)->text().contains(u"mne.db.before-restore-"_s),
             qPrintable(dialog()->findChild<QLabel *>(u"restoreWhat"_s)->text()));
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QVERIFY(!health.work.running());

    health.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&health.page));
    QTest::keyClick(&health.table(), Qt::Key_R, Qt::AltModifier);
    QTRY_VERIFY(dialog() && dialog()->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(dialog()));
    QTRY_COMPARE(QApplication::focusWidget(), dialog()->findChild<QWidget *>(u"restoreBackups"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // the newest is chosen, Restore the default
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"Restored and checked: 30 rows (before: 31)"_s),
                              qPrintable(health.outcome()), healthPatience);
    QVERIFY(health.outcome().contains(u"is kept as mne.db.before-restore-"_s));
    QCOMPARE(CommunityFile::itemsIn(health.community.path()), 30);
    const QStringList aside = QDir(health.community.knowledge()).entryList({u"*before-restore*"_s});
    QCOMPARE(aside.size(), 1);
    QCOMPARE(CommunityFile::itemsIn(health.community.knowledge() + u'/' + aside.first()), 31);
}

void UiHealthPage::refusesWhatIsNotItsOwn()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 30);
    const CommunityFile other;
    other.make(u"delete"_s, 7, 0, u"somebody/else"_s);
    health.show();
    const auto restore = [&health](const QString &file) {
        health.button(u"healthRestore"_s).click();
        auto *dialog = health.page.findChild<RestoreDialog *>(u"restoreDialog"_s);
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QPushButton *>(u"restoreStart"_s)->isEnabled()); // nothing is chosen yet
        auto *field = dialog->findChild<QLineEdit *>(u"restoreFile"_s);
        field->setFocus();
        QTest::keyClicks(field, file);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(health.work.running());
        health.waitUntilIdle();
        QTRY_VERIFY(!health.page.findChild<RestoreDialog *>(u"restoreDialog"_s));
    };
    restore(other.path());
    QVERIFY2(health.outcome().startsWith(u"mne · Restore: "_s), qPrintable(health.outcome()));
    QCOMPARE(CommunityFile::itemsIn(health.community.path()), 30);
    CommunityFile::write(health.community.file(u"broken.db"_s), QByteArray(9000, 'x'));
    restore(health.community.file(u"broken.db"_s));
    QVERIFY2(!health.outcome().contains(u"Restored"_s), qPrintable(health.outcome()));
    QCOMPARE(CommunityFile::itemsIn(health.community.path()), 30);
    QCOMPARE(QDir(health.community.knowledge()).entryList({u"*before-restore*"_s}), QStringList());

    // Without a database to compare with, what is configured tells.
    QVERIFY(QFile::remove(health.community.path()));
    sync::Catalog catalog = health.catalog();
    catalog.entries[0].loaded = community::loadText(
        "id: bids\nname: BIDS\ndescription: x\ngithub:\n  repos:\n    - somebody/else\n", u"bids"_s);
    catalog.entries[1].loaded =
        community::loadText("id: mne\nname: MNE\ndescription: x\ngithub:\n  repos:\n    - o/r\n", u"mne"_s);
    health.page.setCatalog(catalog);
    restore(other.path());
    QVERIFY2(health.outcome().contains(u"Such are configured for: bids."_s), qPrintable(health.outcome()));
    QVERIFY(!QFile::exists(health.community.path()));
}

void UiHealthPage::aLoneCopyIsTold()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 30);
    const QString lone = health.community.file(u"lone.db"_s);
    CommunityFile::write(lone, CommunityFile::bytesOf(health.community.path())); // nobody has it open
    health.show();
    health.button(u"healthRestore"_s).click();
    auto *dialog = health.page.findChild<RestoreDialog *>(u"restoreDialog"_s);
    QVERIFY(dialog);
    auto *field = dialog->findChild<QLineEdit *>(u"restoreFile"_s);
    QTest::keyClicks(field, lone);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"has no “-wal” beside it"_s),
                              qPrintable(health.outcome()), healthPatience);
    QVERIFY2(health.outcome().contains(u"Restored and checked: 30 rows"_s), qPrintable(health.outcome()));
}

void UiHealthPage::aDamagedFileIsRecovered()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 4000);
    tests::damageMiddle(health.community.path());
    const QByteArray damaged = CommunityFile::bytesOf(health.community.path());
    health.show();
    QStringList found;
    connect(&health.page, &HealthPage::damagedFound, this,
            [&found](const QStringList &these) { found = these; });
    health.press(u"healthCheck"_s);
    health.waitForState(u"damaged"_s);
    QTRY_COMPARE(found, QStringList{u"mne"_s});
    { // Another start knows it before anybody looks.
        HealthPage other(health.work, u"3.40.1"_s);
        const QSignalSpy known(&other, &HealthPage::damagedFound);
        other.setHistory(health.history());
        other.setCatalog(health.catalog());
        QTRY_VERIFY(!known.isEmpty() && known.last().first().toStringList() == QStringList{u"mne"_s});
    }
    health.button(u"healthRecover"_s).click();
    auto *dialog = health.page.findChild<QDialog *>(u"recoverDialog"_s);
    QVERIFY(dialog);
    const QString file = dialog->findChild<QLineEdit *>(u"recoverFile"_s)->text();
    QVERIFY2(file.startsWith(health.community.backups() + u"/mne.recovered-"_s), qPrintable(file));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(health.outcome().contains(u"Recovered"_s), qPrintable(health.outcome()),
                              healthPatience);
    const int saved = CommunityFile::itemsIn(file);
    QVERIFY2(saved > 0 && saved < 4000, qPrintable(QString::number(saved)));
    QCOMPARE(CommunityFile::bytesOf(health.community.path()), damaged);

    health.button(u"healthRestore"_s).click();
    auto *restore = health.page.findChild<RestoreDialog *>(u"restoreDialog"_s);
    QVERIFY(restore);
    auto *field = restore->findChild<QLineEdit *>(u"restoreFile"_s);
    QTest::keyClicks(field, file);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(
        !health.work.running() && CommunityFile::bytesOf(health.community.path()) != damaged, healthPatience);
    health.waitUntilIdle(); // it was damaged, so the new one is checked in depth by itself
    QCOMPARE(CommunityFile::itemsIn(health.community.path()), saved);
    health.page.refresh();
    health.waitForState(u"fine"_s);
    QTRY_COMPARE(found, QStringList());
}

void UiHealthPage::stopLeavesItAsItWas()
{
    HealthFixture health;
    health.community.make(u"delete"_s, 50);
    health.show();
    Sqlite other(health.community.path());
    QCOMPARE(other.execute(u"BEGIN EXCLUSIVE"_s), 0);
    health.button(u"healthCompact"_s).click(); // what another program holds waits its turn
    auto *question = health.page.findChild<QMessageBox *>(u"compactDialog"_s);
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY(health.button(u"healthStop"_s).isVisible());
    QVERIFY(health.child<QWidget>(u"healthProgress"_s).isVisible());
    QVERIFY2(health.outcome().startsWith(u"mne · Compact"_s), qPrintable(health.outcome()));
    QTest::keyClick(&health.table(), Qt::Key_P, Qt::AltModifier);
    health.waitUntilIdle();
    QVERIFY2(health.outcome().contains(u"Stopped. The database is as it was."_s),
             qPrintable(health.outcome()));
    QVERIFY(!health.button(u"healthStop"_s).isVisible());
}

void UiHealthPage::whatWasChosenStaysChosen()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.show();
    QCOMPARE(health.table().chosenIds(), QList<qint64>{1});
    health.page.setCatalog(health.catalog());
    QTest::qWait(100);
    QCOMPARE(health.table().chosenIds(), QList<qint64>{1});
    QTest::keyClick(&health.table(), Qt::Key_Up);
    QCOMPARE(health.table().chosenIds(), QList<qint64>{0});
    QVERIFY(!health.button(u"healthCheck"_s).isEnabled()); // there is no file yet
    QVERIFY(health.button(u"healthRestore"_s).isEnabled());
    QTest::keyClick(&health.table(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(health.button(u"healthCheck"_s).isEnabled()); // of the one that has
    QVERIFY(!health.button(u"healthRestore"_s).isEnabled());
}

void UiHealthPage::everyControlHasAName()
{
    HealthFixture health;
    health.community.make(u"wal"_s, 5);
    health.show();
    health.button(u"healthRestore"_s).click();
    int named = 0;
    for (QWidget *widget : health.page.findChildren<QWidget *>()) {
        const bool ofAFileDialog = qobject_cast<QAbstractItemView *>(widget->parentWidget()) != nullptr;
        if (widget->focusPolicy() == Qt::NoFocus || ofAFileDialog)
            continue;
        const auto *tabs = qobject_cast<QTabBar *>(widget);
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(interface);
        const bool told = tabs || qobject_cast<QTabWidget *>(widget) || qobject_cast<QSplitter *>(widget) ||
                          !interface->text(QAccessible::Name).isEmpty() || widget == &health.page ||
                          qobject_cast<QLabel *>(widget);
        QVERIFY2(told, qPrintable(widget->objectName() + ' '_L1 +
                                  QLatin1StringView(widget->metaObject()->className())));
        ++named;
    }
    QVERIFY(named > 15);
}

QTEST_MAIN(UiHealthPage)
#include "ui_health_page.moc"
