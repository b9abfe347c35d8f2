// New files, older files, newer files, and files that are something else.
#include "store/Schema.h"
#include "store/Database.h"
#include "store/DatabaseStatus.h"
#include "tests/support/Sqlite.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::Sqlite;

class SchemaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newFileIsInWalWithTheWholeSchema();
    void columnsStandInTheDocumentedOrder();
    void openingTwiceChangesNothing();
    void oldFileIsBroughtUpToDateWithoutLosingARow();
    void rowsWithoutAnIndexAreIndexed();
    void rollbackModeIsLeftAsItIs();
    void newerSchemaIsRefused();
    void otherTablesAreRefused();
    void readingAnOldFileDoesNotChangeIt();
    void statusOfAMissingFileMakesNothing();

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
    Result<std::shared_ptr<Database>> open() { return Database::open(m_path, std::chrono::seconds(5)); }
};

void SchemaTest::init()
{
    m_path = m_folder.filePath(u"knowledge/db%1.db"_s.arg(++m_number));
}

void SchemaTest::newFileIsInWalWithTheWholeSchema()
{
    const auto database = open();
    QVERIFY(database);
    QCOMPARE(*(*database)->journalMode(), u"wal"_s);
    Sqlite look(m_path);
    for (const QString &table : contentTables()) {
        QCOMPARE(look.value(u"SELECT count(*) FROM %1"_s.arg(table)), u"0"_s);
        QCOMPARE(
            look.rows(
                u"SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='%1' ORDER BY 1"_s.arg(
                    table)),
            (QStringList{table + "_ad"_L1, table + "_ai"_L1, table + "_au"_L1}));
        QVERIFY(look.value(u"SELECT sql FROM sqlite_master WHERE name='%1_fts'"_s.arg(table))
                    .contains(u"content='%1'"_s.arg(table)));
        QVERIFY(look.value(u"SELECT sql FROM sqlite_master WHERE name='%1'"_s.arg(table))
                    .contains(u"AUTOINCREMENT"));
    }
    QCOMPARE(look.value(u"SELECT count(*) FROM sqlite_master WHERE type='index' AND name LIKE 'idx_%'"_s),
             u"19"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void SchemaTest::columnsStandInTheDocumentedOrder()
{
    QVERIFY(open());
    Sqlite look(m_path);
    const auto columns = [&](const char *table) {
        return look.rows(u"SELECT name FROM pragma_table_info('%1')"_s.arg(QLatin1StringView(table)))
            .join(u' ');
    };
    QCOMPARE(columns("github_items"),
             u"id repo item_type number title first_message status url created_at synced_at"_s);
    QCOMPARE(columns("papers"),
             u"id source external_id title first_message status url created_at synced_at"_s);
    QCOMPARE(columns("docstrings"),
             u"id repo file_path language symbol_name symbol_type docstring line_number branch synced_at"_s);
    QCOMPARE(columns("discourse_topics"),
             u"id forum_url topic_id title first_post accepted_answer category_name tags "
             "reply_count like_count views url created_at last_posted_at synced_at"_s);
    QCOMPARE(columns("mailing_list_messages"),
             u"id list_name message_id thread_id subject author author_email date body "
             "in_reply_to url year synced_at"_s);
    QCOMPARE(columns("faq_entries"),
             u"id list_name thread_id thread_url question answer tags category message_count "
             "participant_count first_message_date quality_score summarized_at summary_model"_s);
    QCOMPARE(columns("bep_items"),
             u"id bep_number title status pull_request_url pull_request_number html_preview_url "
             "google_doc_url leads content synced_at"_s);
    QCOMPARE(columns("sync_metadata"), u"id source_type source_name last_sync_at items_synced"_s);
    QCOMPARE(columns("summarization_status"),
             u"id list_name thread_id status failure_reason token_count cost_estimate attempted_at"_s);
}

void SchemaTest::openingTwiceChangesNothing()
{
    QVERIFY(open());
    Sqlite look(m_path);
    const QString version = look.value(u"PRAGMA schema_version"_s);
    const QString data = look.value(u"PRAGMA data_version"_s);
    QVERIFY(open());
    QCOMPARE(look.value(u"PRAGMA schema_version"_s), version);
    QCOMPARE(look.value(u"PRAGMA data_version"_s), data);
}

void SchemaTest::oldFileIsBroughtUpToDateWithoutLosingARow()
{
    QDir().mkpath(m_folder.filePath(u"knowledge"_s));
    {
        Sqlite old(m_path);
        QCOMPARE(
            old.execute(
                u"CREATE TABLE docstrings(id INTEGER PRIMARY KEY AUTOINCREMENT, repo TEXT NOT NULL, "
                u"file_path TEXT NOT NULL,"
                " language TEXT NOT NULL, symbol_name TEXT NOT NULL, symbol_type TEXT NOT NULL, docstring "
                "TEXT NOT NULL,"
                " line_number INTEGER, synced_at TEXT NOT NULL, UNIQUE(repo, file_path, symbol_name));"
                "INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, docstring, "
                "synced_at)"
                " VALUES('o/r', 'a.py', 'python', 'f', 'function', 'Filters a signal.', '2025-05-05');"
                "CREATE TABLE github_items(id INTEGER PRIMARY KEY AUTOINCREMENT, repo TEXT NOT NULL, "
                "item_type TEXT NOT NULL,"
                " number INTEGER NOT NULL, title TEXT NOT NULL, first_message TEXT, status TEXT NOT NULL, "
                "url TEXT NOT NULL,"
                " created_at TEXT NOT NULL, synced_at TEXT NOT NULL, UNIQUE(repo, item_type, number));"
                "CREATE VIRTUAL TABLE github_items_fts USING fts5(title, first_message, "
                "content='github_items',"
                " content_rowid='id');"
                "INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, synced_at)"
                " VALUES('o/r', 'issue', 7, 'kept', 'open', 'https://x.example/7', '2020-01-01', "
                "'2025-05-05');"
                "INSERT INTO github_items_fts(github_items_fts) VALUES('rebuild')"_s),
            0);
    }
    QVERIFY(open());
    Sqlite look(m_path);
    QCOMPARE(look.value(u"SELECT branch, docstring FROM docstrings"_s), u"main|Filters a signal."_s);
    QCOMPARE(look.value(u"SELECT number, title FROM github_items"_s), u"7|kept"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM bep_items"_s), u"0"_s);
    QCOMPARE(look.value(u"SELECT count(*) FROM sqlite_master WHERE name='idx_github_items_number'"_s),
             u"1"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void SchemaTest::rowsWithoutAnIndexAreIndexed()
{
    QVERIFY(open());
    {
        Sqlite other(m_path);
        other.execute(
            u"INSERT INTO papers(source, external_id, title, url, synced_at) VALUES('pubmed','1','Alpha "
            u"rhythms','u','t');"
            "DROP TRIGGER papers_ai; DROP TRIGGER papers_ad; DROP TRIGGER papers_au; DROP TABLE papers_fts"_s);
    }
    QVERIFY(open());
    Sqlite look(m_path);
    QCOMPARE(look.value(u"SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'rhythms'"_s), u"1"_s);
    QCOMPARE(look.integrityProblem(), QString());
}

void SchemaTest::rollbackModeIsLeftAsItIs()
{
    QDir().mkpath(m_folder.filePath(u"knowledge"_s));
    {
        Sqlite old(m_path);
        QCOMPARE(old.execute(u"CREATE TABLE notes(x)"_s), 0);
    }
    const auto database = open();
    QVERIFY(database);
    QCOMPARE(*(*database)->journalMode(), u"delete"_s);
    const auto connection = (*database)->connection();
    QVERIFY(connection);
    QCOMPARE((*connection)->value(u"PRAGMA synchronous"_s)->toInt(), 2); // FULL
    QCOMPARE(Sqlite(m_path).value(u"SELECT count(*) FROM notes"_s), u"0"_s);
}

void SchemaTest::newerSchemaIsRefused()
{
    QVERIFY(open());
    Sqlite other(m_path);
    QCOMPARE(other.execute(u"UPDATE lockkeeper_meta SET value='99' WHERE key='schema_version'"_s), 0);
    const QString before = other.value(u"PRAGMA data_version"_s);
    const auto database = open();
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Config);
    QVERIFY(database.error().text.contains(u"newer version of Lockkeeper"));
    QVERIFY(database.error().hint.contains(u"Update"));
    QCOMPARE(other.value(u"PRAGMA data_version"_s), before);
}

void SchemaTest::otherTablesAreRefused()
{
    QDir().mkpath(m_folder.filePath(u"knowledge"_s));
    Sqlite other(m_path);
    QCOMPARE(other.execute(u"CREATE TABLE papers(isbn TEXT)"_s), 0);
    const auto database = open();
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Config);
    QVERIFY2(database.error().text.contains(u"no column"), qPrintable(database.error().text));
    QCOMPARE(other.rows(u"SELECT name FROM sqlite_master"_s), QStringList{u"papers"_s});
}

void SchemaTest::readingAnOldFileDoesNotChangeIt()
{
    QDir().mkpath(m_folder.filePath(u"knowledge"_s));
    Sqlite old(m_path);
    QCOMPARE(
        old.execute(u"CREATE TABLE sync_metadata(id INTEGER PRIMARY KEY AUTOINCREMENT, source_type TEXT, "
                    u"source_name TEXT,"
                    " last_sync_at TEXT, items_synced INTEGER);"
                    "INSERT INTO sync_metadata VALUES(1, 'github', 'o/r', '2026-01-01T00:00:00+00:00', 5)"_s),
        0);
    const QString before = old.value(u"PRAGMA data_version"_s);
    const Result<DatabaseStatus> status = readStatus(m_path);
    QVERIFY(status);
    QVERIFY(status->exists);
    QCOMPARE(status->journalMode, u"delete"_s);
    QCOMPARE(status->rows.size(), 7);
    for (const TableRows &rows : status->rows)
        QCOMPARE(rows.rows, 0);
    QCOMPARE(status->syncs.size(), 1);
    QCOMPARE(status->syncs.first().items, 5);
    QCOMPARE(old.value(u"PRAGMA data_version"_s), before);
    QCOMPARE(old.value(u"SELECT count(*) FROM sqlite_master"_s), u"2"_s); // the table and AUTOINCREMENT's own
}

void SchemaTest::statusOfAMissingFileMakesNothing()
{
    const Result<DatabaseStatus> status = readStatus(m_path);
    QVERIFY(status);
    QVERIFY(!status->exists);
    QVERIFY(!QFileInfo::exists(m_path));
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema.moc"
