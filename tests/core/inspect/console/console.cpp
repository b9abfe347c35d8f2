// What the console answers: rows as they are stored, several statements, limits, errors with their place.
#include "inspect/console/Console.h"
#include "inspect/console/SchemaTree.h"
#include "store/Console.h"
#include "store/Database.h"
#include "tests/support/Sqlite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace std::chrono_literals;
using inspect::ConsoleAnswer;
using inspect::ConsoleCut;
using tests::Sqlite;

namespace {
const QString endless =
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s;
}

class ConsoleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valuesAreWhatIsStored();
    void severalStatementsHaveTheirResults();
    void idsOfItemsAreKnown_data();
    void idsOfItemsAreKnown();
    void questionsThatAreAllowed_data();
    void questionsThatAreAllowed();
    void errorsHaveTheirPlace_data();
    void errorsHaveTheirPlace();
    void rowsAreLimited();
    void bytesAreLimited();
    void memoryIsLimited_data();
    void memoryIsLimited();
    void longValuesWhereThereAreFew();
    void timeIsLimited();
    void lessTimeBesideAJournal();
    void isStopped();
    void keepsRowsReadBeforeTheEnd();
    void lockedIsNotTheTextsFault();
    void rewrittenMeanwhileIsNotDamaged();
    void missingFileIsSaid();
    void nothingIsPinned();
    void schemaIsListed();

private:
    [[nodiscard]] ConsoleAnswer run(const QString &sql, const inspect::ConsoleLimits &limits = {},
                                    const std::stop_token &stop = {})
    {
        return inspect::runConsole({.place = m_place, .sql = sql, .limits = limits}, stop);
    }

    QTemporaryDir m_folder;
    inspect::Place m_place;
};

void ConsoleTest::initTestCase()
{
    m_place = {.community = u"t"_s, .name = u"T"_s, .database = m_folder.filePath(u"t.db"_s)};
    QVERIFY(store::Database::open(m_place.database, 5s));
    Sqlite file(m_place.database);
    QCOMPARE(
        file.execute(
            u"INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, "
            "created_at, synced_at) VALUES('a/b', 'issue', 1, 'Größe', 'more words', 'open', 'u', "
            "'2024-01-01', '2024-01-01'), ('a/b', 'pr', 2, 'others', NULL, 'closed', 'u', '2024', '2024')"_s),
        0);
}

void ConsoleTest::valuesAreWhatIsStored()
{
    const ConsoleAnswer answer = run(u"SELECT 1 AS one, 2.5, 'Größe 🎈', x'00ff', NULL"_s);
    QVERIFY(!answer.error);
    QCOMPARE(answer.results.size(), 1);
    QCOMPARE(answer.results.first().columns.first(), u"one"_s);
    const QList<QVariant> row = answer.results.first().rows.value(0);
    QCOMPARE(row.size(), 5);
    QCOMPARE(row.at(0), QVariant(qint64(1)));
    QCOMPARE(row.at(1), QVariant(2.5));
    QCOMPARE(row.at(2), QVariant(u"Größe 🎈"_s));
    QCOMPARE(row.at(3), QVariant(QByteArray("\0\xff", 2)));
    QVERIFY(!row.at(4).isValid());
}

void ConsoleTest::severalStatementsHaveTheirResults()
{
    const QString sql =
        u"-- größer\n; SELECT 'a;b';\n/* x */ ; SELECT title FROM github_items ORDER BY id; -- end"_s;
    const ConsoleAnswer answer = run(sql);
    QVERIFY(!answer.error);
    QCOMPARE(answer.results.size(), 2);
    QCOMPARE(answer.results.first().rows.first().first(), QVariant(u"a;b"_s));
    QCOMPARE(answer.results.last().rows.size(), 2);
    const inspect::ConsoleResult &first = answer.results.first();
    QCOMPARE(sql.mid(first.begin, first.end - first.begin).trimmed(), u"SELECT 'a;b';"_s);
    QCOMPARE(run(u" ;; -- nothing\n"_s).results.size(), 0);
    QVERIFY(!run(QString()).error);

    const ConsoleAnswer many = run(u"SELECT 1;"_s.repeated(inspect::mostStatements + 1));
    QCOMPARE(many.results.size(), inspect::mostStatements);
    QVERIFY(many.error);
    QVERIFY(!run(u"SELECT 1; "_s.repeated(inspect::mostStatements)).error);
}

