// What a batch writes, what it leaves alone, and that it is all or nothing.
#include "store/Writer.h"
#include "store/Cursors.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "store/Skipped.h"
#include "store/StoredKeys.h"
#include "store/locks/LockCounters.h"
#include "tests/support/Sqlite.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::store;
using lockkeeper::tests::Sqlite;

namespace {
GithubItem item(qint64 number, const QString &title = u"A title"_s)
{
    return {.repo = u"o/r"_s,
            .itemType = u"issue"_s,
            .number = number,
            .title = title,
            .firstMessage = u"Body with umlauts: äöü and 𝄞"_s,
            .status = u"open"_s,
            .url = u"https://x.example/%1"_s.arg(number),
            .createdAt = u"2020-01-01T00:00:00Z"_s};
}
} // namespace

class WriterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsNewChangedAndUnchangedApart();
    void unchangedRowsAreNotTouched();
    void theIndexFollows();
    void nullBodyStaysNull();
    void textIsStoredAsText();
    void cursorAndMarkTravelWithTheRows();
    void aFailedBatchLeavesNothing();
    void deletes();
    void everyTableTakesItsRows();
    void skippedItemsAreKeptUntilTheyAreRead();
    void skippedItemsAreCleanedAndCut();
    void oneHoldABatch();
    void connectionIsOnePerThread();
    void busyHandlerStaysInPlace();
    void databasesAreOpenedOnce();
    void aFileThatWasTakenAwayIsMadeAnew();

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    QString m_path;
    std::shared_ptr<Database> m_database;
    LockCounters m_counters;

    Result<CommitCounts> commit(const std::vector<GithubItem> &items)
    {
        Batch batch;
        batch.githubItems = items;
        return Writer(*m_database, m_counters, {}).commit(batch);
    }
};

void WriterTest::init()
{
    m_path = m_folder.filePath(u"db%1.db"_s.arg(++m_number));
    auto opened = Database::open(m_path, std::chrono::seconds(5));
    QVERIFY(opened);
    m_database = *opened;
}

void WriterTest::tellsNewChangedAndUnchangedApart()
{
    QCOMPARE(*commit({item(1), item(2), item(3)}), (CommitCounts{.added = 3}));
    QCOMPARE(*commit({item(1), item(2, u"Another"_s), item(4)}),
             (CommitCounts{.added = 1, .changed = 1, .unchanged = 1}));
    GithubItem closed = item(1);
    closed.status = u"closed"_s;
    QCOMPARE(*commit({closed}), (CommitCounts{.changed = 1}));
    GithubItem withoutBody = closed;
    withoutBody.firstMessage = QString();
    QCOMPARE(*commit({withoutBody}), (CommitCounts{.changed = 1}));   // to NULL
    QCOMPARE(*commit({withoutBody}), (CommitCounts{.unchanged = 1})); // NULL equals NULL
    // The same number as an issue and as a pull request are two rows.
    GithubItem pull = item(1);
    pull.itemType = u"pr"_s;
    QCOMPARE(*commit({pull}), (CommitCounts{.added = 1}));
}

void WriterTest::unchangedRowsAreNotTouched()
{
    QVERIFY(commit({item(1)}));
    Sqlite other(m_path);
    other.execute(u"UPDATE github_items SET synced_at = 'long ago'"_s);
    QVERIFY(commit({item(1)}));
    QCOMPARE(other.value(u"SELECT synced_at FROM github_items"_s), u"long ago"_s);
    QVERIFY(commit({item(1, u"Changed"_s)}));
    QVERIFY(other.value(u"SELECT synced_at FROM github_items"_s).endsWith(u"+00:00"));
}

void WriterTest::theIndexFollows()
{
    QVERIFY(commit({item(1, u"spectral leakage"_s), item(2)}));
    QVERIFY(commit({item(1, u"window functions"_s)}));
    Sqlite look(m_path);
    const auto hits = [&](const char *word) {
        return look.rows(u"SELECT rowid FROM github_items_fts WHERE github_items_fts MATCH '%1'"_s.arg(
            QLatin1StringView(word)));
    };
    QCOMPARE(hits("leakage"), QStringList());
    QCOMPARE(hits("window"), QStringList{u"1"_s});
    QCOMPARE(look.integrityProblem(), QString());
}

void WriterTest::nullBodyStaysNull()
{
    GithubItem withoutBody = item(1);
    withoutBody.firstMessage = QString();
    GithubItem emptyBody = item(2);
    emptyBody.firstMessage = u""_s;
    QVERIFY(commit({withoutBody, emptyBody}));
    QCOMPARE(Sqlite(m_path).rows(u"SELECT first_message FROM github_items ORDER BY number"_s),
             (QStringList{u"NULL"_s, u""_s}));
}

