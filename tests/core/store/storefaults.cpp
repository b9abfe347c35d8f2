// A full disk, a folder without the right to write, files that are no database: the kind of error, its words,
// and that what was stored stays.
#include "store/Database.h"
#include "store/DatabaseStatus.h"
#include "store/Skipped.h"
#include "store/StoredKeys.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/support/QuotaVfs.h"
#include "tests/support/Sqlite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::QuotaVfs;
using lockkeeper::tests::Sqlite;
using namespace std::chrono_literals;

namespace {
Batch batchOf(qint64 first, qint64 count)
{
    Batch batch;
    batch.remote = {.type = u"github"_s, .name = u"o/r"_s};
    for (qint64 number = first; number < first + count; ++number) {
        batch.githubItems.push_back({.repo = u"o/r"_s,
                                     .itemType = u"issue"_s,
                                     .number = number,
                                     .title = u"Title"_s,
                                     .firstMessage = u"Some text. "_s.repeated(300),
                                     .status = u"open"_s,
                                     .url = u"https://x.example/1"_s,
                                     .createdAt = u"2020-01-01T00:00:00Z"_s});
    }
    batch.cursor = u"after %1"_s.arg(first + count - 1);
    return batch;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}
} // namespace

class StoreFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diskFull();
    void diskFullWhileTheFileIsMade();
    void notADatabase();
    void damagedDatabase();
    void damagedInTheMiddleOfATable_data();
    void damagedInTheMiddleOfATable();
    void anEmptyFileBecomesADatabase();
    void folderCannotBeMade();
};

void StoreFaultsTest::diskFull()
{
    QTemporaryDir folder;
    QuotaVfs disk(1'000'000'000);
    const QString path = folder.filePath(u"full.db"_s);
    const auto database = Database::open(path, 1s);
    QVERIFY(database);
    LockCounters counters;
    Writer writer(**database, counters, {});
    QVERIFY(writer.commit(batchOf(1, 50)));

    disk.setQuota(300'000);
    Result<CommitCounts> committed = CommitCounts{};
    qint64 stored = 50;
    while (committed) { // until the disk is full
        committed = writer.commit(batchOf(stored + 1, 50));
        if (committed)
            stored += 50;
        QVERIFY(stored < 5000);
    }
    QVERIFY(disk.refusals() > 0);
    QCOMPARE(committed.error().kind, ErrorKind::DiskFull);
    QVERIFY2(committed.error().text.contains(u"disk is full"), qPrintable(committed.error().text));
    QVERIFY(committed.error().hint.contains(u"Make room"));
    {
        Sqlite look(path);
        QCOMPARE(look.value(u"SELECT count(*), max(number) FROM github_items"_s), u"%1|%1"_s.arg(stored));
        QCOMPARE(look.value(u"SELECT cursor FROM lockkeeper_cursors"_s), u"after %1"_s.arg(stored));
        QCOMPARE(look.integrityProblem(), QString());
    }
    disk.setQuota(1'000'000'000); // somebody made room
    QVERIFY(writer.commit(batchOf(stored + 1, 50)));
    Sqlite look(path);
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items"_s), QString::number(stored + 50));
    QCOMPARE(look.integrityProblem(), QString());
}

void StoreFaultsTest::diskFullWhileTheFileIsMade()
{
    QTemporaryDir folder;
    QuotaVfs disk(30'000); // less than the empty schema
    const auto database = Database::open(folder.filePath(u"new.db"_s), 1s);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::DiskFull);
    disk.setQuota(1'000'000'000);
    QVERIFY(
        Database::open(folder.filePath(u"new.db"_s), 1s)); // what was left behind does not stand in the way
}

void StoreFaultsTest::notADatabase()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"letter.db"_s);
    const QByteArray letter = "Dear maintainer,\n" + QByteArray(5000, 'x');
    writeFile(path, letter);
    const auto database = Database::open(path, 1s);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Corrupt);
    QVERIFY2(database.error().text.contains(u"is not an SQLite database"), qPrintable(database.error().text));
    QVERIFY(!database.error().hint.isEmpty());
    QCOMPARE(readStatus(path).error().kind, ErrorKind::Corrupt);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), letter);
}

