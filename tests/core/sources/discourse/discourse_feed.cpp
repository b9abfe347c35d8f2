// Topics put together from the forum's posts, some fifty a request: the same rows as one by one, for a
// fraction of the requests, and one by one where the posts don't tell all.
#include "ForumFixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using tests::ForumFixture;
using tests::ForumSite;
using tests::ForumTopic;
using tests::SyncOutcome;

namespace {
constexpr qint64 firstBump = 1'700'000'000;

const QString rowsSql =
    u"SELECT topic_id, title, first_post, accepted_answer, category_name, tags, reply_count, "
    "like_count, views, url, created_at, last_posted_at FROM discourse_topics ORDER BY topic_id"_s;

ForumTopic plainTopic(qint64 id, int posts)
{
    ForumTopic topic{.id = id, .title = u"Topic %1"_s.arg(id), .bumped = firstBump + id};
    topic.created = topic.bumped;
    for (int i = 2; i <= posts; ++i)
        topic.posts.append({.cooked = u"<p>Reply %1</p>"_s.arg(i)});
    return topic;
}

// Every kind of topic, among many plain ones.
void fillMixed(ForumFixture &fixture)
{
    for (int id = 1; id <= 70; ++id) {
        ForumTopic topic = plainTopic(id, 1 + id % 5);
        topic.category = id % 6;
        topic.tags = {u"t%1"_s.arg(id % 3)};
        topic.posts.last().likes = id % 4;
        if (id == 20)
            topic = plainTopic(id, 48); // as long as an answer of posts
        if (id == 33 || id == 20) {
            topic.posts.last().accepted = true;
            topic.acceptedPost = topic.posts.size();
            topic.solved = true;
        }
        if (id == 40) // a moderator's post is not among the posts of all
            topic.posts[0].type = 2;
        if (id == 41)
            topic.status = 403;
        if (id == 42)
            topic.posts[0].cooked =
                u"<h2>A heading</h2><pre><code class=\"lang-python\">x = 1</code></pre>"_s;
        if (id == 43)
            topic.pinned = true;
        fixture.put(topic);
    }
}

QStringList topicsAsked(ForumFixture &fixture)
{
    return fixture.asked().filter(u"/t/"_s);
}
} // namespace

class DiscourseFeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameRowsAsOneByOne_data();
    void sameRowsAsOneByOne();
    void requestsOfAFirstSync();
    void fewTopicsAreAskedForThemselves();
    void idsNobodyMayRead_data();
    void idsNobodyMayRead();
    void postsThatGoWrong_data();
    void postsThatGoWrong();
    void postsThatNeverFit();
    void longTopicsAreCheaperThemselves();
    void repliedToDuringTheRun();
    void resumedBehindThePostsRead();
    void newTopicsOfALaterRun();
    void fullSync();
    void cancelled();
};

void DiscourseFeedTest::sameRowsAsOneByOne_data()
{
    QTest::addColumn<ForumSite::Feed>("feed");
    QTest::newRow("up to an id") << ForumSite::Feed::Windowed;
    QTest::newRow("below an id") << ForumSite::Feed::Limited;
}

void DiscourseFeedTest::sameRowsAsOneByOne()
{
    QFETCH(ForumSite::Feed, feed);
    ForumFixture plain;
    fillMixed(plain);
    QVERIFY(plain.sync().result);

    ForumFixture fixture;
    fillMixed(fixture);
    fixture.site().setFeed(feed);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(fixture.rows(rowsSql), plain.rows(rowsSql).replaceInStrings(plain.name(), fixture.name()));
    QCOMPARE(topicsAsked(fixture), QStringList({u"/t/40.json"_s, u"/t/41.json"_s}));
    QCOMPARE(fixture.sync().requests, 2); // the listing, and the topic that is not for everybody
}

