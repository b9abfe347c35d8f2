// The SQL console, driven by keys over real databases: it answers, refuses, is interrupted, remembers.
#include "InspectorFiles.h"
#include "resources/Translations.h"
#include "tests/support/Sqlite.h"
#include "ui/common/ElidedLabel.h"
#include "ui/common/Palettes.h"
#include "ui/inspector/console/ConsoleTab.h"
#include "ui/inspector/console/SchemaView.h"
#include "ui/inspector/console/SqlEditor.h"
#include "ui/inspector/console/SqlWords.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::InspectorFiles;

namespace {
constexpr int seen = 30'000;

const QString endless =
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s;

class Sheet final
{
public:
    explicit Sheet(const InspectorFiles &files)
        : m_files(files)
        , state(files.file(u"window.ini"_s), QSettings::IniFormat)
        , tab(state)
    {
        tab.resize(900, 600);
    }

    void show()
    {
        tab.setPlaces(m_files.places());
        tab.show();
        tab.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&tab));
        editor().setFocus();
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *tab.findChild<T *>(name);
    }
    [[nodiscard]] SqlEditor &editor() const { return child<SqlEditor>(u"consoleEditor"_s); }
    [[nodiscard]] QTableView &table() const { return child<QTableView>(u"consoleTable"_s); }
    [[nodiscard]] QString told() const { return child<ElidedLabel>(u"consoleTold"_s).fullText(); }
    [[nodiscard]] bool isRunning() const { return child<QPushButton>(u"consoleStop"_s).isEnabled(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table().model()->index(row, column).data().toString();
    }
    void start(const QString &sql)
    {
        editor().replaceAll(sql);
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
    }
    void run(const QString &sql)
    {
        start(sql);
        QTRY_VERIFY_WITH_TIMEOUT(!isRunning(), seen);
    }
    QString exported(const QString &name)
    {
        child<QPushButton>(u"consoleExport"_s).click();
        auto *dialog = tab.findChild<QFileDialog *>(u"consoleExportDialog"_s);
        const QString path = m_files.file(name);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        (void)QTest::qWaitFor([this, &name] { return told() == "Saved "_L1 + name; }, seen);
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private:
    const InspectorFiles &m_files;

public:
    QSettings state;
    ConsoleTab tab;
};
} // namespace

class UiInspectorConsole final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void answersAsATable();
    void saysWhereItWentWrong();
    void refusesToWrite();
    void showsEachResult();
    void runsWhatIsSelected();
    void isInterruptedByEscape();
    void goesAwayWhileItRuns();
    void leafsThroughItsHistory();
    void remembers();
    void schemaGoesIntoTheStatement();
    void completesNames();
    void copiesAndSorts();
    void exports();
    void holdsNothingOpen();
    void examplesRun();
    void partsOfALine();
    void coloursCanBeRead();
    void everyControlHasAName();
    void withoutDatabases();
};

void UiInspectorConsole::answersAsATable()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.child<QComboBox>(u"consoleCommunity"_s).setCurrentIndex(1); // MNE
    const QAbstractItemModelTester tester(sheet.table().model());
    sheet.run(u"SELECT number, title, NULL AS none, x'0102' FROM github_items ORDER BY number"_s);
    QCOMPARE(sheet.table().model()->rowCount(), 3);
    QCOMPARE(sheet.cell(0, 0), u"31"_s);
    QCOMPARE(sheet.cell(2, 1), u"Document the rejection of epochs by annotation"_s);
    QCOMPARE(sheet.cell(0, 2), u"NULL"_s);
    QCOMPARE(sheet.cell(0, 3), u"a blob of 2 bytes"_s);
    QCOMPARE(sheet.table().model()->headerData(2, Qt::Horizontal).toString(), u"none"_s);
    QVERIFY2(sheet.told().startsWith("3 rows in "_L1), qPrintable(sheet.told()));
    sheet.child<QComboBox>(u"consoleRows"_s).setCurrentIndex(0);
    sheet.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n"_s);
    QCOMPARE(sheet.table().model()->rowCount(), 100);
    QVERIFY2(sheet.told().startsWith("Cut at 100 rows; there are more"_L1), qPrintable(sheet.told()));
}