// Whose row a number is the id of is said where it is certain, and nowhere else.
void ConsoleTest::idsOfItemsAreKnown_data()
{
    QTest::addColumn<QStringList>("tables");
    const QString items = u"github_items"_s;
    const QString none;
    for (const auto &[sql, tables] : std::initializer_list<std::pair<const char *, QStringList>>{
             {"SELECT id, title FROM github_items", {items, none}},
             {"SELECT title, rowid FROM GitHub_Items AS g", {none, items}},
             {"SELECT g.id AS x, p.id FROM github_items AS g LEFT JOIN papers AS p ON p.id = g.id",
              {items, u"papers"_s}},
             {"SELECT id, number FROM (SELECT * FROM github_items) ORDER BY number", {items, none}},
             {"SELECT github_items.id, rank FROM github_items_fts JOIN github_items ON github_items.id = "
              "github_items_fts.rowid WHERE github_items_fts MATCH 'words'",
              {items, none}},
             {"SELECT id, count(*) FROM github_items GROUP BY repo", {items, none}},
             {"SELECT number AS id, id + 1, max(id), +id FROM github_items", {none, none, none, none}},
             {"SELECT id FROM github_items UNION ALL SELECT number FROM github_items", {none}},
             {"SELECT id FROM github_items union SELECT 7", {none}},
             {"SELECT id FROM (SELECT id FROM github_items EXCEPT SELECT 7)", {none}},
             {"SELECT id FROM both", {none}},
             {"WITH w(id) AS (SELECT number FROM github_items) SELECT id FROM w", {none}},
             {"SELECT id FROM others", {none}},
             {"SELECT 1 AS id", {none}}})
        QTest::newRow(sql) << tables;
}

