// What is removed in the real window: counted first, deleted only where somebody says so, and looked up in
// the files afterwards.
#include "SettingsProgram.h"
#include "community/ConfigStore.h"
#include "resources/Translations.h"
#include "tests/support/Sqlite.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/LogModel.h"
#include "ui/onboarding/OnboardingDialog.h"
#include "ui/onboarding/RemovalDialog.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::SettingsProgram;

namespace {
constexpr int shortly = 60'000; // on a busy machine

const QByteArray both = "id: fern-path\nname: Fern Path\ngithub:\n  repos:\n    - fern-path/guide # kept\n"
                        "    - fern-path/atlas\n";

void press(int key, Qt::KeyboardModifiers modifiers = {})
{
    QVERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
}

// Fern Path with two repositories, of 20 and of 130 items.
struct Fern
{
    Fern()
    {
        program.site.addGenerated({.fullName = u"fern-path/atlas"_s, .items = 130});
        QFile config(community::configPath(communities, u"fern-path"_s));
        if (!config.open(QIODevice::WriteOnly))
            qFatal("no configuration");
        config.write(both);
        config.close();
        program.waitForCommunities();
        program.action("reload")->trigger();
    }
    void waitForBoth() const
    {
        auto *tree = program.window().findChild<CommunityTree *>();
        QTRY_COMPARE_WITH_TIMEOUT(tree->model()->rowCount(), 1, shortly);
        const auto sources = [tree] { // of GitHub, the only one
            const QModelIndex community = tree->model()->index(0, 0);
            return tree->model()->rowCount(tree->model()->index(0, 0, community));
        };
        QTRY_COMPARE_WITH_TIMEOUT(sources(), 2, shortly);
        tree->setCurrentIndex(tree->model()->index(0, 0));
        tree->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    }
    void sync() const
    {
        program.action("syncAll")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), shortly);
        waitForTheEnd();
        QCOMPARE(rows(u"guide"_s), 20);
        QCOMPARE(rows(u"atlas"_s), 130);
    }
    void waitForTheEnd() const { QTRY_VERIFY_WITH_TIMEOUT(!program.window().busy(), shortly); }
    [[nodiscard]] int rows(const QString &repository) const
    {
        return count(u"github_items WHERE repo = 'fern-path/%1'"_s.arg(repository));
    }
    [[nodiscard]] int count(const QString &what) const
    {
        return tests::Sqlite(database).value(u"SELECT count(*) FROM "_s + what).toInt();
    }
    [[nodiscard]] QByteArray config() const
    {
        const Result<QByteArray> text = community::readConfig(communities, u"fern-path"_s);
        return text ? *text : QByteArray();
    }
    // Takes the second repository out of the form, and goes to the review.
    [[nodiscard]] OnboardingDialog *removeAtlas() const
    {
        press(Qt::Key_E, Qt::ControlModifier);
        auto *dialog = program.window().findChild<OnboardingDialog *>();
        if (dialog == nullptr || !QTest::qWaitFor([dialog] { return dialog->isVisible(); }, shortly) ||
            !QTest::qWaitForWindowActive(dialog))
            qFatal("no form");
        auto *list = dialog->findChild<QTreeView *>(u"repositoryList"_s);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(1, 0));
        press(Qt::Key_Delete);
        press(Qt::Key_S, Qt::ControlModifier);
        return dialog;
    }
    [[nodiscard]] static QMessageBox *question(const OnboardingDialog &dialog, const QString &name)
    {
        if (!QTest::qWaitFor([&] { return dialog.findChild<QMessageBox *>(name) != nullptr; }, shortly))
            qFatal("nothing is asked");
        return dialog.findChild<QMessageBox *>(name);
    }
    [[nodiscard]] RemovalDialog *askToRemove() const
    {
        program.action("removeCommunity")->trigger();
        auto *dialog = program.window().findChild<RemovalDialog *>();
        if (dialog == nullptr ||
            !QTest::qWaitFor(
                [dialog] { return dialog->findChild<QPushButton *>(u"removalRemove"_s)->isEnabled(); },
                shortly))
            qFatal("nothing is asked");
        return dialog;
    }
    [[nodiscard]] QString log() const
    {
        const auto *log = program.window().findChild<LogModel *>();
        QStringList lines;
        for (int row = 0; row < log->rowCount(); ++row) {
            for (int column = 0; column < log->columnCount(); ++column)
                lines.append(log->index(row, column).data().toString());
        }
        return lines.join(u'\n');
    }

    SettingsProgram program;
    QString communities = program.folder.filePath(u"communities"_s);
    QString data = program.folder.filePath(u"data"_s);
    QString database = data + u"/knowledge/fern-path.db"_s;
};
} // namespace