void DiscourseFeedTest::requestsOfAFirstSync()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 300; ++id)
        fixture.put(plainTopic(id, 4));
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 300);
    QCOMPARE(run.requests, 10 + 1 + 25); // pages of the listing, the newest posts, 1200 posts 49 a request
    const SyncOutcome again = fixture.sync();
    QCOMPARE(again.requests, 1);
    QCOMPARE(again.counts, store::CommitCounts{});
}

void DiscourseFeedTest::fewTopicsAreAskedForThemselves()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 9; ++id)
        fixture.put(plainTopic(id, 1));
    QCOMPARE(fixture.sync().requests, 1 + 9);
}

void DiscourseFeedTest::idsNobodyMayRead_data()
{
    QTest::addColumn<ForumSite::Feed>("feed");
    QTest::addColumn<int>("requests");
    QTest::newRow("up to an id") << ForumSite::Feed::Windowed << 4 + 1 + 23; // 1,100 ids, 49 a request
    QTest::newRow("below an id") << ForumSite::Feed::Limited << 4 + 1 + 3;   // 100 posts
}

void DiscourseFeedTest::idsNobodyMayRead()
{
    QFETCH(ForumSite::Feed, feed);
    QFETCH(int, requests);
    ForumFixture fixture;
    fixture.site().setFeed(feed);
    for (int id = 1; id <= 100; ++id) {
        fixture.put(plainTopic(id, 1));
        fixture.site().skipPostIds(10);
    }
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 100);
    QCOMPARE(topicsAsked(fixture), QStringList());
    QCOMPARE(run.requests, requests);
}

void DiscourseFeedTest::postsThatGoWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<int>("requests"); // of the posts
    HttpAnswer page{.status = 200, .headers = {}, .body = "<!DOCTYPE html><title>Just a moment</title>"};
    page.set("Content-Type", "text/html");
    QTest::newRow("a page") << page << 1;
    QTest::newRow("another shape") << ForumFixture::json(R"({"latest_posts":{"a":1}})") << 1;
    QTest::newRow("posts of another type")
        << ForumFixture::json(R"({"latest_posts":[7,{"id":3},{"id":"x","topic_id":1,"cooked":2}]})") << 1;
    QTest::newRow("gone") << ForumFixture::json("{}", 404) << 1;
    QTest::newRow("down") << ForumFixture::json("{}", 500) << 5;
    HttpAnswer cut = ForumFixture::json(QByteArray(1000, ' '));
    cut.fault = HttpAnswer::Fault::CloseMidBody;
    QTest::newRow("cut short") << cut << 5;
}

// They only spare requests: whatever comes instead, the topics are stored.
void DiscourseFeedTest::postsThatGoWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(int, requests);
    for (const bool atOnce : {true, false}) {
        ForumFixture fixture;
        fixture.site().setFeed(ForumSite::Feed::Limited);
        for (int id = 1; id <= 40; ++id)
            fixture.put(plainTopic(id, 3));
        fixture.intercept([=](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
            if (request.url.path() == "/posts.json"_L1 && (atOnce || !request.query("before").isEmpty()))
                return answer;
            return {};
        });
        const SyncOutcome run = fixture.sync();
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts.added, 40);
        QVERIFY(run.requests <= 2 + requests + (atOnce ? 0 : 4) + 40);
        QCOMPARE(topicsAsked(fixture).size(), 40);
    }
}

void DiscourseFeedTest::postsThatNeverFit()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 200; ++id) {
        ForumTopic topic = plainTopic(id, 5);
        topic.posts[2].type = 2;
        fixture.put(topic);
    }
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 200);
    QCOMPARE(run.requests, 7 + 1 + 4 + 200); // of 21 steps the first few, then no more
}

void DiscourseFeedTest::longTopicsAreCheaperThemselves()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 25; ++id)
        fixture.put(plainTopic(id, 60));
    QCOMPARE(fixture.sync().requests, 1 + 1 + 25);
}

