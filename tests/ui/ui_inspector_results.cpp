// What is done with rows of a result: an item is opened where it is certain which, and no export replaces a
// file without a question.
#include "ExportSteps.h"
#include "InspectorFiles.h"
#include "resources/Translations.h"
#include "ui/inspector/RowDialog.h"
#include "ui/inspector/console/ConsoleTab.h"
#include "ui/inspector/console/SqlEditor.h"
#include "ui/inspector/coverage/CoverageTab.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QComboBox>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace lockkeeper::tests;

namespace {
constexpr int answered = 30'000;

// A tab of the inspector over the databases that are there.
template <typename Tab>
class Page final
{
public:
    explicit Page(const InspectorFiles &files)
        : m_state(files.file(u"window.ini"_s), QSettings::IniFormat)
        , tab(m_state)
    {
        tab.resize(900, 600);
        tab.setPlaces(files.places());
        tab.show();
        QVERIFY(QTest::qWaitForWindowActive(&tab));
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *tab.template findChild<T *>(name);
    }
    [[nodiscard]] QPushButton &button(const QString &name) const { return child<QPushButton>(name); }

private:
    QSettings m_state;

public:
    Tab tab;
};

void run(const Page<ConsoleTab> &page, const QString &sql)
{
    auto &editor = page.child<SqlEditor>(u"consoleEditor"_s);
    editor.replaceAll(sql);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!page.button(u"consoleStop"_s).isEnabled(), answered);
}
} // namespace

class UiInspectorResults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void opensTheItemOfARow();
    void showsARowThatIsNoItem();
    void asksBeforeAFileIsReplaced();
    void asksForTablesAndCoverageToo();
};

void UiInspectorResults::opensTheItemOfARow()
{
    const InspectorFiles files;
    Page<ConsoleTab> page(files);
    auto &community = page.child<QComboBox>(u"consoleCommunity"_s);
    auto &table = page.child<QTableView>(u"consoleTable"_s);
    auto &open = page.button(u"consoleOpen"_s);
    QSignalSpy wanted(&page.tab, &ConsoleTab::itemWanted);
    QVERIFY(!open.isEnabled());
    community.setCurrentIndex(1); // MNE
    run(page, u"SELECT title, id FROM papers ORDER BY id DESC"_s);
    QVERIFY(open.isEnabled());
    QCOMPARE(open.text(), u"&Open item"_s);
    community.setCurrentIndex(0); // what was asked counts
    table.setFocus();
    table.setCurrentIndex(table.model()->index(1, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    const auto item = wanted.takeFirst().first().value<inspect::ItemRef>();
    QCOMPARE(item.table, u"papers"_s);
    QCOMPARE(item.id, 1);
    QCOMPARE(item.place, files.places().last());
    open.click();
    QCOMPARE(wanted.size(), 1);
    Q_EMIT table.customContextMenuRequested(table.visualRect(table.currentIndex()).center());
    auto *menu = page.tab.findChild<QMenu *>(u"consoleMenu"_s);
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->actions().first()->text(), u"&Open this item"_s);
    menu->actions().first()->trigger();
    menu->close();
    QCOMPARE(wanted.size(), 2);

    // Of two items in a row, that of the cell.
    wanted.clear();
    community.setCurrentIndex(1);
    run(page,
        u"SELECT g.id, g.title, p.id FROM github_items AS g, papers AS p WHERE p.id = 2 ORDER BY g.id"_s);
    table.setCurrentIndex(table.model()->index(0, 2));
    QCOMPARE(open.text(), u"&Open item"_s);
    open.click();
    QCOMPARE(wanted.takeFirst().first().value<inspect::ItemRef>().table, u"papers"_s);
    table.setCurrentIndex(table.model()->index(0, 1));
    QCOMPARE(open.text(), u"&Open row"_s);
}

// A number that only looks like an id.
void UiInspectorResults::showsARowThatIsNoItem()
{
    const InspectorFiles files;
    Page<ConsoleTab> page(files);
    page.child<QComboBox>(u"consoleCommunity"_s).setCurrentIndex(1);
    QSignalSpy wanted(&page.tab, &ConsoleTab::itemWanted);
    run(page, u"SELECT 1 AS id, first_message FROM github_items WHERE number = 2022"_s);
    auto &table = page.child<QTableView>(u"consoleTable"_s);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Enter);
    QVERIFY(wanted.isEmpty());
    auto *dialog = page.tab.findChild<RowDialog *>();
    QVERIFY(dialog != nullptr);
    auto *columns = dialog->findChild<QTableWidget *>(u"rowColumns"_s);
    QCOMPARE(columns->rowCount(), 2);
    QCOMPARE(columns->item(1, 0)->text(), u"first_message"_s);
    columns->setCurrentCell(1, 1); // whole, while the table cuts it
    QVERIFY(dialog->findChild<QPlainTextEdit *>(u"rowText"_s)->toPlainText().endsWith("plot.png)\n"_L1));
    QTRY_VERIFY(columns->hasFocus());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(page.tab.findChild<RowDialog *>() == nullptr);
}

