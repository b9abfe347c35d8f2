// Listings whose pages move while they are walked: what slips between two of them is found, whatever becomes
// of the run, and where nothing moves, no request is spent on it.
#include "ForumFixture.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using store::CommitCounts;
using tests::ForumFixture;
using tests::ForumSite;
using tests::ForumTopic;
using tests::SyncOutcome;

namespace {
constexpr qint64 later = 1'710'000'000;

// Once, before the second page of a listing is answered.
void betweenThePages(ForumFixture &fixture, const std::function<void()> &happens)
{
    fixture.intercept([happens, first = std::make_shared<std::atomic<bool>>(true)](
                          const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.query("page") == "1"_L1 && request.url.path().contains(u"latest") &&
            first->exchange(false))
            happens();
        return {};
    });
}

// Forty topics that are stored already, 5 to 44: two pages of a listing are news.
void editForty(ForumFixture &fixture)
{
    for (int id = 5; id <= 44; ++id)
        fixture.change(id, [id](ForumTopic &topic) {
            topic.posts.first().cooked = u"<p>Edited</p>"_s;
            topic.bumped = later + id;
        });
}

QString edited(ForumFixture &fixture)
{
    return fixture.value(u"SELECT count(*) FROM discourse_topics WHERE first_post = 'Edited'"_s);
}

QString stored(ForumFixture &fixture)
{
    return fixture.value(u"SELECT count(*) FROM discourse_topics"_s);
}
} // namespace

class DiscourseWalkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topicThatVanishes_data();
    void topicThatVanishes();
    void vanishesInALaterRun();
    void vanishesOnceTheListIsRead();
    void storedTopicThatVanishes();
    void pinnedTopicsAreLookedAtAgain();
    void stoppedBehindTheGap();
    void brokenOffBehindTheGap();
    void bumpedMeanwhile();
    void neverAtRest();
    void listingsThatHoldTheSame();
};

void DiscourseWalkTest::topicThatVanishes_data()
{
    QTest::addColumn<ForumSite::Feed>("feed");
    QTest::addColumn<QByteArray>("way");
    for (const char *way : {"deleted", "unlisted", "private", "other category"}) {
        QTest::addRow("%s", way) << ForumSite::Feed::None << QByteArray(way);
        if (qstrcmp(way, "other category") != 0)
            QTest::addRow("%s, topics from their posts", way) << ForumSite::Feed::Limited << QByteArray(way);
    }
}

