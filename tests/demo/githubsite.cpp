// The embedded GitHub over a real socket: pages, conditions, quota, renames.
#include "Fetch.h"

#include "demo/GithubSite.h"

#include <QSet>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper::demo;
using lockkeeper::tests::Fetched;
using lockkeeper::tests::Fetcher;

namespace {

const QString byUpdate = u"/repos/org/repo/issues?state=all&sort=updated&direction=asc"_s;

QList<int> numbers(const QJsonArray &items)
{
    QList<int> list;
    for (const auto &item : items)
        list.append(item[u"number"].toInt());
    return list;
}

QSet<int> distinct(const QList<int> &list)
{
    return {list.begin(), list.end()};
}

// As a careful client walks: the next `since` is the last updated_at seen, pages only within one timestamp.
QList<int> walkedByKey(Fetcher &fetcher, const QUrl &base, int perPage,
                       const std::function<void(int)> &between = {})
{
    QList<int> seen;
    QString since = u"1970-01-01T00:00:00Z"_s;
    int page = 1;
    for (int request = 1; request < 1000; ++request) {
        const QString query = byUpdate + u"&per_page=%1&since=%2&page=%3"_s.arg(perPage).arg(since).arg(page);
        const QJsonArray items = fetcher.get(QUrl(base.toString() + query)).array();
        seen += numbers(items);
        if (items.size() < perPage)
            break;
        const QString last = items.last()[u"updated_at"].toString();
        page = last == since ? page + 1 : 1;
        since = last;
        if (between)
            between(request);
    }
    return seen;
}

} // namespace

class TestGithubSite : public QObject
{
    Q_OBJECT

private:
    GithubSite site;
    std::unique_ptr<HttpServer> server;
    Fetcher fetcher;

    Fetched get(const QString &path, const Fetcher::Headers &headers = {})
    {
        return fetcher.get(QUrl(server->url().toString() + path), headers);
    }

private Q_SLOTS:
    void init()
    {
        site.removeRepository(u"org/repo"_s);
        site.setInterceptor({});
        site.setDelay(GithubSite::Delay());
        site.setLimits({});
        server =
            std::make_unique<HttpServer>([this](const HttpRequest &request) { return site.handle(request); });
    }
    void cleanup() { server.reset(); }

    void linkLeadsToEveryItemOnce()
    {
        const qint64 id = site.addGenerated({.fullName = u"org/repo"_s, .items = 250});
        const Fetched first = get(byUpdate + u"&per_page=100"_s);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.headers.value("content-type"), "application/json; charset=utf-8");
        QVERIFY(first.link(u"prev"_s).isEmpty());
        QVERIFY(first.link(u"first"_s).isEmpty());
        QCOMPARE(first.link(u"next"_s).path(), u"/repositories/%1/issues"_s.arg(id));
        QCOMPARE(first.link(u"next"_s).port(), server->url().port());
        QVERIFY(first.link(u"last"_s).query().endsWith(u"page=3"_s));

        const Fetched last = fetcher.get(first.link(u"last"_s));
        QCOMPARE(last.array().size(), 50);
        QVERIFY(last.link(u"next"_s).isEmpty());
        QVERIFY(last.link(u"prev"_s).query().endsWith(u"page=2"_s));
        QVERIFY(last.link(u"first"_s).query().endsWith(u"page=1"_s));

