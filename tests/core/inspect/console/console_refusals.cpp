// Who tries to write from the console, by every known trick: each is refused, and afterwards every byte of
// the files is what it was.
#include "inspect/console/Console.h"
#include "store/Database.h"
#include "tests/support/Sqlite.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::Sqlite;

namespace {
// An -shm holds locks and read marks, nothing that lasts: only that it is there counts.
QMap<QString, QByteArray> filesOf(const QString &folder)
{
    QMap<QString, QByteArray> files;
    for (const QString &name :
         QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        QFile file(folder + u'/' + name);
        const bool lasts = !name.endsWith("-shm"_L1) && file.open(QIODevice::ReadOnly);
        files.insert(name, lasts ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256)
                                 : QByteArray());
    }
    return files;
}

// In the places of %F: the folder.
const char *const tricks[] = {
    // Rows
    "INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, synced_at) "
    "VALUES('a/b', 'issue', 9, 't', 'open', 'u', '2024', '2024')",
    "INSERT INTO github_items(title) SELECT title FROM github_items",
    "REPLACE INTO sync_metadata(source_type, source_name, last_sync_at) VALUES('github', 'a/b', '2024')",
    "UPDATE github_items SET title = 'x'",
    "DELETE FROM github_items",
    "DELETE FROM github_items RETURNING id",
    "UPDATE github_items SET title = 'x' RETURNING title",
    "INSERT INTO sync_metadata(source_type, source_name, last_sync_at) VALUES(1, 2, 3) RETURNING id",
    "WITH old AS (SELECT id FROM github_items) DELETE FROM github_items WHERE id IN old",
    "WITH n(i) AS (SELECT 1) INSERT INTO sync_metadata(source_type, source_name, last_sync_at) SELECT i, i, "
    "i FROM n",
    "INSERT INTO github_items(id, title) VALUES(1, 'x') ON CONFLICT(id) DO UPDATE SET title = 'x'",
    "EXPLAIN DELETE FROM github_items",
    "EXPLAIN QUERY PLAN UPDATE github_items SET title = 'x'",
    // The schema
    "CREATE TABLE t(a)",
    "CREATE TABLE IF NOT EXISTS github_items(a)",
    "CREATE TABLE t AS SELECT * FROM github_items",
    "CREATE TEMP TABLE t(a)",
    "CREATE TABLE temp.t(a)",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TEMP VIEW v AS SELECT 1",
    "CREATE TRIGGER r AFTER INSERT ON github_items BEGIN DELETE FROM github_items; END",
    "CREATE TEMP TRIGGER r AFTER INSERT ON github_items BEGIN SELECT 1; END",
    "CREATE INDEX i ON github_items(title)",
    "CREATE VIRTUAL TABLE v USING fts5(a)",
    "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, github_items_fts, row)",
    "CREATE VIRTUAL TABLE temp.p USING sqlite_dbpage",
    "DROP TABLE github_items",
    "DROP TABLE IF EXISTS github_items_fts",
    "DROP INDEX idx_github_items_repo",
    "DROP TRIGGER github_items_ai",
    "DROP VIEW v",
    "ALTER TABLE github_items RENAME TO x",
    "ALTER TABLE github_items ADD COLUMN x",
    "ALTER TABLE github_items DROP COLUMN url",
    "ALTER TABLE github_items RENAME COLUMN url TO x",
    "UPDATE sqlite_master SET sql = ''",
    "INSERT INTO sqlite_master VALUES('table', 'x', 'x', 0, 'CREATE TABLE x(a)')",
    "DELETE FROM sqlite_sequence",
    "DELETE FROM sqlite_schema",
    // Full text, and what it keeps its data in
    "INSERT INTO github_items_fts(github_items_fts) VALUES('rebuild')",
    "INSERT INTO github_items_fts(github_items_fts) VALUES('optimize')",
    "INSERT INTO github_items_fts(github_items_fts) VALUES('delete-all')",
    "INSERT INTO github_items_fts(github_items_fts, rank) VALUES('merge', 500)",
    "UPDATE github_items_fts_data SET block = x''",
    "DELETE FROM github_items_fts_docsize",
    "SELECT optimize(github_items_fts) FROM github_items_fts",
    // Pragmas
    "PRAGMA writable_schema=ON",
    "PRAGMA writable_schema",
    "PRAGMA journal_mode=delete",
    "PRAGMA journal_mode=wal",
    "PRAGMA journal_mode(off)",
    "PRAGMA main.journal_mode = memory",
    "pRaGmA JOURNAL_MODE = 'DELETE'",
    "PRAGMA user_version=5",
    "PRAGMA schema_version=5",
    "PRAGMA application_id=5",
    "PRAGMA encoding='UTF-16'",
    "PRAGMA page_size=8192",
    "PRAGMA auto_vacuum=1",
    "PRAGMA wal_checkpoint",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA wal_autocheckpoint=1",
    "PRAGMA optimize",
    "PRAGMA optimize(0xfffe)",
    "PRAGMA incremental_vacuum",
    "PRAGMA incremental_vacuum(10)",
    "PRAGMA query_only=0",
    "PRAGMA query_only(off)",
    "PRAGMA trusted_schema=1",
    "PRAGMA temp_store_directory='%F'",
    "PRAGMA data_store_directory='%F'",
    "PRAGMA temp_store=2",
    "PRAGMA locking_mode=exclusive",
    "PRAGMA locking_mode",
    "PRAGMA busy_timeout=0",
    "PRAGMA synchronous=0",
    "PRAGMA mmap_size=1000000000",
    "PRAGMA cache_size=1000000",
    "PRAGMA shrink_memory",
    "PRAGMA hard_heap_limit=1",
    "PRAGMA foreign_keys=0",
    "PRAGMA recursive_triggers=1",
    "PRAGMA ignore_check_constraints=1",
    "PRAGMA legacy_alter_table=1",
    "PRAGMA page_count=3",
    "PRAGMA max_page_count=1",
    "PRAGMA no_such_pragma",
    "EXPLAIN PRAGMA user_version=5",
    "SELECT * FROM pragma_journal_mode('delete')",
    "SELECT * FROM pragma_wal_checkpoint('TRUNCATE')",
    "SELECT * FROM pragma_wal_checkpoint",
    "SELECT * FROM pragma_optimize",
    "SELECT * FROM pragma_optimize(0xfffe)",
    "SELECT * FROM pragma_incremental_vacuum(1)",
    "SELECT * FROM pragma_user_version(5)",
    "SELECT * FROM pragma_writable_schema(1)",
    "SELECT * FROM pragma_query_only(0)",
    "WITH p AS (SELECT * FROM pragma_wal_checkpoint) SELECT count(*) FROM p",
    // Other files
    "ATTACH '%F/other.db' AS other",
    "ATTACH ':memory:' AS m",
    "ATTACH DATABASE 'file:%F/other.db?mode=rwc' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM main",
    "VACUUM INTO '%F/copy.db'",
    "EXPLAIN VACUUM INTO '%F/copy.db'",
    "SELECT load_extension('%F/x.so')",
    "SELECT LOAD_EXTENSION('%F/x.so', 'entry')",
    "SELECT \"load_extension\"('%F/x.so')",
    "SELECT writefile('%F/x', 'x')",
    "SELECT readfile('%F/x')",
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT fts3_tokenizer('x', x'0011')",
    "SELECT * FROM fsdir('%F')",
    "SELECT 1 WHERE EXISTS (SELECT load_extension('%F/x.so'))",
    // Everything else that writes or stays
    "REINDEX",
    "REINDEX github_items",
    "ANALYZE",
    "ANALYZE github_items",
    "BEGIN",
    "BEGIN IMMEDIATE",
    "BEGIN EXCLUSIVE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT s",
    "RELEASE s",
    "UPDATE sqlite_dbpage SET data = zeroblob(4096)",
    "INSERT INTO sqlite_dbpage VALUES(1, zeroblob(4096), 'main')",
    "DELETE FROM dbstat",
    "DELETE FROM sqlite_stmt",
    // Disguises
    "/* SELECT 1 */ DELETE FROM github_items",
    "-- SELECT 1\nDELETE FROM github_items",
    "DELETE/**/FROM/**/github_items",
    "SELECT 1; DELETE FROM github_items",
    "SELECT 1;;;/**/; DROP TABLE github_items; SELECT 2",
    "SELECT ';'; DELETE FROM github_items",
    ";DELETE FROM github_items",
    "\xef\xbb\xbf"
    "DELETE FROM github_items",
    "\xef\xbc\xa4\xef\xbc\xa5LETE FROM github_items", // full-width
    "\xc2\xa0"
    "DELETE FROM github_items",
    "DELETE\xe2\x80\x8b FROM github_items",
    "'; DELETE FROM github_items; --",
    "deLETe froM GITHUB_ITEMS",
};
} // namespace

class ConsoleRefusalsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tricks_data();
    void tricks();
    void nulHidesNothing();
    void everythingAtOnce();

private:
    void make(const QString &path, const QString &mode);
};

void ConsoleRefusalsTest::make(const QString &path, const QString &mode)
{
    QVERIFY(store::Database::open(path, std::chrono::seconds(5)));
    Sqlite file(path);
    QCOMPARE(
        file.execute(
            u"INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, "
            "created_at, synced_at) VALUES('a/b', 'issue', 1, 'words', 'more words', 'open', 'u', "
            "'2024-01-01', '2024-01-01'), ('a/b', 'pr', 2, 'others', '', 'closed', 'u', '2024', '2024')"_s),
        0);
    QCOMPARE(file.execute(u"DELETE FROM github_items WHERE number = 2"_s), 0);
    QCOMPARE(file.value(u"PRAGMA journal_mode="_s + mode), mode);
}

void ConsoleRefusalsTest::tricks_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("inUse"); // by somebody who has written
    QTest::newRow("WAL") << u"wal"_s << false;
    QTest::newRow("WAL, in use") << u"wal"_s << true;
    QTest::newRow("rollback journal") << u"delete"_s << false;
    QTest::newRow("rollback journal, in use") << u"delete"_s << true;
}

void ConsoleRefusalsTest::tricks()
{
    QFETCH(const QString, mode);
    QFETCH(const bool, inUse);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    make(path, mode);
    std::unique_ptr<Sqlite> other;
    if (inUse) {
        other = std::make_unique<Sqlite>(path);
        QCOMPARE(other->execute(u"UPDATE github_items SET title = 'newer words'"_s), 0);
    }
    const inspect::Place place{.community = u"t"_s, .name = u"T"_s, .database = path};
    const QMap<QString, QByteArray> before = filesOf(folder.path());
    QCOMPARE(before.contains(u"t.db-wal"_s), inUse && mode == "wal"_L1);
    for (const char *const trick : ::tricks) {
        const QString sql = QString::fromUtf8(trick).replace("%F"_L1, folder.path());
        const inspect::ConsoleAnswer answer = inspect::runConsole({.place = place, .sql = sql});
        QVERIFY2(answer.error, qPrintable(sql));
        // Refused with a reason, or SQLite knows no such thing; never for the file's sake.
        QVERIFY2(answer.error->kind == ErrorKind::ReadOnly || answer.error->kind == ErrorKind::Config,
                 qPrintable(sql + u": "_s + answer.error->text));
        QVERIFY2(answer.error->text.endsWith(u'.') || answer.error->text.startsWith("SQLite says"_L1),
                 qPrintable(answer.error->text));
        QVERIFY2(filesOf(folder.path()) == before, qPrintable(sql));
    }
    // The file is no worse for it, and is written as before.
    Sqlite look(path);
    QCOMPARE(look.value(u"PRAGMA journal_mode"_s), mode);
    QCOMPARE(look.value(u"SELECT count(*) FROM github_items"_s), u"1"_s);
    QCOMPARE(look.integrityProblem(), QString());
    QCOMPARE(look.execute(u"UPDATE github_items SET title = 'newest words'"_s), 0);
}