void WriterTest::textIsStoredAsText()
{
    QVERIFY(commit({item(1)}));
    QCOMPARE(Sqlite(m_path).value(
                 u"SELECT typeof(repo), typeof(item_type), typeof(number), typeof(title), typeof(synced_at)"
                 " FROM github_items"_s),
             u"text|text|integer|text|text"_s);
}

void WriterTest::cursorAndMarkTravelWithTheRows()
{
    const RemoteName remote{.type = u"github"_s, .name = u"o/r"_s};
    QVERIFY(!readCursor(*m_database, remote)->has_value());
    const QDateTime began = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC);
    Batch batch;
    batch.remote = remote;
    batch.githubItems = {item(1), item(2)};
    batch.cursor = u"here"_s;
    batch.mark = SyncMark{.at = began, .rowsBefore = 10};
    QVERIFY(Writer(*m_database, m_counters, {}).commit(batch));
    QCOMPARE(**readCursor(*m_database, remote), u"here"_s);
    QCOMPARE(Sqlite(m_path).value(
                 u"SELECT source_type, source_name, last_sync_at, items_synced FROM sync_metadata"_s),
             u"github|o/r|2026-03-04T05:06:07+00:00|12"_s);
}

void WriterTest::aFailedBatchLeavesNothing()
{
    QVERIFY(commit({item(1)}));
    Sqlite other(m_path);
    other.execute(
        u"CREATE TRIGGER fail BEFORE INSERT ON github_items WHEN new.number = 3 BEGIN SELECT RAISE(ABORT, 'no'); END"_s);
    Batch batch;
    batch.remote = {.type = u"github"_s, .name = u"o/r"_s};
    batch.githubItems = {item(1, u"Changed"_s), item(2), item(3)};
    batch.cursor = u"beyond"_s;
    const auto committed = Writer(*m_database, m_counters, {}).commit(batch);
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind, ErrorKind::Internal);
    QCOMPARE(other.rows(u"SELECT number, title FROM github_items"_s), QStringList{u"1|A title"_s});
    QVERIFY(!readCursor(*m_database, batch.remote)->has_value());
    QVERIFY(!m_database->gate().state().held);
    other.execute(u"DROP TRIGGER fail"_s);
    QCOMPARE(*commit({item(2)}), (CommitCounts{.added = 1})); // the connection is good for the next one
}

void WriterTest::deletes()
{
    QVERIFY(commit({item(1), item(2)}));
    const auto numbers = [&] {
        return *readStored(*m_database, Table::GithubItems, u"o/r"_s, {u"number"_s});
    };
    QCOMPARE(numbers(), (std::vector<QVariantList>{{1}, {2}}));
    Batch batch;
    batch.deletions = {{.table = Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 1}},
                       {.table = Table::GithubItems, .values = {u"o/r"_s, u"issue"_s, 77}}};
    QCOMPARE(*Writer(*m_database, m_counters, {}).commit(batch), (CommitCounts{.deleted = 1}));
    QCOMPARE(numbers(), (std::vector<QVariantList>{{2}}));
    QCOMPARE(Sqlite(m_path).integrityProblem(), QString());
}