void UiInspectorConsole::saysWhereItWentWrong()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.run(u"SELECT 1;\nSELECT * FORM papers"_s);
    QVERIFY2(sheet.told().contains(u"syntax error"_s) && sheet.told().contains(u"line 2, column 10"_s),
             qPrintable(sheet.told()));
    QCOMPARE(sheet.editor().extraSelections().size(), 1);
    QCOMPARE(sheet.editor().extraSelections().first().cursor.selectedText(), u"FORM"_s);
    QCOMPARE(sheet.table().model()->rowCount(), 1); // what went before is there
    QTest::keyClicks(&sheet.editor(), u" "_s);
    QVERIFY(sheet.editor().extraSelections().isEmpty());
}

void UiInspectorConsole::refusesToWrite()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.run(u"DELETE FROM docstrings"_s);
    QVERIFY2(sheet.told().startsWith("DELETE is refused: here a database is only read"_L1),
             qPrintable(sheet.told()));
    tests::Sqlite look(files.path(u"eeglab"_s));
    QCOMPARE(look.value(u"SELECT count(*) FROM docstrings"_s), u"1"_s);
}

void UiInspectorConsole::showsEachResult()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.run(u"SELECT 'first'; SELECT 'second' UNION ALL SELECT 'more'"_s);
    auto &which = sheet.child<QComboBox>(u"consoleStatement"_s);
    QVERIFY(which.isVisible());
    QCOMPARE(which.currentText(), u"Result 2 of 2"_s);
    QCOMPARE(sheet.table().model()->rowCount(), 2);
    which.setCurrentIndex(0);
    QCOMPARE(sheet.cell(0, 0), u"first"_s);
    sheet.run(u"-- nothing"_s);
    QVERIFY(!which.isVisible());
    QCOMPARE(sheet.told(), u"There is no statement in it."_s);
}

void UiInspectorConsole::runsWhatIsSelected()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.editor().replaceAll(u"nonsense;\nSELECT 7;\nSELEC 8"_s);
    QTextCursor cursor = sheet.editor().textCursor();
    cursor.setPosition(10);
    cursor.setPosition(19, QTextCursor::KeepAnchor);
    sheet.editor().setTextCursor(cursor);
    QTest::keyClick(&sheet.editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(sheet.cell(0, 0), u"7"_s, seen);
    cursor.setPosition(20);
    cursor.setPosition(27, QTextCursor::KeepAnchor);
    sheet.editor().setTextCursor(cursor);
    QTest::keyClick(&sheet.editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(sheet.told().contains(u"line 3, column 1"_s), seen);
}

void UiInspectorConsole::isInterruptedByEscape()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.child<QComboBox>(u"consoleTime"_s).setCurrentIndex(3);
    sheet.start(u"SELECT 1; "_s + endless);
    QVERIFY(sheet.isRunning());
    QVERIFY(!sheet.child<QPushButton>(u"consoleRun"_s).isEnabled());
    QTest::keyClick(&sheet.editor(), Qt::Key_Return, Qt::ControlModifier);     // once is enough
    QTRY_VERIFY_WITH_TIMEOUT(sheet.told().startsWith("Running for"_L1), seen); // and the window lives
    QTest::keyClick(&sheet.editor(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.isRunning(), seen);
    QVERIFY2(sheet.told().startsWith("Interrupted after"_L1), qPrintable(sheet.told()));
    sheet.run(u"SELECT 2"_s);
    QCOMPARE(sheet.cell(0, 0), u"2"_s);

    sheet.child<QComboBox>(u"consoleTime"_s).setCurrentIndex(0);
    sheet.run(endless);
    QVERIFY2(sheet.told().startsWith("Stopped after 1"_L1), qPrintable(sheet.told()));
}

void UiInspectorConsole::goesAwayWhileItRuns()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.start(endless);
    QVERIFY(sheet.isRunning());
}

