// Coverage over real databases: the table, what is found, and what the remotes say they have.
#include "InspectorFiles.h"
#include "Remotes.h"
#include "tests/support/Sqlite.h"
#include "ui/common/ElidedLabel.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/coverage/CoverageTab.h"
#include "ui/inspector/coverage/CoverageTables.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using tests::InspectorFiles;

namespace {
constexpr int seen = 30'000;

enum Column { Community, Source, Remote, Found, Items, WithText, Repeated, Oldest, Newest, LastSync, There };

community::Community mne()
{
    community::Community mne;
    mne.id = u"mne"_s;
    mne.githubRepositories = {u"mne-tools/mne-python"_s, u"mne-tools/never"_s};
    mne.forums = {{.url = QUrl(u"https://mne.discourse.group"_s), .tags = {}, .categories = {}}};
    mne.citationQueries = {u"mne"_s};
    return mne;
}

class Sheet final
{
public:
    explicit Sheet(const InspectorFiles &files)
        : m_files(files)
        , state(files.file(u"window.ini"_s), QSettings::IniFormat)
        , tab(state)
    {
        tab.resize(900, 600);
        tab.setPlaces(files.places());
        tab.setCommunities({mne()}); // that of EEGLAB cannot be read
    }

    void show()
    {
        tab.show();
        QTRY_VERIFY_WITH_TIMEOUT(table().rows() > 0 && !button(u"coverageStop"_s).isEnabled(), seen);
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *tab.findChild<T *>(name);
    }
    [[nodiscard]] HistoryTable &table() const { return child<HistoryTable>(u"coverageTable"_s); }
    [[nodiscard]] QPushButton &button(const QString &name) const { return child<QPushButton>(name); }
    [[nodiscard]] QString told() const { return child<ElidedLabel>(u"coverageTold"_s).fullText(); }
    [[nodiscard]] int rowOf(const QString &source, const QString &remote) const
    {
        for (int row = 0; row < table().model()->rowCount(); ++row) {
            if (cell(row, Source) == source && cell(row, Remote) == remote)
                return row;
        }
        return -1;
    }
    [[nodiscard]] QString cell(int row, Column column) const
    {
        return table().model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString cell(const QString &source, const QString &remote, Column column) const
    {
        return cell(rowOf(source, remote), column);
    }
    QString exported(const QString &name)
    {
        button(u"coverageExport"_s).click();
        auto *dialog = tab.findChild<QFileDialog *>(u"coverageExportDialog"_s);
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
    CoverageTab tab;
};
} // namespace

class UiInspectorCoverage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void countsWhenItIsSeen();
    void saysWhatToDo();
    void whatCannotBeCountedLacksSomething();
    void showsFindingsOnly();
    void namesCanBeReadInASmallWindow();
    void barsHaveWords();
    void copiesAndExports();
    void looksAgain();
    void comparesWithTheRemotes();
    void remotesMayBeSilent();
    void withoutARemoteToAsk();
    void namesWhatCannotBeRead();
};

void UiInspectorCoverage::countsWhenItIsSeen()
{
    const InspectorFiles files;
    Sheet sheet(files);
    QCOMPARE(sheet.table().rows(), 0); // nothing before
    sheet.show();
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, Items), u"3"_s);
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, WithText), u"100 %"_s);
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, Community), u"MNE"_s);
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/never"_s, Items), u"0"_s);
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/never"_s, LastSync), u"never"_s);
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/never"_s, Found), u"never synced"_s);
    QCOMPARE(sheet.cell(u"Docstrings"_s, u"mne-tools/mne-python:python"_s, Found), u"not configured"_s);
    QCOMPARE(sheet.cell(u"Docstrings"_s, u"sccn/eeglab:matlab"_s, Found), QString()); // nobody can tell
    QCOMPARE(sheet.cell(u"Papers"_s, u"semanticscholar"_s, Repeated), u"1"_s);        // by its title
    QVERIFY(sheet.told().contains(u"may lack something"_s));
}

void UiInspectorCoverage::saysWhatToDo()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    auto &details = sheet.child<QLabel>(u"coverageDetails"_s);
    const auto choose = [&sheet](const QString &source, const QString &remote) {
        sheet.table().setCurrentIndex(sheet.table().model()->index(sheet.rowOf(source, remote), 0));
    };
    choose(u"GitHub"_s, u"mne-tools/never"_s);
    QCOMPARE(details.text(),
             u"mne-tools/never: Configured, and never synced to its end. Sync it; the log says what "
             "keeps it from ending."_s);
    choose(u"Docstrings"_s, u"mne-tools/mne-python:python"_s);
    QVERIFY2(details.text().contains(u"1 item of a remote that is no longer configured."_s),
             qPrintable(details.text()));
    choose(u"Docstrings"_s, u"sccn/eeglab:matlab"_s);
    QVERIFY2(details.text().contains(u"configuration cannot be read"_s), qPrintable(details.text()));
}

