// The window's view that looks inside changes nothing, keeps nobody waiting, and holds on to nothing: open on
// a database during a sync, and on one that nobody else has open.
#include "EngineFixture.h"
#include "store/Database.h"
#include "store/locks/LockCounters.h"
#include "tests/support/OpenFiles.h"
#include "tests/support/Sqlite.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/inspector/tables/TableGrid.h"

#include <QAbstractButton>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::openFiles;
using tests::Sqlite;

namespace {
constexpr int noPinsPatience = 60'000;

// The page as the window has it, every tab used.
class Page final
{
public:
    explicit Page(const QString &database)
        : m_state(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat)
        , m_page(m_state)
    {
        m_page.resize(900, 600);
        m_page.setPlaces({{.community = u"community-0"_s, .name = u"Community"_s, .database = database}});
        m_page.show();
    }

    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *m_page.findChild<T *>(name);
    }
    [[nodiscard]] int rowsIn(const QString &view) const
    {
        return child<QAbstractItemView>(view).model()->rowCount();
    }
    void bringUp(const QString &tab)
    {
        for (int i = 0; i < m_page.count(); ++i) {
            if (m_page.widget(i)->objectName() == tab)
                m_page.setCurrentIndex(i);
        }
        QCOMPARE(m_page.currentWidget()->objectName(), tab);
    }

    void useAll()
    {
        bringUp(u"searchTab"_s);
        child<QLineEdit>(u"searchField"_s).setText(u"memory"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"searchHits"_s) > 0, noPinsPatience);
        auto &hits = child<QAbstractItemView>(u"searchHits"_s);
        hits.setCurrentIndex(hits.model()->index(0, 0));
        bringUp(u"tablesTab"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"tableGrid"_s) > 0, noPinsPatience);
        bringUp(u"consoleTab"_s);
        child<QPlainTextEdit>(u"consoleEditor"_s).setPlainText(u"SELECT number, title FROM github_items"_s);
        QTRY_VERIFY_WITH_TIMEOUT(child<QAbstractButton>(u"consoleRun"_s).isEnabled(), noPinsPatience);
        child<QAbstractButton>(u"consoleRun"_s).click();
        QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"consoleTable"_s) > 0, noPinsPatience);
        bringUp(u"coverageTab"_s);
        child<QAbstractButton>(u"coverageLook"_s).click();
        QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"coverageTable"_s) > 0, noPinsPatience);
    }

    // A little of it, without waiting.
    void act(int step)
    {
        if (step % 40 == 0)
            bringUp(step % 80 == 0 ? u"searchTab"_s : u"tablesTab"_s);
        if (step % 80 < 40) {
            child<QLineEdit>(u"searchField"_s).setText(u"memory channel"_s.left(1 + step % 14));
        } else {
            auto &grid = child<ui::TableGrid>(u"tableGrid"_s);
            Q_EMIT grid.sortWanted(step / 10 % 4, Qt::AscendingOrder);
            grid.verticalScrollBar()->setValue(step * 7 % (1 + grid.verticalScrollBar()->maximum()));
        }
    }

private:
    QTemporaryDir m_folder;
    QSettings m_state;
    ui::InspectorPage m_page;
};
} // namespace

class UiInspectorNoPins final : public tests::EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(4); }
    void cleanup() { end(); }
    void aClosedDatabaseIsLeftAsItIs_data();
    void aClosedDatabaseIsLeftAsItIs();
    void openDuringASync();
    void usedDuringASync();

private:
    sync::RunSnapshot run(int repositories, int items);
    [[nodiscard]] QString file() const { return path(u"community-0"_s); }
    [[nodiscard]] QStringList beside() const
    {
        return QFileInfo(file()).dir().entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    [[nodiscard]] qint64 wal() const { return store::fileSizes(file()).wal; }
    // Only of what this process has not open as a database.
    static QByteArray content(const QString &path)
    {
        QFile read(path);
        return read.open(QIODevice::ReadOnly)
                   ? QCryptographicHash::hash(read.readAll(), QCryptographicHash::Sha256)
                   : QByteArray();
    }
};

sync::RunSnapshot UiInspectorNoPins::run(int repositories, int items)
{
    QSignalSpy finished(m_engine.get(), &sync::Engine::finished);
    m_engine->start(sync::makePlan(communities(1, repositories, items)));
    if (finished.isEmpty() && !finished.wait(120'000))
        qFatal("the run did not end");
    return finished.first().first().value<sync::RunSnapshot>();
}

void UiInspectorNoPins::aClosedDatabaseIsLeftAsItIs_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("WAL") << u"wal"_s;
    QTest::newRow("rollback journal") << u"delete"_s;
}

void UiInspectorNoPins::aClosedDatabaseIsLeftAsItIs()
{
    QFETCH(QString, mode);
    QCOMPARE(run(2, 300).jobsIn(sync::JobState::Done), 2);
    m_engine.reset();
    m_databases.reset();
    QCOMPARE(Sqlite(file()).value("PRAGMA journal_mode="_L1 + mode), mode);
    const QByteArray before = content(file());
    const QDateTime changed = QFileInfo(file()).lastModified();

    Page page(file());
    page.useAll();
    QTRY_COMPARE_WITH_TIMEOUT(openFiles(file()), QStringList(), noPinsPatience); // between two questions
    QCOMPARE(beside(), QStringList{u"community-0.db"_s});
    QCOMPARE(content(file()), before);
    QCOMPARE(QFileInfo(file()).lastModified(), changed);
    QVERIFY(QFile::rename(file(), file() + u".away"_s));
    QVERIFY(QFile::remove(file() + u".away"_s));
}

void UiInspectorNoPins::openDuringASync()
{
    QCOMPARE(run(1, 300).counts(), (sync::Counts{.added = 300}));
    Page page(file());
    page.useAll();
    const sync::RunSnapshot beside = run(3, 300);
    QCOMPARE(beside.counts().added, 600);
    QCOMPARE(beside.costs().locks.busyCalls, 0);
    QCOMPARE(beside.lockErrors(), 0);
    QCOMPARE(wal(), 0); // emptied at the run's end: nobody was in the way
    page.useAll();
    QCOMPARE(wal(), 0);
}

void UiInspectorNoPins::usedDuringASync()
{
    QCOMPARE(run(1, 500).jobsIn(sync::JobState::Done), 1);
    Page page(file());
    page.useAll();
    int steps = 0;
    QTimer acting;
    connect(&acting, &QTimer::timeout, this, [&] { page.act(steps++); });
    acting.start(10);
    const sync::RunSnapshot beside = run(4, 500);
    QVERIFY(steps > 0);
    QCOMPARE(beside.counts().added, 1500);
    QCOMPARE(beside.costs().locks.busy, 0);
    QCOMPARE(beside.costs().locks.busyCalls, 0);
    QCOMPARE(beside.lockErrors(), 0);

    // While it is used, too, the WAL can be emptied between two of its statements.
    store::LockCounters counters;
    const auto database = m_databases->open(u"community-0"_s, counters, {});
    QVERIFY(database);
    QTRY_VERIFY_WITH_TIMEOUT((*database)->checkpointAll() && wal() == 0, noPinsPatience);
}

QTEST_MAIN(UiInspectorNoPins)
#include "ui_inspector_nopins.moc"
