// Redirects: followed by our own rules, and with nothing along that another host must not see.
#include "HttpFixture.h"

#include "http/Redirect.h"

#include <QTest>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray markedToken = "marked-SECRET-0123456789";

HttpAnswer redirect(int status, const QByteArray &location)
{
    HttpAnswer result = answer(status);
    if (!location.isNull())
        result.set("Location", location);
    return result;
}

// "/NNN/rest": a redirect with that status to "/rest".
HttpAnswer byPath(const HttpRequest &request)
{
    const QList<QByteArray> parts = request.url.path().toLatin1().split('/');
    const int status = parts.value(1).toInt();
    if (status == 0)
        return answer(200, request.method + ' ' + request.body);
    return redirect(status, '/' + parts.sliced(2).join('/'));
}

ClientConfig withToken(const HttpServer &server)
{
    ClientConfig config = quickConfig(server);
    config.credentials.set(u"github"_s, markedToken);
    return config;
}

bool sawToken(const HttpServer &server)
{
    for (const HttpRequest &request : server.requests()) {
        QByteArray all = request.url.toEncoded() + request.body;
        for (const auto &[name, value] : request.headers)
            all += name + value;
        if (all.contains(markedToken))
            return true;
    }
    return false;
}

} // namespace

class TestHttpRedirects final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatMoved_data();
    void tellsWhatMoved();
    void followsFiveAndNoMore();
    void endsLoops();
    void keepsOrDropsTheBody_data();
    void keepsOrDropsTheBody();
    void resolvesAndRefuses_data();
    void resolvesAndRefuses();
    void refusesWithAnError_data();
    void refusesWithAnError();
    void sendsTheTokenToItsEndpoint();
    void keepsTheTokenFromAnotherPort();
    void keepsTheTokenOnceItHasStrayed();
    void keepsTheTokenFromOtherUrls();
    void keepsTheTokenFromOtherEndpoints();
    void takesNoUserInfoFromARedirect();
};

void TestHttpRedirects::tellsWhatMoved_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("movedTo");
    QTest::newRow("permanent") << QByteArray("/301/new") << u"/new"_s;
    QTest::newRow("permanent, method kept") << QByteArray("/308/new") << u"/new"_s;
    QTest::newRow("first hop only") << QByteArray("/301/302/new") << u"/302/new"_s;
    QTest::newRow("for now") << QByteArray("/302/new") << QString();
    QTest::newRow("for now, then permanent") << QByteArray("/307/301/new") << QString();
    QTest::newRow("not at all") << QByteArray("/new") << QString();
}

void TestHttpRedirects::tellsWhatMoved()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QString, movedTo);
    const HttpServer server(byPath);
    Client client(quickConfig(server));
    const Request request = get(server, path.constData());
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->url.path(), u"/new"_s);
    QCOMPARE(response->movedTo.path(), movedTo);
    QCOMPARE(request.activity->requests, server.requestCount());
}

void TestHttpRedirects::followsFiveAndNoMore()
{
    const HttpServer server(byPath);
    Client client(quickConfig(server));
    QVERIFY(client.fetch(get(server, "/302/302/302/302/302/new"), {}));
    const auto response = client.fetch(get(server, "/302/302/302/302/302/302/new"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Http);
    QCOMPARE(response.error().status, 302);
}

void TestHttpRedirects::endsLoops()
{
    const HttpServer server(always(redirect(301, "/again")));
    Client client(quickConfig(server));
    QVERIFY(!client.fetch(get(server, "/"), {}));
    QCOMPARE(server.requestCount(), 6);
}

void TestHttpRedirects::keepsOrDropsTheBody_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("arrives");
    QTest::newRow("301") << QByteArray("/301/x") << QByteArray("GET ");
    QTest::newRow("302") << QByteArray("/302/x") << QByteArray("GET ");
    QTest::newRow("303") << QByteArray("/303/x") << QByteArray("GET ");
    QTest::newRow("307") << QByteArray("/307/x") << QByteArray("POST a=b");
    QTest::newRow("308") << QByteArray("/308/x") << QByteArray("POST a=b");
}

void TestHttpRedirects::keepsOrDropsTheBody()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, arrives);
    const HttpServer server(byPath);
    Client client(quickConfig(server));
    Request request = get(server, path.constData());
    request.method = "POST";
    request.body = "a=b";
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->body, arrives);
}

void TestHttpRedirects::resolvesAndRefuses_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("to"); // empty: refused
    QTest::newRow("absolute") << u"https://a.org/x"_s << QByteArray("https://b.org/y?z=1")
                              << u"https://b.org/y?z=1"_s;
    QTest::newRow("relative") << u"https://a.org/x/y"_s << QByteArray("z") << u"https://a.org/x/z"_s;
    QTest::newRow("scheme-relative") << u"https://a.org/x"_s << QByteArray("//b.org/y")
                                     << u"https://b.org/y"_s;
    QTest::newRow("to https") << u"http://a.org/x"_s << QByteArray("https://a.org/x") << u"https://a.org/x"_s;
    QTest::newRow("to http") << u"https://a.org/x"_s << QByteArray("http://a.org/x") << QString();
    QTest::newRow("file") << u"https://a.org/x"_s << QByteArray("file:///etc/hostname") << QString();
    QTest::newRow("javascript") << u"https://a.org/x"_s << QByteArray("javascript:alert(1)") << QString();
    QTest::newRow("ftp") << u"http://a.org/x"_s << QByteArray("ftp://a.org/x") << QString();
    QTest::newRow("nowhere") << u"https://a.org/x"_s << QByteArray("") << QString();
    QTest::newRow("broken") << u"https://a.org/x"_s << QByteArray("https://[") << QString();
    QTest::newRow("user info and fragment")
        << u"https://a.org/x"_s << QByteArray("https://u:p@b.org/y#z") << u"https://b.org/y"_s;
}

