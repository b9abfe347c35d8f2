// Settings and tokens where something is in the way: a service that says nothing or no, a sync that is
// running; and that nothing which leaves the window tells a token.
#include "SettingsProgram.h"
#include "resources/Translations.h"
#include "ui/history/HistoryTable.h"

#include <QClipboard>
#include <QDirIterator>
#include <QListWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using test::SettingsProgram;

namespace {
constexpr int shortly = 60'000; // on a busy machine
const QString token = u"ghp_zqx7marked0001"_s;
QString printed; // by Qt's messages

void takeMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    printed += text + u'\n';
}

QString saidOf(const SettingsProgram &program)
{
    return program.secret(u"github"_s)->findChild<QLabel *>(u"said"_s)->text();
}

QPushButton *enterToken(const SettingsProgram &program)
{
    program.openSettings();
    program.part<QListWidget>(u"settingsPages"_s)->setCurrentRow(5);
    program.enter(u"github"_s, token);
    return program.secret(u"github"_s)->findChild<QPushButton *>(u"test"_s);
}

QByteArray newestAgent(const SettingsProgram &program)
{
    return program.server.requests().constLast().header("User-Agent");
}

void syncToTheEnd(const SettingsProgram &program)
{
    program.action("syncAll")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), shortly);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), shortly);
}
} // namespace

class UiSettingsTrouble final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { resources::installTranslations(*QCoreApplication::instance()); }
    void init()
    {
        qunsetenv("GITHUB_TOKEN");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keyring here
        qunsetenv("XDG_RUNTIME_DIR");
    }

    void aServiceThatNeverAnswers();
    void aTokenThatIsWrong();
    void appliedWhileASyncRuns();
    void nothingThatLeavesTheWindowTellsAToken();
    void retentionByItsNewNumbers();
};

void UiSettingsTrouble::aServiceThatNeverAnswers()
{
    SettingsProgram program({u"--timeout"_s, u"0.3"_s});
    program.userFault = demo::HttpAnswer::Fault::NeverAnswer;
    program.waitForCommunities();
    QPushButton *test = enterToken(program);
    test->click();
    QVERIFY2(saidOf(program).contains(u"Asking"_s), qPrintable(saidOf(program)));
    program.part<QListWidget>(u"settingsPages"_s)->setCurrentRow(0); // the dialog is as quick as ever
    program.part<QListWidget>(u"settingsPages"_s)->setCurrentRow(5);
    program.enter(u"github"_s, token + u"2"_s); // and another entry ends the test
    QCOMPARE(saidOf(program), QString());
    test->click();
    QTRY_VERIFY2_WITH_TIMEOUT(saidOf(program).startsWith(u"⚠"_s), qPrintable(saidOf(program)), shortly);
    QVERIFY(!saidOf(program).contains(u"marked"_s));
}

void UiSettingsTrouble::aTokenThatIsWrong()
{
    SettingsProgram program;
    program.userStatus = 401;
    program.waitForCommunities();
    enterToken(program)->click();
    QTRY_VERIFY2_WITH_TIMEOUT(saidOf(program).startsWith(u"⚠"_s), qPrintable(saidOf(program)), shortly);
    QVERIFY2(saidOf(program).contains(u"refused"_s), qPrintable(saidOf(program)));
    QVERIFY(!saidOf(program).contains(u"marked"_s));
    QVERIFY(!saidOf(program).contains(u"octo-maintainer"_s));
}

// What runs ends as it began; then the new ones count, without a restart.
void UiSettingsTrouble::appliedWhileASyncRuns()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.site.setDelay(std::chrono::milliseconds(1500));
    program.action("syncAll")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), shortly);
    program.openSettings();
    program.enter(u"contact"_s, u"maintainer@example.org"_s);
    program.button(QDialogButtonBox::Apply)->click();
    const QString told = program.part<QLabel>(u"settingsTold"_s)->text();
    QVERIFY2(told.contains(u"still running"_s), qPrintable(told));
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), shortly);
    QVERIFY2(!newestAgent(program).contains("maintainer@"), newestAgent(program).constData());
    program.button(QDialogButtonBox::Cancel)->click();
    program.site.setDelay(std::chrono::milliseconds(0));
    program.waitForCommunities();
    syncToTheEnd(program);
    QVERIFY2(newestAgent(program).contains("maintainer@example.org"), newestAgent(program).constData());
}