void ConsoleTest::idsOfItemsAreKnown()
{
    QFETCH(const QStringList, tables);
    Sqlite file(m_place.database);
    QCOMPARE(
        file.execute(u"CREATE VIEW IF NOT EXISTS both AS SELECT id FROM github_items UNION ALL SELECT 99; "
                     "CREATE TABLE IF NOT EXISTS others(id INTEGER PRIMARY KEY)"_s),
        0);
    const ConsoleAnswer answer = run(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(!answer.error, answer.error ? qPrintable(answer.error->text) : "");
    QCOMPARE(answer.results.first().itemTables, tables);
}

void ConsoleTest::questionsThatAreAllowed_data()
{
    QTest::addColumn<int>("rows"); // at least
    for (const auto &[sql, rows] : std::initializer_list<std::pair<const char *, int>>{
             {"SELECT * FROM github_items", 2},
             {"SELECT number, snippet(github_items_fts, 1, '[', ']', '…', 8), bm25(github_items_fts) FROM "
              "github_items_fts JOIN github_items ON github_items.id = github_items_fts.rowid WHERE "
              "github_items_fts MATCH 'words' ORDER BY rank",
              1},
             {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n",
              10},
             {"SELECT value FROM json_each('[1, 2, 3]')", 3},
             {"SELECT row_number() OVER (ORDER BY id) FROM github_items", 2},
             {"EXPLAIN SELECT * FROM github_items", 2},
             {"EXPLAIN QUERY PLAN SELECT * FROM github_items WHERE repo = 'a/b'", 1},
             {"PRAGMA table_info(github_items)", 10},
             {"PRAGMA main.table_xinfo('papers')", 9},
             {"PRAGMA index_list(github_items)", 4},
             {"PRAGMA index_info(idx_github_items_repo)", 1},
             {"PRAGMA foreign_key_list(papers)", 0},
             {"PRAGMA page_count", 1},
             {"PRAGMA journal_mode", 1},
             {"PRAGMA user_version", 1},
             {"PRAGMA compile_options", 5},
             {"PRAGMA database_list", 1},
             {"PRAGMA collation_list", 1},
             {"PRAGMA quick_check", 1},
             {"PRAGMA integrity_check(5)", 1},
             {"SELECT name FROM pragma_table_info('papers')", 9},
             {"SELECT * FROM pragma_journal_mode", 1},
             {"SELECT name, sql FROM sqlite_master", 20},
             {"VALUES (1), (2)", 2},
             {"SELECT sum(pgsize) FROM dbstat", 1}})
        QTest::newRow(sql) << rows;
}

void ConsoleTest::questionsThatAreAllowed()
{
    QFETCH(const int, rows);
    const ConsoleAnswer answer = run(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(!answer.error, answer.error ? qPrintable(answer.error->text) : "");
    QCOMPARE(answer.results.size(), 1);
    QVERIFY(answer.results.first().rows.size() >= rows);
    QVERIFY(!answer.results.first().columns.isEmpty());
}

void ConsoleTest::errorsHaveTheirPlace_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("at");
    QTest::newRow("word") << u"SELECT * FORM github_items"_s << ErrorKind::Config << 9;
    QTest::newRow("column") << u"SELECT größe FROM github_items"_s << ErrorKind::Config << 7;
    QTest::newRow("behind letters of two bytes")
        << u"SELECT 'größe🎈', nothing FROM github_items"_s << ErrorKind::Config << 18;
    QTest::newRow("of the second statement") << u"SELECT 1;\n  SELEC 2"_s << ErrorKind::Config << 12;
    QTest::newRow("refused") << u"SELECT 1;\n  DELETE FROM papers"_s << ErrorKind::ReadOnly << 12;
    QTest::newRow("parameter") << u"SELECT * FROM papers WHERE id = :id"_s << ErrorKind::Config << 0;
    QTest::newRow("while it runs") << u"SELECT abs(-9223372036854775808)"_s << ErrorKind::Config << -1;
    QTest::newRow("too long a value") << u"SELECT zeroblob(1000000000)"_s << ErrorKind::Config << -1;
    QTest::newRow("too long a text") << u"SELECT '"_s + u"x"_s.repeated(200'000) + u"'"_s << ErrorKind::Config
                                     << -1;
}

void ConsoleTest::errorsHaveTheirPlace()
{
    QFETCH(const QString, sql);
    QFETCH(const ErrorKind, kind);
    QFETCH(const int, at);
    const ConsoleAnswer answer = run(sql);
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, kind);
    QCOMPARE(answer.errorAt, at);
    QCOMPARE(answer.cut, ConsoleCut::None);
}

void ConsoleTest::rowsAreLimited()
{
    const QString sql =
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) SELECT i FROM n"_s;
    const ConsoleAnswer cut = run(sql.arg(101), {.rows = 100});
    QVERIFY(!cut.error);
    QCOMPARE(cut.results.first().rows.size(), 100);
    QCOMPARE(cut.results.first().cut, ConsoleCut::Rows);
    const ConsoleAnswer whole = run(sql.arg(100), {.rows = 100});
    QCOMPARE(whole.results.first().rows.size(), 100);
    QCOMPARE(whole.results.first().cut, ConsoleCut::None);
}

void ConsoleTest::bytesAreLimited()
{
    const ConsoleAnswer answer = run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT randomblob(100000) FROM n"_s,
        {.bytes = 1 << 20});
    QVERIFY(!answer.error);
    QCOMPARE(answer.results.first().cut, ConsoleCut::Bytes);
    QCOMPARE(answer.results.first().rows.size(), 10);
}

// Values of one row, or of one that is being worked out; and such as grow from row to row.
void ConsoleTest::memoryIsLimited_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("says");
    const auto times = [](int count, const QString &one, const QString &between) {
        QStringList all;
        for (int i = 0; i < count; ++i)
            all.append(one.arg(i));
        return all.join(between);
    };
    const QString longOne = u"hex(randomblob(8000000 + %1))"_s;
    const QString tooLong = u"A value is longer than"_s;
    QTest::newRow("columns") << u"SELECT "_s + times(100, longOne, u", "_s) << tooLong;
    QTest::newRow("columns that are no result")
        << u"SELECT length(max(%1))"_s.arg(times(100, longOne, u", "_s)) << tooLong;
    QTest::newRow("one that is told a hundred times")
        << u"SELECT x%1 FROM (SELECT hex(randomblob(8000000)) AS x LIMIT 1)"_s.arg(u", x"_s.repeated(99))
        << tooLong;
    QTest::newRow("gathered") << u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
                                 "json_group_array(hex(randomblob(2000000))) FROM n"_s
                              << u"The statement takes more than 256 MB of memory."_s;
}

