// From Ctrl+N to a running first sync in the whole program over the demo, with keys alone.
#include "DemoWindow.h"
#include "OpeningProgram.h"
#include "resources/Translations.h"
#include "ui/dashboard/CommunityNode.h"
#include "ui/onboarding/OnboardingDialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTreeView>

#include <algorithm>

using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace Qt::StringLiterals;
using test::patience;
using test::Program;

namespace {
void press(int key, Qt::KeyboardModifiers modifiers = {})
{
    QVERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
}

int stepOf(const OnboardingDialog &dialog)
{
    return dialog.findChild<QListWidget *>(u"onboardingSteps"_s)->currentRow();
}
} // namespace

class UiOnboardingWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void byKeysToARunningSync();
    void fromTheFirstStart();
    void whileASyncRuns();
    void sourcesAreEditedByKeys();
};

void UiOnboardingWindow::byKeysToARunningSync()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    press(Qt::Key_N, Qt::ControlModifier);
    auto *dialog = program.child<OnboardingDialog>(u"onboardingDialog"_s);
    QVERIFY(dialog != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(dialog));

    QTRY_COMPARE(QApplication::focusWidget(), dialog->findChild<QWidget *>(u"onboardingPaste"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"https://saltbell.example"_s);
    press(Qt::Key_Return);
    auto *proposals = dialog->findChild<QTreeView *>(u"onboardingProposals"_s);
    const bool proposed = QTest::qWaitFor([proposals] { return proposals->isVisible(); }, patience);
    QVERIFY2(
        proposed,
        qPrintable(
            dialog->findChild<QWidget *>(u"onboardingFound"_s)->findChild<QLabel *>(u"finding"_s)->text()));
    QVERIFY(proposals->hasFocus());
    QVERIFY(!dialog->form().draft().community.name.isEmpty());
    QVERIFY(!dialog->form().entries(EntryKind::Forum).isEmpty());
    QCOMPARE(stepOf(*dialog), 0);

    press(Qt::Key_Return); // repositories
    QCOMPARE(stepOf(*dialog), 1);
    if (dialog->form().entries(EntryKind::Repository).isEmpty()) {
        QTest::keyClicks(QApplication::focusWidget(), u"saltbell-lab/saltbell"_s);
        press(Qt::Key_Return);
    }
    const Entry repository = dialog->form().entries(EntryKind::Repository).constFirst();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->checks().outcome(repository).state == CheckState::Fine, patience);
    press(Qt::Key_Return); // docstrings
    QCOMPARE(stepOf(*dialog), 2);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"docstringField"_s);
    press(Qt::Key_F, Qt::AltModifier);                                     // from the repositories
    QTRY_VERIFY(!dialog->form().entries(EntryKind::Docstrings).isEmpty()); // a button goes down first
    press(Qt::Key_Return);                                                 // forum
    QCOMPARE(stepOf(*dialog), 3);
    press(Qt::Key_Return); // papers
    QTest::keyClicks(QApplication::focusWidget(), u"Saltbell hydrophone"_s);
    press(Qt::Key_Return);
    QCOMPARE(dialog->form().entries(EntryKind::Query).size(), 1);
    press(Qt::Key_Return); // mailing lists
    QCOMPARE(stepOf(*dialog), 5);
    press(Qt::Key_Return); // schedule
    press(Qt::Key_Return); // review
    QCOMPARE(stepOf(*dialog), 7);
    const QString id = dialog->form().community().id;
    QCOMPARE(dialog->form().community().docstrings.constFirst().languages,
             (QStringList{u"matlab"_s, u"python"_s})); // named, or nothing were read
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->checks().isChecking(), patience);
    for (const FormIssue &issue : formIssues(dialog->form(), dialog->checks()))
        QVERIFY2(!issue.isError, qPrintable(issue.text));
    press(Qt::Key_Return); // save
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);

    QTRY_COMPARE(program.tree().model()->rowCount(), 5);
    QCOMPARE(program.tree().currentNode()->id, id);
    for (const sync::JobSnapshot &job : program.window().lastRun().jobs)
        QCOMPARE(job.key.community, id); // nobody else's
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), 120'000);
    for (const sync::JobSnapshot &job : program.window().lastRun().jobs)
        QVERIFY2(!job.error, job.error ? qPrintable(job.key.name + u": "_s + job.error->text) : "");
    QTRY_COMPARE(program.cell(program.tree().currentIndex(), Column::State), u"done"_s);
}

