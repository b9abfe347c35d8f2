// The demo's forums: the same for the same times, with every thing a sync of forums meets, synced by the real
// source.
#include "demo/content/ForumPart.h"
#include "sources/discourse/DiscourseSource.h"
#include "tests/support/JobFixture.h"
#include "tests/support/Sqlite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::ForumPart;
using demo::HttpAnswer;
using demo::HttpRequest;
using tests::SyncOutcome;

namespace {
constexpr qint64 began = 1'750'000'000;
constexpr qint64 day = 86'400;

HttpRequest get(const QString &path, const char *host = "forum.harkwave.example")
{
    return {.method = "GET", .url = QUrl(path), .headers = {{"Host", host}}, .body = {}};
}

// A part behind a server of its own, as one of its hosts.
class World final
{
public:
    World()
        : m_job([this](const HttpRequest &request) {
            HttpRequest there = request;
            there.headers = {{"Host", "forum.harkwave.example"}};
            return m_part.answer(there).value_or(HttpAnswer{.status = 404});
        })
    {
        m_part.begin(began);
    }

    SyncOutcome sync(bool full = false)
    {
        community::Community community;
        community.forums = {{.url = m_job.server().url(), .tags = {}, .categories = {}}};
        return m_job.run(sources::discourse::source().remotes(community).first(), full);
    }
    ForumPart &part() { return m_part; }
    QString value(const QString &sql) { return tests::Sqlite(m_job.databasePath()).value(sql); }

private:
    ForumPart m_part;
    tests::JobFixture m_job;
};
} // namespace

class DemoForumTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameForTheSameTimes();
    void onlyItsHosts();
    void numbersThatAreNoPage();
    void everyKindOfTopic();
    void daysPass();
};

void DemoForumTest::sameForTheSameTimes()
{
    ForumPart one;
    ForumPart other;
    for (ForumPart *part : {&one, &other}) {
        part->begin(began);
        part->passDays(1, began, began + 2 * day);
    }
    for (const char *path : {"/latest.json?page=0", "/latest.json?page=2", "/posts.json", "/t/9.json"}) {
        const HttpRequest request = get(QString::fromLatin1(path));
        QCOMPARE(one.answer(request)->status, 200);
        QCOMPARE(one.answer(request)->body, other.answer(request)->body);
    }
}

void DemoForumTest::onlyItsHosts()
{
    ForumPart part;
    part.begin(began);
    QVERIFY(part.answer(get(u"/latest.json"_s, "discuss.strandform.example")));
    QVERIFY(!part.answer(get(u"/latest.json"_s, "api.github.example")));
}

void DemoForumTest::numbersThatAreNoPage()
{
    ForumPart part;
    part.begin(began);
    const QByteArray first = part.answer(get(u"/latest.json?page=0"_s))->body;
    for (const char *page : {"-1", "x", "9223372036854775807"})
        QCOMPARE(part.answer(get(u"/latest.json?page="_s + QLatin1StringView(page)))->body, first);
    for (const char *path : {"/t/9.json?page=-9", "/t/9/-9.json", "/t/9/9223372036854775807.json"})
        QCOMPARE(part.answer(get(QLatin1StringView(path)))->body, part.answer(get(u"/t/9.json"_s))->body);
    QCOMPARE(part.answer(get(u"/latest.json?page=2147483647"_s))->status, 200);
    QCOMPARE(part.answer(get(u"/t/9.json?page=2147483647"_s))->status, 404);
}

void DemoForumTest::everyKindOfTopic()
{
    World world;
    const SyncOutcome run = world.sync();
    QVERIFY2(run.result, run.result ? "" : qPrintable(run.result.error().text));
    QCOMPARE(run.counts.added, 70);
    QVERIFY2(run.requests <= 14,
             qPrintable(QString::number(run.requests))); // three pages, the posts, the names
    QCOMPARE(run.skipped, 0);
    const auto having = [&](const char *condition) {
        return world.value(u"SELECT count(*) FROM discourse_topics WHERE "_s + QLatin1StringView(condition))
            .toInt();
    };
    for (const char *condition :
         {"first_post LIKE '%```python%'", "first_post LIKE '%- %'", "first_post LIKE '%| --- |%'",
          "first_post LIKE '%:pray:%'", "first_post LIKE '%](https://%'", "first_post LIKE '%![screenshot]%'",
          "accepted_answer LIKE '%1. Call%'", "accepted_answer IS NULL", "tags <> '[]'"})
        QVERIFY2(having(condition) >= 2, condition);
    QCOMPARE(having("first_post LIKE '%<%>%' OR first_post LIKE '%{%}%'"), 0); // no tag, no open placeholder
    QCOMPARE(having("category_name IS NULL"), 0);
    QCOMPARE(having("title LIKE '%{%' OR title LIKE '%`%' OR title = ''"), 0);
    QVERIFY(!world.value(u"SELECT accepted_answer FROM discourse_topics WHERE topic_id = 9"_s).isEmpty());
    QVERIFY(world.value(u"SELECT reply_count FROM discourse_topics WHERE topic_id = 9"_s).toInt() > 20);
}

void DemoForumTest::daysPass()
{
    World world;
    QVERIFY(world.sync().result);
    QCOMPARE(world.sync().counts, store::CommitCounts{});
    for (int step = 1; step <= 5; ++step) {
        world.part().passDays(step, began + (step - 1) * 2 * day, began + step * 2 * day);
        const SyncOutcome run = world.sync();
        QVERIFY(run.result);
        QCOMPARE(run.counts.added, 2);
        QVERIFY(run.counts.changed >= 6);
    }
    const SyncOutcome full = world.sync(true); // one topic less a step, which only a full sync looks for
    QVERIFY(full.result);
    QVERIFY(full.counts.deleted >= 4); // a new one may have gone before it was seen
    QCOMPARE(world.sync(true).counts.deleted, 0);
}

QTEST_GUILESS_MAIN(DemoForumTest)
#include "demoforum.moc"
