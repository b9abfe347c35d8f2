// What a check says of forums.
#include "Remotes.h"

#include "tests/support/Samples.h"

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;
using tests::found;
using tests::HttpAnswer;
using tests::Remotes;

namespace {

const QString host = u"forum.deepreef.example"_s;

constexpr auto site = R"({"archetypes": [], "top_tags": ["sonar", "tides"], "categories": [
    {"id": 4, "slug": "help", "name": "Help", "topic_count": 100},
    {"id": 5, "slug": "install", "name": "Installing", "topic_count": 20, "parent_category_id": 4},
    {"id": 6, "slug": "", "name": "no slug", "topic_count": 1},
    {"id": -3, "slug": "odd", "name": "odd"}, "not even an object"]})";
constexpr auto about = R"({"about": {"title": "Deep Reef Forum", "description": "Ask here.",
    "stats": {"topics_count": 140, "posts_count": 900}}})";

void fill(Remotes &remotes)
{
    remotes.putJson(host + u"/site.json"_s, site);
    remotes.putJson(host + u"/about.json"_s, about);
    remotes.putJson(host + u"/tags.json"_s,
                    R"({"tags": [{"id": "tides", "count": 3}, {"id": "rare", "count": 1}],
                        "extras": {"tag_groups": [{"tags": [{"name": "grouped", "count": 9}]}]}})");
}

community::Forum forum(const QString &url = u"https://"_s + host)
{
    return {.url = QUrl(url), .tags = {}, .categories = {}};
}

} // namespace

class OnboardingForum final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void offersCategoriesAndTags()
    {
        Remotes remotes;
        fill(remotes);
        const ForumFinding finding = found(remotes.checks.forum(forum(), {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QVERIFY(finding.isDiscourse);
        QCOMPARE(finding.title, u"Deep Reef Forum"_s);
        QCOMPARE(finding.topics, 140);
        QCOMPARE(finding.posts, 900);
        QCOMPARE(finding.text, u"Deep Reef Forum: about 140 topics, 2 categories, 2 tags to pick from."_s);
        QCOMPARE(finding.categories.size(), 2);
        QCOMPARE(finding.categories.at(0).slug, u"help"_s);
        QCOMPARE(finding.categories.at(0).topics, 120); // its listing has those of the one below
        QCOMPARE(finding.categories.at(1).name, u"Help / Installing"_s);
        QCOMPARE(finding.tags.at(0).name, u"sonar"_s);
        QCOMPARE(remotes.server.requestCount(), 2);
    }

    void looksForConfiguredOnes()
    {
        Remotes remotes;
        fill(remotes);
        community::Forum wanted = forum();
        wanted.categories = {{.slug = u"help"_s, .id = 4}};
        wanted.tags = {u"rare"_s};
        QCOMPARE(found(remotes.checks.forum(wanted, {})).verdict, Verdict::Fine);
        QCOMPARE(remotes.server.requestCount(), 3); // the rare tag needs the whole list
        wanted.tags = {u"gone"_s};
        wanted.categories = {{.slug = u"help"_s, .id = 7}};
        const ForumFinding finding = found(remotes.checks.forum(wanted, {}));
        QCOMPARE(finding.verdict, Verdict::Warning);
        QVERIFY2(finding.text.startsWith(u"It has no category help (7), tag gone"_s),
                 qPrintable(finding.text));
    }

    void followsAForumThatMoved()
    {
        Remotes remotes;
        fill(remotes);
        HttpAnswer moved{.status = 301};
        moved.set("Location", "https://forum.deepreef.example/site.json");
        remotes.put(u"old.example/talk/site.json"_s, moved);
        const ForumFinding finding = found(remotes.checks.forum(forum(u"https://old.example/talk"_s), {}));
        QCOMPARE(finding.verdict, Verdict::Warning);
        QCOMPARE(finding.url, QUrl(u"https://forum.deepreef.example"_s));
    }

    void aForumBelowItsHostsRoot()
    {
        Remotes remotes;
        remotes.putJson(u"reef.example/community/site.json"_s, site);
        const ForumFinding finding =
            found(remotes.checks.forum(forum(u"https://reef.example/community/"_s), {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QCOMPARE(finding.url, QUrl(u"https://reef.example/community"_s));
        QCOMPARE(finding.text, u"reef.example: 2 categories, 2 tags to pick from."_s);
    }

    void whatIsNoDiscourse_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("verdict");
        QTest::newRow("a page") << 200 << QByteArray("text/html") << QByteArray("<html></html>")
                                << int(Verdict::Error);
        QTest::newRow("other JSON") << 200 << QByteArray("application/json") << QByteArray(R"({"ok": true})")
                                    << int(Verdict::Error);
        QTest::newRow("nothing") << 404 << QByteArray("text/html") << QByteArray() << int(Verdict::Error);
        QTest::newRow("members only")
            << 403 << QByteArray("application/json") << QByteArray("{}") << int(Verdict::Warning);
        QTest::newRow("down") << 503 << QByteArray("text/html") << QByteArray() << int(Verdict::NotChecked);
        QTest::newRow("endless") << 200 << QByteArray("application/json") << QByteArray(5 * 1024 * 1024, ' ')
                                 << int(Verdict::NotChecked);
    }
    void whatIsNoDiscourse()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Remotes remotes;
        HttpAnswer answer{.status = status, .headers = {}, .body = body};
        answer.set("Content-Type", type);
        remotes.put(host + u"/site.json"_s, answer);
        const ForumFinding finding = found(remotes.checks.forum(forum(), {}));
        QTEST(int(finding.verdict), "verdict");
        QVERIFY(!finding.isDiscourse);
        QVERIFY(!finding.text.isEmpty());
    }

    void aLoginPageOfAnotherHostIsNoAnswer()
    {
        Remotes remotes;
        HttpAnswer away{.status = 302};
        away.set("Location", "https://wifi.cafe.example/login-here");
        remotes.put(host + u"/site.json"_s, away);
        remotes.putPage(u"wifi.cafe.example/login-here"_s, "<html>Welcome to the café</html>");
        QCOMPARE(found(remotes.checks.forum(forum(), {})).verdict, Verdict::NotChecked);
    }

    void recordedCategories()
    {
        const HttpAnswer recorded =
            tests::recordedAnswer(QStringLiteral(LOCKKEEPER_SAMPLES "/discourse"), u"categories"_s);
        if (recorded.body.isEmpty())
            QSKIP("skipped: no samples");
        Remotes remotes;
        remotes.putJson(host + u"/site.json"_s, R"({"archetypes": []})"); // loads its categories bit by bit
        remotes.put(host + u"/categories.json"_s, recorded);
        const ForumFinding finding = found(remotes.checks.forum(forum(), {}));
        QCOMPARE(finding.verdict, Verdict::Fine);
        QVERIFY(!finding.categories.isEmpty());
        for (const ForumCategory &category : finding.categories)
            QVERIFY(category.id > 0 && !category.slug.isEmpty() && !category.name.isEmpty());
    }
};

QTEST_GUILESS_MAIN(OnboardingForum)
#include "onboarding_forum.moc"