void ConsoleTest::memoryIsLimited()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, says);
    (void)sqlite3_memory_highwater(1);
    const ConsoleAnswer answer = run(sql, {.time = 1min});
    QVERIFY(sqlite3_memory_highwater(0) < qint64(500) << 20);
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::Config);
    QVERIFY2(answer.error->text.startsWith(says), qPrintable(answer.error->text));
    QVERIFY(!answer.error->hint.isEmpty());
    QVERIFY(!run(u"SELECT 1"_s).error); // the next one has as much as ever
}

void ConsoleTest::longValuesWhereThereAreFew()
{
    const QString few = u"SELECT hex(zeroblob(7500000)), title FROM github_items LIMIT 1"_s;
    const ConsoleAnswer answer = run(few);
    QVERIFY2(!answer.error, answer.error ? qPrintable(answer.error->text) : "");
    QCOMPARE(answer.results.first().rows.first().first().toString().size(), 15'000'000);
    const ConsoleAnswer all =
        run(u"SELECT * FROM github_items AS a JOIN github_items AS b USING(repo) ORDER BY a.title"_s);
    QVERIFY2(!all.error, all.error ? qPrintable(all.error->text) : "");
    const ConsoleAnswer longest = run(u"SELECT hex(randomblob(8500000))"_s);
    QVERIFY(longest.error);
    QVERIFY2(longest.error->text.contains(u"16,384 kB"_s), qPrintable(longest.error->text));
}

void ConsoleTest::timeIsLimited()
{
    const ConsoleAnswer answer = run(u"SELECT 1; "_s + endless + u"; SELECT 2"_s, {.time = 200ms});
    QVERIFY(!answer.error);
    QCOMPARE(answer.cut, ConsoleCut::Time);
    QVERIFY(answer.seconds >= 0.2);
    QCOMPARE(answer.results.size(), 2); // the endless one without a row, and none after it
    QCOMPARE(answer.results.last().cut, ConsoleCut::Time);
    QVERIFY(answer.results.last().rows.isEmpty());
}

// There a statement that reads keeps every commit out.
void ConsoleTest::lessTimeBesideAJournal()
{
    QVERIFY(run(u"SELECT 1"_s).limits.time == inspect::ConsoleLimits().time);
    const QString path = m_folder.filePath(u"journal.db"_s);
    QCOMPARE(Sqlite(path).execute(u"CREATE TABLE t(a)"_s), 0);
    const auto ask = [&path](std::chrono::milliseconds time) {
        return inspect::runConsole({.place = {.community = u"j"_s, .name = u"J"_s, .database = path},
                                    .sql = u"SELECT count(*) FROM t"_s,
                                    .limits = {.time = time}});
    };
    const ConsoleAnswer answer = ask(10s);
    QVERIFY(!answer.error);
    QCOMPARE(answer.results.size(), 1);
    QVERIFY(answer.limits.time == inspect::besideJournalTime);
    QVERIFY(ask(1s).limits.time == 1s);
}

void ConsoleTest::isStopped()
{
    std::stop_source source;
    const std::jthread other([&source] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    const ConsoleAnswer answer = run(endless, {.time = 1h}, source.get_token());
    QVERIFY(!answer.error);
    QCOMPARE(answer.cut, ConsoleCut::Stopped);
}

void ConsoleTest::keepsRowsReadBeforeTheEnd()
{
    const ConsoleAnswer answer =
        run(u"SELECT 1 UNION ALL SELECT * FROM (%1)"_s.arg(endless), {.time = 200ms});
    QCOMPARE(answer.cut, ConsoleCut::Time);
    QCOMPARE(answer.results.first().rows.size(), 1);
}

void ConsoleTest::lockedIsNotTheTextsFault()
{
    const QString path = m_folder.filePath(u"delete.db"_s);
    Sqlite writer(path);
    QCOMPARE(writer.execute(u"CREATE TABLE t(a); BEGIN EXCLUSIVE"_s), 0);
    std::stop_source source;
    const ConsoleAnswer answer = inspect::runConsole(
        {.place = {.community = {}, .name = {}, .database = path}, .sql = u"SELECT * FROM t"_s});
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::Locked);
    QCOMPARE(answer.errorAt, -1);
}