// Topic 90 of the first page: 65, the second page's first, moves up to a page that was read.
void DiscourseWalkTest::topicThatVanishes()
{
    QFETCH(ForumSite::Feed, feed);
    QFETCH(QByteArray, way);
    ForumFixture fixture;
    fixture.site().setFeed(feed);
    fixture.forum().categories = {{.slug = u"help"_s, .id = 4}};
    for (int id = 1; id <= 95; ++id)
        fixture.put({.id = id, .title = u"Topic %1"_s.arg(id), .bumped = 1'700'000'000 + id, .category = 4});
    betweenThePages(fixture, [&] {
        fixture.change(90, [&](ForumTopic &topic) {
            topic.status = way == "deleted" ? 404 : way == "private" ? 403 : 200;
            topic.unlisted = way != "other category";
            topic.category = way == "other category" ? 5 : 4;
        });
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(fixture.value(u"SELECT title FROM discourse_topics WHERE topic_id = 65"_s), u"Topic 65"_s);
    QCOMPARE(run.counts.added, way == "deleted" || way == "private" ? 94 : 95);
    QCOMPARE(run.total->items, run.counts.added + run.skipped);
    if (feed == ForumSite::Feed::None) // the pages twice, the posts in vain, names of categories, the topics
        QCOMPARE(run.requests, 2 * 4 + 1 + 1 + 95);
    const SyncOutcome again = fixture.sync();
    QCOMPARE(again.requests, way == "private" ? 2 : 1);
    QCOMPARE(again.counts, CommitCounts{});
}

void DiscourseWalkTest::vanishesInALaterRun()
{
    ForumFixture fixture;
    fixture.fill(95);
    QVERIFY(fixture.sync().result);
    editForty(fixture);
    betweenThePages(fixture, [&] { fixture.remove(40); });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(edited(fixture), u"39"_s);
    QCOMPARE(run.counts, (CommitCounts{.changed = 39, .deleted = 1}));
    QCOMPARE(fixture.sync().requests, 1);
}

// The second walk comes further down: what it meets there is stored already.
void DiscourseWalkTest::vanishesOnceTheListIsRead()
{
    ForumFixture fixture;
    fixture.fill(95);
    QVERIFY(fixture.sync().result);
    editForty(fixture);
    fixture.intercept([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/t/43.json"_L1)
            fixture.remove(44);
        return {};
    });
    (void)fixture.asked();
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts, (CommitCounts{.changed = 39, .deleted = 1}));
    const QStringList asked = fixture.asked();
    QCOMPARE(asked.filter(u"/t/"_s).size(), 40);
    QCOMPARE(asked.filter(u"/latest.json"_s).size(), 2 * 2);
}

// It is not fetched, so nothing of its own tells that it is gone.
void DiscourseWalkTest::storedTopicThatVanishes()
{
    ForumFixture fixture;
    fixture.fill(95);
    fixture.change(3, [](ForumTopic &topic) { topic.pinned = true; });
    QVERIFY(fixture.sync().result);
    editForty(fixture);
    betweenThePages(fixture, [&] { fixture.remove(3); });
    QVERIFY(fixture.sync().result);
    QCOMPARE(edited(fixture), u"40"_s);
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseWalkTest::pinnedTopicsAreLookedAtAgain()
{
    for (const bool pinned : {false, true}) {
        ForumFixture fixture;
        fixture.fill(95);
        fixture.change(3, [pinned](ForumTopic &topic) { topic.pinned = pinned; });
        QVERIFY(fixture.sync().result);
        editForty(fixture);
        const SyncOutcome run = fixture.sync();
        QVERIFY(run.result);
        // Two pages, the posts in vain, the topics; with pinned ones the first page once more.
        QCOMPARE(run.requests, 2 + 1 + 40 + (pinned ? 1 : 0));
    }
}

void DiscourseWalkTest::stoppedBehindTheGap()
{
    ForumFixture fixture;
    fixture.fill(95);
    betweenThePages(fixture, [&] { fixture.remove(90); });
    const SyncOutcome first = fixture.sync(false, 80);
    QVERIFY(first.result);
    QCOMPARE(first.counts.added, 80); // beyond 65 already
    fixture.intercept({});
    (void)fixture.asked();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts, (CommitCounts{.added = 14}));
    QCOMPARE(fixture.asked().filter(u"/t/"_s).size(), 14); // nothing twice
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseWalkTest::brokenOffBehindTheGap()
{
    ForumFixture fixture;
    fixture.fill(95);
    QVERIFY(fixture.sync().result);
    editForty(fixture);
    fixture.intercept([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.query("page") == "1"_L1)
            fixture.remove(40);
        if (request.url.path() == "/t/30.json"_L1)
            return ForumFixture::json("{]");
        return {};
    });
    QVERIFY(!fixture.sync().result);
    QCOMPARE(edited(fixture), u"24"_s); // 5 to 29, without 14
    fixture.intercept({});
    (void)fixture.asked();
    QVERIFY(fixture.sync().result);
    QCOMPARE(edited(fixture), u"39"_s);
    QCOMPARE(fixture.asked().filter(u"/t/"_s).size(), 15);
    QCOMPARE(fixture.sync().requests, 1);
}

// What the second walk sees of topics that were fetched before is for the next run.
void DiscourseWalkTest::bumpedMeanwhile()
{
    ForumFixture fixture;
    fixture.fill(95);
    fixture.intercept([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/t/94.json"_L1) {
            fixture.remove(95);
            fixture.change(7, [](ForumTopic &topic) {
                topic.posts.first().cooked = u"<p>Edited</p>"_s;
                topic.bumped = later;
            });
        }
        return {};
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(stored(fixture), u"94"_s);
    fixture.intercept({});
    const SyncOutcome next = fixture.sync();
    QCOMPARE(next.counts, (CommitCounts{.changed = 1}));
    QCOMPARE(edited(fixture), u"1"_s);
}

// New topics that are gone as soon as they are asked for, walk after walk.
void DiscourseWalkTest::neverAtRest()
{
    ForumFixture fixture;
    fixture.fill(95);
    fixture.intercept([&, next = std::make_shared<std::atomic<int>>(1000)](
                          const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.query("page") == "0"_L1)
            fixture.put({.id = ++*next, .title = u"Brief"_s, .bumped = later + *next});
        if (request.url.path().startsWith(u"/t/100"))
            fixture.remove(*next);
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().text.contains(u"does not come to rest"), qPrintable(run.result.error().text));
    QVERIFY(run.requests < 95 + 6 * 4 + 10);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    fixture.intercept({});
    QVERIFY(fixture.sync().result);
    QCOMPARE(stored(fixture), QString::number(fixture.site().topicIds().size()));
}

// Twenty pages and more that another listing had before are no listing without an end.
void DiscourseWalkTest::listingsThatHoldTheSame()
{
    ForumFixture fixture;
    fixture.site().setFeed(ForumSite::Feed::Limited);
    fixture.forum().tags = {u"a"_s, u"b"_s};
    for (int id = 1; id <= 700; ++id) {
        ForumTopic topic{.id = id, .title = u"Topic %1"_s.arg(id), .bumped = 1'700'000'000 + id};
        topic.tags = {u"a"_s, u"b"_s};
        fixture.put(topic);
    }
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 700);
}

QTEST_GUILESS_MAIN(DiscourseWalkTest)
#include "discourse_walk.moc"
