// The form for a new community over remotes that answer, are late, are silent or are not there: nothing is
// lost, nothing waits, and only errors hold saving back.
#include "OnboardingSheet.h"
#include "community/ConfigStore.h"
#include "community/Loader.h"
#include "sync/Catalog.h"
#include "ui/onboarding/EntryModel.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::OnboardingSheet;
using tests::HttpAnswer;

namespace {
constexpr int seen = 20'000;

const QByteArray buoyJson = R"({"full_name": "reef/buoy", "default_branch": "devel", "language": "Python",
    "has_issues": true, "open_issues_count": 3})";

HttpAnswer silent()
{
    HttpAnswer answer;
    answer.fault = HttpAnswer::Fault::NeverAnswer;
    return answer;
}

QString stateOf(const OnboardingSheet &sheet, const QString &list, int row)
{
    const QAbstractItemModel &model = *sheet.child<QTreeView>(list).model();
    return model.index(row, EntryModel::State).data().toString();
}
} // namespace

class UiOnboarding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void whatIsTypedIsCheckedWithoutAdding();
    void backLosesNothing();
    void leftAndResumed();
    void lateAnswersAreDropped();
    void aDeadHostBlocksNothing();
    void whatIsThereAlreadyIsNoError();
    void errorsHoldSavingBack();
    void aMovedRepositoryTakesItsNewName();
    void offlineItSaves();
    void aTakenIdIsAnError();
    void startingOverAsks();
    void everyControlHasAName();
};

void UiOnboarding::whatIsTypedIsCheckedWithoutAdding()
{
    OnboardingSheet sheet;
    sheet.remotes.putJson(u"api.github.com/repos/reef/buoy"_s, buoyJson);
    sheet.open();
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.finding(u"repositoryFinding"_s).contains(u"owner/name"_s), seen);
    QCOMPARE(sheet.remotes.server.requestCount(), 0);
    sheet.type(u"/buoy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.finding(u"repositoryFinding"_s).contains(u"devel"_s), seen);
    QVERIFY(sheet.form().entries(EntryKind::Repository).isEmpty());
    sheet.key(Qt::Key_Return);
    QCOMPARE(sheet.form().entries(EntryKind::Repository).size(), 1);
    QCOMPARE(sheet.step(), Step::Repositories); // Enter has added, and goes on only now
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sheet, u"repositoryList"_s, 0), u"fine"_s, seen);
    sheet.key(Qt::Key_Return);
    QCOMPARE(sheet.step(), Step::Docstrings);
}

void UiOnboarding::backLosesNothing()
{
    OnboardingSheet sheet;
    sheet.open();
    sheet.name(u"Deep Reef"_s);
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef/buoy"_s);
    sheet.key(Qt::Key_Return);
    sheet.goTo(Step::Papers);
    sheet.type(u"deep reef"_s); // not added by hand
    const community::Community before = sheet.form().community();
    for (int i = 0; i < 8; ++i)
        sheet.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(sheet.step(), Step::Name);
    QCOMPARE(sheet.child<QLineEdit>(u"onboardingName"_s).text(), u"Deep Reef"_s);
    QCOMPARE(sheet.child<QLineEdit>(u"onboardingId"_s).text(), u"deep-reef"_s);
    for (int i = 0; i < 4; ++i)
        sheet.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(sheet.step(), Step::Papers);
    community::Community expected = before;
    expected.citationQueries = {u"deep reef"_s}; // taken along
    expected.sync = sheet.form().community().sync;
    QCOMPARE(sheet.form().community(), expected);
}

void UiOnboarding::leftAndResumed()
{
    OnboardingSheet sheet;
    sheet.open();
    sheet.name(u"Deep Reef"_s);
    sheet.goTo(Step::Lists);
    sheet.type(u"https://lists.reef.example/?no"_s); // cannot be added
    const QSignalSpy kept(sheet.dialog.get(), &OnboardingDialog::draftKept);
    sheet.key(Qt::Key_Escape);
    QVERIFY(sheet.dialog->isHidden()); // without a question: nothing is lost
    QCOMPARE(kept.count(), 1);
    const QByteArray draft = sheet.form().toJson();

    sheet.open(); // another window
    QCOMPARE(sheet.step(), Step::Lists);
    QCOMPARE(sheet.form().toJson(), draft);
    QCOMPARE(sheet.child<QLineEdit>(u"listField"_s).text(), u"https://lists.reef.example/?no"_s);
    QVERIFY(!QFileInfo::exists(sheet.communities())); // nothing is written before it is saved
}

