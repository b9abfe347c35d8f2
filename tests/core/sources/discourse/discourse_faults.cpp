// What goes wrong between a forum and us: the kind of error, its words, and that what was stored stays as it
// was.
#include "ForumFixture.h"

#include <QTest>

#include <atomic>
#include <memory>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using tests::ForumFixture;
using tests::ForumSite;
using tests::ForumTopic;
using tests::SyncOutcome;

namespace {
HttpAnswer html(const QByteArray &body)
{
    HttpAnswer answer{.status = 200, .headers = {}, .body = body};
    answer.set("Content-Type", "text/html; charset=utf-8");
    return answer;
}

QStringList everything(ForumFixture &fixture)
{
    return fixture.rows(u"SELECT * FROM discourse_topics"_s) +
           fixture.rows(u"SELECT * FROM sync_metadata"_s) +
           fixture.rows(u"SELECT * FROM lockkeeper_cursors"_s);
}
} // namespace

class DiscourseFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listingGoesWrong_data();
    void listingGoesWrong();
    void loginPageInstead();
    void filterThatIsNot();
    void topicGoesWrong_data();
    void topicGoesWrong();
    void oneTopicTheForumFailsOn();
    void aForumThatIsDown();
    void malformedTopicsAreSkippedAndTriedAgain();
    void mergedTopicsAreGone_data();
    void mergedTopicsAreGone();
    void passingFaultsAreMet();
    void limitIsWaitedFor();
    void limitBeyondPatience();
    void textIsCleaned();
    void listedWithoutANumber();
    void listingThatDoesNotEnd();
};

void DiscourseFaultsTest::listingGoesWrong_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("requests");
    QTest::newRow("no forum") << ForumFixture::json("{}", 404) << u"gone"_s
                              << u"There is no Discourse forum at"_s << 1;
    QTest::newRow("members only") << ForumFixture::json(R"({"error_type":"not_logged_in"})", 403) << u"auth"_s
                                  << u"to members only"_s << 1;
    QTest::newRow("down") << ForumFixture::json("{}", 502) << u"http"_s << u"502"_s << 5;
    QTest::newRow("HTML") << html("<!DOCTYPE html><title>Back soon</title>") << u"bad_answer"_s
                          << u"JSON was expected"_s << 1;
    QTest::newRow("an array") << ForumFixture::json("[]") << u"bad_answer"_s << u"object was expected"_s << 1;
    QTest::newRow("another object") << ForumFixture::json(R"({"users":[]})") << u"bad_answer"_s
                                    << u"no list of topics"_s << 1;
    QTest::newRow("topics of another type") << ForumFixture::json(R"({"topic_list":{"topics":"none"}})")
                                            << u"bad_answer"_s << u"no list of topics"_s << 1;
    HttpAnswer cut = ForumFixture::json(QByteArray(1000, ' '));
    cut.fault = HttpAnswer::Fault::CloseMidBody;
    QTest::newRow("cut short") << cut << u"network"_s << QString() << 5;
}

void DiscourseFaultsTest::listingGoesWrong()
{
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    QFETCH(QString, says);
    QFETCH(int, requests);
    ForumFixture fixture;
    fixture.fill(5);
    QVERIFY(fixture.sync().result);
    const QStringList before = everything(fixture);
    fixture.intercept([answer](const demo::HttpRequest &) { return std::optional(answer); });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    const Error &error = run.result.error();
    QCOMPARE(QString(errorKindName(error.kind)), kind);
    QVERIFY2(!error.text.isEmpty() && error.text.contains(says), qPrintable(error.text));
    QVERIFY(error.url.contains(u"/latest.json"));
    QCOMPARE(run.requests, requests);
    QCOMPARE(everything(fixture), before);
    fixture.intercept({});
    QVERIFY(fixture.sync().result);
}

void DiscourseFaultsTest::loginPageInstead()
{
    ForumFixture fixture;
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() == "/login"_L1)
            return html("<title>Log in</title>");
        HttpAnswer redirect{.status = 302, .headers = {}, .body = {}};
        redirect.set("Location", "/login");
        return redirect;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Auth);
    QVERIFY2(run.result.error().text.contains(u"members only"), qPrintable(run.result.error().text));
    QVERIFY(!run.result.error().hint.isEmpty());
}

