// Opening what is there: a folder, a configuration or a database, dropped on the real window or chosen by
// keyboard; what is found is asked about, what cannot be opened says why, and nothing there is changed.
#include "DemoWindow.h"
#include "OpeningProgram.h"
#include "resources/Translations.h"
#include "ui/dashboard/CommunityNode.h"
#include "ui/health/HealthPage.h"
#include "ui/history/HistoryTable.h"
#include "ui/opening/DropHint.h"
#include "ui/opening/OpenDialog.h"

#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace Qt::StringLiterals;
using test::Drag;
using test::OpeningProgram;

namespace {
constexpr auto communitiesKey = "communitiesDir";
constexpr auto dataKey = "dataDir";

OpenDialog *dialogOf(const QWidget &window)
{
    const QList<OpenDialog *> all = window.findChildren<OpenDialog *>(u"openDialog"_s);
    for (OpenDialog *one : all) {
        if (one->isVisible())
            return one;
    }
    return nullptr;
}

QString textOf(const OpenDialog &dialog)
{
    return dialog.findChild<QLabel *>(u"openText"_s)->text() + u" | "_s +
           dialog.findChild<QLabel *>(u"openNote"_s)->text();
}
} // namespace

class UiOpening final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void aFolderIsDropped();
    void severalAreAskedAbout();
    void aConfigurationIsDropped();
    void aDatabaseIsDropped();
    void aDatabaseWithoutAConfiguration();
    void whatCannotBeOpenedSaysWhy();
    void nothingIsFound();
    void byKeyboard();
    void notWhileASyncRuns();
    void onlyTheNewestSearchCounts();
};

void UiOpening::aFolderIsDropped()
{
    const OpeningProgram program;
    for (const QString &id : {u"mne"_s, u"bids"_s})
        program.config(u"osa/src/assistants"_s, id);
    program.database(u"osa/data/knowledge"_s, u"mne"_s);
    const QStringList before = program.everythingIn(u"osa"_s);
    program.waitForTheGreeting();
    Drag drag(*program.child<QWidget>(u"greetingPage"_s), program.path(u"osa"_s));
    QVERIFY(drag.accepted);
    auto *hint = program.child<DropHint>(u"dropHint"_s);
    QVERIFY(hint && hint->isVisible());
    QCOMPARE(hint->size(), program.window().size());
    QVERIFY2(hint->accessibleName().startsWith(u"Drop to open osa"_s), qPrintable(hint->accessibleName()));
    drag.leave();
    QVERIFY(hint->isHidden());

    Drag again(*program.child<QWidget>(u"greetingPage"_s), program.path(u"osa"_s));
    QCOMPARE(again.drop(), Qt::CopyAction); // nothing is moved away
    QVERIFY(hint->isHidden());
    QTRY_COMPARE(program.tree().model()->rowCount(), 2);
    QCOMPARE(program.page(), u"dashboardPage"_s);
    QVERIFY(dialogOf(program.window()) == nullptr);         // there was nothing to ask
    QTRY_COMPARE(program.tree().selectedNodes().size(), 1); // so that the keys mean something
    QCOMPARE(program.tree().selectedNodes().constFirst(), program.tree().currentNode());
    QCOMPARE(program.setting(communitiesKey), program.path(u"osa/src/assistants"_s));
    QCOMPARE(program.setting(dataKey), program.path(u"osa/data"_s));
    QTRY_VERIFY(program.child<QAction>(u"migrateNow"_s)->isVisible()); // mne's database has been read
    QCOMPARE(program.everythingIn(u"osa"_s), before);
}

