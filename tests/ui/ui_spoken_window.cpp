// Keys and a screen reader in the view that looks inside and in the history's tabs, over the demo: what is
// told to have the focus has it, Tab comes past everything and back, everything has a name and every row a
// text, and what comes by itself is said.
#include "DemoWindow.h"
#include "ui/common/FocusTeller.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/inspector/search/HitList.h"
#include "ui/inspector/search/SearchField.h"

#include <QAccessible>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using test::patience;
using test::Program;

class UiSpokenWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_program.reset(); }
    void aNoteIsSaidOnceItIsRead();
    void theFocusIsToldWhereItIs();
    void tabComesPastEverythingAndBack_data();
    void tabComesPastEverythingAndBack();
    void everythingHasAName();
    void rowsHaveTheirText();
    void whatComesByItselfIsSaid();

private:
    QWidget &show(Qt::Key view, Qt::Key tab);
    QString said();

    QTemporaryDir m_folder;
    std::unique_ptr<Program> m_program;
};

namespace {
struct SpokenTab
{
    const char *name;
    Qt::Key view;
    Qt::Key tab;
    QStringList reached;
};

QList<SpokenTab> spokenTabs()
{
    return {{"search",
             Qt::Key_5,
             Qt::Key_E,
             {u"searchField"_s, u"searchFiltersShown"_s, u"searchCommunities"_s, u"searchSources"_s,
              u"searchOrigin"_s, u"searchLanguage"_s, u"searchStatus"_s, u"searchSince"_s, u"searchUntil"_s}},
            {"tables",
             Qt::Key_5,
             Qt::Key_B,
             {u"tableCommunity"_s, u"tableName"_s, u"tableFilter"_s, u"tableAgain"_s, u"tableExportButton"_s,
              u"tableGrid"_s}},
            {"SQL",
             Qt::Key_5,
             Qt::Key_Q,
             {u"consoleCommunity"_s, u"consoleRun"_s, u"consoleExamples"_s, u"consoleRows"_s,
              u"consoleTime"_s, u"consoleEditor"_s, u"consoleTable"_s, u"consoleSchema"_s}},
            {"coverage",
             Qt::Key_5,
             Qt::Key_A,
             {u"coverageLook"_s, u"coverageFindings"_s, u"coverageCopy"_s, u"coverageExport"_s,
              u"coverageTable"_s}},
            {"changes",
             Qt::Key_3,
             Qt::Key_G,
             {u"historyCommunity"_s, u"historyRuns"_s, u"changesCommunity"_s, u"changesKind"_s,
              u"changesSource"_s, u"changesOpen"_s, u"changesList"_s, u"changesText"_s}},
            {"skipped", Qt::Key_3, Qt::Key_K, {u"historyRuns"_s, u"skippedList"_s}}};
}

QStringList walk(Qt::Key key, Qt::KeyboardModifiers modifiers, bool &bar)
{
    QStringList names;
    for (int i = 0; i < 60; ++i) {
        QWidget *now = QApplication::focusWidget();
        if (now == nullptr)
            break;
        names.append(now->objectName());
        bar = bar || qobject_cast<QTabBar *>(now) != nullptr;
        QTest::keyClick(now, key, modifiers);
    }
    return names;
}
} // namespace

void UiSpokenWindow::initTestCase()
{
    m_program = std::make_unique<Program>(m_folder.path());
    m_program->waitForRows();
    m_program->action(u"syncAll"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->window().running(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->window().running(), patience);
}

QWidget &UiSpokenWindow::show(Qt::Key view, Qt::Key tab)
{
    m_program->key(view, Qt::ControlModifier);
    auto &page = *m_program->child<QWidget>(view == Qt::Key_5 ? u"inspectorPage"_s : u"historyPage"_s);
    if (view == Qt::Key_3) // once it is read
        [this] {
            QTRY_VERIFY_WITH_TIMEOUT(m_program->child<QWidget>(u"historyTabs"_s)->isVisible(), patience);
        }();
    QTest::keyClick(&page, tab, Qt::AltModifier);
    return page;
}

QString UiSpokenWindow::said()
{
    const auto *one = m_program->child<QWidget>(u"announcement"_s);
    return one != nullptr ? one->accessibleName() : QString();
}

void UiSpokenWindow::aNoteIsSaidOnceItIsRead()
{
    show(Qt::Key_3, Qt::Key_K);
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"skipped"_s), patience);
}