void DiscourseFaultsTest::filterThatIsNot()
{
    ForumFixture fixture;
    fixture.fill(5);
    fixture.forum().tags = {u"nowhere"_s};
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::Gone);
    QVERIFY2(run.result.error().text.contains(u"has no tag nowhere"), qPrintable(run.result.error().text));
    fixture.forum().tags.clear();
    fixture.forum().categories = {{.slug = u"attic"_s, .id = 99}};
    const SyncOutcome other = fixture.sync();
    QVERIFY2(other.result.error().text.contains(u"has no category attic (99)"),
             qPrintable(other.result.error().text));
}

void DiscourseFaultsTest::topicGoesWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("kind");
    QTest::newRow("HTML") << u"/t/3.json"_s << html("<title>Just a moment</title>") << u"bad_answer"_s;
    QTest::newRow("broken") << u"/t/3.json"_s << ForumFixture::json(R"({"id": 3, "tit"]})")
                            << u"bad_answer"_s;
    HttpAnswer closed;
    closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
    QTest::newRow("closed") << u"/t/3.json"_s << closed << u"network"_s;
    QTest::newRow("names of categories")
        << u"/site.json"_s << html("<title>Just a moment</title>") << u"bad_answer"_s;
}

void DiscourseFaultsTest::topicGoesWrong()
{
    QFETCH(QString, path);
    QFETCH(HttpAnswer, answer);
    QFETCH(QString, kind);
    ForumFixture fixture;
    fixture.fill(5);
    fixture.change(3, [](ForumTopic &topic) { topic.category = 4; });
    fixture.intercept([=](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() == path)
            return answer;
        return {};
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(QString(errorKindName(run.result.error().kind)), kind);
    QVERIFY2(run.result.error().url.contains(path), qPrintable(run.result.error().url));
    QCOMPARE(fixture.storedIds(), QStringList({u"1"_s, u"2"_s}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    fixture.intercept({});
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 3);
}

// The others are stored all the same; the error is told, and the next run asks for that one topic alone.
void DiscourseFaultsTest::oneTopicTheForumFailsOn()
{
    ForumFixture fixture;
    fixture.fill(70);
    fixture.change(20, [](ForumTopic &topic) { topic.status = 500; });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().status, 500);
    QCOMPARE(run.counts.added, 69);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
    fixture.change(20, [](ForumTopic &topic) { topic.status = 200; });
    (void)fixture.asked();
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(fixture.asked().filter(u"/t/"_s), QStringList{u"/t/20.json"_s});
    QCOMPARE(next.counts.added, 1);
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseFaultsTest::aForumThatIsDown()
{
    ForumFixture fixture;
    fixture.fill(70);
    for (int i = 20; i <= 70; ++i)
        fixture.change(i, [](ForumTopic &topic) { topic.status = 503; });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.counts.added, 19);
    QCOMPARE(run.requests, 3 + 1 + 19 + 3 * 5); // three topics, five tries each: not fifty
}

void DiscourseFaultsTest::malformedTopicsAreSkippedAndTriedAgain()
{
    ForumFixture fixture;
    fixture.fill(10);
    fixture.change(4, [](ForumTopic &topic) { topic.title.clear(); });
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.counts.added, 9);
    QCOMPARE(run.skipped, 1);
    QCOMPARE(run.notices, QStringList{u"Skipped: topic 4 has no title"_s});
    QCOMPARE(fixture.rows(u"SELECT item_key, reason FROM lockkeeper_skipped"_s),
             QStringList{u"4|topic 4 has no title"_s});
    QVERIFY(!fixture.value(u"SELECT last_sync_at FROM sync_metadata"_s).isEmpty());

    fixture.change(4, [](ForumTopic &topic) { topic.title = u"Now it has one"_s; }); // not bumped
    const SyncOutcome next = fixture.sync();
    QVERIFY(next.result);
    QCOMPARE(next.counts.added, 1);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
    QCOMPARE(fixture.sync().requests, 1);
}

