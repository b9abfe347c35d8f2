// Tokens in the settings of the real window: never shown again, tested against their service, and used from
// the next request on.
#include "SettingsProgram.h"
#include "resources/Translations.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QListWidget>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using test::SettingsProgram;

namespace {
const QString token = u"ghp_zqx7marked0001"_s;

QString stateOf(const SettingsProgram &program, const QString &id)
{
    return program.secret(id)->findChild<QLabel *>(u"state"_s)->text();
}
QString saidOf(const SettingsProgram &program, const QString &id)
{
    return program.secret(id)->findChild<QLabel *>(u"said"_s)->text();
}
void keepIn(const SettingsProgram &program, secrets::Keeping where)
{
    auto *box = program.secret(u"github"_s)->findChild<QComboBox *>(u"where"_s);
    box->setCurrentIndex(box->findData(static_cast<int>(where)));
}
} // namespace

class UiSettingsTokens final : public QObject
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

    void usedFromTheNextRequestOn();
    void testedAgainstItsService();
    void withoutAKeyringForThisSession();
    void theEnvironmentIsSaid();
    void inAFileAndRemoved();
};

void UiSettingsTokens::usedFromTheNextRequestOn()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    QCOMPARE(stateOf(program, u"github"_s), u"None."_s);
    auto *line = program.part<QLineEdit>(u"github"_s);
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    program.secret(u"github"_s)->findChild<QCheckBox *>()->setChecked(true);
    QCOMPARE(line->echoMode(), QLineEdit::Normal);
    line->setText(token);
    keepIn(program, secrets::Keeping::Session);
    program.button(QDialogButtonBox::Apply)->click();
    QTRY_VERIFY2(stateOf(program, u"github"_s).contains(u"this session only"_s),
                 qPrintable(stateOf(program, u"github"_s)));
    QTRY_COMPARE(line->text(), QString());
    program.button(QDialogButtonBox::Cancel)->click();
    QTRY_VERIFY(!program.dialog());

    program.server.clearRequests();
    program.action("syncAll")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.server.requestCount() > 0, 60'000);
    QCOMPARE(program.server.requests().constFirst().header("Authorization"), "Bearer " + token.toLatin1());
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), 60'000);

    program.openSettings();
    for (const QLineEdit *field : program.dialog()->findChildren<QLineEdit *>())
        QVERIFY(!field->text().contains(u"marked"_s));
    program.file.sync();
    QFile settings(program.file.fileName());
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains("marked"));
}

void UiSettingsTokens::testedAgainstItsService()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    program.part<QListWidget>(u"settingsPages"_s)->setCurrentRow(5);
    auto *test = program.secret(u"github"_s)->findChild<QPushButton *>(u"test"_s);
    QVERIFY(!test->isEnabled()); // there is nothing to test
    program.enter(u"github"_s, token);
    test->click();
    QTRY_VERIFY2_WITH_TIMEOUT(saidOf(program, u"github"_s).contains(u"octo-maintainer"_s),
                              qPrintable(saidOf(program, u"github"_s)), 20'000);
    QVERIFY(saidOf(program, u"github"_s).contains(u"public_repo"_s));
    QCOMPARE(program.server.requests().constLast().header("Authorization"), "Bearer " + token.toLatin1());
    program.enter(u"github"_s, u"another"_s);
    QCOMPARE(saidOf(program, u"github"_s), QString()); // it was another's
    program.enter(u"github"_s, u"with blanks in it"_s);
    QVERIFY(!test->isEnabled());
    QVERIFY(stateOf(program, u"github"_s).contains(u"blank"_s));
    program.button(QDialogButtonBox::Ok)->click();
    QVERIFY(program.dialog()->isVisible());
}

void UiSettingsTokens::withoutAKeyringForThisSession()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    program.enter(u"github"_s, token);
    keepIn(program, secrets::Keeping::Keyring);
    program.button(QDialogButtonBox::Ok)->click();
    QTRY_VERIFY2(saidOf(program, u"github"_s).contains(u"no keyring"_s),
                 qPrintable(saidOf(program, u"github"_s)));
    QVERIFY(program.dialog()->isVisible()); // so that it is read
    QVERIFY(saidOf(program, u"github"_s).contains(u"this session only"_s));
    QVERIFY(!saidOf(program, u"github"_s).contains(u"marked"_s));
    QVERIFY(stateOf(program, u"github"_s).contains(u"this session only"_s));
    QVERIFY(!QFile::exists(program.folder.filePath(u"secrets"_s)));
}

void UiSettingsTokens::theEnvironmentIsSaid()
{
    qputenv("GITHUB_TOKEN", "from-outside");
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    QVERIFY2(stateOf(program, u"github"_s).contains(u"GITHUB_TOKEN"_s),
             qPrintable(stateOf(program, u"github"_s)));
    QVERIFY(!stateOf(program, u"github"_s).contains(u"from-outside"_s));
    QVERIFY(!program.secret(u"github"_s)->findChild<QPushButton *>(u"remove"_s)->isEnabled());
    qunsetenv("GITHUB_TOKEN");
}

void UiSettingsTokens::inAFileAndRemoved()
{
    SettingsProgram program;
    program.waitForCommunities();
    program.openSettings();
    program.enter(u"github"_s, token);
    keepIn(program, secrets::Keeping::File);
    program.button(QDialogButtonBox::Apply)->click();
    QTRY_VERIFY(stateOf(program, u"github"_s).contains(u"in a file"_s));
    const QString path = program.folder.filePath(u"secrets"_s);
    QCOMPARE(QFile::permissions(path) & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    program.secret(u"github"_s)->findChild<QPushButton *>(u"remove"_s)->click();
    QTRY_COMPARE(stateOf(program, u"github"_s), u"None."_s);
    QVERIFY(!QFile::exists(path));
}

QTEST_MAIN(UiSettingsTokens)
#include "ui_settings_tokens.moc"
