// The window over databases as other programs left them: what it offers, how a sync makes way, and that a
// look changes nothing.
#include "DemoWindow.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/Sqlite.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/DashboardPage.h"
#include "ui/dashboard/DetailsPane.h"
#include "ui/health/HealthPage.h"
#include "ui/migration/MigrationDialog.h"
#include "ui/migration/MigrationTable.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using lockkeeper::test::patience;
using lockkeeper::test::Program;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::Sqlite;

namespace {
// Where the demo keeps its databases, with one in SQLite's own default mode.
class Folder final
{
public:
    Folder() { QDir().mkpath(path() + u"/demo/knowledge"_s); }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString database(const QString &community) const
    {
        return path() + u"/demo/knowledge/%1.db"_s.arg(community);
    }
    void makeInRollbackMode(const QString &community) const
    {
        Sqlite made(database(community));
        QCOMPARE(made.execute(u"CREATE TABLE notes(x); INSERT INTO notes VALUES (1)"_s), 0);
    }
    [[nodiscard]] QString mode(const QString &community) const
    {
        return Sqlite(database(community), 5000).value(u"PRAGMA journal_mode"_s);
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(path() + u"/demo/knowledge"_s).entryList(QDir::Files);
    }

private:
    QTemporaryDir m_folder;
};

QString state(Program &program, const QString &community)
{
    auto &model = program.child<DashboardPage>(u"dashboardPage"_s)->model();
    const QModelIndex row = model.indexOf({.community = community, .kind = {}, .name = {}});
    return row.siblingAtColumn(static_cast<int>(Column::State)).data().toString();
}

// In a narrow window it shows the number alone; its name is the whole.
QToolButton *toolButton(Program &program)
{
    auto *bar = program.child<QToolBar>(u"toolBar"_s);
    return qobject_cast<QToolButton *>(bar->widgetForAction(program.action(u"migrateNow"_s)));
}

MigrationDialog *sheet(Program &program)
{
    return program.child<MigrationDialog>(u"migrationDialog"_s);
}

QString sheetState(Program &program, const QString &community)
{
    const auto *table = program.child<MigrationTable>(u"migrationTable"_s);
    const auto &model = static_cast<MigrationModel &>(*table->model());
    for (const MigrationRow &row : model.rows()) {
        if (row.database.community == community)
            return migrationLook(row).word;
    }
    return {};
}
} // namespace

class UiMigrationWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offeredAndDoneWhileASyncRuns();
    void onlyTheSelectedCommunities();
    void closingStopsIt();
    void aDamagedDatabaseIsShownAndLeftAlone();
    void aLockedDatabaseIsShownAndLeftAlone();
    void waitsAsLongAsTheSettingsSay();
};

void UiMigrationWindow::offeredAndDoneWhileASyncRuns()
{
    const Folder folder;
    folder.makeInRollbackMode(u"harkwave"_s);
    Program program(folder.path());
    program.waitForRows();
    QTRY_VERIFY(program.action(u"migrateNow"_s)->isVisible());
    QTRY_VERIFY(toolButton(program)->isVisible()); // a tool bar lays out what appears with the next events
    QCOMPARE(toolButton(program)->accessibleName(), u"Switch 1 to WAL…"_s);
    auto *banner = program.child<QPushButton>(u"bannerButton"_s);
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->text(), u"Switch to WAL…"_s);
    QCOMPARE(folder.files(), QStringList{u"harkwave.db"_s}); // a look makes nothing

    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().lastRun().counts().added > 20, patience);
    QVERIFY(program.window().running());
    program.key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(sheet(program)->isVisible());
    auto *table = program.child<MigrationTable>(u"migrationTable"_s);
    QTRY_COMPARE(sheetState(program, u"harkwave"_s), u"ready"_s);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(sheet(program)->running());
    QVERIFY(program.window().running());
    QTRY_VERIFY_WITH_TIMEOUT(!sheet(program)->running(), patience);
    QCOMPARE(sheetState(program, u"harkwave"_s), u"done"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);

    const sync::RunSnapshot &run = program.window().lastRun();
    QCOMPARE(run.lockErrors(), 0);
    for (const sync::JobSnapshot &job : run.jobs) {
        if (job.key.community == u"harkwave"_s)
            QVERIFY2(job.state == sync::JobState::Done, qPrintable(job.key.name));
    }
    QCOMPARE(folder.mode(u"harkwave"_s), u"wal"_s);
    QTRY_VERIFY(!program.action(u"migrateNow"_s)->isVisible());
    QTRY_VERIFY(!toolButton(program)->isVisible());
    QTRY_VERIFY(!banner->isVisible());
    QCOMPARE(Sqlite(folder.database(u"harkwave"_s)).integrityProblem(), QString());
    QVERIFY(Sqlite(folder.database(u"harkwave"_s)).value(u"SELECT count(*) FROM github_items"_s).toInt() > 0);
}

