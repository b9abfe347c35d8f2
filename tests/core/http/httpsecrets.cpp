// Endpoints, credentials and redaction, and that no error tells a secret.
#include "HttpFixture.h"

#include "http/Redactor.h"

#include <QTest>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray markedToken = "marked+SECRET/0123456789";

QByteArray wholeOf(const Error &error)
{
    return (error.text + error.hint + error.url).toUtf8();
}

} // namespace

class TestHttpSecrets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsThePublicServices();
    void takesOtherAddresses();
    void refusesAddresses_data();
    void refusesAddresses();
    void refusesPaces_data();
    void refusesPaces();
    void readsTheEnvironment();
    void leavesOutUnusableTokens_data();
    void leavesOutUnusableTokens();
    void sendsEachTokenItsOwnWay();
    void addsParametersOfItsOwn();
    void redirectsKeepParametersOutOfUrls();
    void redactsUrls_data();
    void redactsUrls();
    void redactsTexts();
    void noErrorTellsASecret_data();
    void noErrorTellsASecret();
    void refusedTokenNamesItsEndpoint();
};

void TestHttpSecrets::knowsThePublicServices()
{
    const Endpoints endpoints;
    QCOMPARE(endpoints.names(), QStringList({u"discourse"_s, u"github"_s, u"github-raw"_s, u"mailman"_s,
                                             u"openalex"_s, u"pubmed"_s, u"semanticscholar"_s}));
    QCOMPARE(endpoints.url(u"github"_s), QUrl(u"https://api.github.com"_s));
    QCOMPARE(endpoints.url(u"pubmed"_s), QUrl(u"https://eutils.ncbi.nlm.nih.gov/entrez/eutils"_s));
    QVERIFY(endpoints.url(u"discourse"_s).isEmpty());
    QCOMPARE(endpoints.pace(u"github"_s), 10.0);
    QCOMPARE(endpoints.pace(u"semanticscholar"_s), 1.0);
    QCOMPARE(endpoints.pace(u"mailman"_s), 3.0);
    QCOMPARE(endpoints.pace(u"pubmed"_s), 3.0);
    QCOMPARE(endpoints.pace(u"pubmed"_s, true), 10.0);
    QCOMPARE(endpoints.pace(u"openalex"_s, true), endpoints.pace(u"openalex"_s));
    Endpoints slower;
    QVERIFY(slower.setPace(u"pubmed"_s, 2));
    QCOMPARE(slower.pace(u"pubmed"_s, true), 2.0);
}

void TestHttpSecrets::takesOtherAddresses()
{
    Endpoints endpoints;
    QVERIFY(endpoints.parseUrl(u"github=https://ghe.example.org/api/v3/"_s));
    QCOMPARE(endpoints.url(u"github"_s).toString(), u"https://ghe.example.org/api/v3"_s);
    QVERIFY(endpoints.setUrl(u"openalex"_s, u" http://127.0.0.1:8080/ "_s));
    QCOMPARE(endpoints.url(u"openalex"_s).toString(), u"http://127.0.0.1:8080"_s);
    QVERIFY(endpoints.parsePace(u"discourse=0.5"_s));
    QCOMPARE(endpoints.pace(u"discourse"_s), 0.5);
    QVERIFY(endpoints.setPace(u"github"_s, 10'000));
}

void TestHttpSecrets::refusesAddresses_data()
{
    QTest::addColumn<QString>("assignment");
    QTest::newRow("no value") << u"github"_s;
    QTest::newRow("no name") << u"=https://x.org"_s;
    QTest::newRow("unknown") << u"gitlab=https://x.org"_s;
    QTest::newRow("no address of its own") << u"discourse=https://x.org"_s;
    QTest::newRow("empty") << u"github="_s;
    QTest::newRow("no scheme") << u"github=api.github.com"_s;
    QTest::newRow("file") << u"github=file:///etc"_s;
    QTest::newRow("no host") << u"github=https:///x"_s;
    QTest::newRow("bad host") << u"github=https://a b/"_s;
    QTest::newRow("user info") << u"github=https://user:hunter2@x.org"_s;
    QTest::newRow("query") << u"github=https://x.org/?token=hunter2"_s;
    QTest::newRow("fragment") << u"github=https://x.org/#hunter2"_s;
}

void TestHttpSecrets::refusesAddresses()
{
    QFETCH(const QString, assignment);
    Endpoints endpoints;
    const auto result = endpoints.parseUrl(assignment);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Config);
    QVERIFY(!wholeOf(result.error()).contains("hunter2"));
    QCOMPARE(endpoints.url(u"github"_s), Endpoints().url(u"github"_s));
}

void TestHttpSecrets::refusesPaces_data()
{
    QTest::addColumn<QString>("assignment");
    for (const char *bad : {"github", "github=", "github=fast", "github=0", "github=-1", "github=10001",
                            "github=nan", "github=inf", "gitlab=1", "=1"})
        QTest::newRow(bad) << QString::fromLatin1(bad);
}

void TestHttpSecrets::refusesPaces()
{
    QFETCH(const QString, assignment);
    Endpoints endpoints;
    const auto result = endpoints.parsePace(assignment);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Config);
    QVERIFY(!result.error().text.isEmpty());
    QCOMPARE(endpoints.pace(u"github"_s), 10.0);
}

