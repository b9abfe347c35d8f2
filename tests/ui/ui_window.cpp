// The whole window over the real engine and the demo's server: keys drive it, rows stay where they are, it
// remembers.
#include "DemoWindow.h"
#include "sync/Engine.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Palettes.h"
#include "ui/common/Theme.h"
#include "ui/dashboard/Banner.h"
#include "ui/dashboard/ColumnHeader.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/CommunityTree.h"
#include "ui/dashboard/DetailsPane.h"
#include "ui/dashboard/FilterField.h"
#include "ui/dashboard/StateText.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDockWidget>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::patience;
using test::Program;

class UiWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void f5SyncsAllInPlace();
    void selectedOnlyThenRetryAndStop();
    void closingAsksAndThenStops();
    void keysReachTheirPlaces();
    void menusByKey();
    void toolTipFollowsTheRun();
    void everyStateFits();
    void remembersAcrossTwoWindows();
    void colourChangeReachesTheDetails();
    void questionGoesWhenTheRunIsOver();
    void everyControlHasAName();
};

void UiWindow::f5SyncsAllInPlace()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    CommunityTree &tree = program.tree();
    const QModelIndex source = tree.model()->index(0, 0, tree.model()->index(0, 0));
    tree.setExpanded(source, true);
    const QPersistentModelIndex job(tree.model()->index(0, 0, source));
    tree.setCurrentIndex(job);

    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QVERIFY(program.action(u"stop"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);

    QVERIFY(job.isValid());
    QCOMPARE(tree.currentIndex(), QModelIndex(job));
    QVERIFY(tree.isExpanded(source));
    QTRY_VERIFY(program.cell(job, Column::LastSync).startsWith(u"today"_s));
    for (int row = 0; row < 4; ++row) {
        const QModelIndex community = tree.model()->index(row, 0);
        const QString state = program.cell(community, Column::State);
        QVERIFY2(state == u"done"_s || state == u"failed"_s, qPrintable(state));
        QVERIFY(program.cell(community, Column::Requests) != u"–"_s);
    }
    QVERIFY(program.child<ElidedLabel>(u"statusRun"_s)->fullText().startsWith(u"Last run took"_s));
    QTRY_COMPARE(program.child<QLabel>(u"statusWal"_s)->text(), u"4 of 4 in WAL"_s);
    QVERIFY(program.child<QTreeView>(u"logView"_s)->model()->rowCount() > 3);
    QVERIFY(!program.child<DetailsPane>(u"detailsPane"_s)->toPlainText().isEmpty());
}

void UiWindow::selectedOnlyThenRetryAndStop()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    CommunityTree &tree = program.tree();
    tree.setCurrentIndex(tree.model()->index(1, 0));
    program.key(Qt::Key_F5, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    program.key(Qt::Key_Escape); // hit by accident: nothing
    QCOMPARE(program.action(u"stop"_s)->isEnabled(), program.window().running());
    program.key(Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    const QString state = program.cell(tree.model()->index(1, 0), Column::State);
    QVERIFY2(state == u"cancelled"_s || state == u"done"_s, qPrintable(state));
    QCOMPARE(program.cell(tree.model()->index(0, 0), Column::New), u"–"_s); // it was not asked
}

void UiWindow::closingAsksAndThenStops()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    program.window().close();
    QVERIFY(program.window().isVisible());
    auto *question = program.child<QMessageBox>(u"quitDialog"_s);
    QVERIFY(question);
    QCOMPARE(question->defaultButton()->text(), u"&Go on syncing"_s);
    question->findChild<QPushButton *>(u"stopAndQuit"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().isVisible(), patience);
    QVERIFY(!program.window().running());
}

