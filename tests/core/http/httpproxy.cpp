// Requests go through the proxy that was chosen, by name, and never to this computer itself through one.
#include "HttpFixture.h"
#include "SmallProxy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
// Nobody on this machine could find it.
const QUrl far(u"http://api.nowhere.invalid/repos"_s);

http::ClientConfig through(const http::Proxy &proxy)
{
    http::ClientConfig config;
    config.proxy = proxy;
    config.backoff = std::chrono::milliseconds(2);
    config.timeout = std::chrono::seconds(5);
    config.tries = 2;
    return config;
}

http::Proxy at(const SmallProxy &proxy, http::Proxy::Kind kind)
{
    return {.kind = kind, .host = u"127.0.0.1"_s, .port = proxy.serverPort(), .user = {}, .password = {}};
}

// The proxy lives in this thread, so its events go on.
Result<http::Response> ask(http::ClientConfig config, const QUrl &url)
{
    http::Client client(std::move(config));
    http::Request request;
    request.url = url;
    request.endpoint = u"github"_s;
    QFuture<Result<http::Response>> future = client.send(request, {});
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000))
        return Error{};
    return future.takeResult();
}
} // namespace

class HttpProxyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void http()
    {
        SmallProxy proxy(SmallProxy::Speaks::Http);
        const auto answer = ask(through(at(proxy, http::Proxy::Kind::Http)), far);
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().text));
        QCOMPARE(proxy.heads.size(), 1);
        QVERIFY2(proxy.heads.constFirst().startsWith("GET http://api.nowhere.invalid/repos HTTP/1.1"),
                 proxy.heads.constFirst().constData());
    }

    void socks5LooksTheNameUp()
    {
        SmallProxy proxy(SmallProxy::Speaks::Socks5);
        const auto answer = ask(through(at(proxy, http::Proxy::Kind::Socks5)), far);
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().text));
        QCOMPARE(proxy.connections, 1);
        QCOMPARE(proxy.hosts, QByteArrayList{"api.nowhere.invalid"});
    }

    void userAndPassword_data()
    {
        QTest::addColumn<bool>("socks");
        QTest::newRow("http") << false;
        QTest::newRow("socks5") << true;
    }
    void userAndPassword()
    {
        QFETCH(bool, socks);
        SmallProxy proxy(socks ? SmallProxy::Speaks::Socks5 : SmallProxy::Speaks::Http, "me", "p4ss-w0rd");
        http::Proxy chosen = at(proxy, socks ? http::Proxy::Kind::Socks5 : http::Proxy::Kind::Http);
        chosen.user = u"me"_s;
        chosen.password = "p4ss-w0rd";
        auto answer = ask(through(chosen), far);
        QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().text));

        chosen.password = "wr0ng-one";
        answer = ask(through(chosen), far);
        QVERIFY(!answer.ok());
        QVERIFY2(answer.error().text.contains(u"proxy"_s), qPrintable(answer.error().text));
        QVERIFY2(answer.error().hint.contains(u"settings"_s), qPrintable(answer.error().hint));
        QVERIFY(!(answer.error().text + answer.error().hint).contains(u"wr0ng"_s));
    }

    void aTunnelForHttps()
    {
        SmallProxy proxy(SmallProxy::Speaks::Http, "me", "p4ss-w0rd");
        http::Proxy chosen = at(proxy, http::Proxy::Kind::Http);
        chosen.user = u"me"_s;
        chosen.password = "p4ss-w0rd";
        http::ClientConfig config = through(chosen);
        config.tries = 1;
        QVERIFY(!ask(config, QUrl(u"https://api.nowhere.invalid/repos"_s)).ok());
        QVERIFY(!proxy.heads.isEmpty());
        QVERIFY2(proxy.heads.constLast().startsWith("CONNECT api.nowhere.invalid:443 HTTP/1.1"),
                 proxy.heads.constLast().constData());
        QVERIFY2(proxy.heads.constLast().contains("Basic " + QByteArray("me:p4ss-w0rd").toBase64()),
                 proxy.heads.constLast().constData());
        proxy.heads.clear();
        config.proxy.password = "wr0ng-one";
        const auto refused = ask(config, QUrl(u"https://api.nowhere.invalid/repos"_s));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::Auth);
        QVERIFY(proxy.heads.size() < 5); // and does not go on asking
    }

    void oneThatIsNotThere()
    {
        http::Proxy chosen;
        {
            const SmallProxy gone(SmallProxy::Speaks::Http);
            chosen = at(gone, http::Proxy::Kind::Http);
        }
        const auto answer = ask(through(chosen), far);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().kind, ErrorKind::Network);
        QVERIFY2(answer.error().text.contains(u"The proxy"_s), qPrintable(answer.error().text));
    }

    void thisComputerIsAskedDirectly()
    {
        const HttpServer server([](const HttpRequest &) { return tests::answer(200, "{}"); });
        SmallProxy proxy(SmallProxy::Speaks::Http);
        for (const auto kind : {http::Proxy::Kind::Http, http::Proxy::Kind::Socks5}) {
            const auto answer = ask(through(at(proxy, kind)), server.url());
            QVERIFY2(answer.ok(), answer.ok() ? "" : qPrintable(answer.error().text));
        }
        QCOMPARE(proxy.connections, 0);
        QCOMPARE(server.requestCount(), 2);
    }

    void asTheSystemSays()
    {
        SmallProxy proxy(SmallProxy::Speaks::Http);
        const QByteArray address = "http://127.0.0.1:" + QByteArray::number(proxy.serverPort());
        qputenv("http_proxy", address);
        const auto through1 = ask(through({}), far);
        const auto none =
            ask(through({.kind = http::Proxy::Kind::None, .host = {}, .user = {}, .password = {}}), far);
        qunsetenv("http_proxy");
        QVERIFY2(through1.ok(), through1.ok() ? "" : qPrintable(through1.error().text));
        QVERIFY(!none.ok());
        QCOMPARE(proxy.heads.size(), 1);
    }

    void newCredentialsGoAlongAtOnce()
    {
        const HttpServer server([](const HttpRequest &request) {
            return tests::answer(request.header("Authorization") == "Bearer old-token" ? 401 : 200, "{}");
        });
        http::ClientConfig config = quickConfig(server);
        config.credentials.set(u"github"_s, "old-token");
        http::Client client(config);
        const auto refused = client.fetch(get(server, "/"), {});
        QVERIFY(!refused.ok());
        http::Credentials others;
        others.set(u"github"_s, "new-token");
        client.setCredentials(others);
        QVERIFY(client.fetch(get(server, "/"), {}).ok());
        QCOMPARE(server.requests().constLast().header("Authorization"), QByteArray("Bearer new-token"));
        client.setCredentials({});
        QVERIFY(client.fetch(get(server, "/"), {}).ok());
        QCOMPARE(server.requests().constLast().header("Authorization"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(HttpProxyTest)
#include "httpproxy.moc"