void StoreFaultsTest::damagedDatabase()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"damaged.db"_s);
    {
        const auto database = Database::open(path, 1s);
        LockCounters counters;
        QVERIFY(Writer(**database, counters, {}).commit(batchOf(1, 200)));
    }
    QFile file(path); // nobody has it open
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    file.seek(4096); // the first page stays: it is a database, and broken inside
    file.write(QByteArray(static_cast<qsizetype>(size - 4096), '\xa5'));
    file.close();
    const auto database = Database::open(path, 1s);
    Error error;
    if (database) {
        LockCounters counters;
        const auto committed = Writer(**database, counters, {}).commit(batchOf(1000, 50));
        QVERIFY(!committed);
        error = committed.error();
    } else {
        error = database.error();
    }
    QCOMPARE(error.kind, ErrorKind::Corrupt);
    QVERIFY2(error.text.contains(u"is damaged"), qPrintable(error.text));
    QVERIFY(error.hint.contains(u"backup"));
    QCOMPARE(QFile(path).size(), size);
}

void StoreFaultsTest::damagedInTheMiddleOfATable_data()
{
    QTest::addColumn<QString>("table");
    for (const char *table : {"github_items", "lockkeeper_skipped", "sync_metadata"})
        QTest::newRow(table) << QString::fromLatin1(table);
}

// The first rows can be read, then a step fails: what was read so far must not pass for everything.
void StoreFaultsTest::damagedInTheMiddleOfATable()
{
    QFETCH(QString, table);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"damaged.db"_s);
    const RemoteName remote{.type = u"github"_s, .name = u"o/r"_s};
    constexpr int rows = 200;
    {
        const auto database = Database::open(path, 1s);
        LockCounters counters;
        Writer writer(**database, counters, {});
        for (int first = 1; first <= rows; first += 50) {
            Batch batch = batchOf(first, 50);
            batch.run = u"2026-01-01T00:00:00+00:00"_s;
            for (int i = first; i < first + 50; ++i)
                batch.skipped.push_back({.key = u"item %1"_s.arg(i), .reason = u"A reason. "_s.repeated(40)});
            const auto committed = writer.commit(batch);
            QVERIFY2(committed, committed ? "" : qPrintable(committed.error().text));
        }
    }
    const auto read = [&]() -> Result<std::size_t> {
        if (table == "sync_metadata"_L1) {
            const auto status = readStatus(path);
            return status ? Result<std::size_t>(static_cast<std::size_t>(status->syncs.size()))
                          : status.error();
        }
        const auto database = Database::open(path, 1s);
        if (!database)
            return database.error();
        if (table == "lockkeeper_skipped"_L1) {
            const auto items = readSkipped(**database, remote);
            return items ? Result<std::size_t>(items->size()) : items.error();
        }
        const auto items = readStored(**database, Table::GithubItems, u"o/r"_s, {u"number"_s, u"title"_s});
        return items ? Result<std::size_t>(items->size()) : items.error();
    };
    qint64 page = 0; // in the middle of the table's rows
    qint64 pageSize = 0;
    {
        Sqlite look(path);
        QCOMPARE(
            look.execute(
                u"WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                "INSERT INTO sync_metadata(source_type, source_name, last_sync_at, items_synced) "
                "SELECT 'github', 'owner/repository-' || (1000 + i), '2026-01-01', i FROM n"_s.arg(rows)),
            0);
        QCOMPARE(look.execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), 0);
        const QStringList leaves = look.rows(
            u"SELECT pageno FROM dbstat WHERE name = '%1' AND pagetype = 'leaf' ORDER BY path"_s.arg(table));
        QVERIFY(leaves.size() >= 3);
        page = leaves.at(leaves.size() / 2).toLongLong();
        pageSize = look.value(u"PRAGMA page_size"_s).toLongLong();
    }
    const Result<std::size_t> whole = read();
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().text));
    QCOMPARE(*whole, rows);
    QFile file(path); // nobody has it open
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek((page - 1) * pageSize));
    QCOMPARE(file.write(QByteArray(static_cast<qsizetype>(pageSize), '\xa5')), pageSize);
    file.close();
    const Result<std::size_t> damaged = read();
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().kind, ErrorKind::Corrupt);
    QVERIFY2(damaged.error().text.contains(u"is damaged"), qPrintable(damaged.error().text));
}

void StoreFaultsTest::anEmptyFileBecomesADatabase()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"empty.db"_s);
    writeFile(path, {});
    const auto database = Database::open(path, 1s);
    QVERIFY(database);
    QCOMPARE(*(*database)->journalMode(), u"wal"_s);
}

void StoreFaultsTest::folderCannotBeMade()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(u"knowledge"_s), "a file stands where the folder should be");
    const auto database = Database::open(folder.filePath(u"knowledge/mne.db"_s), 1s);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::ReadOnly);
    QVERIFY(database.error().text.contains(u"could not be made"));
}

QTEST_GUILESS_MAIN(StoreFaultsTest)
#include "storefaults.moc"
