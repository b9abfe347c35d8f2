// When a remote says "too many": who waits, how long, and when it is told as an error instead.
#include "HttpFixture.h"

#include "base/Time.h"
#include "http/Limits.h"

#include <QTest>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto secondaryLimit = R"({"message":"You have exceeded a secondary rate limit. Please wait."})";

HttpAnswer limited(int status, const QByteArray &name, const QByteArray &value)
{
    HttpAnswer result = answer(status);
    result.set(name, value);
    return result;
}

// The remote's clock stands in 2013, as ours would if it were wrong by years.
HttpAnswer usedUpFor(int status, int seconds)
{
    HttpAnswer result = answer(status, "{}");
    result.set("Date", "Tue, 20 Aug 2013 14:50:41 GMT");
    result.set("X-RateLimit-Limit", "60");
    result.set("X-RateLimit-Remaining", "0");
    result.set("X-RateLimit-Reset", QByteArray::number(1'377'010'241 + seconds));
    return result;
}

} // namespace

class TestHttpLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForRetryAfter_data();
    void waitsForRetryAfter();
    void waitsForTheResetByTheRemotesClock();
    void waitsWhereOnlyTheBodyTells_data();
    void waitsWhereOnlyTheBodyTells();
    void blocksTheHostForEveryone();
    void tellsWhenTheTurnComes();
    void othersAreNotBlocked();
    void blocksAfterTheLastAllowedAnswer();
    void tellsWhatTakesTooLong();
    void refusesOthersWithoutAsking();
    void refusesThoseInLine();
    void hintsAtWhatHelps();
    void doesNotWaitForEver();
    void manyAtOnceMeetOneLimit();
    void plainForbiddenIsNoLimit();
    void keepsQuotas();
    void readsSigns_data();
    void readsSigns();
    void readsHttpDates();
};

void TestHttpLimits::waitsForRetryAfter_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("429, seconds") << 429 << QByteArray("1");
    QTest::newRow("403, seconds") << 403 << QByteArray("1");
    QTest::newRow("429, date") << 429 << QByteArray("Tue, 20 Aug 2013 14:50:42 GMT");
}

void TestHttpLimits::waitsForRetryAfter()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, retryAfter);
    HttpAnswer refusal = limited(status, "Retry-After", retryAfter);
    refusal.set("Date", "Tue, 20 Aug 2013 14:50:41 GMT");
    const HttpServer server(inTurn({refusal, answer(200, "now")}));
    ClientConfig config = quickConfig(server);
    config.tries = 1; // waiting for a limit is no try
    Client client(config);
    const Request request = get(server, "/");
    QFuture<Result<Response>> future = client.send(request, {});
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::Limit);
    const Wait wait = request.activity->wait();
    QVERIFY(wait.host.startsWith(u"127.0.0.1:"_s));
    QVERIFY(wait.until.isValid());
    QVERIFY(wait.until <= QDateTime::currentDateTimeUtc().addMSecs(1000));
    QCOMPARE(server.requestCount(), 1);
    QVERIFY(future.result().ok());
    QCOMPARE(future.result()->body, "now");
    QVERIFY(QDateTime::currentDateTimeUtc() >=
            wait.until.addMSecs(-50)); // the clocks of wait and timer differ
    QCOMPARE(request.activity->requests, 2);
    QCOMPARE(request.activity->wait().reason, WaitReason::None);
}

void TestHttpLimits::waitsForTheResetByTheRemotesClock()
{
    const HttpServer server(inTurn({usedUpFor(403, 1), answer(200, "now")}));
    Client client(quickConfig(server));
    const Request request = get(server, "/");
    QFuture<Result<Response>> future = client.send(request, {});
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::Limit);
    QVERIFY(future.result().ok());
    QCOMPARE(server.requestCount(), 2);
}

void TestHttpLimits::waitsWhereOnlyTheBodyTells_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("secondary") << 403 << QByteArray(secondaryLimit);
    QTest::newRow("primary") << 403 << QByteArray(R"({"message":"API rate limit exceeded for 10.0.0.1."})");
    QTest::newRow("abuse") << 403
                           << QByteArray(R"({"message":"You have triggered an abuse detection mechanism."})");
    QTest::newRow("429 without a word") << 429 << QByteArray();
}