void UiOnboarding::lateAnswersAreDropped()
{
    OnboardingSheet sheet;
    HttpAnswer slow;
    slow.delay = 1500ms;
    slow.body = buoyJson;
    slow.set("Content-Type", "application/json");
    sheet.remotes.put(u"api.github.com/repos/reef/buoy"_s, slow);
    sheet.remotes.putJson(u"api.github.com/repos/reef/buoys"_s,
                          QByteArray(buoyJson).replace("buoy", "buoys").replace("devel", "trunk"));
    sheet.open();
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef/buoy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.remotes.server.requestCount() > 0, seen);
    QVERIFY(sheet.dialog->checks().isChecking());
    sheet.type(u"s"_s);
    QVERIFY(!sheet.dialog->checks().isChecking()); // at once: nobody wants to know any more
    QTRY_VERIFY_WITH_TIMEOUT(sheet.finding(u"repositoryFinding"_s).contains(u"trunk"_s), seen);
    const QSignalSpy answers(&sheet.dialog->checks(), &LiveChecks::answered);
    QTest::qWait(2000); // the first one's answer comes meanwhile
    QCOMPARE(answers.count(), 0);
    QVERIFY(sheet.finding(u"repositoryFinding"_s).contains(u"trunk"_s));
    QVERIFY(!sheet.dialog->checks().findings().repositories.contains(u"reef/buoy"_s));
}

void UiOnboarding::aDeadHostBlocksNothing()
{
    OnboardingSheet sheet({.patience = 60s});
    sheet.remotes.put(u"api.github.com/repos/reef/buoy"_s, silent());
    sheet.open();
    sheet.name(u"Deep Reef"_s);
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef/buoy"_s);
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sheet, u"repositoryList"_s, 0), u"checking…"_s, seen);
    sheet.goTo(Step::Review); // through all pages
    const QSignalSpy saved(sheet.dialog.get(), &OnboardingDialog::saved);
    QVERIFY(sheet.dialog->checks().isChecking());
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
    QCOMPARE(saved.constFirst().at(0).toString(), u"deep-reef"_s);
    QVERIFY(sheet.dialog->isHidden());
}

void UiOnboarding::whatIsThereAlreadyIsNoError()
{
    OnboardingSheet sheet;
    sheet.open(false);
    const auto words = [&sheet](Step step) {
        return sheet.child<QListWidget>(u"onboardingSteps"_s).item(static_cast<int>(step))->text();
    };
    sheet.name(u"Deep Reef"_s);
    sheet.goTo(Step::Repositories);
    for (const QString &one : {u"reef/buoy"_s, u"reef/net"_s, u"https://github.com/reef/buoy"_s}) {
        sheet.type(one);
        QTest::qWait(1);                                                            // the steps follow
        QVERIFY2(!words(Step::Repositories).contains(u"error"_s), qPrintable(one)); // only not done yet
        QVERIFY2(words(Step::Review).contains(u"ready"_s), qPrintable(words(Step::Review)));
        sheet.key(Qt::Key_Return);
        QCOMPARE(sheet.child<QLineEdit>(u"repositoryField"_s).text(), QString());
    }
    QCOMPARE(sheet.form().entries(EntryKind::Repository).size(), 2);
    QVERIFY(sheet.finding(u"repositoryFinding"_s).contains(u"already"_s));
    QCOMPARE(sheet.child<QTreeView>(u"repositoryList"_s).currentIndex().row(), 0);
    sheet.key(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(sheet.step(), Step::Review);
    QVERIFY(!sheet.finding(u"reviewState"_s).contains(u"error"_s));
    sheet.goTo(Step::Repositories);
    QVERIFY(!sheet.finding(u"repositoryFinding"_s).contains(u"already"_s)); // that was then
}

void UiOnboarding::errorsHoldSavingBack()
{
    OnboardingSheet sheet; // knows no repository at all
    sheet.open();
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef/gone"_s);
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sheet, u"repositoryList"_s, 0), u"error"_s, seen);
    const QSignalSpy saved(sheet.dialog.get(), &OnboardingDialog::saved);
    sheet.goTo(Step::Review);
    QVERIFY(sheet.finding(u"reviewState"_s).contains(u"2 errors"_s));
    QTest::keyClick(&sheet.child<QPushButton>(u"onboardingSave"_s), Qt::Key_Space);
    QCOMPARE(sheet.step(), Step::Name); // the first one: it has no name
    QVERIFY(sheet.child<QLineEdit>(u"onboardingName"_s).hasFocus());
    sheet.type(u"Deep Reef"_s);
    sheet.goTo(Step::Review);
    sheet.key(Qt::Key_Space); // "Go there" has the focus
    QCOMPARE(sheet.step(), Step::Repositories);
    QVERIFY(sheet.child<QTreeView>(u"repositoryList"_s).hasFocus());
    sheet.key(Qt::Key_Delete);
    QVERIFY(sheet.form().entries(EntryKind::Repository).isEmpty());
    sheet.goTo(Step::Review);
    QCOMPARE(saved.count(), 0);
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
}

void UiOnboarding::aMovedRepositoryTakesItsNewName()
{
    OnboardingSheet sheet;
    for (const QString &name : {u"reef/old"_s, u"reef/buoy"_s})
        sheet.remotes.putJson(u"api.github.com/repos/"_s + name, buoyJson);
    sheet.open();
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef/old"_s);
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sheet, u"repositoryList"_s, 0), u"warning"_s, seen);
    sheet.child<QTreeView>(u"repositoryList"_s).setFocus();
    sheet.key(Qt::Key_Return); // one key
    QCOMPARE(sheet.form().entries(EntryKind::Repository).constFirst().text, u"reef/buoy"_s);
    QCOMPARE(sheet.step(), Step::Repositories);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sheet, u"repositoryList"_s, 0), u"fine"_s, seen);
}