void UiSettingsTrouble::nothingThatLeavesTheWindowTellsAToken()
{
    printed.clear();
    const QtMessageHandler before = qInstallMessageHandler(takeMessage);
    QString copied;
    QString left;
    {
        SettingsProgram program;
        program.site.setInterceptor([](const demo::HttpRequest &request) {
            demo::HttpAnswer answer; // a remote that repeats what it was sent
            answer.status = 401;
            answer.set("Content-Type", "application/json");
            answer.body = "{\"message\":\"no: " + request.header("Authorization") + "\"}";
            return std::optional(answer);
        });
        program.waitForCommunities();
        enterToken(program);
        auto *where = program.secret(u"github"_s)->findChild<QComboBox *>(u"where"_s);
        where->setCurrentIndex(where->findData(static_cast<int>(secrets::Keeping::Session)));
        program.button(QDialogButtonBox::Ok)->click();
        QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
        syncToTheEnd(program);
        QVERIFY(program.server.requests().constLast().header("Authorization").contains("marked"));
        program.window().findChild<QPushButton *>(u"logCopy"_s)->click();
        copied = QApplication::clipboard()->text();
        program.action("communitiesView")->trigger();
        program.action("expandAll")->trigger();
        auto *tree = program.window().findChild<QTreeView *>(u"communityTree"_s);
        tree->selectAll();
        program.action("copyError")->trigger();
        copied += QApplication::clipboard()->text();
        for (const QLabel *label : program.window().findChildren<QLabel *>())
            copied += label->text() + label->toolTip() + u'\n';
        QVERIFY2(copied.contains(u"fern-path/guide"_s), qPrintable(copied));
        program.action("historyView")->trigger();
        for (const auto *table : program.window().findChildren<ui::HistoryTable *>()) {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                for (int column = 0; column < table->model()->columnCount(); ++column)
                    copied += table->model()->index(row, column).data().toString();
            }
        }
        program.file.sync();
        program.state.sync();
        program.session.reset(); // all is written
        QDirIterator all(program.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains("zqx7marked"))
                left += file.fileName();
        }
    }
    qInstallMessageHandler(before);
    QCOMPARE(left, QString());
    QVERIFY2(!copied.contains(u"zqx7marked"_s), qPrintable(copied));
    QVERIFY2(!printed.contains(u"zqx7marked"_s), qPrintable(printed));
}

void UiSettingsTrouble::retentionByItsNewNumbers()
{
    SettingsProgram program;
    program.waitForCommunities();
    syncToTheEnd(program);
    const QDir backups(program.folder.filePath(u"data/backups"_s));
    const auto backUp = [&program, &backups](int number) {
        const QStringList before = backups.entryList({u"*.db"_s});
        program.window().findChild<QPushButton *>(u"healthBackUp"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.window().busy(), shortly);
        QTRY_VERIFY_WITH_TIMEOUT(!program.window().busy(), shortly);
        QCOMPARE(backups.entryList({u"*.db"_s}).size(), number);
        QVERIFY(backups.entryList({u"*.db"_s}) != before);
    };
    program.action("databasesView")->trigger();
    auto *table = program.window().findChild<ui::HistoryTable *>(u"healthTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->index(0, 1).data().toString(), u"fine"_s, shortly);
    table->selectAll();
    for (int number = 1; number <= 3; ++number)
        backUp(number); // by default more are kept
    program.openSettings();
    program.enter(u"backups/keep"_s, u"2"_s);
    program.button(QDialogButtonBox::Ok)->click();
    QTRY_VERIFY(!program.dialog() || !program.dialog()->isVisible());
    backUp(2);
}

QTEST_MAIN(UiSettingsTrouble)
#include "ui_settings_trouble.moc"