void UiOpening::severalAreAskedAbout()
{
    const OpeningProgram program;
    for (const QString &id : {u"mne"_s, u"bids"_s})
        program.config(u"osa/src/assistants"_s, id);
    program.config(u"osa/tests/assistants"_s, u"made-up"_s);
    program.database(u"osa/data/knowledge"_s, u"mne"_s);
    program.waitForTheGreeting();
    Drag(program.window(), program.path(u"osa"_s)).drop();
    QTRY_VERIFY(dialogOf(program.window()) != nullptr);
    OpenDialog &dialog = *dialogOf(program.window());
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto &configurations = *dialog.findChild<HistoryTable *>(u"openConfigurations"_s);
    auto &databases = *dialog.findChild<HistoryTable *>(u"openDatabases"_s);
    QCOMPARE(configurations.rows(), 3); // both, and to leave it
    QCOMPARE(databases.rows(), 2);
    QCOMPARE(configurations.model()->index(0, 0).data().toString(),
             QDir::toNativeSeparators(u"src/assistants"_s)); // as seen from what was dropped
    QCOMPARE(configurations.model()->index(0, 1).data().toString(), u"2"_s);
    QCOMPARE(configurations.model()->index(0, 2).data().toString(), u"bids, mne"_s);
    QCOMPARE(configurations.chosenIds(), QList<qint64>{0});
    QVERIFY(program.setting(communitiesKey).isEmpty()); // nothing is switched before it is answered
    QVERIFY(configurations.hasFocus());
    QTest::keyClick(&configurations, Qt::Key_Down);
    QCOMPARE(configurations.chosenIds(), QList<qint64>{1});
    QTest::keyClick(&configurations, Qt::Key_Tab);
    QVERIFY(databases.hasFocus());
    QTest::keyClick(&databases, Qt::Key_Down); // leave it as it is
    QTest::keyClick(&databases, Qt::Key_Return);
    QTRY_COMPARE(program.tree().model()->rowCount(), 1);
    QCOMPARE(program.setting(communitiesKey), program.path(u"osa/tests/assistants"_s));
    QVERIFY(program.setting(dataKey).isEmpty());
    // What is open now is marked, and offered first.
    Drag(program.window(), program.path(u"osa"_s)).drop();
    QTRY_VERIFY(dialogOf(program.window()) != nullptr);
    auto &again = *dialogOf(program.window());
    const auto &marked = *again.findChild<HistoryTable *>(u"openConfigurations"_s);
    QCOMPARE(marked.rows(), 2);
    QCOMPARE(marked.chosenIds(), QList<qint64>{1});
    QVERIFY(marked.model()->index(1, 0).data().toString().contains(u"open now"_s));
    QTest::keyClick(&again, Qt::Key_Escape);
    QTRY_VERIFY(dialogOf(program.window()) == nullptr);
    QCOMPARE(program.setting(communitiesKey), program.path(u"osa/tests/assistants"_s));
}

void UiOpening::aConfigurationIsDropped()
{
    const OpeningProgram program;
    program.config(u"assistants"_s, u"bids"_s);
    const QString config = program.config(u"assistants"_s, u"mne"_s);
    program.waitForTheGreeting();
    Drag(program.window(), config).drop();
    QTRY_COMPARE(program.tree().model()->rowCount(), 2);
    QTRY_VERIFY(program.tree().currentNode() && program.tree().currentNode()->id == u"mne"_s);
    QCOMPARE(program.setting(communitiesKey), program.path(u"assistants"_s));
    QVERIFY(program.setting(dataKey).isEmpty());
}

void UiOpening::aDatabaseIsDropped()
{
    const OpeningProgram program;
    for (const QString &id : {u"bids"_s, u"mne"_s})
        program.config(u"assistants"_s, id);
    const QString database = program.database(u"data/knowledge"_s, u"mne"_s);
    program.waitForTheGreeting();
    Drag(program.window(), program.path(u"assistants"_s)).drop();
    QTRY_COMPARE(program.tree().model()->rowCount(), 2);
    // On any view, and any widget of it.
    Drag(*program.tree().viewport(), database).drop();
    QTRY_COMPARE(program.page(), u"healthPage"_s);
    QCOMPARE(program.setting(dataKey), program.path(u"data"_s));
    QCOMPARE(program.setting(communitiesKey), program.path(u"assistants"_s));
    const auto &table = *program.child<HistoryTable>(u"healthTable"_s);
    QTRY_COMPARE(table.chosenIds(), QList<qint64>{1});
    QTRY_COMPARE(table.model()->index(1, 2).data().toString(), u"DELETE"_s);
}

void UiOpening::aDatabaseWithoutAConfiguration()
{
    const OpeningProgram program;
    program.config(u"assistants"_s, u"bids"_s);
    const QString database = program.database(u"data/knowledge"_s, u"mne"_s);
    program.waitForTheGreeting();
    Drag(program.window(), program.path(u"assistants"_s)).drop();
    QTRY_COMPARE(program.tree().model()->rowCount(), 1);
    Drag(program.window(), database).drop();
    QTRY_VERIFY(program.child<QAction>(u"log"_s)->isChecked());
    const auto &log = *program.child<QWidget>(u"logDock"_s)->findChild<QAbstractItemView *>()->model();
    QStringList lines;
    for (int row = 0; row < log.rowCount(); ++row) {
        for (int column = 0; column < log.columnCount(); ++column)
            lines.append(log.index(row, column).data().toString());
    }
    QVERIFY2(lines.filter(u"mne has no configuration"_s).size() == 1, qPrintable(lines.join('\n'_L1)));
}