void TestHttpSecrets::readsTheEnvironment()
{
    qputenv("GITHUB_TOKEN", "  abc\n");
    qputenv("SEMANTIC_SCHOLAR_API_KEY", "s2");
    qputenv("PUBMED_API_KEY", "");
    qunsetenv("OPENALEX_API_KEY");
    qputenv("OPENALEX_EMAIL", "me@lab.example\n");
    const Credentials credentials = Credentials::fromEnvironment();
    qunsetenv("GITHUB_TOKEN");
    qunsetenv("SEMANTIC_SCHOLAR_API_KEY");
    qunsetenv("PUBMED_API_KEY");
    qunsetenv("OPENALEX_EMAIL");
    QCOMPARE(credentials.address(u"openalex"_s), "me@lab.example");
    QCOMPARE(credentials.token(u"github"_s), "abc");
    QCOMPARE(credentials.token(u"semanticscholar"_s), "s2");
    QVERIFY(!credentials.has(u"pubmed"_s));
    QVERIFY(!credentials.has(u"openalex"_s));
    QCOMPARE(credentials.all().size(), 3); // two tokens and the address
}

void TestHttpSecrets::leavesOutUnusableTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray("  \n");
    QTest::newRow("line break") << QByteArray("abc\r\nX-Evil: 1");
    QTest::newRow("blank inside") << QByteArray("abc def");
    QTest::newRow("control") << QByteArray("abc\x01z");
    QTest::newRow("delete") << QByteArray("abc\x7f");
    QTest::newRow("umlaut") << QByteArray("abc\xc3\xa4z");
    QTest::newRow("NUL") << QByteArray("abc\0z", 5);
}

void TestHttpSecrets::leavesOutUnusableTokens()
{
    QFETCH(const QByteArray, token);
    Credentials credentials;
    credentials.set(u"github"_s, "old");
    credentials.set(u"github"_s, token);
    QVERIFY(!credentials.has(u"github"_s));
    QVERIFY(credentials.all().isEmpty());
    QVERIFY(credentials.header(u"github"_s).first.isEmpty());
}