void UiMigrationWindow::onlyTheSelectedCommunities()
{
    const Folder folder;
    folder.makeInRollbackMode(u"harkwave"_s);
    folder.makeInRollbackMode(u"strandform"_s);
    Program program(folder.path());
    program.waitForRows();
    QTRY_COMPARE(toolButton(program)->accessibleName(), u"Switch 2 to WAL…"_s);
    auto &model = program.child<DashboardPage>(u"dashboardPage"_s)->model();
    const auto choose = [&](const QString &community) {
        program.tree().select(model.indexOf({.community = community, .kind = {}, .name = {}}));
    };
    choose(u"quillcue"_s); // has no database yet
    QVERIFY(!program.action(u"migrateSelected"_s)->isEnabled());
    choose(u"strandform"_s);
    QVERIFY(program.action(u"migrateSelected"_s)->isEnabled());
    program.action(u"migrateSelected"_s)->trigger();
    auto *start = program.child<QPushButton>(u"migrateStart"_s);
    QTRY_VERIFY(start->isEnabled());
    QTest::keyClick(start, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet(program)->running(), patience);
    QCOMPARE(folder.mode(u"strandform"_s), u"wal"_s);
    QCOMPARE(folder.mode(u"harkwave"_s), u"delete"_s);
    QTRY_COMPARE(toolButton(program)->accessibleName(), u"Switch 1 to WAL…"_s);
    QVERIFY(sheet(program)->isVisible()); // with what came of it
    QCOMPARE(sheetState(program, u"strandform"_s), u"done"_s);
}

void UiMigrationWindow::closingStopsIt()
{
    const Folder folder;
    folder.makeInRollbackMode(u"harkwave"_s);
    OtherProgram other(folder.database(u"harkwave"_s));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    Program program(folder.path());
    program.waitForRows();
    QTRY_VERIFY(program.action(u"migrateNow"_s)->isVisible());
    toolButton(program)->click();
    auto *start = program.child<QPushButton>(u"migrateStart"_s);
    QTRY_VERIFY(start->isEnabled());
    start->click();
    QTRY_VERIFY_WITH_TIMEOUT(sheetState(program, u"harkwave"_s).startsWith(u"waiting for python3"_s),
                             patience);
    QVERIFY(!program.action(u"demo"_s)->isEnabled()); // it would take the engine away
    QVERIFY(!program.window().close());
    QVERIFY(program.window().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().isVisible(), patience);
    QVERIFY(other.run(u"COMMIT"_s));
    QCOMPARE(folder.mode(u"harkwave"_s), u"delete"_s);
}

void UiMigrationWindow::aDamagedDatabaseIsShownAndLeftAlone()
{
    const Folder folder;
    const QByteArray noise = QByteArray("this is no database at all, whatever its name says ").repeated(90);
    QFile file(folder.database(u"harkwave"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(noise);
    file.close();
    Program program(folder.path());
    program.waitForRows();
    QTRY_COMPARE(state(program, u"harkwave"_s), u"damaged"_s);
    QCOMPARE(state(program, u"strandform"_s), u"not synced yet"_s);
    auto &model = program.child<DashboardPage>(u"dashboardPage"_s)->model();
    program.tree().select(model.indexOf({.community = u"harkwave"_s, .kind = {}, .name = {}}));
    const QString details = program.child<DetailsPane>(u"detailsPane"_s)->toPlainText();
    QVERIFY2(details.contains(folder.database(u"harkwave"_s)) &&
                 details.contains(u"is not an SQLite database"_s),
             qPrintable(details));
    QVERIFY(!program.action(u"migrateNow"_s)->isVisible()); // nobody knows its mode
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), noise);
    QCOMPARE(folder.files(), QStringList{u"harkwave.db"_s});
}

void UiMigrationWindow::aLockedDatabaseIsShownAndLeftAlone()
{
    const Folder folder;
    folder.makeInRollbackMode(u"harkwave"_s);
    OtherProgram other(folder.database(u"harkwave"_s));
    QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
    Program program(folder.path());
    program.waitForRows();
    QTRY_COMPARE_WITH_TIMEOUT(state(program, u"harkwave"_s), u"locked"_s, patience);
    QVERIFY(other.run(u"COMMIT"_s));
    program.action(u"reload"_s)->trigger();
    QTRY_COMPARE(state(program, u"harkwave"_s), u"not synced yet"_s);
    QTRY_VERIFY(program.action(u"migrateNow"_s)->isVisible());
    QCOMPARE(folder.mode(u"harkwave"_s), u"delete"_s);
    QCOMPARE(folder.files(), QStringList{u"harkwave.db"_s});
}

// Both would wait for half a minute by default, which is longer than the tests'.
void UiMigrationWindow::waitsAsLongAsTheSettingsSay()
{
    constexpr int less = 15'000;
    const Folder folder;
    folder.makeInRollbackMode(u"harkwave"_s);
    OtherProgram other(folder.database(u"harkwave"_s));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    Program program(folder.path(), std::chrono::milliseconds(100));
    program.waitForRows();
    QTRY_VERIFY(program.action(u"migrateNow"_s)->isVisible());
    program.key(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(sheetState(program, u"harkwave"_s), u"ready"_s);
    QTest::keyClick(program.child<MigrationTable>(u"migrationTable"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(sheetState(program, u"harkwave"_s), u"skipped"_s, less);

    program.window().findChild<HealthPage *>(u"healthPage"_s)->choose(u"harkwave"_s);
    program.action(u"databasesView"_s)->trigger();
    auto *compact = program.child<QPushButton>(u"healthCompact"_s);
    QTRY_VERIFY_WITH_TIMEOUT(compact->isEnabled(), patience);
    compact->click();
    QTest::keyClick(program.child<QMessageBox>(u"compactDialog"_s), Qt::Key_Return);
    const auto *outcome = program.child<QLabel>(u"healthOutcome"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(outcome->text().contains(u"locked by another program"_s),
                              qPrintable(outcome->text()), less);
}

QTEST_MAIN(UiMigrationWindow)
#include "ui_migration_window.moc"