void UiWindow::keysReachTheirPlaces()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    auto *filter = program.child<FilterField>(u"filterField"_s);
    program.tree().setCurrentIndex(program.tree().model()->index(2, 0));
    const QString chosen = program.tree().currentIndex().data(CommunityModel::PathRole).toString();
    program.key(Qt::Key_Slash);
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"no/such"_s);
    QCOMPARE(filter->text(), u"no/such"_s); // a slash in the field is a slash
    QCOMPARE(program.tree().model()->rowCount(), 0);
    QVERIFY(!program.tree().currentIndex().isValid());
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(filter->text(), QString());
    QCOMPARE(program.tree().model()->rowCount(), 4);
    QCOMPARE(program.tree().currentIndex().data(CommunityModel::PathRole).toString(), chosen);
    QCOMPARE(program.tree().selectionModel()->selectedRows().size(), 1);
    QTest::keyClick(filter, Qt::Key_Escape); // empty: back to the list
    QTRY_VERIFY(program.tree().hasFocus());
    program.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClick(filter, Qt::Key_Down);
    QTRY_VERIFY(program.tree().hasFocus());
    program.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(filter->hasFocus());
    program.tree().setFocus();

    auto *log = program.child<QDockWidget>(u"logDock"_s);
    QVERIFY(log->isHidden());
    program.key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(!log->isHidden());
    program.key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(log->isHidden());

    auto *details = program.child<DetailsPane>(u"detailsPane"_s);
    program.key(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(details->isHidden());
    program.tree().setCurrentIndex(program.tree().model()->index(0, 0));
    program.key(Qt::Key_Return);
    QTRY_VERIFY(!details->isHidden());
    QVERIFY(program.action(u"details"_s)->isChecked());

    program.key(Qt::Key_F1);
    QTRY_VERIFY(program.child<QDialog>(u"shortcutsDialog"_s));
    auto *dialog = program.child<QDialog>(u"shortcutsDialog"_s);
    const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(),
                        [](const QPushButton *button) { return button->isDefault(); }));
    dialog->close();
    program.key(Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!program.window().isVisible());
}

void UiWindow::menusByKey()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    const auto contextMenus = [&program] {
        return program.window().findChildren<QMenu *>(u"contextMenu"_s);
    };
    program.tree().setCurrentIndex(program.tree().model()->index(1, 0));
    const QRect row = program.tree().visualRect(program.tree().currentIndex());
    for (const auto &[key, modifiers] :
         {std::pair(Qt::Key_F10, Qt::ShiftModifier), std::pair(Qt::Key_Menu, Qt::NoModifier)}) {
        program.key(key, modifiers);
        QTRY_COMPARE(contextMenus().size(), 1);
        QMenu *menu = contextMenus().constFirst();
        QTRY_VERIFY(menu->isVisible());
        QVERIFY(menu->actions().contains(program.action(u"syncSelected"_s)));
        const QPoint at = program.tree().viewport()->mapFromGlobal(menu->pos());
        QVERIFY2(at.y() >= row.top() && at.y() <= row.bottom() + 2, qPrintable(QString::number(at.y())));
        QContextMenuEvent second(QContextMenuEvent::Keyboard, {},
                                 {}); // as some platforms send beside the key's
        QCoreApplication::sendEvent(&program.tree(), &second);
        QCOMPARE(contextMenus().size(), 1);
        menu->close();
        QTRY_VERIFY(contextMenus().isEmpty());
    }

    program.window().activateWindow(); // this platform has no window manager to give it back the keys
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    program.key(Qt::Key_F10);
    QMenu *file = program.window().menuBar()->actions().constFirst()->menu();
    QTRY_VERIFY(file->isVisible());
    QCOMPARE(file->activeAction(), file->actions().constFirst());
    QTest::keyClick(file, Qt::Key_Escape);
    QTRY_VERIFY(!file->isVisible());
}

void UiWindow::toolTipFollowsTheRun()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    CommunityTree &tree = program.tree();
    const QModelIndex progress = tree.model()->index(0, static_cast<int>(Column::Progress));
    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    const QPoint at = tree.visualRect(progress).center();
    QHelpEvent help(QEvent::ToolTip, at, tree.viewport()->mapToGlobal(at));
    QTRY_VERIFY(!progress.data(Qt::ToolTipRole).toString().isEmpty());
    QCoreApplication::sendEvent(tree.viewport(), &help);
    QTRY_VERIFY(QToolTip::isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    QVERIFY(QToolTip::isVisible());
    QCOMPARE(QToolTip::text(), progress.data(Qt::ToolTipRole).toString());
}

void UiWindow::everyStateFits()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    CommunityTree &tree = program.tree();
    const QModelIndex cell = tree.model()->index(0, static_cast<int>(Column::State));
    const int state = tree.columnHeader().sectionSize(static_cast<int>(Column::State));
    QVERIFY2(tree.sizeHintForIndex(cell).width() <= state, qPrintable(cell.data().toString()));
    const int around =
        tree.sizeHintForIndex(cell).width() - tree.fontMetrics().horizontalAdvance(cell.data().toString());
    for (const QString &word : usualStateWords())
        QVERIFY2(tree.fontMetrics().horizontalAdvance(word) + around <= state, qPrintable(word));
    for (const ColumnInfo &info : ui::columns()) {
        const int section = static_cast<int>(info.column);
        if (!tree.columnHeader().isSectionHidden(section))
            QVERIFY2(tree.fontMetrics().horizontalAdvance(columnTitle(info.column)) + 8 <=
                         tree.columnHeader().sectionSize(section),
                     qPrintable(columnTitle(info.column)));
    }
}