void UiInspectorConsole::leafsThroughItsHistory()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.run(u"SELECT 1"_s);
    sheet.run(u"SELEC 2"_s); // kept, too
    sheet.run(u"SELECT 3"_s);
    sheet.editor().replaceAll(u"typed"_s);
    const auto leaf = [&sheet](Qt::Key key) {
        QTest::keyClick(&sheet.editor(), key, Qt::AltModifier);
        return sheet.editor().toPlainText();
    };
    QCOMPARE(leaf(Qt::Key_Up), u"SELECT 3"_s);
    QCOMPARE(leaf(Qt::Key_Up), u"SELEC 2"_s);
    QCOMPARE(leaf(Qt::Key_Up), u"SELECT 1"_s);
    QCOMPARE(leaf(Qt::Key_Up), u"SELECT 1"_s);
    QCOMPARE(leaf(Qt::Key_Down), u"SELEC 2"_s);
    QCOMPARE(leaf(Qt::Key_Down), u"SELECT 3"_s);
    QCOMPARE(leaf(Qt::Key_Down), u"typed"_s);
    QMenu &menu = *sheet.child<QPushButton>(u"consoleHistory"_s).menu();
    Q_EMIT menu.aboutToShow();
    QCOMPARE(menu.actions().first()->text(), u"SELECT 3"_s);
    menu.actions().at(2)->trigger();
    QCOMPARE(sheet.editor().toPlainText(), u"SELECT 1"_s);

    ConsoleHistory history(sheet.state);
    for (int i = 0; i < 150; ++i)
        history.add(u"SELECT %1"_s.arg(i));
    history.add(u"SELECT 100"_s); // comes first again
    const ConsoleHistory again(sheet.state);
    QCOMPARE(again.entries().size(), ConsoleHistory::most);
    QCOMPARE(again.entries().first(), u"SELECT 100"_s);
    QCOMPARE(again.entries().count(u"SELECT 100"_s), 1);
}

void UiInspectorConsole::remembers()
{
    const InspectorFiles files;
    {
        Sheet sheet(files);
        sheet.show();
        sheet.child<QComboBox>(u"consoleCommunity"_s).setCurrentIndex(1);
        sheet.child<QComboBox>(u"consoleTime"_s).setCurrentIndex(1);
        sheet.editor().replaceAll(u"SELECT 5"_s);
        sheet.tab.saveState();
    }
    Sheet sheet(files);
    sheet.show();
    QCOMPARE(sheet.child<QComboBox>(u"consoleCommunity"_s).currentText(), u"MNE"_s);
    QCOMPARE(sheet.child<QComboBox>(u"consoleTime"_s).currentData().toInt(), 5);
    QCOMPARE(sheet.editor().toPlainText(), u"SELECT 5"_s);
    sheet.tab.setPlaces({files.places().last(), files.places().first()}); // in another order
    QCOMPARE(sheet.child<QComboBox>(u"consoleCommunity"_s).currentText(), u"MNE"_s);
}

void UiInspectorConsole::schemaGoesIntoTheStatement()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    auto &schema = sheet.child<SchemaView>(u"consoleSchema"_s);
    QTRY_VERIFY_WITH_TIMEOUT(schema.names().contains(u"github_items"_s), seen);
    QCOMPARE(schema.model()->index(0, 0).data().toString(), u"github_items"_s);
    sheet.editor().replaceAll(u"SELECT * FROM"_s);
    schema.setFocus();
    schema.setCurrentIndex(schema.model()->index(0, 0));
    QTest::keyClick(&schema, Qt::Key_Return);
    QCOMPARE(sheet.editor().toPlainText(), u"SELECT * FROM github_items"_s);
    QCOMPARE(sqlName(u"order"_s), u"\"order\""_s);
    QCOMPARE(sqlName(u"a b\"c"_s), u"\"a b\"\"c\""_s);
    QTest::keyClick(&schema, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().startsWith("CREATE TABLE"_L1));
}

void UiInspectorConsole::completesNames()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    QTRY_VERIFY_WITH_TIMEOUT(sheet.child<SchemaView>(u"consoleSchema"_s).names().size() > 20, seen);
    auto *completer = sheet.tab.findChild<QCompleter *>();
    QTest::keyClicks(&sheet.editor(), u"SELECT * FROM mailing_li"_s);
    QVERIFY(completer->popup()->isVisible());
    QTest::keyClick(completer->popup(), Qt::Key_Down);
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QCOMPARE(sheet.editor().toPlainText(), u"SELECT * FROM mailing_list_messages"_s);
    // Enter without a choice is a new line, and Escape only takes the list away.
    QTest::keyClicks(&sheet.editor(), u" WHERE sub"_s);
    QVERIFY(completer->popup()->isVisible());
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QVERIFY(!completer->popup()->isVisible());
    QCOMPARE(sheet.editor().toPlainText(), u"SELECT * FROM mailing_list_messages WHERE sub\n"_s);
}

