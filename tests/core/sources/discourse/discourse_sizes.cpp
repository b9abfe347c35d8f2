// Answers made to be long, at one size and at four times that: what is read of them grows no faster than they
// do. Counted in topics, posts and characters; never in time.
#include "http/Message.h"
#include "sources/discourse/ForumRequests.h"
#include "sources/discourse/PostFeed.h"
#include "sources/discourse/TopicPage.h"
#include "sources/discourse/TopicReader.h"
#include "text/html/HtmlToMarkdown.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sources::discourse;

namespace {
const QUrl forum(u"https://forum.example.org"_s);
constexpr qsizetype once = 4'000; // bytes, about

http::Response answer(const QJsonObject &object)
{
    http::Response response;
    response.status = 200;
    response.url = QUrl(forum.toString() + "/latest.json?page=0"_L1);
    response.headers = {{"content-type", "application/json"}};
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

// Four times as much, and what longer numbers in keys and reasons add to it; sixteen times is what must not
// be.
qsizetype mostOf(qsizetype small)
{
    return 4 * small + small / 10 + 400;
}

QJsonArray many(const QJsonValue &value, qsizetype count)
{
    QJsonArray array;
    for (qsizetype i = 0; i < count; ++i)
        array.append(value);
    return array;
}

QJsonObject post(const QString &cooked)
{
    return {{u"id"_s, 5}, {u"topic_id"_s, 3}, {u"post_number"_s, 1}, {u"cooked"_s, cooked}};
}

QJsonObject topic(const QJsonArray &posts)
{
    return {{u"id"_s, 3},
            {u"title"_s, u"Tides"_s},
            {u"slug"_s, u"tides"_s},
            {u"created_at"_s, u"2024-03-01T08:00:00.000Z"_s},
            {u"tags"_s, QJsonArray()},
            {u"post_stream"_s, QJsonObject{{u"posts"_s, posts}, {u"stream"_s, QJsonArray()}}}};
}

qsizetype sizeOf(const store::DiscourseTopic &row)
{
    return row.title.size() + row.firstPost.size() + row.tags.size() + row.url.size() + row.createdAt.size() +
           row.lastPostedAt.size();
}

// Everything that is made of an object, whether it is a topic, a page of a listing or the posts of all.
qsizetype workOn(const QJsonObject &object)
{
    qsizetype sum = 0;
    const http::Response response = answer(object);
    if (const Result<TopicPage> page = readTopicPage(response, forum.toString())) {
        sum += page->count;
        for (const ListedTopic &listed : page->topics)
            sum += 1 + sizeOf(listed.row);
        for (const store::SkippedItem &item : page->malformed)
            sum += 1 + item.key.size() + item.reason.size();
    }
    if (const Result<std::vector<FeedPost>> posts = readFeed(response)) {
        for (const FeedPost &one : *posts)
            sum += 1 + one.post.cooked.size();
    }
    if (const Result<QJsonObject> read = answerOf(response)) {
        sum += isMergedAway(*read, 3) ? 1 : 0;
        QString reason;
        if (const auto one = readTopic(*read, 3, forum, reason)) {
            sum += sizeOf(one->row);
            for (const Post &single : one->posts)
                sum += 1 + single.cooked.size() + text::htmlToMarkdown(single.cooked, forum).size();
        }
        sum += reason.size();
    }
    return sum;
}
} // namespace

class DiscourseSizesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapesOfAnswers_data();
    void shapesOfAnswers();
    void postsOfOnePiece_data();
    void postsOfOnePiece();
    void deepAnswers();
};