void UiSpokenWindow::theFocusIsToldWhereItIs()
{
    QString told;
    const auto listening = connect(m_program->window().findChild<FocusTeller *>(), &FocusTeller::told, this,
                                   [&told](const QString &name) { told = name; });
    const auto deaf = qScopeGuard([&listening] { disconnect(listening); });
    m_program->key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(m_program->tree().hasFocus());
    m_program->key(Qt::Key_5, Qt::ControlModifier);
    auto &field = *m_program->child<SearchField>(u"searchField"_s);
    QTRY_VERIFY(field.hasFocus());
    QTRY_COMPARE(told, field.accessibleName());

    QTest::keyClicks(&field, u"the"_s);
    auto &list = *m_program->child<HitList>(u"searchHits"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list.hits() > 1, patience);
    QTest::keyClick(&field, Qt::Key_Down);
    QTRY_COMPARE(told, list.model()->index(0, 0).data().toString());
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_F, Qt::ControlModifier);
    QTRY_COMPARE(told, field.accessibleName());
    QTest::keyClick(&field, Qt::Key_Down); // back to the row that was left
    QTRY_COMPARE(told, list.model()->index(1, 0).data().toString());

    show(Qt::Key_3, Qt::Key_J);
    auto &runs = *m_program->child<QTreeView>(u"historyRuns"_s);
    m_program->key(Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(runs.hasFocus());
    QTRY_COMPARE(told, runs.model()->index(0, 0).data().toString());
}

void UiSpokenWindow::tabComesPastEverythingAndBack_data()
{
    QTest::addColumn<int>("view");
    QTest::addColumn<int>("tab");
    QTest::addColumn<QStringList>("reached");
    for (const SpokenTab &one : spokenTabs())
        QTest::newRow(one.name) << int(one.view) << int(one.tab) << one.reached;
}

void UiSpokenWindow::tabComesPastEverythingAndBack()
{
    QFETCH(const int, view);
    QFETCH(const int, tab);
    QFETCH(const QStringList, reached);
    const QWidget &page = show(Qt::Key(view), Qt::Key(tab));
    for (const QString &name : reached) {
        const auto *one = m_program->child<QWidget>(name);
        QVERIFY2(one != nullptr, qPrintable(name));
        QTRY_VERIFY2_WITH_TIMEOUT(one->isVisible() && one->isEnabled(), qPrintable(name), patience);
    }
    QTRY_VERIFY(page.isAncestorOf(QApplication::focusWidget()));
    for (const auto &[key, modifiers] :
         {std::pair(Qt::Key_Tab, Qt::KeyboardModifiers()),
          std::pair(Qt::Key_Backtab, Qt::KeyboardModifiers(Qt::ShiftModifier))}) {
        bool bar = false;
        const QStringList passed = walk(key, modifiers, bar);
        for (const QString &name : reached)
            QVERIFY2(passed.contains(name), qPrintable(name + u" of "_s + passed.join(u' ')));
        QVERIFY2(bar, qPrintable(passed.join(u' ')));
    }
}

