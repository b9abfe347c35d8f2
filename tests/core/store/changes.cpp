// What is kept of a run's writing: each row, with what it was before, in the transaction that wrote it.
#include "store/Changes.h"
#include "store/Reading.h"
#include "store/SourceRows.h"
#include "tests/support/ChangeFixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::ChangeFixture;
using lockkeeper::tests::Sqlite;

class ChangesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreKeptAsWhatTheyWere();
    void aRepeatedSyncKeepsNothing();
    void everyTableIsKept();
    void figuresAreChanges();
    void sumsAreWhatTheWriterCounted();
    void aBatchThatFailsKeepsNothing();
    void firstAndLastAreToldOfARow();
    void othersWriteAsEver();
    void whatOthersStoredMakesNoBatchFail();
    void twoConnectionsGiveOutDifferentNumbers();
    void anOlderFileGetsTheTablesWhenItIsWritten();
    void removedSourcesLeaveNoRowBehind();
    void lostPartsDoNotStopAWriter();

private:
    static std::optional<WrittenRow> written(const ChangeFixture &db, qint64 row)
    {
        return *readWritten(**Reading::open(db.path()), u"github_items"_s, row);
    }
};

void ChangesTest::rowsAreKeptAsWhatTheyWere()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s, u"two \"quoted\" \n ä 𝄞"_s, u"three"_s}));
    Batch batch = ChangeFixture::batchOf(2);
    batch.githubItems = {ChangeFixture::item(1, u"one"_s), ChangeFixture::item(2, u"TWO"_s)};
    batch.deletions = {{.table = Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 3}}};
    QCOMPARE(*db.commit(batch), (CommitCounts{.changed = 1, .unchanged = 1, .deleted = 1}));
    QCOMPARE(db.changes(1), (QStringList{u"1|0|NULL"_s, u"2|0|NULL"_s, u"3|0|NULL"_s}));
    const QStringList second = db.changes(2);
    QCOMPARE(second.size(), 2);
    QCOMPARE(second.at(0), u"2|1|{\"title\":\"two \\\"quoted\\\" \\n ä 𝄞\"}"_s);
    QVERIFY(second.at(1).startsWith(u"3|2|{"_s));
    QCOMPARE(db.look().value(u"SELECT json_extract(old, '$.title'), json_type(old, '$.first_message'), "
                             "json_extract(old, '$.number'), json_type(old, '$.synced_at') "
                             "FROM lockkeeper_changes WHERE kind = 2"_s),
             u"three|null|3|text"_s);
}

void ChangesTest::aRepeatedSyncKeepsNothing()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s, u"two"_s}));
    const QStringList before = db.look().rows(u"SELECT * FROM lockkeeper_written"_s);
    QCOMPARE(*db.write(2, {u"one"_s, u"two"_s}), (CommitCounts{.unchanged = 2}));
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_runs"_s), u"1"_s);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_parts"_s), u"1"_s);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_changes"_s), u"2"_s);
    QCOMPARE(db.look().rows(u"SELECT * FROM lockkeeper_written"_s), before);
}

void ChangesTest::everyTableIsKept()
{
    ChangeFixture db;
    Batch batch = ChangeFixture::batchOf(1);
    batch.githubItems = {ChangeFixture::item(1, u"t"_s)};
    batch.papers = {{.source = u"pubmed"_s,
                     .externalId = u"7"_s,
                     .title = u"t"_s,
                     .abstract = {},
                     .url = u"u"_s,
                     .createdAt = {}}};
    batch.docstrings = {{.repo = u"o/r"_s,
                         .filePath = u"a.py"_s,
                         .symbolName = u"f"_s,
                         .language = u"python"_s,
                         .symbolType = u"function"_s,
                         .text = u"d"_s,
                         .line = 3,
                         .branch = u"main"_s}};
    batch.topics.resize(1);
    batch.topics.front().forumUrl = u"https://f.example"_s;
    batch.topics.front().title = batch.topics.front().url = batch.topics.front().createdAt = u"t"_s;
    batch.messages.resize(1);
    for (QString *text :
         {&batch.messages.front().listName, &batch.messages.front().messageId,
          &batch.messages.front().subject, &batch.messages.front().date, &batch.messages.front().url})
        *text = u"t"_s;
    batch.beps.resize(1);
    for (QString *text : {&batch.beps.front().number, &batch.beps.front().title, &batch.beps.front().status})
        *text = u"t"_s;
    QCOMPARE(*db.commit(batch), (CommitCounts{.added = 6}));
    batch.run = ChangeFixture::runName(2);
    batch.githubItems.front().title = u"new"_s;
    batch.papers.front().abstract = u"new"_s;
    batch.docstrings.front().line = 4;
    batch.topics.front().firstPost = u"new"_s;
    batch.messages.front().year = 2024;
    batch.beps.front().pullRequestNumber = 12;
    QCOMPARE(*db.commit(batch), (CommitCounts{.changed = 6}));
    QCOMPARE(db.look().rows(u"SELECT table_number, old FROM lockkeeper_changes WHERE kind = 1 ORDER BY 1"_s),
             (QStringList{u"1|{\"title\":\"t\"}"_s, u"2|{\"first_message\":null}"_s,
                          u"3|{\"line_number\":3}"_s, u"4|{\"first_post\":null}"_s, u"5|{\"year\":0}"_s,
                          u"7|{\"pull_request_number\":null}"_s}));
    QCOMPARE(changeTable(5), u"mailing_list_messages"_s);
    QCOMPARE(changeTableNumber(u"bep_items"_s), 7);
    QCOMPARE(changeTableNumber(u"sync_metadata"_s), 0);
    QCOMPARE(changeTable(0), QString());
}

