// Databases switched to WAL and back on the real sheet, by keyboard, over real files.
#include "MigrationSheet.h"
#include "history/Checks.h"
#include "resources/Translations.h"
#include "tests/support/FileRights.h"
#include "tests/support/OtherProgram.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QFile>
#include <QRadioButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace std::chrono_literals;
using lockkeeper::test::MigrationSheet;
using lockkeeper::tests::OtherProgram;

namespace {
constexpr int patience = 60'000; // ms, for a busy machine
} // namespace

class UiMigration final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void everyStageHasItsWordAndIcon();
    void threeAreSwitchedByKeyboard();
    void ticksDecide();
    void onlyTheWantedOnesAreTicked();
    void backAgainWithoutABackup();
    void oneIsHeldByAnotherProgram();
    void whatIsNoDatabaseIsRefused();
    void aFolderThatMayNotBeWritten();
    void aDamagedOneIsNotTicked();
    void stoppedWhileItWaits();
    void withoutDatabases();
    void itFitsIntoASmallWindow();
    void everyControlHasAName();
};

void UiMigration::everyStageHasItsWordAndIcon()
{
    MigrationRow row;
    row.report = migration::MigrationReport();
    QStringList words;
    for (int stage = 0; stage <= static_cast<int>(MigrationStage::Cancelled); ++stage) {
        row.stage = static_cast<MigrationStage>(stage);
        const StateLook look = migrationLook(row);
        QVERIFY(!words.contains(look.word));
        words.append(look.word);
        QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(look.icon)), qPrintable(look.icon));
    }
    row.stage = MigrationStage::Waiting;
    row.holder = u"python3 (pid 4711)"_s;
    QCOMPARE(migrationLook(row).word, u"waiting for python3 (pid 4711)"_s);
    row.showResult(Error{.kind = ErrorKind::Locked, .text = u"held"_s, .hint = {}, .url = {}});
    QCOMPARE(migrationLook(row).word, u"skipped"_s);
    row.showResult(Error{.kind = ErrorKind::DiskFull, .text = u"full"_s, .hint = {}, .url = {}});
    QCOMPARE(migrationLook(row).word, u"failed"_s);
    row.showResult(cancelledError());
    QCOMPARE(migrationLook(row).word, u"stopped"_s);
    row.done = 0;
    for (const MigrationStage ended :
         {MigrationStage::Failed, MigrationStage::Skipped, MigrationStage::Cancelled}) {
        row.stage = ended;
        QCOMPARE(migrationProgress(row).text, QString()); // no bar of nothing
    }
    row.stage = MigrationStage::Refused;
    row.database.mode.clear();
    row.report.reset();
    QCOMPARE(modesText(row), u"? → wal"_s);
}

void UiMigration::threeAreSwitchedByKeyboard()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 10);
    sheet.make(u"eeglab"_s, 200);
    sheet.make(u"mne"_s, 3000);
    sheet.make(u"hed"_s, 5, u"wal"_s);
    sheet.open();
    QTRY_VERIFY(sheet.table().hasFocus());
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(sheet.state(row), u"ready"_s);
        QCOMPARE(sheet.cell(row, MigrationModel::Modes), u"delete → wal"_s);
    }
    QCOMPARE(sheet.state(3), u"nothing to do"_s);
    QVERIFY(!sheet.model().index(3, 0).data(Qt::CheckStateRole).isValid());
    QPushButton &start = sheet.button(u"migrateStart"_s);
    QCOMPARE(QString(start.text()).remove('&'_L1), u"Switch 3 databases"_s);
    QVERIFY(start.isDefault());
    QVERIFY(sheet.detailsOf(0).contains(sheet.path(u"bids"_s)));
    QVERIFY(sheet.detailsOf(0).contains(u"OK:"_s));
    QVERIFY(!QDir(sheet.backups()).exists()); // looking changes nothing
    QCOMPARE(sheet.mode(u"mne"_s), u"delete"_s);

    const QSignalSpy ended(&sheet.dialog, &MigrationDialog::ended);
    QTest::keyClick(&sheet.table(), Qt::Key_Return);
    QVERIFY(sheet.dialog.running());
    QVERIFY(start.isHidden() && !sheet.button(u"migrateStop"_s).isHidden());
    QVERIFY(!sheet.child<QCheckBox>(u"migrateBackup"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    QCOMPARE(ended.size(), 1);
    const QStringList communities{u"bids"_s, u"eeglab"_s, u"mne"_s};
    const QStringList counts{u"10"_s, u"200"_s, u"3,000"_s};
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(sheet.state(row), u"done"_s);
        QCOMPARE(sheet.mode(communities.at(row)), u"wal"_s);
        QCOMPARE(sheet.cell(row, MigrationModel::Modes), u"wal, was delete"_s);
        const QString details = sheet.detailsOf(row);
        QVERIFY2(details.contains(u"Rows the same before and after: "_s + counts.at(row)),
                 qPrintable(details));
        const QStringList made = sheet.backupFiles().filter(communities.at(row));
        QCOMPARE(made.size(), 1);
        QVERIFY2(details.contains(QDir(sheet.backups()).filePath(made.first())), qPrintable(details));
        QCOMPARE(sheet.rows(communities.at(row)), QString(counts.at(row)).remove(','_L1).toInt());
    }
    QVERIFY2(sheet.summary().startsWith(u"3 switched"_s), qPrintable(sheet.summary()));
    QPushButton &close = sheet.button(u"migrateClose"_s);
    QVERIFY(close.isDefault());
    QTRY_VERIFY(close.hasFocus());
    QTest::keyClick(&close, Qt::Key_Escape);
    QVERIFY(!sheet.dialog.isVisible());
}