void DiscourseFeedTest::repliedToDuringTheRun()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 60; ++id)
        fixture.put(plainTopic(id, 2));
    fixture.intercept([&fixture](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() == "/posts.json"_L1 && request.query("before").isEmpty()) {
            fixture.change(30, [](ForumTopic &topic) {
                topic.bumped = firstBump + 1000;
                topic.posts.append({.cooked = u"<p>Late, and liked</p>"_s, .likes = 2});
            });
            fixture.remove(31);
            fixture.change(32, [](ForumTopic &topic) { topic.posts.removeLast(); });
            fixture.change(33, [](ForumTopic &topic) { topic.posts.last().likes = 3; });
        }
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 59);
    QCOMPARE(topicsAsked(fixture), QStringList({u"/t/31.json"_s, u"/t/32.json"_s, u"/t/33.json"_s}));
    fixture.intercept({});
    QCOMPARE(fixture.sync().requests, 2); // the listing, and what was bumped since
    QCOMPARE(fixture.value(u"SELECT accepted_answer FROM discourse_topics WHERE topic_id = 30"_s),
             u"Late, and liked"_s);
}

void DiscourseFeedTest::resumedBehindThePostsRead()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 300; ++id)
        fixture.put(plainTopic(id, 3));
    std::stop_source stop;
    fixture.intercept([&stop](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.query("before").toInt() > 600)
            stop.request_stop();
        return {};
    });
    QVERIFY(!fixture.sync(false, {}, stop.get_token()).result);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM discourse_topics"_s), u"150"_s);
    fixture.intercept({});
    (void)fixture.asked();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 150);
    const QStringList asked = fixture.asked();
    QVERIFY2(asked.filter(u"/posts.json"_s).size() <= 1 + 10, qPrintable(asked.join(u'\n'))); // not 1 + 19
    QVERIFY(asked.filter(u"/t/"_s).size() <= 50 + 1); // at most a batch was read and not committed
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseFeedTest::newTopicsOfALaterRun()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 300; ++id)
        fixture.put(plainTopic(id, 4));
    QVERIFY(fixture.sync().result);
    const qint64 later = firstBump + 10'000;
    for (int id = 301; id <= 330; ++id) {
        ForumTopic topic = plainTopic(id, 2);
        topic.created = later;
        topic.bumped = later + id;
        fixture.put(topic);
    }
    fixture.change(7, [](ForumTopic &topic) { // an old one, too
        topic.bumped = later + 400;
        topic.posts.append({.cooked = u"<p>Still so?</p>"_s});
    });
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (store::CommitCounts{.added = 30, .changed = 1}));
    QCOMPARE(run.requests, 2 + 1 + 2 + 1); // pages of the listing, the newest posts, 61 posts, the old topic
    QCOMPARE(topicsAsked(fixture), QStringList{u"/t/7.json"_s});
}

void DiscourseFeedTest::fullSync()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 90; ++id)
        fixture.put(plainTopic(id, 2));
    QVERIFY(fixture.sync().result);
    fixture.change(9, [](ForumTopic &topic) { topic.posts[0].cooked = u"<p>Edited without a bump</p>"_s; });
    fixture.remove(10);
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync(true);
    QVERIFY(run.result);
    QCOMPARE(run.counts, (store::CommitCounts{.changed = 1, .unchanged = 88, .deleted = 1}));
    QCOMPARE(topicsAsked(fixture), QStringList{u"/t/10.json"_s});
    QCOMPARE(run.requests, 3 + 1 + 4 + 1);
}

void DiscourseFeedTest::cancelled()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    for (int id = 1; id <= 40; ++id)
        fixture.put(plainTopic(id, 1));
    std::stop_source stop;
    fixture.intercept([&stop](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() == "/posts.json"_L1)
            stop.request_stop();
        return {};
    });
    const SyncOutcome run = fixture.sync(false, {}, stop.get_token());
    QVERIFY(!run.result);
    QVERIFY(run.result.error().isCancelled());
    QCOMPARE(topicsAsked(fixture), QStringList());
    QCOMPARE(fixture.value(u"SELECT count(*) FROM discourse_topics"_s), u"0"_s);
}

QTEST_GUILESS_MAIN(DiscourseFeedTest)
#include "discourse_feed.moc"
