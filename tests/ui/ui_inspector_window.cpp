// The view that looks inside within the window, over the demo: from the dashboard to an item by keys, and the
// filters and the view remembered.
#include "DemoWindow.h"
#include "ui/common/ElidedLabel.h"
#include "ui/dashboard/FilterField.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/inspector/ManyButton.h"
#include "ui/inspector/item/ItemText.h"
#include "ui/inspector/item/ItemView.h"
#include "ui/inspector/search/DayField.h"
#include "ui/inspector/search/HitList.h"
#include "ui/inspector/search/SearchField.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::patience;
using test::Program;

class UiInspectorWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheDashboardToAnItem();
    void filtersNarrowAndAreRemembered();
    void aSyncIsToldWhereTablesAreSeen();
};

namespace {
void syncAll(Program &program)
{
    program.waitForRows();
    program.action(u"syncAll"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!program.window().running(), patience);
}

QStringList sourcesIn(const HitList &list)
{
    QStringList found;
    const auto &model = *qobject_cast<const HitModel *>(list.model());
    for (int row = 0; row < model.rowCount(); ++row)
        found.append(model.hit(row).source);
    found.removeDuplicates();
    return found;
}

QStringList statesIn(const HitList &list)
{
    QStringList found;
    const auto &model = *qobject_cast<const HitModel *>(list.model());
    for (int row = 0; row < model.rowCount(); ++row)
        found.append(model.hit(row).status);
    found.removeDuplicates();
    return found;
}
} // namespace

void UiInspectorWindow::fromTheDashboardToAnItem()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    syncAll(program);
    program.tree().setFocus();
    auto &page = *program.child<InspectorPage>(u"inspectorPage"_s);
    auto &field = *program.child<SearchField>(u"searchField"_s);
    QVERIFY(!page.isVisible());
    program.key(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(page.isVisible() && field.hasFocus());
    QVERIFY(program.action(u"inspectorView"_s)->isChecked());
    QTest::keyClicks(&field, u"the"_s);
    auto &list = *program.child<HitList>(u"searchHits"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list.hits() > 0, patience);
    QTest::keyClick(&field, Qt::Key_Down);
    QVERIFY(list.hasFocus());
    const QString title = list.chosen()->title;
    QTest::keyClick(&list, Qt::Key_Return);
    auto &text = *program.child<ItemText>(u"itemText"_s);
    QTRY_VERIFY_WITH_TIMEOUT(text.hasFocus(), patience);
    QCOMPARE(program.child<ItemView>(u"itemView"_s)->item()->title, title);
    // When it was written, and by which run, is known of what the demo's sync brought.
    const QString written = program.child<ElidedLabel>(u"itemWritten"_s)->fullText();
    QVERIFY2(written.contains(u"by the run of today"_s), qPrintable(written));

    QTest::keyClick(&text, Qt::Key_F, Qt::ControlModifier); // from anywhere
    QTRY_VERIFY(field.hasFocus());
    QCOMPARE(field.selectedText(), u"the"_s);
    QTest::keyClick(&field, Qt::Key_Q, Qt::AltModifier); // each tab has its place to begin at
    auto &statement = *program.child<QWidget>(u"consoleEditor"_s);
    QTRY_VERIFY(statement.hasFocus());
    QTest::keyClick(&statement, Qt::Key_E, Qt::AltModifier);
    QTRY_VERIFY(field.hasFocus());
    QTest::keyClick(&field, Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(program.tree().isVisible());
    program.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier); // the communities' own filter
    QTRY_VERIFY(program.child<FilterField>(u"filterField"_s)->hasFocus());
}

void UiInspectorWindow::filtersNarrowAndAreRemembered()
{
    const QTemporaryDir folder;
    {
        Program program(folder.path());
        syncAll(program);
        program.key(Qt::Key_5, Qt::ControlModifier);
        auto &field = *program.child<SearchField>(u"searchField"_s);
        QTRY_VERIFY(field.hasFocus());
        QTest::keyClicks(&field, u"the"_s);
        auto &list = *program.child<HitList>(u"searchHits"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list.hits() > 1, patience);
        auto &sources = *program.child<ManyButton>(u"searchSources"_s);
        QCOMPARE(sources.text(), u"Sources: all"_s);
        for (QAction *action : sources.menu()->actions()) {
            if (action->data().toString() == u"github"_s)
                action->trigger();
        }
        QCOMPARE(sources.text(), u"Sources: GitHub"_s);
        QCOMPARE(program.child<QPushButton>(u"searchFiltersShown"_s)->text(), u"F&ilters (1)"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list.hits() > 0 && sourcesIn(list) == QStringList{u"github"_s}, patience);
        auto &status = *program.child<QComboBox>(u"searchStatus"_s);
        status.setCurrentIndex(status.findText(u"closed"_s));
        QTRY_VERIFY_WITH_TIMEOUT(statesIn(list) == QStringList{u"closed"_s} || list.hits() == 0, patience);
        program.child<DayField>(u"searchSince"_s)->setText(u"2019-05"_s);
        QCOMPARE(program.child<QPushButton>(u"searchFiltersShown"_s)->text(), u"F&ilters (3)"_s);
        program.window().close();
    }
    Program again(folder.path());
    again.waitForRows();
    QTRY_VERIFY(again.child<InspectorPage>(u"inspectorPage"_s)->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(again.child<QPushButton>(u"searchFiltersShown"_s)->text(), u"F&ilters (3)"_s,
                              patience);
    QCOMPARE(again.child<ManyButton>(u"searchSources"_s)->text(), u"Sources: GitHub"_s);
    QCOMPARE(again.child<QComboBox>(u"searchStatus"_s)->currentText(), u"closed"_s);
    QCOMPARE(again.child<DayField>(u"searchSince"_s)->day(), QDate(2019, 5, 1));
    auto &clear = *again.child<QPushButton>(u"searchClearFilters"_s);
    QVERIFY(clear.isVisible());
    clear.click();
    QCOMPARE(again.child<QPushButton>(u"searchFiltersShown"_s)->text(), u"F&ilters"_s);
    QVERIFY(!clear.isVisible());
    QVERIFY(again.child<SearchField>(u"searchField"_s)->hasFocus());
}

void UiInspectorWindow::aSyncIsToldWhereTablesAreSeen()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    syncAll(program);
    program.key(Qt::Key_5, Qt::ControlModifier);
    program.child<InspectorPage>(u"inspectorPage"_s)
        ->setCurrentWidget(program.child<QWidget>(u"tablesTab"_s));
    auto &table = *program.child<QComboBox>(u"tableName"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table.findText(u"sync_metadata"_s) > 0, patience);
    table.setCurrentText(u"sync_metadata"_s);
    const auto &status = *program.child<ElidedLabel>(u"tableStatus"_s);
    QTRY_VERIFY_WITH_TIMEOUT(status.fullText().startsWith(u"1–"_s), patience);
    const auto &strip = *program.child<QWidget>(u"tableChanged"_s);
    QVERIFY(!strip.isVisible());
    program.action(u"syncAll"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.window().running(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(strip.isVisible(), patience);
}

QTEST_MAIN(UiInspectorWindow)
#include "ui_inspector_window.moc"