void TestHttpSecrets::sendsEachTokenItsOwnWay()
{
    const HttpServer server(always(answer(200)));
    ClientConfig config = quickConfig(server);
    QVERIFY(config.endpoints.setUrl(u"semanticscholar"_s, server.url().toString()));
    QVERIFY(config.endpoints.setUrl(u"pubmed"_s, server.url().toString()));
    config.credentials.set(u"github"_s, "gh");
    config.credentials.set(u"semanticscholar"_s, "s2");
    config.credentials.set(u"pubmed"_s, "pm");
    Client client(config);
    for (const QString &endpoint : {u"github"_s, u"semanticscholar"_s, u"pubmed"_s}) {
        Request request = get(server, "/");
        request.endpoint = endpoint;
        QVERIFY(client.fetch(request, {}));
    }
    const auto requests = server.requests();
    QCOMPARE(requests.at(0).header("Authorization"), "Bearer gh");
    QVERIFY(requests.at(0).header("x-api-key").isEmpty());
    QCOMPARE(requests.at(1).header("x-api-key"), "s2");
    QVERIFY(requests.at(1).header("Authorization").isEmpty());
    QVERIFY(requests.at(2).header("Authorization").isEmpty()); // its key belongs into the query
    QVERIFY(requests.at(2).header("x-api-key").isEmpty());
}

void TestHttpSecrets::addsParametersOfItsOwn()
{
    const HttpServer server(always(answer(200)));
    ClientConfig config = quickConfig(server);
    config.contact = u"https://lab.example/contact"_s; // no e-mail address: it goes into the User-Agent alone
    for (const QString &name : {u"openalex"_s, u"pubmed"_s})
        QVERIFY(config.endpoints.setUrl(name, server.url().toString()));
    config.credentials.set(u"openalex"_s, "a+b&c");
    config.credentials.setAddress(u"openalex"_s, " me+x@lab.example\n");
    config.credentials.setAddress(u"pubmed"_s, "not an address");
    Client client(config);
    Request request = get(server, "/works?search=x%2By");
    request.endpoint = u"openalex"_s;
    const auto response = client.fetch(request, {});
    QVERIFY(response);
    QCOMPARE(response->url, request.url);
    request = get(server, "/efetch");
    request.endpoint = u"pubmed"_s;
    QVERIFY(client.fetch(request, {}));
    const auto requests = server.requests();
    QCOMPARE(requests.at(0).query("search"), u"x+y"_s);
    QCOMPARE(requests.at(0).query("mailto"), u"me+x@lab.example"_s);
    QCOMPARE(requests.at(0).query("api_key"), u"a+b&c"_s);
    QVERIFY(!requests.at(1).url.hasQuery());
    QVERIFY(requests.at(1).header("User-Agent").contains("lab.example/contact"));
}

void TestHttpSecrets::redirectsKeepParametersOutOfUrls()
{
    // The remote repeats our whole query in its Location, once to itself and once to another.
    const HttpServer other(always(answer(200)));
    const HttpServer server([&](const HttpRequest &request) {
        demo::HttpAnswer found = answer(301);
        const QByteArray query = '?' + request.url.query(QUrl::FullyEncoded).toLatin1();
        if (request.url.path() == "/first"_L1)
            found.set("Location", "/second" + query);
        else
            found.set("Location", other.url().toEncoded() + "/third" + query);
        return found;
    });
    ClientConfig config = quickConfig(server);
    QVERIFY(config.endpoints.setUrl(u"openalex"_s, server.url().toString()));
    config.credentials.set(u"openalex"_s, markedToken);
    config.credentials.setAddress(u"openalex"_s, "me@lab.example");
    Client client(config);
    Request request = get(server, "/first?a=1");
    request.endpoint = u"openalex"_s;
    const auto response = client.fetch(request, {});
    QVERIFY(response);
    QCOMPARE(response->url.query(), u"a=1"_s);
    QCOMPARE(response->movedTo.query(), u"a=1"_s);
    QCOMPARE(server.requests().at(1).query("api_key"), QString::fromLatin1(markedToken));
    QCOMPARE(other.requests().size(), 1);
    QCOMPARE(other.requests().at(0).url.query(), u"a=1"_s);
}