        const QList<int> all = numbers(fetcher.everything(QUrl(server->url().toString() + byUpdate)));
        QCOMPARE(all.size(), 250);
        QCOMPARE(distinct(all).size(), 250);
        QVERIFY(get(byUpdate + u"&since=2100-01-01T00:00:00Z"_s).headers.value("link").isEmpty());
    }

    void sinceKeyMeetsEveryItem()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 1000, .sameTime = 7});
        QCOMPARE(distinct(walkedByKey(fetcher, server->url(), 50)).size(), 1000);
    }

    void pagesReachItemsOfOneTimestamp()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 900, .sameTime = 350});
        const QJsonArray first = get(byUpdate + u"&per_page=100"_s).array();
        QCOMPARE(first.first()[u"updated_at"], first.last()[u"updated_at"]);
        QCOMPARE(distinct(walkedByKey(fetcher, server->url(), 100)).size(), 900);
    }

    // The trap that makes the key necessary: pages shift under a walk, keys don't.
    void anUpdateDuringTheWalkShiftsPagesButNotKeys()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 300, .firstUpdate = 1'000'000});
        const QJsonArray one = get(byUpdate + u"&per_page=100"_s).array();
        site.commentOn(u"org/repo"_s, one.first()[u"number"].toInt(), 9'000'000);
        const QJsonArray two = get(byUpdate + u"&per_page=100&page=2"_s).array();
        const QJsonArray three = get(byUpdate + u"&per_page=100&page=3"_s).array();
        QCOMPARE(distinct(numbers(one) + numbers(two) + numbers(three)).size(), 299);

        qint64 at = 9'000'000;
        const QList<int> seen = walkedByKey(fetcher, server->url(), 100, [&](int request) {
            site.commentOn(u"org/repo"_s, numbers(one).at(request), ++at);
        });
        QCOMPARE(distinct(seen).size(), 300);
    }

    void filtersAndOrdersAsAsked()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 200, .closedPercent = 50});
        const QJsonArray plain = get(u"/repos/org/repo/issues"_s).array();
        QCOMPARE(plain.size(), 30);
        for (qsizetype i = 0; i < plain.size(); ++i) {
            QCOMPARE(plain[i][u"state"].toString(), u"open"_s);
            if (i > 0)
                QVERIFY(plain[i - 1][u"created_at"].toString() > plain[i][u"created_at"].toString());
        }
        qsizetype sum = 0;
        for (const auto &state : {u"open"_s, u"closed"_s}) {
            const auto url =
                QUrl(server->url().toString() + u"/repos/ORG/Repo/issues?per_page=40&state="_s + state);
            const QJsonArray items = fetcher.everything(url);
            for (const auto &item : items)
                QCOMPARE(item[u"state"].toString(), state);
            sum += items.size();
        }
        QCOMPARE(sum, 200);
        QCOMPARE(get(u"/repos/org/repo/issues?state=all&per_page=1000"_s).array().size(), 100);

        const QString since =
            get(byUpdate + u"&per_page=100&page=2"_s).array().at(50)[u"updated_at"].toString();
        QCOMPARE(get(byUpdate + u"&per_page=100&since="_s + since).array().size(), 50);
        QCOMPARE(get(u"/repos/org/repo/issues?state=all&per_page=100&since="_s + since).array().size(), 50);
    }

    void refusesWhatMakesNoSense()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 3});
        for (const auto &query : {u"?since=yesterday"_s, u"?since=2026-01-01T00:00:00+00:00"_s,
                                  u"?state=some"_s, u"?sort=mood"_s, u"?direction=up"_s}) {
            QCOMPARE(get(u"/repos/org/repo/issues"_s + query).status, 422);
        }
        QCOMPARE(get(u"/repos/org/repo/issues?since=2023-01-01T00:00:00%2B00:00"_s).status, 200);
        for (const auto &path :
             {u"/"_s, u"/repos/org"_s, u"/repos/org/other/issues"_s, u"/repos/org/repo/pulls"_s,
              u"/repositories/1/issues"_s, u"/repositories/x"_s, u"/repos/org/repo/issues/99"_s}) {
            const Fetched answer = get(path);
            QCOMPARE(answer.status, 404);
            QCOMPARE(answer.object().value("message"_L1).toString(), u"Not Found"_s);
        }
    }

    void sameContentIsNotSentTwice()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 120});
        const QString path = byUpdate + u"&per_page=100"_s;
        const Fetched first = get(path, {{"Authorization", "Bearer made-up"}});
        const QByteArray etag = first.headers.value("etag");
        QVERIFY(etag.startsWith("W/\""));
        const Fetched again = get(path, {{"Authorization", "Bearer made-up"}, {"If-None-Match", etag}});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
        QCOMPARE(again.headers.value("etag"), etag);
        QCOMPARE(again.headers.value("x-ratelimit-used"), first.headers.value("x-ratelimit-used")); // free
        QCOMPARE(get(path, {{"If-None-Match", "W/\"other\", " + etag}}).status, 304);

        QVERIFY(
            site.editItem(u"org/repo"_s, numbers(first.array()).first(), {.title = u"New"_s}, 2'000'000'000));
        const Fetched changed = get(path, {{"If-None-Match", etag}});
        QCOMPARE(changed.status, 200);
        QVERIFY(changed.headers.value("etag") != etag);
    }

    void renamedRepositoryRedirects()
    {
        const qint64 id = site.addGenerated({.fullName = u"org/repo"_s, .items = 40});
        QVERIFY(site.renameRepository(u"org/repo"_s, u"org/better"_s));
        const Fetched moved = get(byUpdate + u"&since=2020-01-01T00:00:00%2B00:00&per_page=10"_s);
        QCOMPARE(moved.status, 301);
        const QUrl location = QUrl::fromEncoded(moved.headers.value("location"));
        QCOMPARE(location.path(), u"/repositories/%1/issues"_s.arg(id));
        QVERIFY(location.query(QUrl::FullyEncoded).contains(u"since=2020-01-01T00:00:00%2B00:00"_s));
        QCOMPARE(moved.object().value("url"_L1).toString(), location.toString(QUrl::FullyEncoded));
        const QJsonArray items = fetcher.get(location).array();
        QCOMPARE(items.size(), 10);
        QVERIFY(items.first()[u"html_url"].toString().startsWith(u"https://github.com/org/better/"_s));
        QCOMPARE(get(u"/repos/org/better"_s).object().value("full_name"_L1).toString(), u"org/better"_s);
        QVERIFY(site.removeRepository(u"org/better"_s));
        QCOMPARE(get(u"/repos/org/repo"_s).status, 404);
    }

    void quotaEnds()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 5});
        site.setLimits({.anonymous = 2, .authorized = 3});
        const Fetched first = get(byUpdate);
        QCOMPARE(first.headers.value("x-ratelimit-limit"), "2");
        QCOMPARE(first.headers.value("x-ratelimit-remaining"), "1");
        QCOMPARE(first.headers.value("x-ratelimit-resource"), "core");
        QVERIFY(first.headers.value("x-ratelimit-reset").toLongLong() > QDateTime::currentSecsSinceEpoch());
        QCOMPARE(get(byUpdate).status, 200);
        const auto before = site.counts();
        const Fetched refused = get(byUpdate);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.headers.value("x-ratelimit-remaining"), "0");
        QCOMPARE(get(byUpdate, {{"Authorization", "Bearer made-up"}}).headers.value("x-ratelimit-limit"),
                 "3");
        const auto after = site.counts();
        QCOMPARE(after.refused - before.refused, 1);
        QCOMPARE(after.authorized - before.authorized, 1);
        QCOMPARE(after.requests - before.requests, 2);
    }

    void aHundredThousandItemsAreFewBytesAndNoScan()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 100'000, .firstUpdate = 1'700'000'000});
        const std::vector<GithubItem> items = site.items(u"org/repo"_s);
        QCOMPARE(items.size(), 100'000U);
        QVERIFY(sizeof(GithubItem) <= 80);
        QVERIFY(std::ranges::none_of(items, [](const GithubItem &item) { return bool(item.prose); }));

        const QDateTime late = QDateTime::fromSecsSinceEpoch(1'700'000'000 + 99'950 * 60, Qt::UTC);
        const Fetched tail = get(byUpdate + u"&per_page=100&since="_s + late.toString(Qt::ISODate));
        QCOMPARE(tail.array().size(), 50);
        const Fetched middle = get(byUpdate + u"&per_page=100&page=500"_s);
        QCOMPARE(middle.array().size(), 100);
        QVERIFY(middle.link(u"last"_s).query().endsWith(u"page=1000"_s));
        QCOMPARE(QDateTime::fromString(middle.array().first()[u"updated_at"].toString(), Qt::ISODate),
                 QDateTime::fromSecsSinceEpoch(1'700'000'000 + 49'900 * 60, Qt::UTC));
    }

    void changesFromAnotherThread()
    {
        site.addGenerated({.fullName = u"org/repo"_s, .items = 200, .firstUpdate = 1'000'000});
        {
            const std::jthread writer([this] {
                for (int n = 0; n < 300; ++n) {
                    GithubItem item;
                    item.createdAt = item.updatedAt = 5'000'000 + n / 10;
                    site.addItem(u"org/repo"_s, item);
                    site.closeItem(u"org/repo"_s, 1 + n % 200, 5'000'000 + n / 10);
                }
            });
            for (int request = 0; request < 20; ++request)
                QCOMPARE(get(byUpdate).array().size(), 30);
        }
        QCOMPARE(distinct(walkedByKey(fetcher, server->url(), 100)).size(), 500);
    }
};

QTEST_GUILESS_MAIN(TestGithubSite)
#include "githubsite.moc"
