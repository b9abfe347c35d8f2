// Everything through one gateway: hosts keep their names in all that counts, and nothing goes to them.
#include "HttpFixture.h"

#include <QTest>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;

namespace {

HttpAnswer redirect(const QByteArray &location)
{
    HttpAnswer result = answer(302);
    result.set("Location", location);
    return result;
}

ClientConfig through(const HttpServer &server)
{
    ClientConfig config = quickConfig(server);
    (void)config.endpoints.setUrl(u"github"_s, u"https://api.github.example"_s);
    config.gateway = server.url();
    config.credentials.set(u"github"_s, "marked+SECRET");
    return config;
}

Request asking(const QString &url)
{
    Request request;
    request.url = QUrl(url);
    request.endpoint = u"github"_s;
    return request;
}

} // namespace

class TestHttpGateway final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhomItIsFor()
    {
        const HttpServer server(always(answer(200, "fine")));
        Client client(through(server));
        const auto response = client.fetch(asking(u"https://api.github.example/repos?page=2"_s), {});
        QVERIFY(response.ok());
        QCOMPARE(response->url, QUrl(u"https://api.github.example/repos?page=2"_s));
        const HttpRequest seen = server.requests().constFirst();
        QCOMPARE(seen.host(), u"api.github.example"_s);
        QCOMPARE(seen.origin(), u"https://api.github.example"_s);
        QCOMPARE(seen.url.toString(), u"/repos?page=2"_s);
        QCOMPARE(seen.header("Authorization"), "Bearer marked+SECRET");
    }

    void redirectsStayWithinTheNames()
    {
        const HttpServer server(
            inTurn({redirect("/here"), redirect("https://other.example/there"), answer(200)}));
        Client client(through(server));
        const auto response = client.fetch(asking(u"https://api.github.example/old"_s), {});
        QVERIFY(response.ok());
        QCOMPARE(response->url, QUrl(u"https://other.example/there"_s));
        const QList<HttpRequest> seen = server.requests();
        QCOMPARE(seen.size(), 3);
        QCOMPARE(seen.at(1).origin(), u"https://api.github.example"_s);
        QVERIFY(!seen.at(1).header("Authorization").isEmpty());
        QCOMPARE(seen.at(2).origin(), u"https://other.example"_s);
        QVERIFY(seen.at(2).header("Authorization").isEmpty()); // another host, though the same server
    }

    void errorsNameTheHostThatWasMeant()
    {
        const HttpServer server(always(answer(404)));
        Client client(through(server));
        const auto response = client.fetch(asking(u"https://api.github.example/gone"_s), {});
        QVERIFY(!response.ok());
        QCOMPARE(response.error().url, u"https://api.github.example/gone"_s);
    }

    void eachHostHasItsOwnPace()
    {
        const HttpServer server(always(answer(200)));
        ClientConfig config = through(server);
        (void)config.endpoints.setPace(u"github"_s, 0.001); // one at once, the next in a quarter of an hour
        (void)config.endpoints.setPace(u"discourse"_s, 0.001);
        Client client(config);
        QVERIFY(client.fetch(asking(u"https://api.github.example/"_s), {}).ok());
        Request other = asking(u"https://forum.example/"_s);
        other.endpoint = u"discourse"_s;
        QVERIFY(client.fetch(other, {}).ok());
    }
};

QTEST_GUILESS_MAIN(TestHttpGateway)
#include "httpgateway.moc"
