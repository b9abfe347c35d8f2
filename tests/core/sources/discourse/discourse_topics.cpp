// What of a topic is stored: its answer, its category, its tags, its times.
#include "ForumFixture.h"

#include "sources/discourse/TopicReader.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::ForumFixture;
using tests::ForumPost;
using tests::ForumTopic;
using tests::SyncOutcome;

namespace {
ForumTopic question()
{
    ForumTopic topic;
    topic.id = 12;
    topic.title = u"How do I?"_s;
    topic.bumped = 1'700'000'000;
    return topic;
}

ForumPost reply(const QString &text, int likes = 0, bool accepted = false)
{
    return {.cooked = u"<p>%1</p>"_s.arg(text), .likes = likes, .accepted = accepted};
}

// A topic's JSON, but for the members that `changes` gives.
QJsonObject topicWith(const QString &changes)
{
    QJsonObject object = QJsonDocument::fromJson(R"({"id": 3, "title": "T\u0000", "slug": "t",
        "created_at": "2013-02-07T13:43:11.191-05:00", "last_posted_at": null,
        "tags": ["a", {"id": 1, "name": "b"}, 5, {}],
        "post_stream": {"posts": [{"post_number": 1, "cooked": "<p>x</p>"}], "stream": [9, 10]}})")
                             .object();
    const QJsonObject changed = QJsonDocument::fromJson(changes.toUtf8()).object();
    for (auto member = changed.begin(); member != changed.end(); ++member)
        object.insert(member.key(), member.value());
    return object;
}

const QString answerSql = u"SELECT accepted_answer FROM discourse_topics"_s;
} // namespace

class DiscourseTopicsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRow();
    void answers_data();
    void answers();
    void answerBeyondTheFirstPosts();
    void answerThatIsGone();
    void mostLikedBeyondTheFirstPosts();
    void categoryNamesOnceARun();
    void categoryNamesFromTheOtherList();
    void shapes_data();
    void shapes();
    void mergedAway_data();
    void mergedAway();
};

void DiscourseTopicsTest::wholeRow()
{
    ForumFixture fixture(u"/community"_s);
    ForumTopic topic = question();
    topic.slug = u"how-do-i"_s;
    topic.category = 5;
    topic.tags = {u"eeg"_s, u"größe"_s};
    topic.posts = {
        {.cooked = u"<p>See <a href=\"/community/t/other/3\">this</a> &amp; <b>that</b></p>"_s, .likes = 2},
        reply(u"Yes"_s, 1)};
    fixture.put(topic);
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    const QString host = fixture.server().url().toString();
    QCOMPARE(fixture.rows(
                 u"SELECT forum_url, topic_id, title, first_post, accepted_answer, category_name, tags, "
                 "reply_count, like_count, views, url, created_at, last_posted_at FROM discourse_topics"_s),
             QStringList{u"%1/community|12|How do I?|See [this](%1/community/t/other/3) & **that**|Yes|"
                         "Ideas & plans|[\"eeg\",\"größe\"]|1|3|7|%1/community/t/how-do-i/12|"
                         "2020-09-13T12:26:52.000Z|2023-11-14T22:13:20.000Z"_s.arg(host)});
    QCOMPARE(fixture.rows(u"SELECT source_type, source_name, items_synced FROM sync_metadata"_s),
             QStringList{u"discourse|%1/community|1"_s.arg(host)});
}

void DiscourseTopicsTest::answers_data()
{
    QTest::addColumn<QList<ForumPost>>("replies");
    QTest::addColumn<int>("acceptedPost");
    QTest::addColumn<QString>("answer");
    QTest::newRow("no reply") << QList<ForumPost>{} << 0 << u"NULL"_s;
    QTest::newRow("nobody likes it") << QList<ForumPost>{reply(u"a"_s)} << 0 << u"NULL"_s;
    QTest::newRow("most liked") << QList<ForumPost>{reply(u"a"_s, 1), reply(u"b"_s, 3)} << 0 << u"b"_s;
    QTest::newRow("the earlier of two")
        << QList<ForumPost>{reply(u"a"_s, 2), reply(u"b"_s, 2)} << 0 << u"a"_s;
    QTest::newRow("accepted, says the post")
        << QList<ForumPost>{reply(u"a"_s, 9), reply(u"b"_s, 0, true)} << 0 << u"b"_s;
    QTest::newRow("accepted, says the topic")
        << QList<ForumPost>{reply(u"a"_s, 9), reply(u"b"_s)} << 3 << u"b"_s;
}