void TestHttpSecrets::redactsUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"https://x.org/a?b=c"_s << u"https://x.org/a?b=c"_s;
    QTest::newRow("user info") << u"https://u:p@x.org/a"_s << u"https://x.org/a"_s;
    QTest::newRow("key") << u"https://x.org/a?b=c&api_key=p&d=e"_s << u"https://x.org/a?b=c&api_key=…&d=e"_s;
    QTest::newRow("addresses") << u"https://x.org/?mailto=a@b.org&email=a%40b.org"_s
                               << u"https://x.org/?mailto=…&email=…"_s;
    QTest::newRow("case") << u"https://x.org/?Token=p&KEY=p"_s << u"https://x.org/?Token=…&KEY=…"_s;
    QTest::newRow("encoded name") << u"https://x.org/?%74oken=p"_s << u"https://x.org/?token=…"_s;
    QTest::newRow("known token anywhere")
        << u"https://x.org/marked%2BSECRET%2F0123456789/y?q=marked+SECRET/0123456789"_s
        << u"https://x.org/…/y?q=…"_s;
    QTest::newRow("fragment") << u"https://x.org/#access_token=p"_s << u"https://x.org/"_s;
}

void TestHttpSecrets::redactsUrls()
{
    QFETCH(const QString, url);
    QFETCH(const QString, shown);
    Credentials credentials;
    credentials.set(u"github"_s, markedToken);
    QCOMPARE(Redactor(credentials).url(QUrl(url)), shown);
}

void TestHttpSecrets::redactsTexts()
{
    Credentials credentials;
    credentials.set(u"github"_s, "abc");
    credentials.set(u"pubmed"_s, "abcdef");
    const Redactor redactor(credentials);
    QCOMPARE(redactor.text(u"x abcdef y abc z"_s), u"x … y … z"_s);
    QCOMPARE(Redactor(Credentials()).text(u"as it is"_s), u"as it is"_s);
}

void TestHttpSecrets::noErrorTellsASecret_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    for (const int status : {300, 302, 400, 401, 403, 404, 410, 418, 422, 429, 451, 500})
        QTest::addRow("%d", status) << status << int(Fault::None);
    for (const Fault fault : {Fault::CloseBeforeAnswer, Fault::CloseMidBody, Fault::NeverAnswer,
                              Fault::StallMidBody, Fault::EndlessBody})
        QTest::addRow("fault %d", int(fault)) << 200 << int(fault);
}

void TestHttpSecrets::noErrorTellsASecret()
{
    QFETCH(const int, status);
    QFETCH(const int, fault);
    // A remote that repeats everything it was told.
    const HttpServer server([status, fault](const HttpRequest &request) {
        HttpAnswer echo = answer(status, R"({"message":"bad )" + request.header("Authorization") + ' ' +
                                             request.url.toEncoded(QUrl::FullyDecoded) + "\"}");
        echo.fault = Fault(fault);
        echo.endlessBytes = 10'000'000;
        echo.set("Location", "ftp://" + markedToken + "@x.org/");
        echo.set("Retry-After", "5000");
        return echo;
    });
    ClientConfig config = quickConfig(server);
    config.credentials.set(u"github"_s, markedToken);
    config.timeout = 50ms;
    config.tries = 2;
    Client client(config);
    Request request =
        get(server, ("/x?token=" + markedToken.toPercentEncoding() + "&q=" + markedToken).constData());
    request.url.setUserInfo(u"user:%1"_s.arg(QLatin1StringView(markedToken)));
    request.maxBytes = 1'000'000;
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    const QByteArray whole = wholeOf(response.error());
    QVERIFY2(!whole.contains("SECRET"), whole.constData());
    QVERIFY(!response.error().url.isEmpty());
    QVERIFY(!response.error().text.isEmpty());
}

void TestHttpSecrets::refusedTokenNamesItsEndpoint()
{
    const HttpServer server(always(answer(401, R"({"message":"Bad credentials"})")));
    ClientConfig config = quickConfig(server);
    config.credentials.set(u"github"_s, markedToken);
    Client client(config);
    const auto response = client.fetch(get(server, "/user"), {});
    QCOMPARE(response.error().kind, ErrorKind::Auth);
    QVERIFY2(response.error().text.contains(u"token for github was refused"_s),
             qPrintable(response.error().text));
    QVERIFY(response.error().hint.contains(u"GITHUB_TOKEN"_s));
}

QTEST_GUILESS_MAIN(TestHttpSecrets)
#include "httpsecrets.moc"