void UiOpening::whatCannotBeOpenedSaysWhy()
{
    const OpeningProgram program;
    const QString lone = program.database(u"downloads"_s, u"mne"_s);
    program.waitForTheGreeting();
    const QStringList before = program.everythingIn(u"downloads"_s);
    Drag(program.window(), lone).drop();
    QTRY_VERIFY(dialogOf(program.window()) != nullptr);
    {
        OpenDialog &dialog = *dialogOf(program.window());
        QVERIFY2(textOf(dialog).contains(u"stands in no data folder"_s) &&
                     textOf(dialog).contains(u"Restore…"_s),
                 qPrintable(textOf(dialog)));
        QVERIFY(dialog.findChild<QPushButton *>(u"openAccept"_s)->isHidden());
        QVERIFY(dialog.findChild<QPushButton *>(u"openAnyway"_s)->isHidden());
        QVERIFY(dialog.findChild<QPushButton *>(u"openCancel"_s)->isDefault());
        QTest::keyClick(&dialog, Qt::Key_Escape);
    }
    QTRY_VERIFY(dialogOf(program.window()) == nullptr);
    QCOMPARE(program.everythingIn(u"downloads"_s), before);
    // What can be told without a look at the disk is told while it is dragged.
    const QList<QUrl> two{QUrl::fromLocalFile(lone), QUrl::fromLocalFile(program.path(u"x"_s))};
    for (const auto &[urls, why] :
         {std::pair{two, u"Several things at once"_s},
          std::pair{QList<QUrl>{QUrl(u"https://x.example/config.yaml"_s)}, u"is not on this computer"_s}}) {
        Drag drag(program.window(), urls);
        const QString told = program.child<DropHint>(u"dropHint"_s)->accessibleName();
        QVERIFY2(told.contains(why), qPrintable(told));
        drag.drop();
        QVERIFY(dialogOf(program.window()) != nullptr);
        QVERIFY(textOf(*dialogOf(program.window())).contains(why));
    }
    QCOMPARE(program.page(), u"greetingPage"_s);
    QVERIFY(program.setting(communitiesKey).isEmpty() && program.setting(dataKey).isEmpty());
    // Words are no files.
    QMimeData words;
    words.setText(u"mne"_s);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &words, Qt::LeftButton, {});
    enter.ignore();
    QApplication::sendEvent(&program.window(), &enter);
    QVERIFY(!enter.isAccepted());
}

void UiOpening::nothingIsFound()
{
    const OpeningProgram program;
    QVERIFY(QDir().mkpath(program.path(u"empty/inner"_s)));
    program.waitForTheGreeting();
    Drag(program.window(), program.path(u"empty"_s)).drop();
    QTRY_VERIFY(dialogOf(program.window()) != nullptr);
    OpenDialog &dialog = *dialogOf(program.window());
    QVERIFY2(textOf(dialog).contains(u"no configurations and no databases"_s) &&
                 textOf(dialog).contains(u"2 folders"_s),
             qPrintable(textOf(dialog)));
    auto *anyway = dialog.findChild<QPushButton *>(u"openAnyway"_s);
    QVERIFY(anyway->isVisible());
    anyway->click();
    QTRY_COMPARE(program.setting(communitiesKey), program.path(u"empty"_s));
    auto *notice = program.child<QLabel>(u"greetingNotice"_s);
    QTRY_VERIFY(notice->text().contains(u"There are no communities in"_s));
}

void UiOpening::byKeyboard()
{
    const OpeningProgram program;
    program.config(u"assistants"_s, u"mne"_s);
    program.waitForTheGreeting();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_O, Qt::ControlModifier);
    auto *chooser = program.child<QFileDialog>(u"folderDialog"_s);
    QVERIFY(chooser);
    Q_EMIT chooser->fileSelected(program.path(u"assistants"_s));
    chooser->close();
    QTRY_COMPARE(program.tree().model()->rowCount(), 1);
}

void UiOpening::notWhileASyncRuns()
{
    const QTemporaryDir folder;
    test::Program program(folder.path());
    program.waitForRows();
    program.action(u"syncAll"_s)->trigger();
    QVERIFY(program.window().running());
    Drag drag(program.tree(), folder.path());
    const QString told = program.child<DropHint>(u"dropHint"_s)->accessibleName();
    QVERIFY2(told.contains(u"A sync is running"_s), qPrintable(told));
    drag.drop();
    QVERIFY(dialogOf(program.window()) != nullptr);
    QVERIFY(textOf(*dialogOf(program.window())).contains(u"A sync is running"_s));
    QTest::keyClick(dialogOf(program.window()), Qt::Key_Escape);
    program.action(u"stop"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), test::patience);
}

void UiOpening::onlyTheNewestSearchCounts()
{
    const OpeningProgram program;
    program.config(u"one"_s, u"mne"_s);
    program.config(u"other"_s, u"bids"_s);
    FolderSearcher searcher;
    QStringList found;
    connect(&searcher, &FolderSearcher::found, this, [&found](const Result<sync::FolderFinds> &finds) {
        found.append(finds ? finds->configurations.value(0).communities.value(0) : finds.error().text);
    });
    searcher.search(program.path(u"one"_s));
    searcher.search(program.path(u"other"_s));
    QVERIFY(searcher.searching());
    QTRY_COMPARE(found, QStringList{u"bids"_s});
    QVERIFY(!searcher.searching());
    searcher.search(program.path(u"one"_s));
    searcher.cancel();
    QTest::qWait(200);
    QCOMPARE(found.size(), 1);
}

QTEST_MAIN(UiOpening)
#include "ui_opening.moc"