void DiscourseTopicsTest::answers()
{
    QFETCH(QList<ForumPost>, replies);
    QFETCH(int, acceptedPost);
    QFETCH(QString, answer);
    ForumFixture fixture;
    ForumTopic topic = question();
    topic.posts.first().likes = 20; // of the question: no answer
    topic.posts += replies;
    topic.acceptedPost = acceptedPost;
    fixture.put(topic);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(run.requests, 2); // the listing and the topic
    QCOMPARE(fixture.value(answerSql), answer);
}

void DiscourseTopicsTest::answerBeyondTheFirstPosts()
{
    ForumFixture fixture;
    ForumTopic topic = question();
    while (topic.posts.size() < 45)
        topic.posts.append(reply(u"post %1"_s.arg(topic.posts.size() + 1)));
    topic.acceptedPost = 38;
    fixture.put(topic);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(fixture.value(answerSql), u"post 38"_s);
    QCOMPARE(run.requests, 3);
    QVERIFY(fixture.asked().contains(u"/t/12/38.json"_s));
}

void DiscourseTopicsTest::answerThatIsGone()
{
    ForumFixture fixture;
    ForumTopic topic = question();
    topic.posts.append(reply(u"liked"_s, 1));
    topic.acceptedPost = 90;
    fixture.put(topic);
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.value(answerSql), u"liked"_s);
}

void DiscourseTopicsTest::mostLikedBeyondTheFirstPosts()
{
    ForumFixture fixture;
    ForumTopic topic = question();
    while (topic.posts.size() < 50)
        topic.posts.append(reply(u"post %1"_s.arg(topic.posts.size() + 1)));
    topic.posts[3].likes = 2;
    topic.posts[24].likes = 5;
    fixture.put(topic);
    const SyncOutcome run = fixture.sync();
    QVERIFY(run.result);
    QCOMPARE(fixture.value(answerSql), u"post 25"_s);
    QCOMPARE(run.requests, 3); // behind the second page no post can have more
}

void DiscourseTopicsTest::categoryNamesOnceARun()
{
    ForumFixture fixture;
    for (int i = 1; i <= 5; ++i) {
        ForumTopic topic = question();
        topic.id = i;
        topic.category = i == 5 ? 0 : 4;
        fixture.put(topic);
    }
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.asked().count(u"/site.json"_s), 1);
    QCOMPARE(fixture.rows(u"SELECT category_name FROM discourse_topics ORDER BY topic_id"_s),
             QStringList({u"Help"_s, u"Help"_s, u"Help"_s, u"Help"_s, u"NULL"_s}));
    QVERIFY(fixture.sync().result);
    QVERIFY(!fixture.asked().contains(u"/site.json"_s)); // no topic needs one
}

void DiscourseTopicsTest::categoryNamesFromTheOtherList()
{
    ForumFixture fixture;
    for (const int category : {4, 8, 9, 77}) {
        ForumTopic topic = question();
        topic.id = category;
        topic.category = category;
        fixture.put(topic);
    }
    fixture.intercept([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/site.json"_L1)
            return ForumFixture::json(R"({"errors":["no"]})", 403);
        if (request.url.path() != "/categories.json"_L1)
            return {};
        if (request.query("parent_category_id") == "4"_L1)
            return ForumFixture::json(R"({"category_list":{"categories":[{"id":9,"name":"Cables"}]}})");
        return ForumFixture::json(
            R"({"category_list":{"categories":[{"id":4,"name":"Help","subcategory_ids":[9]},
            {"id":7,"name":"Rooms","subcategory_list":[{"id":8,"name":"Lab"}]}]}})");
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(fixture.rows(u"SELECT category_name FROM discourse_topics ORDER BY topic_id"_s),
             QStringList({u"Help"_s, u"Lab"_s, u"Cables"_s, u"NULL"_s}));
    QCOMPARE(fixture.asked().filter(u"categories.json"_s).size(), 2);
}