void WriterTest::everyTableTakesItsRows()
{
    Batch batch;
    batch.papers = {{.source = u"pubmed"_s,
                     .externalId = u"7"_s,
                     .title = u"Alpha"_s,
                     .abstract = {},
                     .url = u"u"_s,
                     .createdAt = {}}};
    batch.docstrings = {{.repo = u"o/r"_s,
                         .filePath = u"a.py"_s,
                         .symbolName = u"f"_s,
                         .language = u"python"_s,
                         .symbolType = u"function"_s,
                         .text = u"Beta"_s,
                         .line = 3,
                         .branch = u"main"_s}};
    batch.topics = {{.forumUrl = u"https://f.example"_s,
                     .topicId = 5,
                     .title = u"Gamma"_s,
                     .firstPost = u"p"_s,
                     .acceptedAnswer = {},
                     .categoryName = u"c"_s,
                     .tags = u"[]"_s,
                     .replyCount = 1,
                     .likeCount = 2,
                     .views = 3,
                     .url = u"u"_s,
                     .createdAt = u"t"_s,
                     .lastPostedAt = u"t"_s}};
    batch.messages = {{.listName = u"l"_s,
                       .messageId = u"000001"_s,
                       .threadId = u"000001"_s,
                       .subject = u"Delta"_s,
                       .author = u"a"_s,
                       .authorEmail = u"a at b"_s,
                       .date = u"t"_s,
                       .body = u"b"_s,
                       .inReplyTo = {},
                       .url = u"u"_s,
                       .year = 2024}};
    batch.beps = {{.number = u"032"_s,
                   .title = u"Epsilon"_s,
                   .status = u"draft"_s,
                   .pullRequestUrl = {},
                   .pullRequestNumber = {},
                   .htmlPreviewUrl = {},
                   .googleDocUrl = {},
                   .leads = u"[]"_s,
                   .content = {}}};
    Writer writer(*m_database, m_counters, {});
    const auto first = writer.commit(batch);
    QVERIFY2(first, first ? "" : qPrintable(first.error().text));
    QCOMPARE(*first, (CommitCounts{.added = 5}));
    QCOMPARE(*writer.commit(batch), (CommitCounts{.unchanged = 5}));
    batch.papers.front().abstract = u"now known"_s;
    batch.docstrings.front().line = 4;
    batch.topics.front().acceptedAnswer = u"yes"_s;
    batch.messages.front().body = u"c"_s;
    batch.beps.front().pullRequestNumber = 12;
    QCOMPARE(*writer.commit(batch), (CommitCounts{.changed = 5}));
    Sqlite look(m_path);
    QCOMPARE(look.value(u"SELECT source, external_id, first_message, status, created_at FROM papers"_s),
             u"pubmed|7|now known|published|NULL"_s);
    QCOMPARE(look.value(u"SELECT file_path, line_number, branch FROM docstrings"_s), u"a.py|4|main"_s);
    QCOMPARE(look.value(u"SELECT accepted_answer, views FROM discourse_topics"_s), u"yes|3"_s);
    QCOMPARE(look.value(u"SELECT in_reply_to, year FROM mailing_list_messages"_s), u"NULL|2024"_s);
    QCOMPARE(look.value(u"SELECT pull_request_number, typeof(pull_request_number) FROM bep_items"_s),
             u"12|integer"_s);
    QCOMPARE(look.integrityProblem(), QString());

    Batch figures;
    figures.topicFigures = {
        {.forumUrl = u"https://f.example"_s, .topicId = 5, .replyCount = 1, .likeCount = 2, .views = 30},
        {.forumUrl = u"https://f.example"_s, .topicId = 6, .replyCount = 1, .likeCount = 2, .views = 3}};
    QCOMPARE(*writer.commit(figures), (CommitCounts{.changed = 1, .unchanged = 1}));
    QCOMPARE(look.value(u"SELECT views, first_post FROM discourse_topics"_s), u"30|p"_s);

    Batch deletions;
    deletions.deletions = {{.table = Table::Papers, .values = {u"pubmed"_s, u"7"_s}},
                           {.table = Table::Docstrings, .values = {u"o/r"_s, u"a.py"_s, u"f"_s}},
                           {.table = Table::DiscourseTopics, .values = {u"https://f.example"_s, 5}},
                           {.table = Table::MailingListMessages, .values = {u"l"_s, u"000001"_s}},
                           {.table = Table::BepItems, .values = {u"032"_s}}};
    QCOMPARE(*writer.commit(deletions), (CommitCounts{.deleted = 5}));
    QCOMPARE(look.integrityProblem(), QString());
}

void WriterTest::skippedItemsAreKeptUntilTheyAreRead()
{
    const RemoteName remote{.type = u"github"_s, .name = u"o/r"_s};
    Batch batch;
    batch.remote = remote;
    batch.run = u"first run"_s;
    batch.skipped = {{.key = u"7"_s, .reason = u"no title"_s}, {.key = u"8"_s, .reason = u"no time"_s}};
    Writer writer(*m_database, m_counters, {});
    QVERIFY(writer.commit(batch));
    QCOMPARE(*readSkipped(*m_database, remote), batch.skipped);
    QVERIFY(readSkipped(*m_database, {.type = u"github"_s, .name = u"o/other"_s})->empty());
    batch.run = u"second run"_s;
    batch.skipped = {{.key = u"8"_s, .reason = u"still no time"_s}};
    batch.readAtLast = {u"7"_s};
    QVERIFY(writer.commit(batch));
    QCOMPARE(*readSkipped(*m_database, remote), batch.skipped);
    QCOMPARE(Sqlite(m_path).value(u"SELECT run, first_at <= last_at FROM lockkeeper_skipped"_s),
             u"second run|1"_s);
}