void TestHttpLimits::waitsWhereOnlyTheBodyTells()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const HttpServer server(inTurn({answer(status, body), answer(status, body), answer(200, "now")}));
    ClientConfig config = quickConfig(server);
    config.tries = 1;
    Client client(config);
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(response.ok());
    QCOMPARE(server.requestCount(), 3);
}

// One in a thousand seconds: the first goes at once, the second waits one such time, the third two.
void TestHttpLimits::tellsWhenTheTurnComes()
{
    const HttpServer server(always(answer(200)));
    ClientConfig config = quickConfig(server);
    QVERIFY(config.endpoints.setPace(u"github"_s, 0.001));
    Client client(config);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    QVERIFY(client.fetch(get(server, "/"), {}));
    std::stop_source stop;
    const Request second = get(server, "/");
    const Request third = get(server, "/");
    const auto one = client.send(second, stop.get_token());
    const auto two = client.send(third, stop.get_token());
    QTRY_VERIFY(third.activity->wait().until.isValid());
    QCOMPARE(second.activity->wait().reason, WaitReason::Pace);
    QCOMPARE(third.activity->wait().host, server.url().authority());
    const auto secondsUntil = [&](const Request &request) {
        return before.secsTo(request.activity->wait().until);
    };
    QVERIFY(secondsUntil(second) >= 990 && secondsUntil(second) <= 1030);
    QVERIFY(secondsUntil(third) >= 1990 && secondsUntil(third) <= 2030);
    stop.request_stop();
}

void TestHttpLimits::blocksTheHostForEveryone()
{
    const HttpServer server(inTurn({limited(429, "Retry-After", "1"), answer(200)}));
    ClientConfig config = quickConfig(server);
    QVERIFY(
        config.endpoints.setPace(u"github"_s, 20)); // far enough apart to arrive in the order they are sent
    Client client(config);
    const Request first = get(server, "/first");
    QFuture<Result<Response>> future = client.send(first, {});
    QTRY_COMPARE(first.activity->wait().reason, WaitReason::Limit);

    const Request second = get(server, "/second");
    QFuture<Result<Response>> other = client.send(second, {});
    QTRY_COMPARE(second.activity->wait().reason, WaitReason::Limit);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(second.activity->wait().until, first.activity->wait().until);
    QVERIFY(other.result().ok());
    QVERIFY(future.result().ok());
    // The one that waited longest goes first.
    QCOMPARE(server.requests().at(1).url.path(), u"/first"_s);
    QCOMPARE(server.requestCount(), 3);
}

void TestHttpLimits::othersAreNotBlocked()
{
    const HttpServer tired(always(limited(429, "Retry-After", "60")));
    const HttpServer fresh(always(answer(200)));
    Client client(quickConfig(tired));
    std::stop_source stop;
    const Request waiting = get(tired, "/");
    QFuture<Result<Response>> future = client.send(waiting, stop.get_token());
    QTRY_COMPARE(waiting.activity->wait().reason, WaitReason::Limit);
    QVERIFY(client.fetch(get(fresh, "/"), {}));
    stop.request_stop();
    QVERIFY(future.result().error().isCancelled());
}

void TestHttpLimits::blocksAfterTheLastAllowedAnswer()
{
    const HttpServer server(inTurn({usedUpFor(200, 1), answer(200)}));
    Client client(quickConfig(server));
    QVERIFY(client.fetch(get(server, "/"), {}));
    const Request request = get(server, "/next");
    QFuture<Result<Response>> future = client.send(request, {});
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::Limit);
    QCOMPARE(server.requestCount(), 1);
    QVERIFY(future.result().ok());
}

