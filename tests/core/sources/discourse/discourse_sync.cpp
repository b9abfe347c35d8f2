// A forum's sync into a real database: first, repeated, interrupted, filtered, full.
#include "ForumFixture.h"

#include "sources/discourse/DiscourseSource.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using store::CommitCounts;
using tests::ForumFixture;
using tests::ForumTopic;
using tests::SyncOutcome;

namespace {
constexpr qint64 later = 1'710'000'000;

QStringList numbers(int first, int last)
{
    QStringList result;
    for (int i = first; i <= last; ++i)
        result.append(QString::number(i));
    return result;
}

const QString markSql = u"SELECT last_sync_at FROM sync_metadata"_s;
} // namespace

class DiscourseSyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSyncStoresEverything();
    void secondSyncAsksOnceAndWritesNothing();
    void unchangedPageCostsNothing();
    void changesArrive();
    void figuresNeedNoRequest();
    void acceptedAnswerNeedsNoBump();
    void pinnedTopicsCount();
    void oneTimeForManyTopics();
    void bumpedDuringTheWalk();
    void oldestFirstAndResumed();
    void limitStopsAndTheNextRunGoesOn();
    void limitThatIsJustEnough();
    void cancelKeepsWhatIsCommitted();
    void filtersAreAUnion();
    void aNewFilterIsWalkedWhole();
    void deletedAndPrivateTopics();
    void fullSyncReconciles();
    void twoEntriesOfOneForum();
    void marksWhenTheRunBegan();
};

void DiscourseSyncTest::firstSyncStoresEverything()
{
    ForumFixture fixture;
    fixture.fill(95);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts, (CommitCounts{.added = 95}));
    QCOMPARE(run.requests, 4 + 1 + 95); // the second for the posts, which are not for everybody
    QCOMPARE(run.total->items, 95);
    QVERIFY(!run.total->estimate);
    QCOMPARE(fixture.rows(u"SELECT topic_id FROM discourse_topics ORDER BY id"_s),
             numbers(1, 95)); // oldest first
    QCOMPARE(tests::Sqlite(fixture.databasePath()).integrityProblem(), QString());
}

void DiscourseSyncTest::secondSyncAsksOnceAndWritesNothing()
{
    ForumFixture fixture;
    fixture.fill(95);
    QVERIFY(fixture.sync().result);
    const QStringList before = fixture.rows(u"SELECT * FROM discourse_topics"_s);
    const QString cursor = fixture.value(u"SELECT cursor FROM lockkeeper_cursors"_s);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, CommitCounts{});
    QCOMPARE(run.requests, 1);
    QCOMPARE(fixture.rows(u"SELECT * FROM discourse_topics"_s), before);
    QCOMPARE(fixture.value(u"SELECT cursor FROM lockkeeper_cursors"_s), cursor);
    QCOMPARE(fixture.value(u"SELECT items_synced FROM sync_metadata"_s), u"0"_s);
}

void DiscourseSyncTest::unchangedPageCostsNothing()
{
    ForumFixture fixture;
    fixture.fill(3);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() != "/latest.json"_L1)
            return {};
        if (request.header("If-None-Match") == "W/\"p\"")
            return demo::HttpAnswer{.status = 304, .headers = {}, .body = {}};
        demo::HttpAnswer page = ForumFixture::json(
            R"({"topic_list":{"topics":[{"id":2,"bumped_at":"2024-01-01T00:00:00Z","reply_count":0,"views":7}]}})");
        page.set("ETag", "W/\"p\"");
        return page;
    });
    QVERIFY(fixture.sync().result);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.notModified, 1);
    QCOMPARE(run.requests, 1);
    const SyncOutcome again = fixture.sync(); // the tag outlives a run it answered
    QCOMPARE(again.notModified, 1);
}