void UiInspectorCoverage::whatCannotBeCountedLacksSomething()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.tab.setPlaces({files.broken()});
    sheet.tab.setCommunities({});
    sheet.tab.show();
    QTRY_VERIFY_WITH_TIMEOUT(sheet.told().startsWith(u"Not everything could be counted. "_s), seen);
    QVERIFY2(sheet.told().contains(u"not an SQLite database"_s), qPrintable(sheet.told()));
}

void UiInspectorCoverage::showsFindingsOnly()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    const int all = sheet.table().rows();
    sheet.child<QCheckBox>(u"coverageFindings"_s).click();
    QVERIFY(sheet.table().rows() < all);
    QVERIFY(sheet.table().rows() > 0);
    QCOMPARE(sheet.rowOf(u"Docstrings"_s, u"sccn/eeglab:matlab"_s), -1);
    QVERIFY(sheet.rowOf(u"GitHub"_s, u"mne-tools/never"_s) >= 0);
    sheet.table().setCurrentIndex(
        sheet.table().model()->index(sheet.rowOf(u"GitHub"_s, u"mne-tools/never"_s), 0));
    QVERIFY(sheet.child<QLabel>(u"coverageDetails"_s).text().startsWith("mne-tools/never"_L1));
    // Of EEGLAB nobody can tell.
    QCOMPARE(tests::Sqlite(files.path(u"eeglab"_s)).execute(u"DELETE FROM mailing_list_messages"_s), 0);
    sheet.tab.setPlaces({files.places().first()});
    QTRY_COMPARE_WITH_TIMEOUT(sheet.table().rows(), 0, seen);
    QVERIFY(sheet.child<QLabel>(u"coverageDetails"_s).text().startsWith("No row has findings."_L1));
}

// Rather the last columns are scrolled to.
void UiInspectorCoverage::namesCanBeReadInASmallWindow()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    QCOMPARE(sheet.tab.width(), 900);
    const int name = sheet.table().fontMetrics().horizontalAdvance(u"mne-tools/mne-python"_s);
    QTRY_VERIFY(sheet.table().columnWidth(Remote) > name);
    QVERIFY(sheet.table().columnWidth(Found) >
            sheet.table().fontMetrics().horizontalAdvance(u"never synced"_s));
}

void UiInspectorCoverage::barsHaveWords()
{
    const QList<inspect::CoverageRow> rows{
        {.community = u"a"_s,
         .source = u"github"_s,
         .name = u"a/b"_s,
         .configured = true,
         .rows = 200,
         .withText = 199},
        {.community = u"a"_s,
         .source = u"github"_s,
         .name = u"a/c"_s,
         .configured = true,
         .rows = 50,
         .withText = 0},
        {.community = u"a"_s, .source = u"papers"_s, .name = u"openalex:q"_s, .configured = true}};
    const CellTable table = coverageTable(rows, {{u"a"_s, u"A"_s}}, false, QDateTime::currentDateTimeUtc());
    QCOMPARE(table.rows.at(0).cells.at(Items).share.value_or(-1), 1.0);
    QCOMPARE(table.rows.at(1).cells.at(Items).share.value_or(-1), 0.25);
    QCOMPARE(table.rows.at(0).cells.at(WithText).text, u"99 %"_s); // not all
    QCOMPARE(table.rows.at(1).cells.at(WithText).text, u"0 %"_s);
    QVERIFY(!table.rows.at(2).cells.at(Items).share);
    QVERIFY(!table.rows.at(2).cells.at(Items).spoken.isEmpty());
    for (const CellRow &row : table.rows)
        QCOMPARE(row.cells.size(), table.headers.size());
}

void UiInspectorCoverage::copiesAndExports()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    sheet.table().setCurrentIndex(
        sheet.table().model()->index(sheet.rowOf(u"GitHub"_s, u"mne-tools/never"_s), 0));
    sheet.button(u"coverageCopy"_s).click();
    QVERIFY(
        QApplication::clipboard()->text().startsWith("MNE\tGitHub\tmne-tools/never\tnever synced\t0\t"_L1));
    const QString csv = sheet.exported(u"coverage.csv"_s);
    QVERIFY2(csv.startsWith("community,source,remote,configured,items,"_L1), qPrintable(csv));
    QVERIFY2(csv.contains(u"mne,github,mne-tools/never,1,0,0,0,,,,0,,,\"Configured, and never synced"_s),
             qPrintable(csv));
    const QString json = sheet.exported(u"coverage.jsonl"_s);
    QVERIFY2(json.contains(u"\"remote\":\"mne-tools/never\",\"configured\":1,\"items\":0"_s),
             qPrintable(json));
    QVERIFY2(json.contains(u"\"remote\":\"openalex:mne\",\"configured\":1,\"items\":null"_s),
             qPrintable(json));
}