class UiOnboardingRemoval final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void rowsAreDeletedWhereWanted();
    void rowsAreKeptOtherwise();
    void whileItIsSynced();
    void aCommunityGoesAndItsDatabaseStays();
    void aCommunityGoesAndItsDatabaseMoves();
    void aCommunityGoesWhileItIsSynced();
    void removingCanBeLeft();
    void quittingAsksAboutChanges();
};

void UiOnboardingRemoval::rowsAreDeletedWhereWanted()
{
    const Fern fern;
    fern.waitForBoth();
    fern.sync();
    OnboardingDialog *dialog = fern.removeAtlas();
    const QString difference = dialog->findChild<QPlainTextEdit *>(u"reviewYaml"_s)->toPlainText();
    QVERIFY2(difference.contains(u"-     - fern-path/atlas"_s), qPrintable(difference));
    press(Qt::Key_S, Qt::ControlModifier);
    QMessageBox *question = Fern::question(*dialog, u"removeDialog"_s);
    QVERIFY2(question->informativeText().contains(u"fern-path/atlas: 130 rows"_s),
             qPrintable(question->informativeText()));
    QCOMPARE(question->defaultButton()->objectName(), u"saveWithout"_s); // which keeps them
    auto *away = question->findChild<QPushButton *>(u"deleteRows"_s);
    QVERIFY2(away->text().contains(u"130 rows"_s), qPrintable(away->text()));
    away->click();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), shortly);
    QCOMPARE(fern.rows(u"guide"_s), 20);
    QCOMPARE(fern.rows(u"atlas"_s), 0);
    QCOMPARE(fern.count(u"sync_metadata WHERE source_name = 'fern-path/atlas'"_s), 0);
    QCOMPARE(fern.count(u"sync_metadata WHERE source_name = 'fern-path/guide'"_s), 1);
    QCOMPARE(tests::Sqlite(fern.database).integrityProblem(), QString());
    QCOMPARE(fern.config(), QByteArray(both).replace("    - fern-path/atlas\n", ""));
    QVERIFY(community::canUndo(fern.communities, u"fern-path"_s));
    QTRY_VERIFY2(fern.log().contains(u"130 rows of removed sources were deleted"_s), qPrintable(fern.log()));
}

void UiOnboardingRemoval::rowsAreKeptOtherwise()
{
    const Fern fern;
    fern.waitForBoth();
    fern.sync();
    OnboardingDialog *dialog = fern.removeAtlas();
    press(Qt::Key_S, Qt::ControlModifier);
    QTest::keyClick(Fern::question(*dialog, u"removeDialog"_s), Qt::Key_Escape);
    QCOMPARE(fern.config(), both); // Escape goes on editing
    QTRY_VERIFY(dialog->findChild<QMessageBox *>(u"removeDialog"_s) == nullptr);
    dialog->activateWindow(); // as a desktop's window manager does
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    press(Qt::Key_S, Qt::ControlModifier);
    QTest::keyClick(Fern::question(*dialog, u"removeDialog"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), shortly);
    QVERIFY(!fern.config().contains("atlas"));
    QCOMPARE(fern.rows(u"guide"_s), 20);
    QCOMPARE(fern.rows(u"atlas"_s), 130);
}

// Its job stops, and nothing of what it would still have brought comes afterwards.
void UiOnboardingRemoval::whileItIsSynced()
{
    Fern fern;
    fern.waitForBoth();
    fern.sync();
    fern.program.site.setDelay([](const demo::HttpRequest &request) {
        return std::chrono::milliseconds(request.url.path().contains("atlas"_L1) ? 3000 : 0);
    });
    fern.program.action("syncFull")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(fern.program.window().running(), shortly);
    OnboardingDialog *dialog = fern.removeAtlas();
    QVERIFY(fern.program.window().running());
    press(Qt::Key_S, Qt::ControlModifier);
    Fern::question(*dialog, u"removeDialog"_s)->findChild<QPushButton *>(u"deleteRows"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isHidden(), shortly);
    fern.waitForTheEnd();
    QCOMPARE(fern.rows(u"atlas"_s), 0);
    QCOMPARE(fern.rows(u"guide"_s), 20);
}

