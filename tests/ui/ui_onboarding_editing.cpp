// Sources of a community that is there, edited in the form: only what was changed changes in the file,
// somebody else's change is noticed, and nothing is removed without a question.
#include "OnboardingSheet.h"
#include "community/ConfigStore.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::OnboardingSheet;

namespace {
constexpr int seen = 20'000;

const QByteArray reef = "# by hand\n"
                        "id: reef\n"
                        "name:   Deep Reef   # its name\n"
                        "description: 'Sounds of the sea'\n"
                        "custom: [1, 2]\n"
                        "sync:\n"
                        "  github: {cron: \"0 2 * * *\"} # at night\n"
                        "github:\n"
                        "  repos:\n"
                        "    - reef/buoy # the first\n"
                        "    - reef/net\n";

class Editing final
{
public:
    Editing()
    {
        if (!community::saveNewConfig(sheet.communities(), u"reef"_s, reef))
            qFatal("the configuration cannot be written");
        sheet.make(false);
        open();
    }
    void open() const
    {
        sheet.dialog->edit(
            {.communitiesDir = sheet.communities(), .dataDir = sheet.folder.filePath(u"data"_s)}, u"reef"_s);
        if (!QTest::qWaitFor([this] { return sheet.dialog->isVisible(); }, seen) ||
            !QTest::qWaitForWindowActive(sheet.dialog.get(), seen))
            qFatal("nothing is shown");
    }
    [[nodiscard]] QByteArray file() const
    {
        const Result<QByteArray> text = community::readConfig(sheet.communities(), u"reef"_s);
        return text ? *text : QByteArray();
    }
    void writeByHand(const QByteArray &text) const
    {
        QFile out(community::configPath(sheet.communities(), u"reef"_s));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    void add(const QString &name) const
    {
        sheet.goTo(Step::Repositories);
        sheet.child<QLineEdit>(u"repositoryField"_s).setFocus();
        sheet.type(name);
        sheet.key(Qt::Key_Return);
    }
    void save() const
    {
        sheet.goTo(Step::Review);
        QTest::keyClick(&sheet.child<QPushButton>(u"onboardingSave"_s), Qt::Key_Space);
    }
    void answer(const QString &question, const QString &button) const
    {
        QTRY_VERIFY_WITH_TIMEOUT(sheet.dialog->findChild<QMessageBox *>(question) != nullptr, seen);
        sheet.dialog->findChild<QMessageBox *>(question)->findChild<QPushButton *>(button)->click();
    }

    OnboardingSheet sheet;
};
} // namespace

class UiOnboardingEditing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void onlyWhatWasChangedChanges()
    {
        const Editing editing;
        QCOMPARE(editing.sheet.form().entries(EntryKind::Repository).size(), 2);
        editing.add(u"reef/kelp"_s);
        editing.sheet.goTo(Step::Review); // shows what changes, and not the rest
        QCOMPARE(
            editing.sheet.child<QPlainTextEdit>(u"reviewYaml"_s).toPlainText(),
            u"  ⋮\n    repos:\n      - reef/buoy # the first\n      - reef/net\n+     - reef/kelp\n  "_s);
        const QSignalSpy saved(editing.sheet.dialog.get(), &OnboardingDialog::saved);
        editing.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
        QCOMPARE(editing.file(), reef + "    - reef/kelp\n");
        QVERIFY(community::canUndo(editing.sheet.communities(), u"reef"_s));
    }