void UiWindow::remembersAcrossTwoWindows()
{
    const QTemporaryDir folder;
    QList<ColumnState> columns;
    {
        Program program(folder.path());
        program.waitForRows();
        ColumnHeader &header = program.tree().columnHeader();
        header.resizeSection(static_cast<int>(Column::New), 123);
        header.moveSection(header.visualIndex(static_cast<int>(Column::Requests)), 2);
        header.setColumnVisible(Column::Unchanged, false);
        header.setColumnVisible(Column::Rate, true);
        columns = header.columnStates();
        program.tree().setExpanded(program.tree().model()->index(1, 0), false);
        program.action(u"log"_s)->trigger();
        program.window().resize(1010, 655);
        program.window().close();
    }
    Program again(folder.path());
    again.waitForRows();
    ColumnHeader &header = again.tree().columnHeader();
    QCOMPARE(header.columnStates(), columns);
    QCOMPARE(header.visualIndex(static_cast<int>(Column::Requests)), 2);
    QVERIFY(header.isSectionHidden(static_cast<int>(Column::Unchanged)));
    QVERIFY(!again.tree().isExpanded(again.tree().model()->index(1, 0)));
    QVERIFY(again.tree().isExpanded(again.tree().model()->index(0, 0)));
    QVERIFY(!again.child<QDockWidget>(u"logDock"_s)->isHidden());
    QCOMPARE(again.window().size(), QSize(1010, 655));
    header.resetColumns();
    const QList<ColumnState> reset = header.columnStates();
    for (qsizetype i = 0; i < reset.size(); ++i) {
        const ColumnState start = defaultColumnStates().at(i);
        QCOMPARE(reset.at(i).column, start.column);
        QCOMPARE(reset.at(i).hidden, start.hidden);
        QVERIFY(reset.at(i).width >= start.width); // as wide as the font needs
    }
}

void UiWindow::colourChangeReachesTheDetails()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    auto *details = program.child<DetailsPane>(u"detailsPane"_s);
    const auto usesColour = [details](const QColor &colour) {
        return details->toHtml().contains(colour.name(), Qt::CaseInsensitive);
    };
    program.action(u"appearanceDark"_s)->trigger();
    QTRY_VERIFY(usesColour(tones(darkPalette()).muted));
    QVERIFY(!usesColour(tones(lightPalette()).muted));
    program.action(u"appearanceLight"_s)->trigger();
    QTRY_VERIFY(usesColour(tones(lightPalette()).muted));
}

void UiWindow::questionGoesWhenTheRunIsOver()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    program.window().close();
    QVERIFY(program.child<QMessageBox>(u"quitDialog"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    QTRY_VERIFY(!program.child<QMessageBox>(u"quitDialog"_s));
    QVERIFY(program.window().isVisible());
    program.window().activateWindow(); // this platform has no window manager to give it back the keys
    QVERIFY(QTest::qWaitForWindowActive(&program.window()));
    // The next sync of the demo meets days that have passed: what was there is not new a second time.
    program.key(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
    QTRY_VERIFY(program.child<ElidedLabel>(u"statusRun"_s)->fullText().startsWith(u"Last run took"_s));
    QVERIFY2(!program.child<ElidedLabel>(u"statusRun"_s)->fullText().contains(u" 0 new"_s),
             qPrintable(program.child<ElidedLabel>(u"statusRun"_s)->fullText()));
}

void UiWindow::everyControlHasAName()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    program.waitForRows();
    for (const char *name : {"communityTree", "filterField", "stateFilter", "detailsPane", "logView",
                             "logLevel", "columnHeader"}) {
        const auto *widget = program.child<QWidget>(QLatin1StringView(name));
        QVERIFY2(widget, name);
        QVERIFY2(!widget->accessibleName().isEmpty(), name);
    }
    QVERIFY(program.window().actions().size() > 20);
    for (const QAction *action : program.window().actions())
        QVERIFY2(!action->text().isEmpty() && !action->toolTip().isEmpty(), qPrintable(action->objectName()));
}

QTEST_MAIN(UiWindow)
#include "ui_window.moc"