void UiMigration::ticksDecide()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 1);
    sheet.make(u"eeglab"_s, 1);
    sheet.make(u"mne"_s, 1);
    sheet.open();
    QPushButton &start = sheet.button(u"migrateStart"_s);
    const auto text = [&start] {
        return QString(start.text()).remove('&'_L1);
    };
    QTest::keyClick(&sheet.table(), Qt::Key_Down);
    QTest::keyClick(&sheet.table(), Qt::Key_Space);
    QCOMPARE(text(), u"Switch 2 databases"_s);
    QCOMPARE(sheet.model().index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QTest::keyClick(&sheet.table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&sheet.table(), Qt::Key_Space); // ticks all of them, then none
    QCOMPARE(text(), u"Switch 3 databases"_s);
    QTest::keyClick(&sheet.table(), Qt::Key_Space);
    QVERIFY(!start.isEnabled());
    QTest::keyClick(&sheet.table(), Qt::Key_Home);
    QTest::keyClick(&sheet.table(), Qt::Key_Space);
    QCOMPARE(text(), u"Switch 1 database"_s);
    QTest::keyClick(&sheet.table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    QCOMPARE(sheet.mode(u"bids"_s), u"wal"_s);
    QCOMPARE(sheet.mode(u"eeglab"_s), u"delete"_s);
    QCOMPARE(sheet.mode(u"mne"_s), u"delete"_s);
}

void UiMigration::onlyTheWantedOnesAreTicked()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 1);
    sheet.make(u"eeglab"_s, 1);
    sheet.open({u"eeglab"_s});
    QVERIFY(!sheet.row(0).ticked);
    QVERIFY(sheet.row(1).ticked);
    QCOMPARE(sheet.table().currentIndex().row(), 1);
}

void UiMigration::backAgainWithoutABackup()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 12, u"wal"_s);
    sheet.make(u"mne"_s, 34);
    sheet.open();
    QCOMPARE(sheet.state(0), u"nothing to do"_s);
    QTest::keyClick(&sheet.dialog, Qt::Key_R, Qt::AltModifier);
    QTRY_VERIFY(sheet.child<QRadioButton>(u"migrateToDelete"_s)->isChecked());
    sheet.looked();
    QCOMPARE(sheet.state(0), u"ready"_s);
    QCOMPARE(sheet.state(1), u"nothing to do"_s);
    QTest::keyClick(&sheet.dialog, Qt::Key_B, Qt::AltModifier);
    QTRY_VERIFY(!sheet.child<QCheckBox>(u"migrateBackup"_s)->isChecked());
    sheet.looked();
    QVERIFY(sheet.row(0).ticked);
    QVERIFY(!sheet.summary().contains(u"to back up"_s));
    sheet.button(u"migrateStart"_s).click();
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    QCOMPARE(sheet.state(0), u"done"_s);
    QCOMPARE(sheet.mode(u"bids"_s), u"delete"_s);
    QCOMPARE(sheet.rows(u"bids"_s), 12);
    QVERIFY(!QDir(sheet.backups()).exists());
    QVERIFY(!sheet.detailsOf(0).contains(u"Backup:"_s));
}

