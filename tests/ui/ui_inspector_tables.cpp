// The tables' tab over real files: a long list scrolled to any place, sorted, narrowed down, copied,
// exported, its columns remembered; with keys alone, too.
#include "TablesFile.h"
#include "resources/Translations.h"
#include "ui/common/ElidedLabel.h"
#include "ui/inspector/RowDialog.h"
#include "ui/inspector/tables/TableFilterBar.h"
#include "ui/inspector/tables/TableGrid.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace lockkeeper::tests;

namespace {
constexpr int patience = 30'000;

class Tab final
{
public:
    explicit Tab(const QList<inspect::Place> &places, const QString &table = u"things"_s)
        : state(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat)
    {
        state.setValue(u"inspector/tables-table"_s, table);
        open(places);
    }

    void open(const QList<inspect::Place> &places)
    {
        tab = std::make_unique<TablesTab>(state);
        tab->resize(900, 600);
        tab->setPlaces(places);
        tab->show();
        QVERIFY(QTest::qWaitForWindowActive(tab.get()));
    }

    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *tab->findChild<T *>(name);
    }
    [[nodiscard]] TableGrid &grid() const { return child<TableGrid>(u"tableGrid"_s); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return grid().model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString status() const { return child<ElidedLabel>(u"tableStatus"_s).fullText(); }
    void waitFor(const QString &rows) const
    {
        QTRY_VERIFY2_WITH_TIMEOUT(status().endsWith(" of "_L1 + rows), qPrintable(status()), patience);
    }
    void waitForCell(int row, int column, const QString &text) const
    {
        QTRY_COMPARE_WITH_TIMEOUT(cell(row, column), text, patience);
    }
    void scrollTo(int row) const // once the view has heard how many there are
    {
        QScrollBar &bar = *grid().verticalScrollBar();
        QTRY_VERIFY_WITH_TIMEOUT(bar.maximum() >= row, patience);
        bar.setValue(row);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(&grid(), Qt::Key(key), modifiers);
    }

private:
    QTemporaryDir m_folder;

public:
    QSettings state;
    std::unique_ptr<TablesTab> tab;
};

inspect::Place placeOf(const TablesFile &file)
{
    return {.community = u"mne"_s, .name = u"MNE"_s, .database = file.path()};
}
} // namespace

class TestInspectorTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(resources::installTranslations(*QCoreApplication::instance()));
        m_file = std::make_unique<TablesFile>(20'000);
        m_ids = m_file->reference(u"id"_s);
    }

    void aLongListIsThereAndItsEndIsNear()
    {
        const Tab tab({placeOf(*m_file)});
        const QAbstractItemModelTester tester(tab.grid().model());
        tab.waitForCell(0, 0, m_ids.first());
        tab.waitFor(u"20,000"_s);
        QCOMPARE(tab.grid().model()->rowCount(), 20'000);
        tab.grid().setFocus();
        tab.key(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(tab.grid().currentIndex().row(), 19'999);
        tab.waitForCell(19'999, 0, m_ids.last());
        QVERIFY2(tab.status().endsWith(u"–20,000 of 20,000"_s), qPrintable(tab.status()));
        tab.key(Qt::Key_Home, Qt::ControlModifier);
        tab.waitForCell(0, 0, m_ids.first());
        tab.key(Qt::Key_PageDown);
        QVERIFY(tab.grid().currentIndex().row() > 5);
        for (const int row : {10'000, 3, 15'555}) {
            tab.scrollTo(row);
            tab.waitForCell(row + 2, 0, m_ids.at(row + 2));
        }
        QCOMPARE(tab.cell(9000, 0), u"…"_s); // nobody looked there
    }

    void sortsByAnIndexAndByNone()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        tab.grid().sortByColumn(1, Qt::DescendingOrder);
        tab.waitForCell(0, 0, m_file->reference(u"name DESC, id DESC"_s).first());
        tab.waitFor(u"20,000"_s);
        tab.grid().sortByColumn(5, Qt::AscendingOrder);
        const QStringList plain = m_file->reference(u"plain, id"_s);
        tab.waitForCell(0, 0, plain.first());
        tab.waitFor(u"20,000"_s);
        tab.scrollTo(12'345);
        tab.waitForCell(12'345, 0, plain.at(12'345));
        QVERIFY(tab.child<QWidget>(u"tableFinding"_s).isHidden());
        tab.grid().sortByColumn(-1, Qt::AscendingOrder);
        tab.waitForCell(0, 0, m_ids.first());
    }

    void sortsByKeys()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        tab.grid().setFocus();
        tab.grid().setCurrentIndex(tab.grid().model()->index(0, 2));
        tab.key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(tab.grid().horizontalHeader()->sortIndicatorSection(), 2);
        tab.waitForCell(0, 0, m_file->reference(u"score, id"_s).first());
    }

    void aSortThatIsCancelledGivesTheTablesOrderBack()
    {
        const TablesFile many(150'000);
        const Tab tab({placeOf(many)});
        tab.waitFor(u"150,000"_s);
        tab.grid().sortByColumn(6, Qt::AscendingOrder);
        auto &cancel = tab.child<QPushButton>(u"tableFindingCancel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(cancel.isVisible(), patience);
        cancel.click();
        QCOMPARE(tab.grid().horizontalHeader()->sortIndicatorSection(), -1);
        tab.waitFor(u"150,000"_s);
        tab.waitForCell(0, 0, many.reference(u"id"_s).first());
        QVERIFY(!cancel.isVisible());
    }

    void narrowsDown()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        tab.child<QPushButton>(u"tableFilter"_s).click();
        auto &value = tab.child<QLineEdit>(u"tableFilterValue1"_s);
        QVERIFY(value.hasFocus());
        tab.child<QComboBox>(u"tableFilterColumn1"_s).setCurrentText(u"name"_s);
        QTest::keyClicks(&value, u"99"_s);
        QTest::keyClick(&value, Qt::Key_Return);
        const QStringList wanted = m_file->reference(u"id"_s, u"name LIKE '%99%'"_s);
        tab.waitFor(QString::number(wanted.size()) + u" that meet the conditions"_s);
        tab.waitForCell(0, 0, wanted.first());
        QCOMPARE(tab.grid().model()->rowCount(), wanted.size());

        value.setText(u"nothing like it"_s);
        QTest::keyClick(&value, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(tab.child<QLabel>(u"tableMessage"_s).isVisible(), patience);
        tab.child<QComboBox>(u"tableFilterColumn1"_s).setCurrentText(u"part"_s);
        tab.child<QComboBox>(u"tableFilterCondition1"_s).setCurrentIndex(3);
        QTRY_VERIFY_WITH_TIMEOUT(tab.child<QLabel>(u"tableMessage"_s).text().contains("is no number"_L1),
                                 patience);
        tab.child<QAbstractButton>(u"tableFilterRemove1"_s).click();
        tab.waitFor(u"20,000"_s);
        tab.waitForCell(0, 0, m_ids.first());
    }

    void copiesCellsAndRowsWhole()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        tab.waitForCell(0, 0, m_ids.first());
        tab.grid().setFocus();
        tab.grid().selectRow(2);
        tab.key(Qt::Key_C, Qt::ControlModifier);
        const QString row =
            Sqlite(m_file->path())
                .value(u"SELECT id || char(9) || name || char(9) || score || char(9) || kind || "
                       "char(9) || part || char(9) || plain || char(9) || body FROM things WHERE "
                       "id = "_s +
                       m_ids.at(2));
        QVERIFY(row.size() > 300);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::clipboard()->text(), row, patience);

        QItemSelection cells(tab.grid().model()->index(1, 3), tab.grid().model()->index(2, 4));
        tab.grid().selectionModel()->select(cells, QItemSelectionModel::ClearAndSelect);
        tab.key(Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::clipboard()->text().count('\n'_L1), 1, patience);
        QCOMPARE(
            QApplication::clipboard()->text(),
            Sqlite(m_file->path())
                .rows(u"SELECT kind || char(9) || part FROM things WHERE id IN (%1, %2) ORDER BY id"_s.arg(
                    m_ids.at(1), m_ids.at(2)))
                .join('\n'_L1));
        tab.grid().selectAll();
        tab.key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(tab.status().contains("too many to copy"_L1));
    }

    void exportsWhatIsShown()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        tab.child<QPushButton>(u"tableExportButton"_s).click();
        auto *dialog = tab.tab->findChild<QFileDialog *>(u"tableExportDialog"_s);
        QVERIFY(dialog != nullptr && dialog->acceptMode() == QFileDialog::AcceptSave);
        dialog->reject();
        const QString path = m_file->file(u"things.jsonl"_s);
        tab.tab->exportTo(path, inspect::TableFormat::JsonLines);
        QTRY_COMPARE_WITH_TIMEOUT(tab.child<ElidedLabel>(u"tableExportText"_s).fullText(),
                                  u"Exported 20,000 rows to "_s + path, patience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 20'000);
        QVERIFY(tab.child<QPushButton>(u"tableExportButton"_s).isEnabled());
        tab.tab->exportTo(m_file->file(u"nowhere/things.csv"_s), inspect::TableFormat::Csv);
        QTRY_VERIFY_WITH_TIMEOUT(
            tab.child<ElidedLabel>(u"tableExportText"_s).fullText().contains("can't be written"_L1),
            patience);
    }

    void columnsAreRemembered()
    {
        Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        QHeaderView &header = *tab.grid().horizontalHeader();
        header.moveSection(header.visualIndex(6), 0);
        header.resizeSection(1, 222);
        tab.grid().setColumnHidden(3, true);
        header.moveSection(header.visualIndex(1), 1);
        tab.open({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        QCOMPARE(tab.grid().shownColumns(), QList<int>({6, 1, 0, 2, 4, 5}));
        QCOMPARE(tab.grid().columnWidth(1), 222);
    }

    void layoutsAreReadWhateverTheyHold()
    {
        const QList<TableColumnState> columns{{u"a:b"_s, 100}, {u"c,d"_s, 50}, {u"ä"_s, 60}};
        QList<TableColumnState> changed{columns.at(2), columns.at(0), columns.at(1)};
        changed[1].hidden = true;
        QCOMPARE(tableLayoutFromText(tableLayoutToText(changed), columns), changed);
        QCOMPARE(tableLayoutFromText(u"x:1,,a%3Ab:-5:hidden,a%3Ab:7,:,c%2Cd:99999999"_s, columns),
                 QList<TableColumnState>({{u"a:b"_s, 100, true}, {u"c,d"_s, 2000}, {u"ä"_s, 60}}));
        QCOMPARE(
            tableLayoutFromText(u"a%3Ab:9:hidden,c%2Cd:9:hidden,%C3%A4:9:hidden"_s, columns).first().hidden,
            false);
    }

    void typingGoesToTheFirstRowThatBeginsSo()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        for (const int column : {1, 5}) { // with an index and without
            tab.grid().sortByColumn(column, Qt::AscendingOrder);
            tab.waitFor(u"20,000"_s);
            tab.grid().setFocus();
            const QString typed = column == 1 ? u"n5"_s : u"p3"_s;
            QTest::keyClicks(&tab.grid(), typed);
            const QString order = column == 1 ? u"name, id"_s : u"plain, id"_s;
            const QStringList ids = m_file->reference(order);
            const QString first =
                Sqlite(m_file->path())
                    .value(u"SELECT id FROM things WHERE %1 >= '%2' ORDER BY %3 LIMIT 1"_s.arg(
                        column == 1 ? u"name"_s : u"plain"_s, typed, order));
            QTRY_COMPARE_WITH_TIMEOUT(tab.grid().currentIndex().row(), ids.indexOf(first), patience);
            tab.waitForCell(static_cast<int>(ids.indexOf(first)), 0, first);
        }
    }

    void enterOpensAnItemOrARow()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitForCell(2, 0, m_ids.at(2));
        tab.grid().setFocus();
        tab.grid().setCurrentIndex(tab.grid().model()->index(2, 0));
        tab.key(Qt::Key_Return);
        auto *dialog = tab.tab->findChild<RowDialog *>();
        QVERIFY(dialog != nullptr);
        auto *columns = dialog->findChild<QTableWidget *>(u"rowColumns"_s);
        QTRY_COMPARE_WITH_TIMEOUT(columns->rowCount(), 7, patience);
        columns->setCurrentCell(6, 1);
        QCOMPARE(dialog->findChild<QPlainTextEdit *>(u"rowText"_s)->toPlainText().size(), 301);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(tab.tab->findChild<RowDialog *>() == nullptr);

        QTemporaryDir folder;
        const QString path = folder.filePath(u"a.db"_s);
        QCOMPARE(Sqlite(path).execute(u"CREATE TABLE papers(id INTEGER PRIMARY KEY, title TEXT); INSERT INTO "
                                      "papers VALUES(77, 'One')"_s),
                 0);
        const Tab content({{.community = u"a"_s, .name = u"A"_s, .database = path}}, u"papers"_s);
        content.waitForCell(0, 0, u"77"_s);
        QSignalSpy wanted(content.tab.get(), &TablesTab::itemWanted);
        content.grid().setFocus();
        content.grid().setCurrentIndex(content.grid().model()->index(0, 1));
        content.key(Qt::Key_Enter);
        QCOMPARE(wanted.size(), 1);
        const auto ref = wanted.first().first().value<inspect::ItemRef>();
        QCOMPARE(ref.id, 77);
        QCOMPARE(ref.table, u"papers"_s);
        QCOMPARE(ref.place.database, path);
    }

    void saysWhatIsNotThere()
    {
        const Tab none(QList<inspect::Place>{});
        QVERIFY(none.child<QLabel>(u"tableMessage"_s).text().contains("no database yet"_L1));
        QTemporaryDir folder;
        const QString path = folder.filePath(u"broken.db"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5000, 'x'));
        file.close();
        const Tab broken({{.community = u"b"_s, .name = u"B"_s, .database = path}, placeOf(*m_file)});
        QTRY_VERIFY_WITH_TIMEOUT(broken.child<QLabel>(u"tableMessage"_s).text().contains(path), patience);
        QVERIFY(!broken.child<QPushButton>(u"tableExportButton"_s).isEnabled());
        broken.child<QComboBox>(u"tableCommunity"_s).setCurrentIndex(1);
        broken.waitFor(u"20,000"_s);
    }

    void choosesATableByKeys()
    {
        const Tab tab({placeOf(*m_file)});
        tab.waitFor(u"20,000"_s);
        auto &table = tab.child<QComboBox>(u"tableName"_s);
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Up);
        QCOMPARE(table.currentText(), u"pairs"_s);
        tab.waitFor(QString::number(Sqlite(m_file->path()).value(u"SELECT count(*) FROM pairs"_s).toInt()));
        QCOMPARE(tab.grid().model()->columnCount(), 3);
    }

    // Whatever somebody does to the table meanwhile.
    void staysSaneWhileRowsChange()
    {
        const TablesFile file(3000);
        const Tab tab({placeOf(file)});
        tab.waitFor(u"3,000"_s);
        QCOMPARE(Sqlite(file.path()).execute(u"DELETE FROM things WHERE id % 2 = 0"_s), 0);
        tab.scrollTo(2000);
        QTRY_VERIFY2_WITH_TIMEOUT(tab.cell(2005, 0) != u"…"_s, qPrintable(tab.status()), patience);
        QVERIFY2(tab.status().startsWith("2,001"_L1), qPrintable(tab.status()));
        QVERIFY(tab.grid().isVisible());
        tab.child<QPushButton>(u"tableAgain"_s).click();
        const QStringList left = file.reference(u"id"_s, u"id % 2 = 1"_s);
        tab.waitFor(u"1,%1"_s.arg(left.size() - 1000));
        tab.waitForCell(0, 0, left.first());
    }

private:
    std::unique_ptr<TablesFile> m_file;
    QStringList m_ids;
};

QTEST_MAIN(TestInspectorTables)
#include "ui_inspector_tables.moc"