// Nothing is configured, and nobody is asked: a name is enough.
void UiOnboardingWindow::fromTheFirstStart()
{
    const test::OpeningProgram program;
    program.waitForTheGreeting();
    QTRY_VERIFY(program.child<QAction>(u"newCommunity"_s)->isEnabled());
    program.child<QWidget>(u"greetingNew"_s)->setFocus();
    press(Qt::Key_Space);
    auto *dialog = program.child<OnboardingDialog>(u"onboardingDialog"_s);
    QVERIFY(dialog != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_COMPARE(QApplication::focusWidget(), dialog->findChild<QWidget *>(u"onboardingPaste"_s));
    press(Qt::Key_M, Qt::AltModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"Deep Reef"_s);
    for (int i = 0; i < 7; ++i)
        press(Qt::Key_PageDown, Qt::ControlModifier);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), patience);
    QTRY_COMPARE(program.tree().model()->rowCount(), 1);
    QCOMPARE(program.page(), u"dashboardPage"_s);
    QCOMPARE(program.tree().currentNode()->id, u"deep-reef"_s);
    QVERIFY(!program.window().running()); // there is nothing to sync
    QVERIFY(QFileInfo::exists(program.path(u"program/data/knowledge/deep-reef.db"_s)));
}

void UiOnboardingWindow::whileASyncRuns()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    press(Qt::Key_N, Qt::ControlModifier);
    auto *dialog = program.child<OnboardingDialog>(u"onboardingDialog"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_COMPARE(QApplication::focusWidget(), dialog->findChild<QWidget *>(u"onboardingPaste"_s));
    press(Qt::Key_M, Qt::AltModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"Saltbell"_s);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"saltbell-lab/saltbell-viewer"_s);
    press(Qt::Key_Return);
    for (int i = 0; i < 6; ++i)
        press(Qt::Key_PageDown, Qt::ControlModifier);
    QVERIFY(program.window().running());
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), patience);
    QTRY_COMPARE(program.tree().model()->rowCount(), 5);
    const auto synced = [&program] {
        return std::ranges::any_of(program.window().lastRun().jobs, [](const sync::JobSnapshot &job) {
            return job.key.community == u"saltbell"_s;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(synced(), patience); // joins the run that is under way
    QVERIFY(program.window().lastRun().jobs.size() > 5);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), 120'000);
    QTRY_COMPARE(program.cell(program.tree().currentIndex(), Column::State), u"done"_s);
}

void UiOnboardingWindow::sourcesAreEditedByKeys()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    program.key(Qt::Key_Home);
    const QString id = program.tree().currentNode()->id;
    const int before =
        static_cast<int>(program.tree().currentNode()->entry->loaded.community->citationDois.size());
    press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(program.child<OnboardingDialog>(u"onboardingDialog"_s)->isVisible());
    auto *dialog = program.child<OnboardingDialog>(u"onboardingDialog"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QCOMPARE(stepOf(*dialog), 1);
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(stepOf(*dialog), 4);
    press(Qt::Key_O, Qt::AltModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"10.5555/saltbell"_s);
    press(Qt::Key_Return);
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_PageDown, Qt::ControlModifier);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), patience);
    const auto dois = [&program] {
        const CommunityNode *node = program.tree().currentNode();
        return node && node->entry ? static_cast<int>(node->entry->loaded.community->citationDois.size())
                                   : -1;
    };
    QTRY_COMPARE(dois(), before + 1);
    QCOMPARE(program.tree().currentNode()->id, id);
}

QTEST_MAIN(UiOnboardingWindow)
#include "ui_onboarding_window.moc"