void UiMigration::oneIsHeldByAnotherProgram()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 10);
    sheet.make(u"eeglab"_s, 20);
    sheet.make(u"mne"_s, 30);
    OtherProgram other(sheet.path(u"eeglab"_s));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    QVERIFY(other.run(u"INSERT INTO github_items(title) VALUES ('theirs')"_s));
    sheet.dialog.setBusyTimeout(2s);
    sheet.open();
    QVERIFY2(sheet.cell(1, MigrationModel::Users).contains(u"python3"_s),
             qPrintable(sheet.cell(1, MigrationModel::Users)));
    QVERIFY(sheet.detailsOf(1).contains(u"Note:"_s));
    QSet<QString> seen;
    connect(&sheet.model(), &QAbstractItemModel::dataChanged, this,
            [&sheet, &seen] { seen.insert(sheet.state(1)); });
    QTest::keyClick(&sheet.table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    const QStringList words(seen.cbegin(), seen.cend());
    QVERIFY2(!words.filter(u"waiting for python3 (pid %1)"_s.arg(other.pid())).isEmpty(),
             qPrintable(words.join(u" | "_s)));
    QCOMPARE(sheet.state(1), u"skipped"_s);
    const QString why = sheet.detailsOf(1);
    QVERIFY2(why.contains(u"python3"_s), qPrintable(why));
    QVERIFY(sheet.row(1).error && !sheet.row(1).error->hint.isEmpty());
    QVERIFY2(why.contains(sheet.row(1).error->hint), qPrintable(why));
    for (const int row : {0, 2})
        QCOMPARE(sheet.state(row), u"done"_s);
    QCOMPARE(sheet.summary(), u"2 switched, 1 skipped."_s);

    // Once it is free, the same button does the rest.
    QVERIFY(other.run(u"COMMIT"_s));
    QVERIFY(other.close());
    QCOMPARE(sheet.mode(u"eeglab"_s), u"delete"_s);
    QCOMPARE(sheet.rows(u"eeglab"_s), 21);
    QPushButton &start = sheet.button(u"migrateStart"_s);
    QCOMPARE(QString(start.text()).remove('&'_L1), u"Switch 1 database"_s);
    start.click();
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    QCOMPARE(sheet.state(1), u"done"_s);
    QCOMPARE(sheet.mode(u"eeglab"_s), u"wal"_s);
    QCOMPARE(sheet.summary(), u"3 switched."_s);
}

void UiMigration::whatIsNoDatabaseIsRefused()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 10);
    QFile text(sheet.path(u"notes"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray("Not a database, but longer than a database's header is. ").repeated(40));
    text.close();
    sheet.add({.community = u"notes"_s, .name = u"Notes"_s, .path = sheet.path(u"notes"_s), .mode = {}});
    sheet.add({.community = u"gone"_s, .name = u"Gone"_s, .path = sheet.path(u"gone"_s), .mode = {}});
    sheet.open();
    for (const int row : {1, 2}) {
        QCOMPARE(sheet.state(row), u"refused"_s);
        QVERIFY(!sheet.row(row).ticked);
        QVERIFY(!sheet.model().index(row, 0).data(Qt::CheckStateRole).isValid());
        QVERIFY(sheet.row(row).error);
        const QString details = sheet.detailsOf(row);
        QVERIFY2(details.contains(u"Refused: "_s + sheet.row(row).error->text), qPrintable(details));
        QVERIFY2(details.contains(sheet.row(row).error->hint), qPrintable(details));
    }
    QVERIFY(sheet.summary().contains(u"2 refused"_s));
    QTest::keyClick(&sheet.table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&sheet.table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    QCOMPARE(sheet.state(0), u"done"_s);
    QCOMPARE(sheet.state(1), u"refused"_s);
    QVERIFY(!QFile::exists(sheet.path(u"gone"_s)));
    QVERIFY(text.open(QIODevice::ReadOnly));
    QVERIFY(text.readAll().startsWith("Not a database"));
}

void UiMigration::aFolderThatMayNotBeWritten()
{
    if (!tests::giveUpRootsRights())
        QSKIP("root may write everywhere");
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 10);
    const QFileDevice::Permissions before = QFile::permissions(sheet.folder.path());
    QVERIFY(QFile::setPermissions(sheet.folder.path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    sheet.open();
    QVERIFY(QFile::setPermissions(sheet.folder.path(), before));
    QCOMPARE(sheet.state(0), u"refused"_s);
    QCOMPARE(sheet.row(0).error->kind, ErrorKind::ReadOnly);
    // It has been given the right meanwhile.
    sheet.button(u"migrateLookAgain"_s).click();
    sheet.looked();
    QCOMPARE(sheet.state(0), u"ready"_s);
}

void UiMigration::aDamagedOneIsNotTicked()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 10);
    sheet.make(u"mne"_s, 10);
    const QString historyFile = sheet.folder.filePath(u"history.db"_s);
    QVERIFY(history::saveCheck(historyFile, {.community = u"mne"_s,
                                             .path = sheet.path(u"mne"_s),
                                             .at = QDateTime::currentDateTimeUtc(),
                                             .outcome = history::CheckOutcome::Damaged,
                                             .found = u"a page"_s}));
    sheet.dialog.setHistory(historyFile);
    sheet.open();
    QVERIFY(sheet.row(0).ticked);
    QVERIFY(!sheet.row(1).ticked);
    QCOMPARE(sheet.state(1), u"damaged"_s);
    QVERIFY2(sheet.detailsOf(1).contains(u"The last check found the file so"_s),
             qPrintable(sheet.detailsOf(1)));
    QVERIFY2(sheet.summary().contains(u"1 damaged"_s), qPrintable(sheet.summary()));
    MigrationRow failed = sheet.row(0);
    failed.showResult(Error{.kind = ErrorKind::Corrupt, .text = u"damaged"_s, .hint = {}, .url = {}});
    QVERIFY(!failed.ticked);
}