// Whether the suffix was typed or not.
void UiInspectorResults::asksBeforeAFileIsReplaced()
{
    const InspectorFiles files;
    const Page<ConsoleTab> page(files);
    run(page, u"SELECT 1 AS n"_s);
    const QString path = files.file(u"out.csv"_s);
    const QString bare = files.file(u"out"_s);
    const QString name = u"consoleExportDialog"_s;
    QVERIFY(writeFile(path, "old"));
    auto &button = page.button(u"consoleExport"_s);

    button.click();
    bool asked = false;
    {
        const std::unique_ptr<QTimer> refusing = refuseOnce(asked);
        QVERIFY(saveAs(page.tab, name, path));
    }
    QVERIFY(asked);
    QVERIFY(replaceQuestion(page.tab) == nullptr); // once is enough

    QVERIFY(saveAs(page.tab, name, bare)); // it is still there
    QMessageBox *question = replaceQuestion(page.tab);
    QVERIFY(question != nullptr);
    QVERIFY2(question->text().contains(path), qPrintable(question->text()));
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    QVERIFY(QTest::qWaitForWindowActive(question));
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(replaceQuestion(page.tab) == nullptr);
    QCOMPARE(contentOf(path), QByteArray("old"));

    QVERIFY(saveAs(page.tab, name, bare)); // another name can be given
    question = replaceQuestion(page.tab);
    QVERIFY(question != nullptr);
    const QList<QAbstractButton *> answers = question->buttons();
    for (QAbstractButton *one : answers) {
        if (question->buttonRole(one) == QMessageBox::AcceptRole)
            one->click();
    }
    QTRY_COMPARE_WITH_TIMEOUT(contentOf(path), QByteArray("n\r\n1\r\n"), answered);
    QVERIFY(!QFile::exists(bare));

    button.click();
    QVERIFY(saveAs(page.tab, name, files.file(u"new"_s))); // nothing to replace
    QTRY_COMPARE_WITH_TIMEOUT(contentOf(files.file(u"new.csv"_s)), QByteArray("n\r\n1\r\n"), answered);
}

void UiInspectorResults::asksForTablesAndCoverageToo()
{
    const InspectorFiles files;
    const auto refuses = [&files](const QWidget &tab, QPushButton &button, const QString &name) {
        const QString bare = files.file(name);
        QVERIFY(writeFile(bare + u".csv"_s, "old"));
        QTRY_VERIFY_WITH_TIMEOUT(button.isEnabled(), answered);
        button.click();
        QVERIFY(saveAs(tab, name + u"ExportDialog"_s, bare));
        QVERIFY(replaceQuestion(tab) != nullptr);
        QTest::qWait(200);
        QCOMPARE(contentOf(bare + u".csv"_s), QByteArray("old"));
        QVERIFY(!QFile::exists(bare));
    };
    const Page<TablesTab> tables(files);
    refuses(tables.tab, tables.button(u"tableExportButton"_s), u"table"_s);
    const Page<CoverageTab> coverage(files);
    refuses(coverage.tab, coverage.button(u"coverageExport"_s), u"coverage"_s);
}

QTEST_MAIN(UiInspectorResults)
#include "ui_inspector_results.moc"