void DiscourseSizesTest::shapesOfAnswers_data()
{
    QTest::addColumn<std::function<QJsonObject(qsizetype)>>("make");
    const auto row = [](const char *name, const std::function<QJsonObject(qsizetype)> &make) {
        QTest::newRow(name) << make;
    };
    row("posts of one number", [](qsizetype n) { return topic(many(post(u"<p>x</p>"_s), n / 50)); });
    row("posts that are none", [](qsizetype n) { return topic(many(7, n)); });
    row("a likes' list without an end", [](qsizetype n) {
        QJsonObject liked = post(u"<p>x</p>"_s);
        liked.insert(u"actions_summary"_s, many(QJsonObject{{u"id"_s, 3}, {u"count"_s, 9}}, n / 20));
        return topic(many(liked, 20));
    });
    row("notes that posts were moved", [](qsizetype n) {
        return topic(many(QJsonObject{{u"post_type"_s, 3}, {u"action_code"_s, u"split_topic"_s}}, n / 40));
    });
    row("tags", [](qsizetype n) {
        QJsonObject tagged = topic({post(u"x"_s)});
        tagged.insert(u"tags"_s, many(u"\"\\\n"_s, n / 10));
        return tagged;
    });
    row("a title and a slug", [](qsizetype n) {
        QJsonObject titled = topic({post(u"x"_s)});
        titled.insert(u"title"_s, QString(n, u'\u00df'));
        titled.insert(u"slug"_s, QString(n, u'\u20ac'));
        return titled;
    });
    row("topics of one id", [](qsizetype n) {
        return QJsonObject{
            {u"topic_list"_s, QJsonObject{{u"topics"_s, many(topic({post(u"x"_s)}), n / 100)}}}};
    });
    row("topics without an id", [](qsizetype n) {
        return QJsonObject{{u"topic_list"_s, QJsonObject{{u"topics"_s, many(QJsonObject(), n / 3)}}}};
    });
    row("posts of all, each the same", [](qsizetype n) {
        return QJsonObject{{u"latest_posts"_s, many(post(u"<p>x</p>"_s), n / 50)}};
    });
}

void DiscourseSizesTest::shapesOfAnswers()
{
    QFETCH(std::function<QJsonObject(qsizetype)>, make);
    const qsizetype small = workOn(make(once));
    const qsizetype large = workOn(make(4 * once));
    QVERIFY(small > 0);
    QVERIFY2(large <= mostOf(small), qPrintable(u"%1 and %2"_s.arg(small).arg(large)));
}

void DiscourseSizesTest::postsOfOnePiece_data()
{
    QTest::addColumn<QString>("piece");
    for (const char *piece : {"<",
                              "&",
                              "&#",
                              "<b>",
                              "<p>",
                              "<blockquote>",
                              "<ul><li>x",
                              "<table><tr><td>x",
                              "<a href=\"/t/x\">",
                              "<img alt=\"x\">",
                              "<pre><code>",
                              "`",
                              "*_",
                              "<code>`",
                              "<details><summary>x",
                              "<aside class=\"quote\"><blockquote>x",
                              "<div class=\"",
                              "<h1>x",
                              "<!--",
                              "]( "})
        QTest::addRow("%s", piece) << QString::fromLatin1(piece);
}

void DiscourseSizesTest::postsOfOnePiece()
{
    QFETCH(QString, piece);
    const auto of = [&](qsizetype size) {
        return workOn(topic({post(piece.repeated(size / piece.size()))}));
    };
    const qsizetype small = of(once);
    const qsizetype large = of(4 * once);
    QVERIFY(small > 0);
    QVERIFY2(large <= mostOf(small), qPrintable(u"%1 and %2"_s.arg(small).arg(large)));
}

// Arrays within each other: Qt's parser gives them up, and that is an error like any other.
void DiscourseSizesTest::deepAnswers()
{
    for (const qsizetype depth : {once, 4 * once}) {
        http::Response response = answer({});
        response.body =
            "{\"topic_list\":{\"topics\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + "}}";
        const Result<TopicPage> page = readTopicPage(response, forum.toString());
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::BadAnswer);
        QVERIFY(page.error().text.size() < 400);
        QVERIFY(!readFeed(response));
    }
}

QTEST_GUILESS_MAIN(DiscourseSizesTest)
#include "discourse_sizes.moc"