void UiOnboardingRemoval::aCommunityGoesAndItsDatabaseStays()
{
    const Fern fern;
    fern.waitForBoth();
    fern.sync();
    RemovalDialog *dialog = fern.askToRemove();
    const QString said =
        dialog->findChild<QWidget *>(u"removalRows"_s)->findChild<QLabel *>(u"finding"_s)->text();
    QVERIFY2(said.contains(u"150 rows"_s) && said.contains(u"github_items 150"_s), qPrintable(said));
    QVERIFY(dialog->findChild<QPushButton *>(u"removalCancel"_s)->isDefault());
    QVERIFY(dialog->findChild<QRadioButton *>(u"removalKeep"_s)->isChecked());
    dialog->findChild<QPushButton *>(u"removalRemove"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(fern.communities + u"/fern-path"_s), shortly);
    const QStringList kept =
        QDir(fern.communities + u"/.removed"_s).entryList({u"fern-path-*"_s}, QDir::Dirs);
    QCOMPARE(kept.size(), 1);
    QFile config(fern.communities + u"/.removed/"_s + kept.constFirst() + u"/config.yaml"_s);
    QVERIFY(config.open(QIODevice::ReadOnly));
    QCOMPARE(config.readAll(), both);
    QCOMPARE(fern.count(u"github_items"_s), 150);
    QTRY_VERIFY(!fern.program.action("removeCommunity")->isEnabled()); // nothing is left to remove
    QTRY_VERIFY2(fern.log().contains(u"fern-path was removed"_s), qPrintable(fern.log()));
}

void UiOnboardingRemoval::aCommunityGoesAndItsDatabaseMoves()
{
    const Fern fern;
    fern.waitForBoth();
    fern.sync();
    RemovalDialog *dialog = fern.askToRemove();
    dialog->findChild<QRadioButton *>(u"removalMove"_s)->setChecked(true);
    dialog->findChild<QPushButton *>(u"removalRemove"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(fern.communities + u"/fern-path"_s), shortly);
    fern.waitForTheEnd();
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
        QVERIFY2(!QFileInfo::exists(fern.database + end), qPrintable(end));
    const QStringList moved = QDir(fern.data + u"/backups"_s).entryList({u"fern-path-*.db*"_s}, QDir::Files);
    QCOMPARE(moved.size(), 1); // no -wal beside it
    tests::Sqlite file(fern.data + u"/backups/"_s + moved.constFirst());
    QCOMPARE(file.value(u"SELECT count(*) FROM github_items"_s), u"150"_s);
    QCOMPARE(file.integrityProblem(), QString());
}

void UiOnboardingRemoval::aCommunityGoesWhileItIsSynced()
{
    Fern fern;
    fern.waitForBoth();
    fern.sync();
    fern.program.site.setDelay(std::chrono::milliseconds(2000));
    fern.program.action("syncFull")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(fern.program.window().running(), shortly);
    RemovalDialog *dialog = fern.askToRemove();
    dialog->findChild<QRadioButton *>(u"removalMove"_s)->setChecked(true);
    QVERIFY(fern.program.window().running());
    dialog->findChild<QPushButton *>(u"removalRemove"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo::exists(fern.communities + u"/fern-path"_s), shortly);
    fern.waitForTheEnd();
    QVERIFY(!QFileInfo::exists(fern.database)); // nor has a job made it anew
    const QStringList moved = QDir(fern.data + u"/backups"_s).entryList({u"fern-path-*.db*"_s}, QDir::Files);
    QCOMPARE(moved.size(), 1);
    tests::Sqlite file(fern.data + u"/backups/"_s + moved.constFirst());
    QCOMPARE(file.value(u"SELECT count(*) FROM github_items"_s), u"150"_s);
}

void UiOnboardingRemoval::removingCanBeLeft()
{
    const Fern fern;
    fern.waitForBoth();
    RemovalDialog *dialog = fern.askToRemove();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(fern.program.window().findChild<RemovalDialog *>() == nullptr);
    QCOMPARE(fern.config(), both);
}

void UiOnboardingRemoval::quittingAsksAboutChanges()
{
    const Fern fern;
    fern.waitForBoth();
    OnboardingDialog *dialog = fern.removeAtlas();
    fern.program.window().close();
    QVERIFY(fern.program.window().isVisible());
    QTest::keyClick(Fern::question(*dialog, u"throwAwayDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(dialog->findChild<QMessageBox *>(u"throwAwayDialog"_s) == nullptr);
    QVERIFY(dialog->isVisible());
    fern.program.window().close();
    Fern::question(*dialog, u"throwAwayDialog"_s)->findChild<QPushButton *>(u"throwAwayChanges"_s)->click();
    QTRY_VERIFY(!fern.program.window().isVisible());
    QCOMPARE(fern.config(), both);
}

QTEST_MAIN(UiOnboardingRemoval)
#include "ui_onboarding_removal.moc"