void TestHttpLimits::tellsWhatTakesTooLong()
{
    const HttpServer server(always(usedUpFor(403, 3000)));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/thing"), {});
    QVERIFY(!response);
    const Error &error = response.error();
    QCOMPARE(error.kind, ErrorKind::RateLimited);
    QCOMPARE(error.status, 403);
    QVERIFY(error.text.contains(u"127.0.0.1"_s));
    // A minute may begin in between.
    const QDateTime reset = QDateTime::currentDateTime().addSecs(3000);
    QVERIFY2(error.text.contains(clockTime(reset)) || error.text.contains(clockTime(reset.addSecs(-60))),
             qPrintable(error.text));
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpLimits::refusesOthersWithoutAsking()
{
    const HttpServer server(always(usedUpFor(200, 3000)));
    Client client(quickConfig(server));
    QVERIFY(client.fetch(get(server, "/last"), {}));
    for (int i = 0; i < 3; ++i) {
        const Request request = get(server, "/more");
        const auto response = client.fetch(request, {});
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::RateLimited);
        QCOMPARE(request.activity->requests, 0);
    }
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpLimits::refusesThoseInLine()
{
    HttpAnswer late = usedUpFor(429, 3000);
    late.delay = 50ms;
    const HttpServer server(always(late));
    ClientConfig config = quickConfig(server);
    Client client(config);
    QList<QFuture<Result<Response>>> futures;
    for (int i = 0; i < 30; ++i)
        futures.append(client.send(get(server, "/"), {}));
    for (auto &future : futures)
        QCOMPARE(future.result().error().kind, ErrorKind::RateLimited);
    QVERIFY(server.requestCount() <= 6); // those under way when the news came
}

void TestHttpLimits::hintsAtWhatHelps()
{
    const HttpServer server(always(usedUpFor(403, 3000)));
    ClientConfig config = quickConfig(server);
    Client without(config);
    QVERIFY(without.fetch(get(server, "/"), {}).error().hint.contains(u"GITHUB_TOKEN"_s));
    config.credentials.set(u"github"_s, "t0ken");
    Client with(config);
    const auto response = with.fetch(get(server, "/"), {});
    QCOMPARE(response.error().hint, u"The next sync goes on where this one stopped."_s);
}

void TestHttpLimits::doesNotWaitForEver()
{
    const HttpServer server(always(answer(429)));
    ClientConfig config = quickConfig(server);
    config.limitWait = 1ms;
    Client client(config);
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::RateLimited);
    QCOMPARE(response.error().status, 429);
    QCOMPARE(server.requestCount(), 11);
}

void TestHttpLimits::manyAtOnceMeetOneLimit()
{
    // Six refusals of one burst: were each a reason to double, the wait would outlast the patience.
    std::atomic<int> refusals = 6;
    const HttpServer server([&](const HttpRequest &) {
        if (refusals-- > 0) {
            HttpAnswer refusal = answer(429);
            refusal.delay = 20ms;
            return refusal;
        }
        return answer(200);
    });
    ClientConfig config = quickConfig(server);
    config.limitWait = 50ms;
    config.limitPatience = 150ms;
    Client client(config);
    QList<QFuture<Result<Response>>> futures;
    for (int i = 0; i < 6; ++i)
        futures.append(client.send(get(server, "/"), {}));
    for (auto &future : futures)
        QVERIFY2(future.result().ok(), "one limit was counted several times");
}