void UiInspectorCoverage::looksAgain()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    tests::Sqlite other(files.path(u"mne"_s));
    QCOMPARE(other.execute(u"DELETE FROM github_items WHERE number = 31"_s), 0);
    sheet.button(u"coverageLook"_s).click();
    QVERIFY(sheet.button(u"coverageStop"_s).isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, Items), u"2"_s, seen);
    sheet.button(u"coverageLook"_s).click();
    sheet.button(u"coverageStop"_s).click();
    QVERIFY(sheet.told().startsWith("Interrupted"_L1));
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, Items), u"2"_s); // as before
}

void UiInspectorCoverage::comparesWithTheRemotes()
{
    const InspectorFiles files;
    tests::Sqlite other(files.path(u"mne"_s));
    QCOMPARE(
        other.execute(
            u"INSERT INTO sync_metadata(source_type, source_name, last_sync_at) VALUES('github', "
            "'mne-tools/mne-python', '%1')"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate))),
        0);
    tests::Remotes remotes;
    remotes.putJson(u"api.github.com/repos/mne-tools/mne-python"_s,
                    R"({"full_name": "mne-tools/mne-python", "default_branch": "main", "has_issues": true})");
    tests::HttpAnswer items{.status = 200, .headers = {}, .body = R"([{"number": 40}])"};
    items.set("Content-Type", "application/json; charset=utf-8");
    items.set("Link", "<https://api.github.com/repos/mne-tools/mne-python/issues?page=40>; rel=\"last\"");
    remotes.put(u"api.github.com/repos/mne-tools/mne-python/issues"_s, items);
    Sheet sheet(files);
    sheet.tab.setChecks(&remotes.checks);
    sheet.show();
    QCOMPARE(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, There), u"–"_s);
    QVERIFY(remotes.asked().isEmpty()); // not before somebody wants it
    sheet.button(u"coverageCompare"_s).click();
    QTRY_VERIFY_WITH_TIMEOUT(!sheet.button(u"coverageStop"_s).isEnabled(), seen);
    QVERIFY2(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, There).endsWith("40"_L1),
             qPrintable(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, There)));
    QVERIFY(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, Found).contains(u"fewer than there"_s));
    QVERIFY2(sheet.told().startsWith("1 remote has more than is here."_L1), qPrintable(sheet.told()));
    QVERIFY2(sheet.told().contains(u"told nothing:"_s), qPrintable(sheet.told())); // the others are not there
    // Counted again, what the remotes said is past.
    sheet.button(u"coverageLook"_s).click();
    QTRY_COMPARE_WITH_TIMEOUT(sheet.cell(u"GitHub"_s, u"mne-tools/mne-python"_s, There), u"–"_s, seen);
}

void UiInspectorCoverage::remotesMayBeSilent()
{
    const InspectorFiles files;
    tests::Remotes remotes;
    tests::HttpAnswer never;
    never.fault = tests::Fault::NeverAnswer;
    remotes.put(u"api.github.com/repos/mne-tools/mne-python"_s, never);
    Sheet sheet(files);
    sheet.tab.setChecks(&remotes.checks);
    sheet.show();
    sheet.button(u"coverageCompare"_s).click();
    QTRY_VERIFY_WITH_TIMEOUT(!remotes.asked().isEmpty(), seen);
    QVERIFY(sheet.button(u"coverageStop"_s).isEnabled());
    sheet.button(u"coverageStop"_s).click();
    QVERIFY(!sheet.button(u"coverageStop"_s).isEnabled());
    QVERIFY2(sheet.told().contains(u"It was stopped."_s), qPrintable(sheet.told()));
    sheet.button(u"coverageCompare"_s).click(); // and goes away while they are silent
    QVERIFY(sheet.button(u"coverageStop"_s).isEnabled());
}

void UiInspectorCoverage::withoutARemoteToAsk()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.show();
    QVERIFY(!sheet.button(u"coverageCompare"_s).isEnabled());
    QVERIFY(sheet.button(u"coverageCompare"_s).toolTip().contains(u"cannot be asked"_s));
}

void UiInspectorCoverage::namesWhatCannotBeRead()
{
    const InspectorFiles files;
    Sheet sheet(files);
    sheet.tab.setPlaces(files.places() + QList<inspect::Place>{files.broken()});
    sheet.show();
    QVERIFY2(sheet.told().contains(u"is not an SQLite database"_s), qPrintable(sheet.told()));
    QVERIFY(sheet.rowOf(u"GitHub"_s, u"mne-tools/mne-python"_s) >= 0); // the others are there all the same
}

QTEST_MAIN(UiInspectorCoverage)
#include "ui_inspector_coverage.moc"