void DiscourseFaultsTest::mergedTopicsAreGone_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    HttpAnswer redirect{.status = 301, .headers = {}, .body = {}};
    redirect.set("Location", "/t/7.json");
    QTest::newRow("led on to the other") << redirect;
    QTest::newRow("answered with the other")
        << ForumFixture::json(R"({"id": 7, "title": "Topic 7", "created_at": "2024-01-01T00:00:00Z",
               "post_stream": {"posts": [{"post_number": 1, "cooked": "x"}], "stream": [1]}})");
    QTest::newRow("only a note is left")
        << ForumFixture::json(R"({"id": 4, "title": "Topic 4", "created_at": "2024-01-01T00:00:00Z",
               "post_stream": {"posts": [{"post_number": 1, "post_type": 3, "action_code": "split_topic",
                                          "cooked": "x"}], "stream": [1]}})");
}

void DiscourseFaultsTest::mergedTopicsAreGone()
{
    QFETCH(HttpAnswer, answer);
    const auto merge = [&](ForumFixture &fixture) {
        fixture.intercept([answer](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
            return request.url.path() == "/t/4.json"_L1 ? std::optional(answer) : std::nullopt;
        });
    };
    // One that is stored, and bumped by the note.
    ForumFixture fixture;
    fixture.fill(10);
    QVERIFY(fixture.sync().result);
    fixture.change(4, [](ForumTopic &topic) { topic.bumped += 1000; });
    merge(fixture);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts, (store::CommitCounts{.deleted = 1}));
    QCOMPARE(run.skipped, 0);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM discourse_topics WHERE topic_id = 4"_s), u"0"_s);
    QCOMPARE(fixture.sync().requests, 1); // though it is still listed
    fixture.intercept({});                // moved back
    fixture.change(4, [](ForumTopic &topic) { topic.bumped += 1000; });
    QCOMPARE(fixture.sync().counts.added, 1);
    merge(fixture);
    QCOMPARE(fixture.sync(true).counts.deleted, 1);

    // One that could not be read before.
    ForumFixture other;
    other.fill(10);
    other.change(4, [](ForumTopic &topic) { topic.title.clear(); });
    QCOMPARE(other.sync().skipped, 1);
    merge(other);
    QVERIFY(other.sync().result);
    QCOMPARE(other.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
    QCOMPARE(other.sync().requests, 1);
}

void DiscourseFaultsTest::passingFaultsAreMet()
{
    ForumFixture fixture;
    fixture.fill(5);
    fixture.intercept([seen = std::make_shared<QStringList>()](
                          const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        const QString path = request.url.path();
        const qsizetype before = seen->count(path);
        seen->append(path);
        if (before == 0)
            return ForumFixture::json("{}", 503);
        HttpAnswer closed;
        closed.fault = HttpAnswer::Fault::CloseBeforeAnswer;
        return before == 1 ? std::optional(closed) : std::nullopt;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 5);
    QCOMPARE(fixture.server().requestCount(), (1 + 5) * 3);
}

void DiscourseFaultsTest::limitIsWaitedFor()
{
    QCOMPARE(http::Endpoints().pace(u"discourse"_s),
             3.0); // a second and host; forums allow some 200 a minute
    ForumFixture fixture;
    fixture.fill(5);
    auto refusals = std::make_shared<std::atomic<int>>(0);
    fixture.intercept([refusals](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() != "/t/3.json"_L1 || (*refusals)++ > 0)
            return {};
        HttpAnswer slower = ForumFixture::json(R"({"error_type":"rate_limit"})", 429);
        slower.set("Retry-After", "1");
        return slower;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 5);
    QCOMPARE(run.requests, 1 + 5 + 1);
}

void DiscourseFaultsTest::limitBeyondPatience()
{
    ForumFixture fixture;
    fixture.fill(5);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() != "/t/3.json"_L1)
            return {};
        HttpAnswer later = ForumFixture::json(R"({"error_type":"rate_limit"})", 429);
        later.set("Retry-After", "3600");
        return later;
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::RateLimited);
    QCOMPARE(fixture.storedIds(), QStringList({u"1"_s, u"2"_s}));
    QCOMPARE(fixture.value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s);
}