void ConsoleRefusalsTest::nulHidesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    make(path, u"wal"_s);
    const QMap<QString, QByteArray> before = filesOf(folder.path());
    QString sql = u"SELECT 1;"_s;
    sql += QChar(u'\0');
    sql += u" DELETE FROM github_items"_s;
    const inspect::ConsoleAnswer answer =
        inspect::runConsole({.place = {.community = {}, .name = {}, .database = path}, .sql = sql});
    QVERIFY(answer.error);
    QCOMPARE(answer.errorAt, 9);
    QCOMPARE(answer.error->kind, ErrorKind::Config);
    QCOMPARE(filesOf(folder.path()), before);
}

// One text of all of them ends at the first.
void ConsoleRefusalsTest::everythingAtOnce()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    make(path, u"wal"_s);
    const QMap<QString, QByteArray> before = filesOf(folder.path());
    const inspect::ConsoleAnswer answer =
        inspect::runConsole({.place = {.community = {}, .name = {}, .database = path},
                             .sql = u"SELECT count(*) FROM github_items; PRAGMA query_only=0; "
                                    "PRAGMA writable_schema=1; DELETE FROM github_items"_s});
    QVERIFY(answer.error);
    QCOMPARE(answer.results.size(), 1);
    QCOMPARE(answer.results.first().rows, (QList<QList<QVariant>>{{QVariant(qint64(1))}}));
    QCOMPARE(filesOf(folder.path()), before);
}

QTEST_GUILESS_MAIN(ConsoleRefusalsTest)
#include "console_refusals.moc"
