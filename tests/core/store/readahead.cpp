// What is read ahead of a whole file is what is in it: nothing older than the transaction that reads it.
#include "store/DatabaseCopy.h"
#include "store/QuickCheck.h"
#include "tests/support/Sqlite.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::Sqlite;

namespace {
constexpr int rowCount = 2000; // of half a page: some blocks of 64 KiB

void fill(Sqlite &file, const QString &mode)
{
    QCOMPARE(file.value(u"PRAGMA journal_mode="_s + mode), mode);
    QCOMPARE(file.execute(u"CREATE TABLE t(id INTEGER PRIMARY KEY, edition INTEGER, filler TEXT);"
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                          "INSERT INTO t SELECT i, 0, hex(zeroblob(1000)) FROM n"_s.arg(rowCount)),
             SQLITE_OK);
}

// The first column of the only row.
qint64 asked(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
        return -1;
    const qint64 value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    return sqlite3_finalize(statement) == SQLITE_OK ? value : -1;
}

// By this process, so far.
qint64 bytesRead()
{
    QFile file(u"/proc/self/io"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readLine().mid(int(qstrlen("rchar: "))).trimmed().toLongLong();
}
} // namespace

class ReadAheadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesWhatWasWritten_data();
    void seesWhatWasWritten();
    void keepsItsSnapshot();
    void seesAFileThatShrank();
    void readsThrough();
};

void ReadAheadTest::seesWhatWasWritten_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("rollback journal") << u"delete"_s;
    QTest::newRow("WAL") << u"wal"_s;
}

void ReadAheadTest::seesWhatWasWritten()
{
    QFETCH(const QString, mode);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    Sqlite writer(path);
    fill(writer, mode);
    const Result<store::Handle> reader = store::openToReadWhole(path);
    QVERIFY(reader);
    sqlite3_exec(reader->get(), "PRAGMA cache_size=4", nullptr, nullptr, nullptr); // reads from the file
    for (int edition = 0; edition < 5; ++edition) {
        QCOMPARE(asked(reader->get(), "SELECT count(*) FROM t"), rowCount);
        QCOMPARE(asked(reader->get(), "SELECT sum(edition) FROM t"), edition * rowCount);
        QCOMPARE(writer.execute(u"UPDATE t SET edition = edition + 1"_s), SQLITE_OK);
        if (mode == "wal"_L1)
            QCOMPARE(writer.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), u"0|0|0"_s); // into the file itself
    }
}

void ReadAheadTest::keepsItsSnapshot()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    Sqlite writer(path);
    fill(writer, u"wal"_s);
    const Result<store::Handle> reader = store::openToReadWhole(path);
    QVERIFY(reader);
    sqlite3 *const database = reader->get();
    sqlite3_exec(database, "PRAGMA cache_size=4; BEGIN", nullptr, nullptr, nullptr);
    QCOMPARE(asked(database, "SELECT sum(edition) FROM t WHERE id < 100"), 0);
    QCOMPARE(writer.execute(u"UPDATE t SET edition = 1"_s), SQLITE_OK);
    (void)writer.value(u"PRAGMA wal_checkpoint(PASSIVE)"_s); // as far as the reader lets it
    QCOMPARE(asked(database, "SELECT sum(edition) FROM t"), 0);
    sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
    QCOMPARE(asked(database, "SELECT sum(edition) FROM t"), rowCount);
}

void ReadAheadTest::seesAFileThatShrank()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    Sqlite writer(path);
    fill(writer, u"delete"_s);
    const Result<store::Handle> reader = store::openToReadWhole(path);
    QVERIFY(reader);
    QCOMPARE(asked(reader->get(), "SELECT count(*) FROM t"), rowCount);
    QCOMPARE(writer.execute(u"DELETE FROM t WHERE id > 3; VACUUM"_s), SQLITE_OK);
    QCOMPARE(asked(reader->get(), "SELECT sum(length(filler)) FROM t"), 3 * 2000);
}

void ReadAheadTest::readsThrough()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    QVERIFY(!store::readThrough(path, {}));
    {
        Sqlite writer(path);
        fill(writer, u"delete"_s);
    }
    QVERIFY(store::readThrough(path, {}));
#ifdef Q_OS_LINUX
    // What is in memory is not read once more.
    const qint64 size = QFileInfo(path).size();
    const qint64 before = bytesRead();
    QVERIFY(store::readThrough(path, {}));
    QVERIFY2(bytesRead() - before < size / 2, qPrintable(QString::number(bytesRead() - before)));
#endif
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(store::readThrough(path, stopped.get_token()).error().isCancelled());
}

QTEST_GUILESS_MAIN(ReadAheadTest)
#include "readahead.moc"