void DiscourseSyncTest::changesArrive()
{
    ForumFixture fixture;
    fixture.fill(95);
    QVERIFY(fixture.sync().result);
    fixture.change(40, [](ForumTopic &topic) {
        topic.posts.first().cooked = u"<p>Edited</p>"_s;
        topic.bumped = later;
    });
    fixture.change(41,
                   [](ForumTopic &topic) { topic.bumped = later; }); // nothing that is stored but its time
    fixture.put({.id = 200, .title = u"New"_s, .bumped = later + 1});
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.added = 1, .changed = 1, .unchanged = 1}));
    const QStringList asked = fixture.asked();
    QCOMPARE(asked.mid(1), QStringList({u"/t/40.json"_s, u"/t/41.json"_s, u"/t/200.json"_s}));
    QCOMPARE(fixture.value(u"SELECT first_post FROM discourse_topics WHERE topic_id = 40"_s), u"Edited"_s);
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseSyncTest::figuresNeedNoRequest()
{
    ForumFixture fixture;
    fixture.fill(10);
    QVERIFY(fixture.sync().result);
    fixture.change(4, [](ForumTopic &topic) { topic.views = 900; });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.requests, 1);
    QCOMPARE(run.counts, (CommitCounts{.changed = 1}));
    QCOMPARE(fixture.value(u"SELECT views FROM discourse_topics WHERE topic_id = 4"_s), u"900"_s);
}

void DiscourseSyncTest::acceptedAnswerNeedsNoBump()
{
    ForumFixture fixture;
    fixture.fill(10);
    fixture.change(4, [](ForumTopic &topic) { topic.posts.append({.cooked = u"<p>Like so</p>"_s}); });
    QVERIFY(fixture.sync().result);
    fixture.change(4, [](ForumTopic &topic) {
        topic.posts.last().accepted = true;
        topic.solved = true;
    });
    QCOMPARE(fixture.sync().requests, 2);
    QCOMPARE(fixture.value(u"SELECT accepted_answer FROM discourse_topics WHERE topic_id = 4"_s),
             u"Like so"_s);
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseSyncTest::pinnedTopicsCount()
{
    ForumFixture fixture;
    fixture.fill(70);
    for (const qint64 id : {3, 11}) // long not bumped, yet first
        fixture.change(id, [](ForumTopic &topic) { topic.pinned = true; });
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.storedIds(), numbers(1, 70));
    QCOMPARE(fixture.sync().requests, 1);
    fixture.change(20, [](ForumTopic &topic) { topic.bumped = later; }); // below the pinned ones
    fixture.change(3, [](ForumTopic &topic) { topic.bumped = later + 5; });
    QCOMPARE(fixture.sync().requests, 3);
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseSyncTest::oneTimeForManyTopics()
{
    ForumFixture fixture;
    fixture.fill(40);
    for (int i = 41; i <= 140; ++i) // an import
        fixture.put({.id = i, .title = u"Imported"_s, .bumped = later});
    QCOMPARE(fixture.sync(false, 70).counts.added, 70); // in the midst of them
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.storedIds(), numbers(1, 140));
}

void DiscourseSyncTest::bumpedDuringTheWalk()
{
    ForumFixture fixture;
    fixture.fill(95);
    // A topic of the last page goes to the top once the first page was read: it is on none of the later ones.
    fixture.intercept([&fixture](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/latest.json"_L1 && request.query("page") == "1"_L1)
            fixture.change(2, [](ForumTopic &topic) { topic.bumped = later; });
        return {};
    });
    QVERIFY(fixture.sync().result);
    fixture.intercept({});
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.storedIds(), numbers(1, 95));
}

void DiscourseSyncTest::oldestFirstAndResumed()
{
    ForumFixture fixture;
    fixture.fill(130);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/t/111.json"_L1) // the third batch is under way
            return ForumFixture::json("{]");
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QCOMPARE(fixture.storedIds(), numbers(1, 110)); // what was fetched is kept
    QCOMPARE(fixture.value(markSql), QString());
    fixture.intercept({});
    (void)fixture.asked();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 20);
    QCOMPARE(fixture.asked().filter(u"/t/"_s).size(), 20);
    QCOMPARE(fixture.storedIds(), numbers(1, 130));
}

