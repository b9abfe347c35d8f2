// A sync that ends while somebody looks: what it wrote is told, and nothing moves before it is wanted.
#include "InspectorFiles.h"
#include "resources/Translations.h"
#include "tests/support/Sqlite.h"
#include "ui/common/ElidedLabel.h"
#include "ui/history/HistoryTable.h"
#include "ui/inspector/coverage/CoverageTab.h"
#include "ui/inspector/tables/TableGrid.h"
#include "ui/inspector/tables/TablesTab.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;
using namespace lockkeeper::tests;

namespace {
constexpr int readByThen = 30'000;

sync::RunSnapshot runOf(const QString &community, const QString &kind, qint64 added)
{
    sync::JobSnapshot job;
    job.key = {.community = community, .kind = kind, .name = u"x"_s};
    job.state = sync::JobState::Done;
    job.counts.added = added;
    job.endedAt = QDateTime::currentDateTimeUtc();
    sync::RunSnapshot run;
    run.jobs = {job};
    return run;
}
} // namespace

class UiInspectorSynced final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }
    void aTableThatWasWrittenInto();
    void coverageThatWasCountedBefore();
};

void UiInspectorSynced::aTableThatWasWrittenInto()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.db"_s);
    Sqlite database(path);
    QCOMPARE(database.execute(u"CREATE TABLE papers(id INTEGER PRIMARY KEY, title TEXT); "
                              "CREATE TABLE sync_metadata(id INTEGER PRIMARY KEY); WITH RECURSIVE n(i) AS "
                              "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                              "INSERT INTO papers SELECT i, 'title' FROM n"_s),
             0);
    QSettings state(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    TablesTab tab(state);
    tab.resize(900, 600);
    tab.setPlaces({{.community = u"a"_s, .name = u"A"_s, .database = path}});
    tab.show();
    QVERIFY(QTest::qWaitForWindowActive(&tab));
    auto &grid = *tab.findChild<TableGrid *>();
    const auto &strip = *tab.findChild<QWidget *>(u"tableChanged"_s);
    const auto has = [&tab](const QString &rows) {
        return tab.findChild<ElidedLabel *>(u"tableStatus"_s)->fullText().endsWith(" of "_L1 + rows);
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(u"2,000"_s), readByThen);
    QTRY_VERIFY_WITH_TIMEOUT(grid.verticalScrollBar()->maximum() >= 1500, readByThen);
    grid.verticalScrollBar()->setValue(1500);

    tab.runEnded(runOf(u"b"_s, u"papers"_s, 5));
    tab.runEnded(runOf(u"a"_s, u"github"_s, 5));
    tab.runEnded(runOf(u"a"_s, u"papers"_s, 0));
    QVERIFY(!strip.isVisible()); // none of these has to do with it
    QCOMPARE(database.execute(u"INSERT INTO papers VALUES(5000, 'new')"_s), 0);
    tab.runEnded(runOf(u"a"_s, u"papers"_s, 1));
    QVERIFY(strip.isVisible());
    QCOMPARE(grid.verticalScrollBar()->value(), 1500);
    QCOMPARE(grid.model()->rowCount(), 2000);
    tab.findChild<QPushButton *>(u"tableChangedTake"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(has(u"2,001"_s), readByThen);
    QVERIFY(!strip.isVisible());
    QVERIFY(grid.hasFocus());

    tab.findChild<QComboBox *>(u"tableName"_s)->setCurrentText(u"sync_metadata"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tab.findChild<QLabel *>(u"tableMessage"_s)->isVisible(), readByThen);
    tab.runEnded(runOf(u"a"_s, u"github"_s, 0)); // when it was is written there, whatever it brought
    QVERIFY(strip.isVisible());
}

void UiInspectorSynced::coverageThatWasCountedBefore()
{
    const InspectorFiles files;
    QSettings state(files.file(u"window.ini"_s), QSettings::IniFormat);
    CoverageTab tab(state);
    tab.resize(900, 600);
    tab.setPlaces(files.places());
    tab.show();
    const auto &table = *tab.findChild<HistoryTable *>();
    const auto &strip = *tab.findChild<QWidget *>(u"coverageChanged"_s);
    const auto items = [&table] {
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            if (table.model()->index(row, 1).data().toString() == "GitHub"_L1)
                return table.model()->index(row, 4).data().toString();
        }
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(items(), u"3"_s, readByThen);
    tab.runEnded(runOf(u"another"_s, u"github"_s, 1));
    QVERIFY(!strip.isVisible());
    Sqlite other(files.path(u"mne"_s));
    QCOMPARE(other.execute(u"DELETE FROM github_items WHERE number = 31"_s), 0);
    tab.runEnded(runOf(u"mne"_s, u"github"_s, 1));
    QVERIFY(strip.isVisible());
    QTest::qWait(200);
    QCOMPARE(items(), u"3"_s); // when somebody says so
    tab.findChild<QPushButton *>(u"coverageChangedTake"_s)->click();
    QVERIFY(!strip.isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(items(), u"2"_s, readByThen);
}

QTEST_MAIN(UiInspectorSynced)
#include "ui_inspector_synced.moc"
