// What the embedded GitHub says about single items, and the faults a test can order.
#include "Fetch.h"

#include "demo/GithubSite.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper::demo;
using lockkeeper::tests::Fetched;
using lockkeeper::tests::Fetcher;

namespace {

std::shared_ptr<const Prose> prose(const QString &title, const std::optional<QString> &body,
                                   const QString &author)
{
    return std::make_shared<const Prose>(
        Prose{.title = title, .body = body, .author = author, .labels = {u"bug"_s}});
}

} // namespace

class TestGithubItems : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GithubSite> site;
    std::unique_ptr<HttpServer> server;
    Fetcher fetcher;
    const QString repo = u"org/repo"_s;

    Fetched get(const QString &path, const Fetcher::Headers &headers = {})
    {
        return fetcher.get(QUrl(server->url().toString() + path), headers);
    }
    QJsonObject item(int number) { return get(u"/repos/org/repo/issues/%1"_s.arg(number)).object(); }

private Q_SLOTS:
    void init()
    {
        site = std::make_unique<GithubSite>();
        server = std::make_unique<HttpServer>(
            [this](const HttpRequest &request) { return site->handle(request); });
        site->addRepository(repo);
    }
    void cleanup()
    {
        server.reset();
        site.reset();
    }

    void issueAndPullRequest()
    {
        const int issue =
            site->addItem(repo, {.createdAt = 1'600'000'000,
                                 .updatedAt = 1'600'000'060,
                                 .prose = prose(u"Naïve “µV” 🧠"_s, u"A\nbody"_s, u"ann"_s)});
        const int pull = site->addItem(repo, {.pullRequest = true,
                                              .draft = true,
                                              .createdAt = 1'600'000'100,
                                              .updatedAt = 1'600'000'100,
                                              .prose = prose(u"Bump"_s, std::nullopt, u"helper[bot]"_s)});
        const int orphan = site->addItem(repo, {.createdAt = 1'600'000'200,
                                                .updatedAt = 1'600'000'200,
                                                .prose = prose(u"Left"_s, QString(), {})});
        QCOMPARE(QList({issue, pull, orphan}), QList({1, 2, 3}));

        const QJsonObject one = item(issue);
        QCOMPARE(one.value("title"_L1).toString(), u"Naïve “µV” 🧠"_s);
        QCOMPARE(one.value("body"_L1).toString(), u"A\nbody"_s);
        QCOMPARE(one.value("user"_L1)[u"login"].toString(), u"ann"_s);
        QCOMPARE(one.value("labels"_L1)[0][u"name"].toString(), u"bug"_s);
        QCOMPARE(one.value("created_at"_L1).toString(), u"2020-09-13T12:26:40Z"_s);
        QCOMPARE(one.value("html_url"_L1).toString(), u"https://github.com/org/repo/issues/1"_s);
        QVERIFY(one.value("closed_at"_L1).isNull());
        QVERIFY(!one.contains("pull_request"_L1));

        const QJsonObject two = item(pull);
        QVERIFY(two.value("body"_L1).isNull());
        QVERIFY(two.value("draft"_L1).toBool());
        QCOMPARE(two.value("user"_L1)[u"type"].toString(), u"Bot"_s);
        QCOMPARE(two.value("html_url"_L1).toString(), u"https://github.com/org/repo/pull/2"_s);
        QVERIFY(two.value("pull_request"_L1).isObject());

        const QJsonObject three = item(orphan);
        QVERIFY(three.value("user"_L1).isNull());
        QCOMPARE(three.value("body"_L1), QJsonValue(QString()));
        QCOMPARE(get(u"/repos/org/repo"_s).object().value("open_issues_count"_L1).toInt(), 3);
        QCOMPARE(get(u"/repos/org/repo"_s).object().value("default_branch"_L1).toString(), u"main"_s);
    }

    void changesShow()
    {
        for (int n = 0; n < 3; ++n)
            site->addItem(
                repo, {.createdAt = 1000, .updatedAt = 1000, .prose = prose(u"Old"_s, u"old"_s, u"ann"_s)});
        QVERIFY(site->editItem(repo, 1, *prose(u"New"_s, u"new"_s, u"ann"_s), 2000));
        QVERIFY(site->closeItem(repo, 2, 3000));
        QVERIFY(site->commentOn(repo, 3, 4000));

        QCOMPARE(item(1).value("title"_L1).toString(), u"New"_s);
        QCOMPARE(item(2).value("state"_L1).toString(), u"closed"_s);
        QCOMPARE(item(2).value("closed_at"_L1).toString(), u"1970-01-01T00:50:00Z"_s);
        QCOMPARE(item(3).value("comments"_L1).toInt(), 1);
        QCOMPARE(item(3).value("title"_L1).toString(), u"Old"_s);
        QCOMPARE(item(3).value("updated_at"_L1).toString(), u"1970-01-01T01:06:40Z"_s);

        QVERIFY(site->deleteItem(repo, 3));
        QVERIFY(!site->deleteItem(repo, 3));
        QCOMPARE(get(u"/repos/org/repo/issues/3"_s).status, 404);
        QCOMPARE(get(u"/repos/org/repo/issues?state=all"_s).array().size(), 2);
        QCOMPARE(site->addItem(repo, {.createdAt = 5000, .updatedAt = 5000}),
                 4); // a number is not given twice
        QVERIFY(!site->closeItem(u"org/none"_s, 1, 1));
        QCOMPARE(site->addItem(u"org/none"_s, {}), 0);
    }

    void orderedAnswersComeOnceAndInOrder()
    {
        site->answerNext(answers::quotaUsedUpUntil(1'900'000'000, 429));
        site->answerNext(answers::secondaryLimit(7));
        site->answerNext(answers::serverError(500));
        site->answerNext(answers::htmlPage());
        const QString path = u"/repos/org/repo/issues"_s;
        const Fetched limited = get(path);
        QCOMPARE(limited.status, 429);
        QCOMPARE(limited.headers.value("x-ratelimit-remaining"), "0");
        QCOMPARE(limited.headers.value("x-ratelimit-reset"), "1900000000");
        const Fetched tooFast = get(path);
        QCOMPARE(tooFast.status, 403);
        QCOMPARE(tooFast.headers.value("retry-after"), "7");
        QCOMPARE(get(path).status, 500);
        const Fetched page = get(path);
        QCOMPARE(page.status, 200);
        QVERIFY(page.headers.value("content-type").startsWith("text/html"));
        QCOMPARE(get(path).body, "[]");
    }

    void interceptorChangesTheTrueAnswer()
    {
        site->addItem(repo, {.createdAt = 1000, .updatedAt = 1000, .prose = prose(u"T"_s, u"b"_s, u"ann"_s)});
        site->setInterceptor([this](const HttpRequest &request) -> std::optional<HttpAnswer> {
            if (request.url.path() != "/repos/org/repo/issues/1"_L1)
                return std::nullopt;
            HttpAnswer cut = site->answer(request);
            cut.fault = HttpAnswer::Fault::CloseMidBody;
            return cut;
        });
        const Fetched broken = get(u"/repos/org/repo/issues/1"_s);
        QVERIFY(broken.error != QNetworkReply::NoError);
        QCOMPARE(get(u"/repos/org/repo/issues?state=all"_s).array().size(), 1);
        site->setInterceptor({});
        QCOMPARE(get(u"/repos/org/repo/issues/1"_s).error, QNetworkReply::NoError);
    }

    void delayByPath()
    {
        site->setDelay([](const HttpRequest &request) {
            return request.url.path().endsWith("/issues"_L1) ? 30ms : 0ms;
        });
        HttpRequest request{
            .method = "GET", .url = QUrl(u"/repos/org/repo/issues"_s), .headers = {}, .body = {}};
        QCOMPARE(site->handle(request).delay, 30ms);
        request.url = QUrl(u"/repos/org/repo"_s);
        QCOMPARE(site->handle(request).delay, 0ms);
        site->setDelay(5ms);
        QCOMPARE(site->handle(request).delay, 5ms);
    }
};

QTEST_GUILESS_MAIN(TestGithubItems)
#include "githubitems.moc"