void DiscourseSyncTest::limitStopsAndTheNextRunGoesOn()
{
    ForumFixture fixture;
    fixture.fill(95);
    const SyncOutcome first = fixture.sync(false, 60);
    QVERIFY(first.result);
    QCOMPARE(first.counts, (CommitCounts{.added = 60}));
    QCOMPARE(fixture.storedIds(), numbers(1, 60));
    QCOMPARE(fixture.value(markSql), QString()); // nothing is vouched for
    const SyncOutcome second = fixture.sync();
    QVERIFY(second.result);
    QCOMPARE(second.counts.added, 35);
    QVERIFY(!fixture.value(markSql).isEmpty());
}

void DiscourseSyncTest::limitThatIsJustEnough()
{
    ForumFixture fixture;
    fixture.fill(60);
    QVERIFY(fixture.sync(false, 60).result);
    QVERIFY(!fixture.value(markSql).isEmpty());
    for (const qint64 id : {5, 6, 59, 60})
        fixture.change(id, [](ForumTopic &topic) { topic.views = 1000; });
    QCOMPARE(fixture.sync(false, 1).counts.changed, 1); // of the two on the first page
    QCOMPARE(fixture.sync(false, 1).counts.changed, 1);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM discourse_topics WHERE views = 1000"_s), u"2"_s);
}

void DiscourseSyncTest::cancelKeepsWhatIsCommitted()
{
    ForumFixture fixture;
    fixture.fill(130);
    std::stop_source stop;
    fixture.intercept([&stop](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/t/75.json"_L1)
            stop.request_stop();
        return {};
    });
    const SyncOutcome run = fixture.sync(false, {}, stop.get_token());
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    QCOMPARE(fixture.storedIds(), numbers(1, 50));
    QCOMPARE(fixture.value(markSql), QString());
    fixture.intercept({});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 80);
}

void DiscourseSyncTest::filtersAreAUnion()
{
    ForumFixture fixture;
    fixture.fill(20);
    fixture.change(3, [](ForumTopic &topic) { topic.category = 4; });
    fixture.change(7, [](ForumTopic &topic) { topic.tags = {u"c&d"_s}; });
    fixture.change(9, [](ForumTopic &topic) { // in both listings
        topic.category = 4;
        topic.tags = {u"c&d"_s, u"other"_s};
    });
    fixture.change(11, [](ForumTopic &topic) { topic.tags = {u"other"_s}; });
    fixture.forum().categories = {{.slug = u"help"_s, .id = 4}};
    fixture.forum().tags = {u"c&d"_s, u"other"_s, u"other"_s};
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.storedIds(), QStringList({u"3"_s, u"7"_s, u"9"_s, u"11"_s}));
    const QStringList asked = fixture.asked();
    QCOMPARE(asked.count(u"/t/9.json"_s), 1);
    QCOMPARE(asked.filter(u"page="_s).size(), 3);
    QVERIFY(asked.first().startsWith(u"/c/help/4/l/latest.json?"));
    QCOMPARE(fixture.sync().requests, 3); // once a listing
}

void DiscourseSyncTest::aNewFilterIsWalkedWhole()
{
    ForumFixture fixture;
    fixture.fill(100);
    for (int i = 1; i <= 100; ++i)
        fixture.change(i, [i](ForumTopic &topic) { topic.tags = {i <= 70 ? u"old"_s : u"young"_s}; });
    fixture.forum().tags = {u"young"_s};
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.storedIds(), numbers(71, 100));
    fixture.forum().tags = {u"young"_s, u"old"_s}; // all of them bumped before what the cursor promises
    QVERIFY(fixture.sync(false, 20).result);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 50);
    QCOMPARE(fixture.storedIds(), numbers(1, 100));
    QCOMPARE(fixture.sync().requests, 2);
}