    void theLastSaveCanBeUndone()
    {
        const Editing editing;
        auto &undo = editing.sheet.child<QPushButton>(u"onboardingUndo"_s);
        QVERIFY(!undo.isVisible()); // nothing has been saved yet
        editing.add(u"reef/kelp"_s);
        const QSignalSpy saved(editing.sheet.dialog.get(), &OnboardingDialog::saved);
        editing.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
        editing.open();
        QTRY_VERIFY_WITH_TIMEOUT(undo.isVisible(), seen);
        editing.sheet.key(Qt::Key_V, Qt::AltModifier);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, seen);
        QCOMPARE(editing.file(), reef);
    }

    void undoingLeavesWhatOthersWrote()
    {
        const Editing editing;
        editing.add(u"reef/kelp"_s);
        const QSignalSpy saved(editing.sheet.dialog.get(), &OnboardingDialog::saved);
        editing.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
        editing.open();
        auto &undo = editing.sheet.child<QPushButton>(u"onboardingUndo"_s);
        QTRY_VERIFY_WITH_TIMEOUT(undo.isVisible(), seen);
        editing.writeByHand(reef + "    - reef/theirs\n");
        const QSignalSpy failed(editing.sheet.dialog.get(), &OnboardingDialog::failed);
        undo.click();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, seen);
        QCOMPARE(editing.file(), reef + "    - reef/theirs\n");
        QCOMPARE(editing.sheet.form().entries(EntryKind::Repository).constLast().text, u"reef/theirs"_s);
    }

    void unchangedIsLeftByteForByte()
    {
        const Editing editing;
        editing.sheet.goTo(Step::Review);
        const auto &shown = editing.sheet.child<QPlainTextEdit>(u"reviewYaml"_s);
        QCOMPARE(shown.toPlainText(), u"Nothing is changed."_s);
        editing.sheet.key(Qt::Key_W, Qt::AltModifier); // the whole file
        QTRY_COMPARE(shown.toPlainText().toUtf8(), reef);
        const QSignalSpy saved(editing.sheet.dialog.get(), &OnboardingDialog::saved);
        editing.save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
        QCOMPARE(editing.file(), reef);
    }

    void removingAsks()
    {
        const Editing editing;
        editing.sheet.goTo(Step::Repositories);
        editing.sheet.child<QTreeView>(u"repositoryList"_s).setFocus();
        editing.sheet.child<QTreeView>(u"repositoryList"_s)
            .setCurrentIndex(editing.sheet.child<QTreeView>(u"repositoryList"_s).model()->index(1, 0));
        editing.sheet.key(Qt::Key_Delete);
        editing.save();
        QTRY_VERIFY_WITH_TIMEOUT( // once it has been counted
            editing.sheet.dialog->findChild<QMessageBox *>(u"removeDialog"_s) != nullptr, seen);
        auto *question = editing.sheet.dialog->findChild<QMessageBox *>(u"removeDialog"_s);
        QVERIFY2(question->informativeText().contains(u"reef/net: 0 rows"_s),
                 qPrintable(question->informativeText()));
        QVERIFY2(question->text().contains(u"reef/net"_s), qPrintable(question->text()));
        QTest::keyClick(question, Qt::Key_Escape);
        QCOMPARE(editing.file(), reef);
        QTRY_VERIFY(editing.sheet.dialog->findChild<QMessageBox *>(u"removeDialog"_s) == nullptr);
        const QSignalSpy saved(editing.sheet.dialog.get(), &OnboardingDialog::saved);
        editing.save();
        editing.answer(u"removeDialog"_s, u"saveWithout"_s);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
        QVERIFY(!editing.file().contains("reef/net"));
        QVERIFY(editing.file().contains("reef/buoy # the first"));
    }

    void somebodyElsesChangeIsNoticed()
    {
        const Editing editing;
        editing.add(u"reef/kelp"_s);
        const QByteArray theirs = "# theirs\n" + reef;
        editing.writeByHand(theirs);
        const QSignalSpy saved(editing.sheet.dialog.get(), &OnboardingDialog::saved);
        editing.save();
        QTRY_VERIFY_WITH_TIMEOUT(
            editing.sheet.dialog->findChild<QMessageBox *>(u"changedDialog"_s) != nullptr, seen);
        QCOMPARE(editing.file(), theirs); // nothing is overwritten
        editing.answer(u"changedDialog"_s, u"writeMine"_s);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, seen);
        QCOMPARE(editing.file(), theirs + "    - reef/kelp\n");
    }

    void leavingAsksOnlyIfSomethingIsLost()
    {
        const Editing editing;
        editing.sheet.key(Qt::Key_Escape);
        QVERIFY(editing.sheet.dialog->isHidden());
        const Editing other;
        other.add(u"reef/kelp"_s);
        other.sheet.key(Qt::Key_Escape);
        QVERIFY(other.sheet.dialog->isVisible());
        other.answer(u"throwAwayDialog"_s, u"throwAwayChanges"_s);
        QVERIFY(other.sheet.dialog->isHidden());
        QCOMPARE(other.file(), reef);
    }
};

QTEST_MAIN(UiOnboardingEditing)
#include "ui_onboarding_editing.moc"