void UiSpokenWindow::everythingHasAName()
{
    for (const SpokenTab &tab : spokenTabs()) {
        const QWidget &page = show(tab.view, tab.tab);
        QTRY_VERIFY(m_program->child<QWidget>(tab.reached.constLast())->isVisible());
        for (QWidget *widget : page.findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->focusProxy())
                continue;
            const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(spoken != nullptr);
            const QString what = QLatin1StringView(tab.name) + u' ' + widget->objectName() + u' ' +
                                 QLatin1StringView(widget->metaObject()->className());
            QVERIFY2(!spoken->text(QAccessible::Name).isEmpty(), qPrintable(what));
            if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
                QVERIFY2(!box->accessibleName().isEmpty(), qPrintable(what));
                QVERIFY2(!spoken->text(QAccessible::Description).isEmpty(), qPrintable(what));
            }
        }
    }
}

void UiSpokenWindow::rowsHaveTheirText()
{
    for (const auto &[view, tab, name] : {std::tuple(Qt::Key_5, Qt::Key_B, u"tableGrid"_s),
                                          std::tuple(Qt::Key_5, Qt::Key_A, u"coverageTable"_s),
                                          std::tuple(Qt::Key_3, Qt::Key_G, u"changesList"_s)}) {
        show(view, tab);
        auto *list = m_program->child<QAbstractItemView>(name);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->model()->rowCount() > 0, patience);
        QTRY_VERIFY(list->model()->index(0, 0).data().toString() != u"…"_s);
        QAccessibleTableInterface *table = QAccessible::queryAccessibleInterface(list)->tableInterface();
        QVERIFY(table != nullptr);
        QStringList silent;
        for (int column = 0; column < table->columnCount(); ++column) {
            const QModelIndex index = list->model()->index(0, column);
            const QString seen = index.data().toString();
            const QString told = table->cellAt(0, column)->text(QAccessible::Name);
            if (told.isEmpty() && (!seen.isEmpty() || index.data(Qt::DecorationRole).isValid()))
                silent.append(QString::number(column));
        }
        QVERIFY2(silent.isEmpty(), qPrintable(name + u' ' + silent.join(u' ')));
    }
}

void UiSpokenWindow::whatComesByItselfIsSaid()
{
    show(Qt::Key_5, Qt::Key_E);
    auto &field = *m_program->child<SearchField>(u"searchField"_s);
    QTRY_VERIFY(field.hasFocus());
    field.clear();
    QTest::keyClicks(&field, u"qqqqzz"_s);
    QTRY_VERIFY_WITH_TIMEOUT(said().startsWith(u"0 hits"_s), 20'000);

    QWidget &page = show(Qt::Key_5, Qt::Key_A);
    const auto *look = m_program->child<QWidget>(u"coverageLook"_s);
    QTRY_VERIFY_WITH_TIMEOUT(look->isEnabled(), 20'000);
    QTest::keyClick(&page, Qt::Key_G, Qt::AltModifier);
    QTRY_VERIFY_WITH_TIMEOUT(said().startsWith(u"Nothing is missing"_s) || said().contains(u"may lack"_s),
                             patience);

    show(Qt::Key_5, Qt::Key_Q);
    auto *editor = m_program->child<QPlainTextEdit>(u"consoleEditor"_s);
    QTRY_VERIFY(editor->hasFocus());
    editor->setPlainText(u"select 1 union select 2;"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(said().startsWith(u"2 row"_s), 20'000);
    editor->setPlainText(u"selec 1;"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"syntax error"_s), 20'000);

    show(Qt::Key_5, Qt::Key_B);
    const auto *filter = m_program->child<QWidget>(u"tableFilter"_s);
    QTRY_VERIFY_WITH_TIMEOUT(filter->isVisible() && filter->isEnabled(), 20'000);
    QTest::keyClick(&page, Qt::Key_I, Qt::AltModifier);
    QTRY_VERIFY(QApplication::focusWidget()->objectName().startsWith(u"tableFilterValue"_s));
    QTest::keyClicks(QApplication::focusWidget(), u"qqqqzz"_s);
    QTRY_COMPARE_WITH_TIMEOUT(said(), u"No row meets these conditions."_s, 20'000);
}

QTEST_MAIN(UiSpokenWindow)
#include "ui_spoken_window.moc"
