// Whoever looks inside a database changes nothing, keeps nobody waiting, and holds on to nothing: during a
// sync, and of a database that nobody has open.
#include "EngineFixture.h"
#include "inspect/console/Console.h"
#include "inspect/coverage/Coverage.h"
#include "inspect/item/Item.h"
#include "inspect/search/Search.h"
#include "inspect/tables/TableRows.h"
#include "store/Database.h"
#include "store/Reading.h"
#include "store/locks/LockCounters.h"
#include "tests/support/OpenFiles.h"
#include "tests/support/Sqlite.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::inspect;
using tests::openFiles;
using tests::Sqlite;

namespace {
// Asks whatever the window's tabs ask, and keeps what they keep.
class Asking final
{
public:
    explicit Asking(const QString &database)
        : m_place{.community = u"community-0"_s, .name = u"Community"_s, .database = database}
    {
    }

    void all()
    {
        Result<void> searched =
            search({.places = {m_place}, .text = parseSearchText(u"memory chann"_s, LastWord::Begun)},
                   [this](const SearchPart &part) {
                       m_hits += part.hits;
                       if (part.error)
                           note(*part.error);
                   },
                   {});
        check(searched);
        readTables();
        check(readItem({.place = m_place, .table = u"github_items"_s, .id = m_asked + 1}, {}));
        check(readCoverage({.place = m_place}));
        const ConsoleAnswer answer = runConsole(
            {.place = m_place,
             .sql = u"SELECT repo, count(*), max(length(first_message)) FROM github_items GROUP BY 1"_s});
        if (answer.error)
            note(*answer.error);
        ++m_asked;
    }

    [[nodiscard]] QStringList wrong() const { return m_wrong; }
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] qsizetype hits() const { return m_hits.size(); }
    [[nodiscard]] qint64 rows() const { return m_rows; }

private:
    template <typename T>
    bool check(const Result<T> &answer)
    {
        if (!answer)
            note(answer.error());
        return bool(answer);
    }
    // That somebody opens the database to write just now may be said, and that it has no such item yet.
    void note(const Error &error)
    {
        if (error.kind != ErrorKind::Locked && error.kind != ErrorKind::Config)
            m_wrong.append(error.text);
    }

    void readTables()
    {
        const auto reading = store::Reading::open(m_place.database);
        if (!check(reading))
            return;
        const auto tables = tablesOf(**reading);
        if (!check(tables) || tables->isEmpty())
            return;
        TableQuestion question{.database = m_place.database, .table = tables->first()};
        for (const int column :
             {-1, question.table.columnAt(u"number"_s), question.table.columnAt(u"title"_s)}) {
            question.sortColumn = column;
            auto pages = std::make_unique<TablePages>(question);
            if (const auto places = findPlaces(question, {}, {}); check(places)) {
                m_rows = (*places)->rows();
                pages->setPlaces(*places);
            }
            const Result<TablePage> page = pages->page(m_rows / 2 / pageRows, {});
            check(page);
            m_kept.push_back(std::move(pages));
            if (m_kept.size() > 6)
                m_kept.erase(m_kept.begin());
        }
    }

    Place m_place;
    QList<Hit> m_hits;
    std::vector<std::unique_ptr<TablePages>> m_kept;
    QStringList m_wrong;
    std::atomic<int> m_asked = 0;
    qint64 m_rows = 0;
};
} // namespace

class NoPinsTest final : public tests::EngineFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(4); }
    void cleanup() { end(); }
    void aClosedDatabaseIsLeftAsItIs_data();
    void aClosedDatabaseIsLeftAsItIs();
    void heldDuringASync();
    void askedAllTheWhile();
    void aReaderThatPinsWouldBeSeen();

private:
    sync::RunSnapshot run(int repositories, int items); // so many jobs that write at once
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