void UiInspectorConsole::copiesAndSorts()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.run(u"SELECT 10 AS n, 'b' AS t UNION ALL SELECT 9, 'a\nc' UNION ALL SELECT NULL, 'd'"_s);
    sheet.child<QPushButton>(u"consoleCopy"_s).click();
    QCOMPARE(QApplication::clipboard()->text(), u"10\tb\n9\ta c\n\td"_s);
    sheet.table().sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(sheet.cell(0, 0), u"NULL"_s);
    QCOMPARE(sheet.cell(1, 0), u"9"_s); // as a number
    sheet.table().setFocus();
    sheet.table().setCurrentIndex(sheet.table().model()->index(1, 1));
    QTest::keyClick(&sheet.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"a\nc"_s); // one alone as it is
    sheet.table().sortByColumn(-1, Qt::AscendingOrder);
    QCOMPARE(sheet.cell(0, 0), u"10"_s);
}

void UiInspectorConsole::exports()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.run(u"SELECT 1 AS n, 'a,b' AS t, NULL AS n"_s);
    QCOMPARE(sheet.exported(u"out.csv"_s), u"n,t,n\r\n1,\"a,b\",\r\n"_s);
    sheet.run(u"SELECT 1 AS n, 'größer' AS t, NULL AS n"_s);
    QCOMPARE(sheet.exported(u"out.jsonl"_s), u"{\"n\":1,\"t\":\"größer\",\"n_2\":null}\n"_s);
}

// With nobody else at it, SQLite switches the journal mode; with one connection more it does not.
void UiInspectorConsole::holdsNothingOpen()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.child<SchemaView>(u"consoleSchema"_s).names().isEmpty(), seen);
    sheet.run(u"SELECT * FROM docstrings"_s);
    tests::Sqlite other(files.path(u"eeglab"_s));
    QCOMPARE(other.value(u"PRAGMA journal_mode=delete"_s), u"delete"_s);
}

void UiInspectorConsole::examplesRun()
{
    const InspectorFiles files;
    for (const ExampleQuery &example : exampleQueries()) {
        const inspect::ConsoleAnswer answer =
            inspect::runConsole({.place = files.places().last(), .sql = example.sql});
        QVERIFY2(!answer.error, answer.error ? qPrintable(example.title + u": "_s + answer.error->text) : "");
        QCOMPARE(answer.results.size(), 1);
    }
}

void UiInspectorConsole::partsOfALine()
{
    using enum SqlPart;
    const auto parts = [](const QString &line, SqlOpen before = SqlOpen::Nothing) {
        QStringList found;
        for (const SqlSpan &span : sqlLine(line, before).spans)
            found.append(u"%1:%2"_s.arg(int(span.part)).arg(line.mid(span.begin, span.length)));
        return found.join(u' ');
    };
    QCOMPARE(parts(u"select a1, 12.5 from \"select\" -- select"_s), u"0:select 2:12.5 0:from 3:-- select"_s);
    QCOMPARE(parts(u"x = 'it''s' /* a"_s), u"1:'it' 1:'s' 3:/* a"_s);
    QCOMPARE(sqlLine(u"x = 'it''s' /* a"_s, SqlOpen::Nothing).open, SqlOpen::Comment);
    QCOMPARE(parts(u"b */ select"_s, SqlOpen::Comment), u"3:b */ 0:select"_s);
    QCOMPARE(sqlLine(u"'open"_s, SqlOpen::Nothing).open, SqlOpen::Text);
    QCOMPARE(parts(u"still' and"_s, SqlOpen::Text), u"1:still' 0:and"_s);
}

void UiInspectorConsole::coloursCanBeRead()
{
    for (const QPalette &palette : {lightPalette(), darkPalette()}) {
        const QColor back = palette.color(QPalette::Base);
        for (const QColor &colour : {palette.color(QPalette::Link), tones(palette).done,
                                     tones(palette).warning, tones(palette).muted})
            QVERIFY2(contrastRatio(colour, back) >= 4.5, qPrintable(colour.name()));
    }
}

void UiInspectorConsole::everyControlHasAName()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    for (const QWidget *widget : sheet.tab.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
            widget->objectName().startsWith("qt_"_L1))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

void UiInspectorConsole::withoutDatabases()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.tab.show();
    QVERIFY(!sheet.child<QPushButton>(u"consoleRun"_s).isEnabled());
    QCOMPARE(sheet.child<SchemaView>(u"consoleSchema"_s).model()->rowCount(), 1); // says so
    sheet.start(u"SELECT 1"_s);
    QVERIFY(!sheet.isRunning());
    sheet.tab.setPlaces({files.broken()});
    sheet.run(u"SELECT 1 FROM sqlite_master"_s);
    QVERIFY2(sheet.told().contains(u"is not an SQLite database"_s), qPrintable(sheet.told()));
}

QTEST_MAIN(UiInspectorConsole)
#include "ui_inspector_console.moc"