// NUL would end a text in SQLite, half a surrogate pair has no UTF-8: neither arrives, by topics or by posts.
void DiscourseFaultsTest::textIsCleaned()
{
    for (const auto feed : {ForumSite::Feed::None, ForumSite::Feed::Limited}) {
        ForumFixture fixture;
        fixture.site().setFeed(feed);
        fixture.site().setCategories({{.id = 4, .slug = u"help"_s, .name = u"He\0lp(high)"_s}});
        const QString dirty = u"a\0b (low)!"_s;
        for (int id = 1; id <= 12; ++id) {
            ForumTopic topic{.id = id, .title = dirty, .slug = dirty, .bumped = 1'700'000'000 + id};
            topic.category = 4;
            topic.tags = {dirty};
            topic.posts = {{.cooked = u"<p>&#0;%1</p>"_s.arg(dirty)}, {.cooked = dirty, .likes = 1}};
            fixture.put(topic);
        }
        fixture.intercept([&](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
            HttpAnswer answer = fixture.site().answer(request);
            answer.body.replace("(high)", "\\ud800").replace("(low)", "\\udc00");
            return answer;
        });
        const SyncOutcome run = fixture.sync();
        QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
        QCOMPARE(run.counts.added, 12);
        for (const char *column :
             {"title", "first_post", "accepted_answer", "category_name", "tags", "url"}) {
            const QString name = QString::fromLatin1(column);
            QCOMPARE(fixture.value(u"SELECT count(*) FROM discourse_topics WHERE %1 IS NULL OR "
                                   "instr(%1, char(0)) > 0"_s.arg(name)),
                     u"0"_s);
            // As SQLite gives the bytes: no half of a pair among them.
            QCOMPARE(
                fixture.value(
                    u"SELECT count(*) FROM discourse_topics WHERE "
                    "instr(CAST(%1 AS BLOB), x'eda0') + instr(CAST(%1 AS BLOB), x'edb0') > 0"_s.arg(name)),
                u"0"_s);
        }
        QVERIFY(fixture.value(u"SELECT title FROM discourse_topics"_s).startsWith(u"ab "));
    }
}

void DiscourseFaultsTest::listedWithoutANumber()
{
    ForumFixture fixture;
    fixture.fill(2);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() != "/latest.json"_L1)
            return {};
        HttpAnswer page = ForumFixture::json(R"({"topic_list":{"topics":[7, {"id":"x"},
            {"id":1,"bumped_at":"2024-01-01T00:00:00Z"}, {"id":2,"bumped_at":"never"}]}})");
        page.set("ETag", "\"same\"");
        return page;
    });
    for (int i = 0; i < 2; ++i) { // as long as it is so, it is told
        const SyncOutcome run = fixture.sync();
        QVERIFY(run.result);
        QCOMPARE(run.notModified, 0);
        QCOMPARE(fixture.storedIds(), QStringList({u"1"_s, u"2"_s}));
        QCOMPARE(run.skipped, 2);
        QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"2"_s);
    }
    fixture.intercept({});
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.value(u"SELECT count(*) FROM lockkeeper_skipped"_s), u"0"_s);
}

void DiscourseFaultsTest::listingThatDoesNotEnd()
{
    ForumFixture fixture;
    fixture.fill(1);
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<HttpAnswer> {
        if (request.url.path() != "/latest.json"_L1)
            return {};
        return ForumFixture::json(R"({"topic_list":{"more_topics_url":"/latest?page=1","topics":[
            {"id":1,"bumped_at":"2024-01-01T00:00:00Z"}]}})"); // whatever the page
    });
    const SyncOutcome run = fixture.sync();
    QVERIFY(!run.result);
    QCOMPARE(run.result.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(run.result.error().text.contains(u"does not come to an end"),
             qPrintable(run.result.error().text));
    QVERIFY(run.requests < 50);
}

QTEST_GUILESS_MAIN(DiscourseFaultsTest)
#include "discourse_faults.moc"