void TestHttpRedirects::resolvesAndRefuses()
{
    QFETCH(const QString, from);
    QFETCH(const QByteArray, location);
    QFETCH(const QString, to);
    const auto next = nextHop({QUrl(from), "GET", {}}, 302, {{"location", location}});
    QCOMPARE(next.has_value(), !to.isEmpty());
    if (next)
        QCOMPARE(next->url, QUrl(to));
    // A body is not taken to another origin.
    const auto post = nextHop({QUrl(from), "POST", "api_key=x"}, 307, {{"location", location}});
    QCOMPARE(post.has_value(), !to.isEmpty() && QUrl(to).authority() == QUrl(from).authority() &&
                                   QUrl(to).scheme() == QUrl(from).scheme());
}

void TestHttpRedirects::refusesWithAnError_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("file") << QByteArray("file:///etc/hostname");
    QTest::newRow("data") << QByteArray("data:text/plain,x");
}

void TestHttpRedirects::refusesWithAnError()
{
    QFETCH(const QByteArray, location);
    const HttpServer server(always(redirect(302, location)));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Http);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpRedirects::sendsTheTokenToItsEndpoint()
{
    const HttpServer server(byPath);
    Client client(withToken(server));
    QVERIFY(client.fetch(get(server, "/302/x"), {}));
    for (const HttpRequest &request : server.requests())
        QCOMPARE(request.header("Authorization"), "Bearer " + markedToken);
    QCOMPARE(server.requestCount(), 2);
}

void TestHttpRedirects::keepsTheTokenFromAnotherPort()
{
    const HttpServer other(always(answer(200, "archive")));
    for (const int status : {301, 302, 303, 307, 308}) {
        const HttpServer server(always(redirect(status, other.url().toEncoded() + "/archive")));
        Client client(withToken(server));
        Request request = get(server, "/tarball");
        request.headers = {{"Accept", "application/gzip"}, {"X-Private", "p"}};
        const auto response = client.fetch(request, {});
        QVERIFY(response.ok());
        QCOMPARE(response->body, "archive");
        QVERIFY(sawToken(server));
        QVERIFY(!sawToken(other));
        QCOMPARE(other.requests().last().header("Accept"), "application/gzip");
        QVERIFY(other.requests().last().header("X-Private").isEmpty());
    }
}

void TestHttpRedirects::keepsTheTokenOnceItHasStrayed()
{
    // Away and back: where the way back leads was the other's choice.
    QByteArray home;
    const HttpServer other([&home](const HttpRequest &) { return redirect(302, home + "/chosen-by-other"); });
    const HttpServer server([&other](const HttpRequest &request) {
        return request.url.path() == "/chosen-by-other"_L1 ? answer(200)
                                                           : redirect(302, other.url().toEncoded() + "/x");
    });
    home = server.url().toEncoded();
    Client client(withToken(server));
    QVERIFY(client.fetch(get(server, "/start"), {}));
    const auto requests = server.requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(!requests.at(0).header("Authorization").isEmpty());
    QVERIFY(requests.at(1).header("Authorization").isEmpty());
    QVERIFY(!sawToken(other));
}

void TestHttpRedirects::keepsTheTokenFromOtherUrls()
{
    const HttpServer server(always(answer(200)));
    const HttpServer elsewhere(always(answer(200)));
    Client client(withToken(server));
    QVERIFY(client.fetch(get(elsewhere, "/"), {})); // endpoint "github", but another place
    QVERIFY(!sawToken(elsewhere));
}

void TestHttpRedirects::keepsTheTokenFromOtherEndpoints()
{
    const HttpServer server(always(answer(200)));
    Client client(withToken(server));
    Request request = get(server, "/");
    request.endpoint = u"discourse"_s;
    QVERIFY(client.fetch(request, {}));
    QVERIFY(!sawToken(server));
}

void TestHttpRedirects::takesNoUserInfoFromARedirect()
{
    const HttpServer other(always(answer(200)));
    const QByteArray port = QByteArray::number(other.url().port());
    const HttpServer server(always(redirect(302, "http://user:password@127.0.0.1:" + port + "/")));
    Client client(withToken(server));
    QVERIFY(client.fetch(get(server, "/"), {}));
    QVERIFY(other.requests().first().header("Authorization").isEmpty());
}

QTEST_GUILESS_MAIN(TestHttpRedirects)
#include "httpredirects.moc"