void DiscourseTopicsTest::shapes_data()
{
    QTest::addColumn<QString>("changes");
    QTest::addColumn<QString>("reason"); // empty: it is read
    QTest::newRow("as it is") << u"{}"_s << QString();
    QTest::newRow("no title") << uR"({"title": null})"_s << u"topic 3 has no title"_s;
    QTest::newRow("title of another type") << uR"({"title": ["x"]})"_s << u"topic 3 has no title"_s;
    QTest::newRow("no time") << uR"({"created_at": "yesterday"})"_s
                             << u"topic 3 has no valid time of creation"_s;
    QTest::newRow("another topic") << uR"({"id": 4})"_s
                                   << u"topic 3 answers as topic 4, and that cannot be read"_s;
    QTest::newRow("no posts") << uR"({"post_stream": {"posts": []}})"_s
                              << u"topic 3 has no post that can be read"_s;
    QTest::newRow("posts of another type")
        << uR"({"post_stream": {"posts": {"a": 1}}})"_s << u"topic 3 has no post that can be read"_s;
    QTest::newRow("only a note")
        << uR"({"post_stream": {"posts": [{"post_number": 1, "post_type": 3, "cooked": "x"}]}})"_s
        << u"topic 3 has no post that can be read"_s;
    QTest::newRow("figures of another type") << uR"({"views": "many", "like_count": null})"_s << QString();
}

void DiscourseTopicsTest::shapes()
{
    QFETCH(QString, changes);
    QFETCH(QString, reason);
    QString why;
    const auto topic = sources::discourse::readTopic(topicWith(changes), 3, QUrl(u"https://e.org/f"_s), why);
    QCOMPARE(why, reason);
    QCOMPARE(topic.has_value(), reason.isEmpty());
    if (!topic)
        return;
    QCOMPARE(topic->row.title, u"T"_s);
    QCOMPARE(topic->row.createdAt, u"2013-02-07T18:43:11+00:00"_s); // UTC
    QVERIFY(topic->row.lastPostedAt.isNull());
    QCOMPARE(topic->row.tags, uR"(["a","b"])"_s);
    QCOMPARE(topic->row.firstPost, u"x"_s);
    QCOMPARE(topic->row.url, u"https://e.org/f/t/t/3"_s);
    QVERIFY(topic->hasMorePosts);
}

void DiscourseTopicsTest::mergedAway_data()
{
    QTest::addColumn<QString>("changes");
    QTest::addColumn<bool>("merged");
    QTest::newRow("itself") << u"{}"_s << false;
    QTest::newRow("another topic") << uR"({"id": 4})"_s << true;
    QTest::newRow("another topic without posts") << uR"({"id": 4, "post_stream": {}})"_s << false;
    QTest::newRow("another topic without a title") << uR"({"id": 4, "title": null})"_s << false;
    QTest::newRow("no id") << uR"({"id": null})"_s << false;
    QTest::newRow("id of another type") << uR"({"id": "4"})"_s << false;
    const auto posts = [](const char *list) {
        return uR"({"post_stream": {"stream": [9, 10], "posts": [%1]}})"_s.arg(QLatin1StringView(list));
    };
    QTest::newRow("only the note and another") << posts(R"({"post_type": 3, "action_code": "split_topic"},
                    {"post_type": 3, "action_code": "closed.enabled"})")
                                               << true;
    QTest::newRow("the note, and more to come")
        << posts(R"({"post_type": 3, "action_code": "split_topic"})") << false;
    QTest::newRow("another note")
        << posts(R"({"post_type": 3, "action_code": "closed.enabled"}, {"post_type": 3})") << false;
    QTest::newRow("the note, and a post that was kept")
        << posts(R"({"post_number": 1, "cooked": "x"}, {"post_type": 3, "action_code": "split_topic"})")
        << false;
    QTest::newRow("no posts") << uR"({"post_stream": {"posts": []}})"_s << false;
}

void DiscourseTopicsTest::mergedAway()
{
    QFETCH(QString, changes);
    QFETCH(bool, merged);
    QCOMPARE(sources::discourse::isMergedAway(topicWith(changes), 3), merged);
}

QTEST_GUILESS_MAIN(DiscourseTopicsTest)
#include "discourse_topics.moc"