void ChangesTest::figuresAreChanges()
{
    ChangeFixture db;
    Batch batch = ChangeFixture::batchOf(1);
    batch.topics.resize(1);
    batch.topics.front() = {.forumUrl = u"https://f.example"_s,
                            .topicId = 5,
                            .title = u"t"_s,
                            .firstPost = u"p"_s,
                            .acceptedAnswer = {},
                            .categoryName = {},
                            .tags = u"[]"_s,
                            .replyCount = 1,
                            .likeCount = 2,
                            .views = 3,
                            .url = u"u"_s,
                            .createdAt = u"t"_s,
                            .lastPostedAt = {}};
    QVERIFY(db.commit(batch));
    Batch figures = ChangeFixture::batchOf(2);
    figures.topicFigures = {
        {.forumUrl = u"https://f.example"_s, .topicId = 5, .replyCount = 1, .likeCount = 2, .views = 30}};
    QCOMPARE(*db.commit(figures), (CommitCounts{.changed = 1}));
    QCOMPARE(db.changes(2), (QStringList{u"1|1|{\"views\":3}"_s}));
}

void ChangesTest::sumsAreWhatTheWriterCounted()
{
    ChangeFixture db;
    CommitCounts all;
    QStringList titles;
    for (int batch = 0; batch < 5; ++batch) { // of one run, one growing and changing set of rows
        for (QString &title : titles)
            title += u'+';
        titles.append({u"a"_s, u"b"_s});
        const auto counts = db.write(1, titles);
        QVERIFY(counts);
        all.added += counts->added;
        all.changed += counts->changed;
    }
    QCOMPARE(db.look().value(u"SELECT added, changed, deleted FROM lockkeeper_parts"_s),
             u"%1|%2|0"_s.arg(all.added).arg(all.changed));
    QCOMPARE(db.changes(1).size(), all.added + all.changed);
}

void ChangesTest::aBatchThatFailsKeepsNothing()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s}));
    QCOMPARE(db.look().execute(u"CREATE TRIGGER refuse BEFORE INSERT ON github_items WHEN new.number = 3 "
                               "BEGIN SELECT RAISE(ABORT, 'no'); END"_s),
             0);
    QVERIFY(!db.write(2, {u"changed"_s, u"two"_s, u"three"_s}));
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_changes"_s), u"1"_s);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_written"_s), u"1"_s);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_runs"_s), u"1"_s);
    QVERIFY(db.write(2, {u"changed"_s, u"two"_s})); // and is as good as new
    const QStringList changes = db.changes(2);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0), u"1|1|{\"title\":\"one\"}"_s);
    QVERIFY(changes.at(1).endsWith(u"|0|NULL"_s)); // by a number that SQLite chose
}

void ChangesTest::firstAndLastAreToldOfARow()
{
    ChangeFixture db;
    const QDateTime before = QDateTime::currentDateTimeUtc();
    QVERIFY(db.write(1, {u"one"_s, u"two"_s}));
    QVERIFY(db.write(2, {u"one"_s, u"TWO"_s}));
    const std::optional<WrittenRow> two = written(db, 2);
    QVERIFY(two);
    QCOMPARE(two->firstRun, QDateTime({2026, 2, 3}, {4, 5, 6, 1}, Qt::UTC));
    QCOMPARE(two->lastRun, QDateTime({2026, 2, 3}, {4, 5, 6, 2}, Qt::UTC));
    QVERIFY(two->firstAt >= before && two->firstAt <= two->lastAt);
    QVERIFY(two->lastAt <= QDateTime::currentDateTimeUtc());
    QCOMPARE(written(db, 1)->lastRun, two->firstRun);
    QVERIFY(!written(db, 3));
    // Of a row from before, only what is known.
    QCOMPARE(db.look().execute(u"DELETE FROM lockkeeper_written WHERE row_id = 1"_s), 0);
    QVERIFY(!written(db, 1));
    QVERIFY(db.write(3, {u"ONE"_s}));
    QVERIFY(written(db, 1)->firstRun.isNull() && written(db, 1)->firstAt.isNull());
    QCOMPARE(written(db, 1)->lastRun.time().msec(), 3);
}