void UiMigration::stoppedWhileItWaits()
{
    MigrationSheet sheet;
    sheet.make(u"eeglab"_s, 20);
    OtherProgram other(sheet.path(u"eeglab"_s));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    sheet.dialog.setBusyTimeout(10min);
    sheet.open();
    QTest::keyClick(&sheet.table(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.state(0).startsWith(u"waiting for python3"_s), patience);
    QTest::keyClick(&sheet.dialog, Qt::Key_Escape); // stops first
    QVERIFY(sheet.dialog.isVisible());
    QVERIFY(!sheet.button(u"migrateStop"_s).isEnabled());
    QVERIFY2(sheet.summary().startsWith(u"Stopping"_s), qPrintable(sheet.summary()));
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.dialog.running(), patience);
    QCOMPARE(sheet.state(0), u"stopped"_s);
    QVERIFY(sheet.detailsOf(0).contains(u"as it was"_s));
    QVERIFY(other.run(u"COMMIT"_s));
    QVERIFY(other.close());
    QCOMPARE(sheet.mode(u"eeglab"_s), u"delete"_s);
    QCOMPARE(sheet.rows(u"eeglab"_s), 20);
    QTest::keyClick(&sheet.dialog, Qt::Key_Escape);
    QVERIFY(!sheet.dialog.isVisible());
}

void UiMigration::withoutDatabases()
{
    MigrationSheet sheet;
    sheet.open();
    QVERIFY(sheet.summary().contains(u"first sync"_s));
    QVERIFY(!sheet.button(u"migrateStart"_s).isEnabled());
    QVERIFY(sheet.button(u"migrateClose"_s).isDefault());
    QTest::keyClick(&sheet.dialog, Qt::Key_Return);
    QVERIFY(!sheet.dialog.isVisible());
}

void UiMigration::itFitsIntoASmallWindow()
{
    MigrationSheet sheet;
    sheet.make(u"a-community-with-quite-a-long-name"_s, 10);
    sheet.open();
    const QSize least = sheet.dialog.minimumSizeHint();
    QVERIFY2(least.width() <= 860 && least.height() <= 560,
             qPrintable(u"%1 x %2"_s.arg(least.width()).arg(least.height())));
    for (const auto *button : sheet.dialog.findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            QTRY_VERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
    }
    int columns = 0;
    for (int column = 0; column < MigrationModel::Columns; ++column)
        columns += sheet.table().columnWidth(column);
    QVERIFY(columns <= sheet.table().viewport()->width()); // nothing to scroll for
}

void UiMigration::everyControlHasAName()
{
    MigrationSheet sheet;
    sheet.make(u"bids"_s, 10);
    sheet.open();
    QVERIFY(!sheet.table().accessibleName().isEmpty());
    QVERIFY(!sheet.child<QTextBrowser>(u"migrationDetails"_s)->accessibleName().isEmpty());
    QSet<QString> mnemonics;
    for (const auto *button : sheet.dialog.findChildren<QAbstractButton *>()) {
        const QString key = QKeySequence::mnemonic(button->text()).toString();
        if (button->text().isEmpty() || button->objectName() == "migrateClose"_L1) // that is Esc
            continue;
        QVERIFY2(!key.isEmpty() && !mnemonics.contains(key), qPrintable(button->text()));
        mnemonics.insert(key);
    }
}

QTEST_MAIN(UiMigration)
#include "ui_migration.moc"