void TestHttpLimits::plainForbiddenIsNoLimit()
{
    HttpAnswer forbidden = answer(403, R"({"message":"Resource not accessible by personal access token"})");
    forbidden.set("X-RateLimit-Remaining", "4999");
    const HttpServer server(always(forbidden));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QCOMPARE(response.error().kind, ErrorKind::Auth);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpLimits::keepsQuotas()
{
    HttpAnswer good = usedUpFor(200, 1200);
    good.headers[2].second = "59";
    const HttpServer server(always(good));
    Client client(quickConfig(server));
    QVERIFY(client.quotas().isEmpty());
    QVERIFY(client.fetch(get(server, "/"), {}));
    const QList<Quota> quotas = client.quotas();
    QCOMPARE(quotas.size(), 1);
    QCOMPARE(quotas.first().endpoint, u"github"_s);
    QCOMPARE(quotas.first().host, u"127.0.0.1:%1"_s.arg(server.url().port()));
    QCOMPARE(quotas.first().limit, 60);
    QCOMPARE(quotas.first().remaining, 59);
    const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(quotas.first().resetAt);
    QVERIFY(seconds > 1100 && seconds <= 1200);
}

void TestHttpLimits::readsSigns_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("headers"); // "name: value" by lines
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("limited");
    QTest::addColumn<bool>("usedUp");
    QTest::addColumn<qint64>("seconds"); // -1: none stated
    const QByteArray date = "Date: Tue, 20 Aug 2013 14:50:41 GMT\n";
    const QByteArray reset = "x-ratelimit-reset: 1377010301\n"; // a minute later
    const QByteArray none;

    QTest::newRow("all well") << 200 << none << none << false << false << qint64(-1);
    QTest::newRow("used up by success")
        << 200 << date + reset + "x-ratelimit-remaining: 0" << none << false << true << qint64(60);
    QTest::newRow("used up, no reset")
        << 200 << QByteArray("x-ratelimit-remaining: 0") << none << false << true << qint64(-1);
    QTest::newRow("retry-after wins") << 429 << date + reset + "x-ratelimit-remaining: 0\nRetry-After: 7"
                                      << none << true << true << qint64(7);
    QTest::newRow("reset of another limit") << 403 << date + reset + "x-ratelimit-remaining: 21"
                                            << QByteArray(secondaryLimit) << true << false << qint64(-1);
    QTest::newRow("reset alone") << 429 << date + reset << none << true << false << qint64(60);
    QTest::newRow("reset is over") << 429 << "Date: Tue, 20 Aug 2013 15:50:41 GMT\n" + reset << none << true
                                   << false << qint64(-1);
    QTest::newRow("seconds until the reset")
        << 429 << date + "x-ratelimit-remaining: 0\nx-ratelimit-reset: 5400" << none << true << true
        << qint64(5400);
    QTest::newRow("retry at once") << 429 << QByteArray("Retry-After: 0") << none << true << false
                                   << qint64(-1);
    QTest::newRow("nonsense") << 429 << QByteArray("Retry-After: soon") << none << true << false
                              << qint64(-1);
    QTest::newRow("negative") << 429 << QByteArray("Retry-After: -5") << none << true << false << qint64(-1);
    QTest::newRow("absurd") << 429 << QByteArray("Retry-After: 9223372036854775807") << none << true << false
                            << qint64(366LL * 24 * 3600);
    QTest::newRow("a page on abuse") << 403 << none << QByteArray("<html>report abuse</html>") << false
                                     << false << qint64(-1);
    QTest::newRow("body is no object")
        << 403 << none << QByteArray("[\"abuse\"]") << false << false << qint64(-1);
    QTest::newRow("not found") << 404 << none << QByteArray(secondaryLimit) << false << false << qint64(-1);
}

void TestHttpLimits::readsSigns()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, headers);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, limited);
    QFETCH(const bool, usedUp);
    QFETCH(const qint64, seconds);
    Headers list;
    for (const QByteArray &line : headers.split('\n')) {
        if (const qsizetype colon = line.indexOf(": "); colon > 0)
            list.append({line.left(colon), line.mid(colon + 2)});
    }
    const LimitSigns signs = limitSigns(status, list, body, QDateTime::currentDateTimeUtc());
    QCOMPARE(signs.limited, limited);
    QCOMPARE(signs.usedUp, usedUp);
    QCOMPARE(signs.wait.has_value(), seconds >= 0);
    if (signs.wait)
        QCOMPARE(signs.wait->count(), seconds * 1000);
}

void TestHttpLimits::readsHttpDates()
{
    const QDateTime expected(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QCOMPARE(fromHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), expected);
    QVERIFY(!fromHttpDate("").isValid());
    QVERIFY(!fromHttpDate("6").isValid());
    QVERIFY(!fromHttpDate("Sun, 06 Nov 1994 08:49:37").isValid());
    QVERIFY(!fromHttpDate("Sun, 36 Nov 1994 08:49:37 GMT").isValid());
}

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "httplimits.moc"