void ChangesTest::othersWriteAsEver()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s}));
    QCOMPARE(db.look().execute(u"UPDATE github_items SET title = 'theirs'"_s), 0);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_changes"_s), u"1"_s);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND sql LIKE "
                             "'%lockkeeper%'"_s),
             u"0"_s);
    Batch nameless = ChangeFixture::batchOf(2);
    nameless.run.clear();
    nameless.githubItems = {ChangeFixture::item(1, u"mine"_s)};
    QCOMPARE(*db.commit(nameless), (CommitCounts{.changed = 1}));
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_changes"_s), u"1"_s);
}

void ChangesTest::whatOthersStoredMakesNoBatchFail()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s, u"two"_s, u"three"_s}));
    QCOMPARE(db.look().execute(u"UPDATE github_items SET title = x'00ff' WHERE number = 1;"
                               "UPDATE github_items SET title = CAST(x'41ff42' AS TEXT) WHERE number = 2;"
                               "UPDATE github_items SET title = 2.5, number = 3 WHERE number = 3"_s),
             0);
    QCOMPARE(*db.write(2, {u"one"_s, u"two"_s, u"three"_s}), (CommitCounts{.changed = 3}));
    QCOMPARE(db.changes(2),
             (QStringList{u"1|1|{\"title\":\"x'00ff'\"}"_s, u"2|1|{\"title\":\"A\ufffd"_s + u"B\"}"_s,
                          u"3|1|{\"title\":\"2.5\"}"_s}));
}

void ChangesTest::twoConnectionsGiveOutDifferentNumbers()
{
    ChangeFixture db;
    auto other = *Database::open(db.path(), std::chrono::seconds(5)); // as another process would
    LockCounters counters;
    Writer theirs(*other, counters, {});
    for (qint64 number = 1; number <= 6; ++number) {
        Batch batch = ChangeFixture::batchOf(number % 2 == 0 ? 1 : 2);
        batch.githubItems = {ChangeFixture::item(number, u"t"_s)};
        QVERIFY(number % 2 == 0 ? db.commit(batch) : theirs.commit(batch));
    }
    QCOMPARE(db.changes(1), (QStringList{u"2|0|NULL"_s, u"4|0|NULL"_s, u"6|0|NULL"_s}));
    QCOMPARE(db.changes(2), (QStringList{u"1|0|NULL"_s, u"3|0|NULL"_s, u"5|0|NULL"_s}));
}

void ChangesTest::anOlderFileGetsTheTablesWhenItIsWritten()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s}));
    QCOMPARE(db.look().execute(u"DROP TABLE lockkeeper_runs; DROP TABLE lockkeeper_parts; "
                               "DROP TABLE lockkeeper_changes; DROP TABLE lockkeeper_written"_s),
             0);
    QVERIFY(!written(db, 1)); // read, it is empty
    db.reopen();
    QVERIFY(db.write(2, {u"ONE"_s}));
    QCOMPARE(db.changes(2), (QStringList{u"1|1|{\"title\":\"one\"}"_s}));
    QCOMPARE(db.look().value(u"SELECT value FROM lockkeeper_meta WHERE key = 'schema_version'"_s), u"1"_s);
}

void ChangesTest::removedSourcesLeaveNoRowBehind()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s, u"two"_s}));
    LockCounters counters;
    QCOMPARE(*deleteRemoteRows(db.database(), counters, {{.type = u"github"_s, .name = u"o/r"_s}}, {}, {}),
             2);
    QCOMPARE(db.look().value(u"SELECT count(*) FROM lockkeeper_written"_s), u"0"_s);
    QCOMPARE(db.changes(1).size(), 2); // that run wrote them all the same
}

void ChangesTest::lostPartsDoNotStopAWriter()
{
    ChangeFixture db;
    QVERIFY(db.write(1, {u"one"_s}));
    QVERIFY(db.write(2, {u"ONE"_s}));
    QCOMPARE(db.look().execute(u"DELETE FROM lockkeeper_parts; DELETE FROM lockkeeper_runs"_s), 0);
    QVERIFY(db.write(3, {u"One"_s}));
    QCOMPARE(db.changes(3), (QStringList{u"1|1|{\"title\":\"ONE\"}"_s}));
}

QTEST_GUILESS_MAIN(ChangesTest)
#include "changes.moc"