void WriterTest::skippedItemsAreCleanedAndCut()
{
    const RemoteName remote{.type = u"docstrings"_s, .name = u"o/r:python"_s};
    const SkippedItem item{.key = QString(5000, u'k') + u"end"_s, // a key from outside, and words of a remote
                           .reason = u"odd"_s + QChar(0) + QChar(0xd800) + QString(100'000, u'r')};
    Batch batch;
    batch.remote = remote;
    batch.run = u"a run"_s;
    batch.skipped = {item};
    Writer writer(*m_database, m_counters, {});
    QVERIFY(writer.commit(batch));
    const std::vector<SkippedItem> kept = *readSkipped(*m_database, remote);
    QCOMPARE(kept, std::vector<SkippedItem>{bounded(item)});
    QCOMPARE(kept.front().key.size(), skippedKeyLimit);
    QCOMPARE(kept.front().reason.size(), skippedReasonLimit);
    QVERIFY(kept.front().reason.startsWith(u"oddrr"_s));
    batch.skipped.clear();
    batch.readAtLast = {item.key}; // whole, as its source knows it
    QVERIFY(writer.commit(batch));
    QVERIFY(readSkipped(*m_database, remote)->empty());
}

void WriterTest::oneHoldABatch()
{
    LockCounters counters;
    Writer writer(*m_database, counters, {});
    Batch batch;
    batch.githubItems = {item(1)};
    for (int i = 0; i < 3; ++i)
        QVERIFY(writer.commit(batch));
    const LockTotals totals = counters.totals();
    QCOMPARE(totals.holds, 3);
    QCOMPARE(totals.waits(), 0);
    QVERIFY(totals.longestHoldNs > 0);
    QVERIFY(totals.holdNs >= totals.longestHoldNs);
    QCOMPARE(counters.state(), LockState::Free);
}

void WriterTest::connectionIsOnePerThread()
{
    Connection *mine = *m_database->connection();
    QCOMPARE(*m_database->connection(), mine);
    Connection *theirs = nullptr;
    std::thread([&] { theirs = *m_database->connection(); }).join();
    QVERIFY(theirs != nullptr);
    QVERIFY(theirs != mine);
    QCOMPARE(QSqlDatabase::connectionNames().size(), 1); // the other was closed with its thread
}

void WriterTest::busyHandlerStaysInPlace()
{
    Connection *connection = *m_database->connection();
    QVERIFY(commit({item(1)}));
    QVERIFY(BusyHandler::isInstalled(connection->handle()));
    QVERIFY(connection->value(u"PRAGMA busy_timeout=1000"_s)); // as somebody careless would
    QVERIFY(!BusyHandler::isInstalled(connection->handle()));
}

void WriterTest::databasesAreOpenedOnce()
{
    Databases databases(m_folder.path());
    QVERIFY(!databases.find(u"mne"_s));
    const auto first = databases.open(u"mne"_s, m_counters);
    const auto second = databases.open(u"mne"_s, m_counters);
    QVERIFY(first && second);
    QCOMPARE(first->get(), second->get());
    QCOMPARE(databases.find(u"mne"_s).get(), first->get());
    QCOMPARE((*first)->path(), m_folder.filePath(u"knowledge/mne.db"_s));
}

void WriterTest::aFileThatWasTakenAwayIsMadeAnew()
{
    Databases databases(m_folder.path());
    const auto first = databases.open(u"taken"_s, m_counters);
    QVERIFY(first);
    Batch batch;
    batch.githubItems = {item(1)};
    QVERIFY(Writer(**first, m_counters, {}).commit(batch));
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove((*first)->path() + QLatin1StringView(suffix));
    QVERIFY(!(*first)->isInPlace());
    std::thread([&] { // on a thread that has no connection yet: one is not made for a file that is gone
        const auto connection = (*first)->connection();
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, ErrorKind::ReadOnly);
    })
        .join();
    QVERIFY(!QFileInfo::exists((*first)->path()));
    const auto second = databases.open(u"taken"_s, m_counters);
    QVERIFY(second);
    QVERIFY(second->get() != first->get());
    QCOMPARE(*Writer(**second, m_counters, {}).commit(batch), (CommitCounts{.added = 1}));
    QCOMPARE(Sqlite((*second)->path()).value(u"SELECT count(*) FROM github_items"_s), u"1"_s);
}

QTEST_GUILESS_MAIN(WriterTest)
#include "writer.moc"