void UiOnboarding::offlineItSaves()
{
    QTcpServer port;
    QVERIFY(port.listen(QHostAddress::LocalHost));
    http::ClientConfig config;
    config.gateway = QUrl(u"http://127.0.0.1:%1"_s.arg(port.serverPort()));
    port.close(); // nobody there
    OnboardingSheet sheet({}, config);
    sheet.open();
    sheet.name(u"Deep Reef"_s);
    sheet.goTo(Step::Repositories);
    sheet.type(u"reef/buoy"_s);
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sheet, u"repositoryList"_s, 0), u"not checked"_s, seen);
    sheet.goTo(Step::Review);
    const QString yaml = sheet.child<QPlainTextEdit>(u"reviewYaml"_s).toPlainText();
    const QSignalSpy saved(sheet.dialog.get(), &OnboardingDialog::saved);
    sheet.key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);

    const Result<QByteArray> written = community::readConfig(sheet.communities(), u"deep-reef"_s);
    QVERIFY(written.ok());
    QCOMPARE(QString::fromUtf8(*written), yaml);
    const sync::Catalog catalog = sync::readCatalog(sheet.communities(), sheet.folder.filePath(u"data"_s));
    QCOMPARE(catalog.entries.size(), 1);
    const sync::CatalogEntry &entry = catalog.entries.constFirst();
    QVERIFY(entry.loaded.problems.isEmpty());
    QCOMPARE(entry.loaded.community->githubRepositories, QStringList{u"reef/buoy"_s});
    QVERIFY(entry.databaseExists);
    QCOMPARE(entry.database.journalMode, u"wal"_s);

    sheet.open(); // the next one begins anew
    QVERIFY(sheet.form().isEmpty());
    QCOMPARE(sheet.step(), Step::Name);
}

void UiOnboarding::aTakenIdIsAnError()
{
    OnboardingSheet sheet;
    QVERIFY(community::saveNewConfig(sheet.communities(), u"deep-reef"_s, "id: deep-reef\nname: x\n"));
    sheet.open(false);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.form().taken().isEmpty(), seen);
    sheet.name(u"Deep Reef"_s);
    QCOMPARE(sheet.child<QLineEdit>(u"onboardingId"_s).text(), u"deep-reef-2"_s);
    sheet.child<QLineEdit>(u"onboardingId"_s).selectAll();
    sheet.child<QLineEdit>(u"onboardingId"_s).setFocus();
    sheet.type(u"deep-reef"_s);
    QVERIFY(sheet.finding(u"onboardingIdFinding"_s).contains(u"already"_s));
    sheet.goTo(Step::Review);
    const QSignalSpy saved(sheet.dialog.get(), &OnboardingDialog::saved);
    QTest::keyClick(&sheet.child<QPushButton>(u"onboardingSave"_s), Qt::Key_Space);
    QCOMPARE(sheet.step(), Step::Name);
    QVERIFY(sheet.child<QLineEdit>(u"onboardingId"_s).hasFocus());
    QCOMPARE(saved.count(), 0);
}

void UiOnboarding::startingOverAsks()
{
    OnboardingSheet sheet;
    sheet.open(false);
    auto &button = sheet.child<QPushButton>(u"onboardingStartOver"_s);
    QTRY_VERIFY(button.isHidden());
    sheet.name(u"Deep Reef"_s);
    sheet.goTo(Step::Forum);
    QTRY_VERIFY(button.isVisible());
    button.click();
    auto *question = sheet.dialog->findChild<QMessageBox *>(u"startOverDialog"_s);
    QVERIFY(question && question->isVisible());
    QTest::keyClick(question, Qt::Key_Escape);
    QCOMPARE(sheet.form().draft().community.name, u"Deep Reef"_s);
    QTRY_VERIFY(sheet.dialog->findChild<QMessageBox *>(u"startOverDialog"_s) == nullptr);
    button.click();
    question = sheet.dialog->findChild<QMessageBox *>(u"startOverDialog"_s);
    question->findChild<QPushButton *>(u"throwAway"_s)->click();
    QVERIFY(sheet.form().isEmpty());
    QCOMPARE(sheet.step(), Step::Name);
    QVERIFY(sheet.child<QLineEdit>(u"onboardingName"_s).text().isEmpty());
}

void UiOnboarding::everyControlHasAName()
{
    OnboardingSheet sheet;
    sheet.open(false);
    const QList<QWidget *> all = sheet.dialog->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool inner = widget->focusProxy() != nullptr ||
                           widget->parentWidget()->inherits("QAbstractItemView") ||
                           widget->parentWidget()->inherits("QAbstractSpinBox") ||
                           widget->parentWidget()->inherits("QAbstractScrollArea");
        QVERIFY2(named || inner,
                 qPrintable(widget->objectName() + QLatin1StringView(widget->metaObject()->className())));
    }
}

QTEST_MAIN(UiOnboarding)
#include "ui_onboarding.moc"