sync::RunSnapshot NoPinsTest::run(int repositories, int items)
{
    QSignalSpy finished(m_engine.get(), &sync::Engine::finished);
    m_engine->start(sync::makePlan(communities(1, repositories, items)));
    if (finished.isEmpty() && !finished.wait(120'000))
        qFatal("the run did not end");
    return finished.first().first().value<sync::RunSnapshot>();
}

void NoPinsTest::aClosedDatabaseIsLeftAsItIs_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("WAL") << u"wal"_s;
    QTest::newRow("rollback journal") << u"delete"_s;
}

void NoPinsTest::aClosedDatabaseIsLeftAsItIs()
{
    QFETCH(QString, mode);
    QCOMPARE(run(2, 300).jobsIn(sync::JobState::Done), 2);
    m_engine.reset();
    m_databases.reset();
    QCOMPARE(Sqlite(file()).value("PRAGMA journal_mode="_L1 + mode), mode);
    const QStringList files{u"community-0.db"_s};
    QCOMPARE(beside(), files);
    const QByteArray before = content(file());
    const QDateTime changed = QFileInfo(file()).lastModified();

    Asking asking(file());
    asking.all();
    QCOMPARE(asking.wrong(), QStringList());
    QVERIFY(asking.hits() > 0);
    QCOMPARE(asking.rows(), 600);
    QCOMPARE(beside(), files);
    QCOMPARE(content(file()), before);
    QCOMPARE(QFileInfo(file()).lastModified(), changed);

    // What it keeps is no file: another may take the place, and the disk gets its room back.
    QCOMPARE(openFiles(file()), QStringList());
    QVERIFY(QFile::rename(file(), file() + u".away"_s));
    QVERIFY(QFile::copy(file() + u".away"_s, file()));
    asking.all();
    QCOMPARE(asking.wrong(), QStringList());
    QVERIFY(QFile::remove(file()) && QFile::remove(file() + u".away"_s));
    QCOMPARE(beside(), QStringList());
}

void NoPinsTest::heldDuringASync()
{
    QCOMPARE(run(1, 300).counts(), (sync::Counts{.added = 300}));
    Asking asking(file());
    asking.all();
    QCOMPARE(asking.rows(), 300);

    const sync::RunSnapshot beside = run(3, 300);
    QCOMPARE(beside.counts().added, 600);
    QCOMPARE(beside.costs().locks.busyCalls, 0);
    QCOMPARE(beside.lockErrors(), 0);
    QCOMPARE(wal(), 0); // emptied at the run's end: nobody was in the way
    asking.all();
    QCOMPARE(asking.rows(), 900);
    QCOMPARE(asking.wrong(), QStringList());
    QCOMPARE(wal(), 0);
}

void NoPinsTest::askedAllTheWhile()
{
    QCOMPARE(run(1, 1000).jobsIn(sync::JobState::Done), 1);
    Asking asking(file());
    std::jthread asks([&asking](const std::stop_token &stop) {
        while (!stop.stop_requested())
            asking.all();
    });
    const sync::RunSnapshot beside = run(4, 1000);
    QVERIFY(asking.asked() > 0);
    QCOMPARE(beside.counts().added, 3000);
    QCOMPARE(beside.costs().locks.busy, 0);
    QCOMPARE(beside.costs().locks.busyCalls, 0);
    QCOMPARE(beside.lockErrors(), 0);

    // Between two of its statements the WAL can be emptied, so it never grows for long.
    store::LockCounters counters;
    const auto database = m_databases->open(u"community-0"_s, counters, {});
    QVERIFY(database);
    QTRY_VERIFY_WITH_TIMEOUT((*database)->checkpointAll() && wal() == 0, 60'000);
    asks.request_stop();
    asks.join();
    QCOMPARE(asking.wrong(), QStringList());
}

// What the above would tell of a statement that is left half-way.
void NoPinsTest::aReaderThatPinsWouldBeSeen()
{
    QCOMPARE(run(1, 300).jobsIn(sync::JobState::Done), 1);
    Sqlite pinning(file());
    QCOMPARE(pinning.execute(u"BEGIN; SELECT count(*) FROM github_items"_s), 0);
    QCOMPARE(openFiles(file()).isEmpty(), false);
    QCOMPARE(run(2, 300).counts().added, 300);
    QVERIFY(wal() > 0);
}

QTEST_GUILESS_MAIN(NoPinsTest)
#include "nopins.moc"