// Read as a file that nobody writes, until somebody does: the pages that are gone are nobody's damage.
void ConsoleTest::rewrittenMeanwhileIsNotDamaged()
{
    const QString path = m_folder.filePath(u"rewritten.db"_s);
    QCOMPARE(Sqlite(path).execute(u"PRAGMA journal_mode=WAL; CREATE TABLE t(a); WITH RECURSIVE n(i) AS "
                                  "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                                  "INSERT INTO t SELECT zeroblob(1000) FROM n"_s),
             0);
    const Result<std::unique_ptr<store::Console>> console = store::Console::open(path);
    QVERIFY(console);
    qint64 rows = 0;
    const store::StatementEnd end = (*console)->run(
        "SELECT a FROM t", 0, [](const QList<store::ResultColumn> &) {},
        [&](const store::ReadRow &) {
            if (++rows == 1)
                (void)Sqlite(path).execute(u"DELETE FROM t; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"_s);
            return true;
        });
    QVERIFY(rows > 0 && rows < 20000);
    QVERIFY(end.error);
    QCOMPARE(end.error->kind, ErrorKind::Locked);
}

void ConsoleTest::missingFileIsSaid()
{
    const QString path = m_folder.filePath(u"nothing.db"_s);
    const ConsoleAnswer answer =
        inspect::runConsole({.place = {.community = {}, .name = {}, .database = path}, .sql = u"SELECT 1"_s});
    QVERIFY(answer.error);
    QCOMPARE(answer.error->kind, ErrorKind::Config);
    QVERIFY(!QFile::exists(path));
}

// A statement that was cut short is over: the next writer brings everything into the file.
void ConsoleTest::nothingIsPinned()
{
    Sqlite writer(m_place.database);
    QCOMPARE(writer.execute(u"UPDATE github_items SET title = title || '!'"_s), 0);
    QCOMPARE(run(u"SELECT * FROM github_items"_s, {.rows = 1}).results.first().cut, ConsoleCut::Rows);
    QCOMPARE(writer.execute(u"UPDATE github_items SET title = rtrim(title, '!')"_s), 0);
    QCOMPARE(writer.value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), u"0|0|0"_s);
}

void ConsoleTest::schemaIsListed()
{
    const auto schema = inspect::readSchema(m_place);
    QVERIFY(schema);
    QCOMPARE(schema->first().name, u"github_items"_s);
    const inspect::SchemaTable &first = schema->first();
    QCOMPARE(first.kind, inspect::SchemaKind::Table);
    QCOMPARE(first.columns.size(), 10);
    QVERIFY(first.columns.first().key);
    QCOMPARE(first.columns.at(3).name, u"number"_s);
    QCOMPARE(first.columns.at(3).type, u"INTEGER"_s);
    QVERIFY(first.columns.at(3).notNull);
    QCOMPARE(first.triggers.size(), 3);
    QVERIFY(first.triggers.first().sql.startsWith("CREATE TRIGGER"_L1));
    QVERIFY(std::ranges::any_of(first.indexes, [](const inspect::SchemaPart &part) {
        return part.name == "idx_github_items_repo"_L1 && part.sql.contains("(repo)"_L1);
    }));
    const auto named = [&schema](const QString &name) {
        return std::ranges::find(*schema, name, &inspect::SchemaTable::name);
    };
    QCOMPARE(named(u"github_items_fts"_s)->kind, inspect::SchemaKind::Virtual);
    QCOMPARE(named(u"github_items_fts_data"_s)->kind, inspect::SchemaKind::Shadow);
    QCOMPARE(named(u"sync_metadata"_s)->kind, inspect::SchemaKind::Table);
    QVERIFY(named(u"sync_metadata"_s) < named(u"github_items_fts"_s));
    QVERIFY(named(u"sqlite_sequence"_s) == schema->cend());
}

QTEST_GUILESS_MAIN(ConsoleTest)
#include "console.moc"
