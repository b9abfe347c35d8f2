// Recorded answers, and answers written for this test in the same shape (tests/data/discourse), served as a
// forum.
#include "ForumFixture.h"

#include "tests/support/Samples.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::ForumFixture;
using tests::SyncOutcome;

namespace {
const QString samples = QStringLiteral(LOCKKEEPER_SAMPLES "/discourse");
const QString ours = QStringLiteral(LOCKKEEPER_TEST_DATA "/discourse");

// /latest.json?page=N as NAME-N, /t/ID.json as topic-ID; what was not recorded is gone.
ForumFixture::Interceptor recorded(const QString &folder, const QStringList &pages,
                                   const QMap<QString, QString> &topics, const QString &categories)
{
    return [=](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        const QString path = request.url.path();
        QString name;
        if (path == "/latest.json"_L1)
            name = pages.value(request.query("page").toInt());
        else if (path == "/categories.json"_L1 && request.query("parent_category_id").isEmpty())
            name = categories;
        else if (request.query("page").isEmpty())
            name = topics.value(path);
        if (name.isEmpty())
            return ForumFixture::json(R"({"errors":["not found"]})", 404);
        return tests::recordedAnswer(folder, name);
    };
}
} // namespace

class DiscourseSamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedForum();
    void recordedListings_data();
    void recordedListings();
    void solvedTopic();
    void writtenForum();
};

void DiscourseSamplesTest::recordedForum()
{
    if (!QFileInfo::exists(samples))
        QSKIP("skipped: no samples");
    ForumFixture fixture;
    fixture.intercept(recorded(samples, {u"latest-page0"_s, u"latest-page1-last"_s},
                               {{u"/t/11.json"_s, u"topic-11"_s},
                                {u"/t/21.json"_s, u"topic-21-references"_s},
                                {u"/t/26.json"_s, u"topic-26-page1"_s}},
                               u"categories"_s));
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    // Two pages, and once more: what was not recorded seems deleted since they were read.
    QCOMPARE(fixture.asked().filter(u"/latest.json"_s).size(), 2 * 2);
    QCOMPARE(run.skipped, 0);
    QCOMPARE(fixture.storedIds(), QStringList({u"11"_s, u"21"_s, u"26"_s})); // the others were not recorded
    QCOMPARE(fixture.rows(
                 u"SELECT title, tags, like_count, views, accepted_answer, created_at FROM discourse_topics "
                 "WHERE topic_id = 11"_s),
             QStringList{u"My First Test Post|[]|1|5728|NULL|2019-08-02T11:12:29.408Z"_s});
    QVERIFY(fixture.value(u"SELECT first_post FROM discourse_topics WHERE topic_id = 11"_s)
                .startsWith(u"This is a test post."));
}

void DiscourseSamplesTest::recordedListings_data()
{
    QTest::addColumn<QString>("name");
    if (!QFileInfo::exists(samples))
        QSKIP("skipped: no samples");
    for (const char *name : {"api-fixture-latest", "api-fixture-category_latest_topics", "api-fixture-top",
                             "docs-latest", "latest-page1-last"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

// Old and new shapes of a listing: all of it is understood.
void DiscourseSamplesTest::recordedListings()
{
    QFETCH(QString, name);
    ForumFixture fixture;
    fixture.intercept(recorded(samples, {name}, {}, {}));
    const SyncOutcome run = fixture.sync();
    if (!run.result) // it names a second page, which was not recorded
        QCOMPARE(run.result.error().status, 404);
    QCOMPARE(run.skipped, 0);
}

void DiscourseSamplesTest::solvedTopic()
{
    if (!QFileInfo::exists(samples))
        QSKIP("skipped: no samples");
    ForumFixture fixture;
    fixture.intercept([&](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        if (request.url.path() == "/latest.json"_L1)
            return ForumFixture::json(
                R"({"topic_list":{"topics":[{"id":23,"bumped_at":"2017-08-08T20:12:04.657Z"}]}})");
        if (request.url.path() == "/t/23.json"_L1)
            return tests::recordedAnswer(samples, u"topic-solved"_s);
        return {};
    });
    QVERIFY(fixture.sync().result);
    QCOMPARE(
        fixture.rows(u"SELECT first_post, accepted_answer, category_name FROM discourse_topics"_s),
        QStringList{u"How do I declare a variable in ruby?|this is a long answer that potentially solves the "
                    "question|NULL"_s});
}

void DiscourseSamplesTest::writtenForum()
{
    ForumFixture fixture;
    fixture.intercept(recorded(ours, {u"latest-0"_s, u"latest-1"_s},
                               {{u"/t/41.json"_s, u"topic-41"_s},
                                {u"/t/42.json"_s, u"topic-42"_s},
                                {u"/t/42/27.json"_s, u"topic-42-27"_s},
                                {u"/t/7.json"_s, u"topic-7"_s}},
                               u"categories"_s));
    const SyncOutcome run = fixture.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(
        fixture.rows(
            u"SELECT topic_id, title, first_post, accepted_answer, category_name, tags, reply_count, "
            "like_count, views, created_at FROM discourse_topics ORDER BY topic_id"_s),
        QStringList(
            {u"7|Welcome aboard|Read this **first**.|NULL|Harbour|[]|0|2|310|2021-03-01T08:00:00.000Z"_s,
             u"41|Which rope for a gale?|My rope\n\n- frays\n- *slips*|Take the thick one.|Ropes & knots|"
             "[\"rope\",\"weather\"]|2|5|88|2024-02-03T10:00:00.000Z"_s,
             u"42|The long watch|Who keeps it?|I do, `always`.|Harbour|[\"watch\"]|26|0|91|"
             "2024-02-01T23:30:00+00:00"_s}));
    QCOMPARE(fixture.sync().requests, 1);
}

QTEST_GUILESS_MAIN(DiscourseSamplesTest)
#include "discourse_samples.moc"