void DiscourseSyncTest::deletedAndPrivateTopics()
{
    ForumFixture fixture;
    fixture.fill(20);
    QVERIFY(fixture.sync().result);
    const auto bumpWith = [](int status) {
        return [status](ForumTopic &topic) {
            topic.status = status;
            topic.bumped = later;
        };
    };
    fixture.change(4, bumpWith(404));
    fixture.change(5, bumpWith(410));
    fixture.change(6, bumpWith(403));
    fixture.put({.id = 30, .title = u"Never seen"_s, .bumped = later, .status = 403});
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.deleted, 2);
    QCOMPARE(run.skipped, 1);
    QCOMPARE(fixture.value(
                 u"SELECT group_concat(topic_id) FROM discourse_topics WHERE topic_id BETWEEN 3 AND 7"_s),
             u"3,6,7"_s);
    QCOMPARE(fixture.rows(u"SELECT item_key, reason FROM lockkeeper_skipped"_s),
             QStringList{u"30|topic 30 is not for everybody"_s});
}

void DiscourseSyncTest::fullSyncReconciles()
{
    ForumFixture fixture;
    fixture.fill(70);
    QVERIFY(fixture.sync().result);
    fixture.remove(7);
    fixture.change(9, [](ForumTopic &topic) { topic.title = u"Renamed without a bump"_s; });
    QCOMPARE(fixture.sync().counts, CommitCounts{}); // an incremental run does not look for what is gone
    const QString cursor = fixture.value(u"SELECT cursor FROM lockkeeper_cursors"_s);
    const SyncOutcome run = fixture.sync(true);
    QVERIFY(run.result);
    QCOMPARE(run.counts.deleted, 1);
    QCOMPARE(run.counts.changed, 1);
    QCOMPARE(run.counts.unchanged, 68);
    QCOMPARE(fixture.value(u"SELECT cursor FROM lockkeeper_cursors"_s), cursor);

    // Gone is what answers 410, too; what is private now stays.
    fixture.remove(10);
    fixture.remove(11);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/t/10.json"_L1)
            return ForumFixture::json("{}", 410);
        if (request.url.path() == "/t/11.json"_L1)
            return ForumFixture::json("{}", 403);
        return {};
    });
    QCOMPARE(fixture.sync(true).counts.deleted, 1);
    QCOMPARE(fixture.rows(u"SELECT topic_id FROM discourse_topics WHERE topic_id IN (10, 11)"_s),
             QStringList{u"11"_s});

    // A failure is no word about what is gone.
    fixture.remove(8);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/t/8.json"_L1)
            return ForumFixture::json("{}", 503);
        return {};
    });
    QVERIFY(!fixture.sync(true).result);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM discourse_topics WHERE topic_id = 8"_s), u"1"_s);
}

void DiscourseSyncTest::twoEntriesOfOneForum()
{
    community::Community community;
    const QUrl url(u"https://e.org/f"_s);
    community.forums = {{.url = url, .tags = {u"a"_s}, .categories = {}},
                        {.url = QUrl(u"https://other.org"_s), .tags = {}, .categories = {}},
                        {.url = url, .tags = {u"b"_s}, .categories = {}}};
    QStringList names;
    for (const sources::Remote &remote : sources::discourse::source().remotes(community))
        names.append(remote.name);
    QCOMPARE(names, QStringList({u"https://e.org/f"_s, u"https://other.org"_s}));
}

void DiscourseSyncTest::marksWhenTheRunBegan()
{
    ForumFixture fixture;
    fixture.fill(5);
    // The server's clock stands far behind ours: what it says vouches for less.
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() != "/latest.json"_L1)
            return {};
        demo::HttpAnswer page = ForumFixture::json(
            R"({"topic_list":{"topics":[{"id":2,"bumped_at":"2024-01-01T00:00:00Z","reply_count":0,"views":7}]}})");
        page.set("Date", "Tue, 15 Nov 2022 08:12:31 GMT");
        return page;
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.value(markSql), u"2022-11-15T08:12:31+00:00"_s);
    QCOMPARE(fixture.sync().requests, 1); // and yet the topic is not asked for again
}

QTEST_GUILESS_MAIN(DiscourseSyncTest)
#include "discourse_sync.moc"
