// Bodies: compressed, damaged, cut short, too large.
#include "HttpFixture.h"

#include "http/Completeness.h"

#include <QTest>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// zlib's format is what HTTP calls deflate; Qt puts a length before it.
HttpAnswer deflated(const QByteArray &plain)
{
    HttpAnswer result = answer(200, qCompress(plain).mid(4));
    result.set("Content-Encoding", "deflate");
    return result;
}

} // namespace

class TestHttpBodies final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacksCompressedBodies();
    void refusesDamagedCompression();
    void noticesACutBody_data();
    void noticesACutBody();
    void judgesCompleteness_data();
    void judgesCompleteness();
    void refusesBombs();
    void takesABodyOfJustTheAllowedSize();
    void refusesALargerBody();
    void refusesAnAnnouncedGiantAtOnce();
    void refusesTwoGigabytesUnannounced();
    void readsOnlyTheStartOfALongRefusal();
};

void TestHttpBodies::unpacksCompressedBodies()
{
    QByteArray plain;
    for (int i = 0; plain.size() < 5'000'000; ++i)
        plain += QByteArray::number(i * 7919LL) + ',';
    const HttpServer server(always(deflated(plain)));
    Client client(quickConfig(server));
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->body.size(), plain.size());
    QVERIFY(response->body == plain);
    QCOMPARE(request.activity->bytes, plain.size());
}

void TestHttpBodies::refusesDamagedCompression()
{
    HttpAnswer damaged = answer(200, QByteArray(5000, '\xff')); // no block of deflate begins so
    damaged.set("Content-Encoding", "gzip");
    const HttpServer server(always(damaged));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::BadAnswer);
    QCOMPARE(response.error().status, 200);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpBodies::noticesACutBody_data()
{
    QTest::addColumn<bool>("isCompressed");
    QTest::addColumn<bool>("isChunked");
    QTest::newRow("plain") << false << false;
    QTest::newRow("plain, chunked") << false << true;
    QTest::newRow("compressed") << true << false;
    QTest::newRow("compressed, chunked") << true << true;
}

void TestHttpBodies::noticesACutBody()
{
    QFETCH(const bool, isCompressed);
    QFETCH(const bool, isChunked);
    QByteArray json = "[";
    for (int i = 0; i < 50'000; ++i)
        json += R"({"n":)" + QByteArray::number(i * 7919LL) + R"(,"t":"a \"text\""},)";
    json += "[]]";
    HttpAnswer whole = isCompressed ? deflated(json) : answer(200, json);
    whole.set("Content-Type", "application/json; charset=utf-8");
    if (isChunked)
        whole.set("Transfer-Encoding", "chunked");
    HttpAnswer cut = whole;
    cut.fault = Fault::CloseMidBody;
    // Whether Qt itself notices depends on its timing, so more than once.
    const HttpServer server(inTurn({cut, cut, cut, cut, whole}));
    Client client(quickConfig(server));
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QVERIFY(response->body == json);
    QVERIFY(request.activity->requests > 1);
    QVERIFY(server.requestCount() >= 5); // some of them Qt's own repeats
}

void TestHttpBodies::judgesCompleteness_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("object") << QByteArray(R"({"a":[1,{"b":"}"}]} )") << false;
    QTest::newRow("number") << QByteArray("12") << false;
    QTest::newRow("text with an escaped quote") << QByteArray(R"("a\"b")") << false;
    QTest::newRow("text with an escaped backslash") << QByteArray(R"("a\\")") << false;
    QTest::newRow("too many ends") << QByteArray("]]") << false; // wrong, but not cut
    QTest::newRow("nothing") << QByteArray() << true;
    QTest::newRow("blanks") << QByteArray(" \n") << true;
    QTest::newRow("list") << QByteArray("[1,2") << true;
    QTest::newRow("object in a list") << QByteArray(R"([{"a":1})") << true;
    QTest::newRow("text") << QByteArray(R"("[]")").chopped(1) << true;
    QTest::newRow("escape") << QByteArray(R"("a\)") << true;
    QTest::newRow("deep") << QByteArray(1'000'000, '[') << true;
}

void TestHttpBodies::judgesCompleteness()
{
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isCut);
    QCOMPARE(isCutShort({{"Content-Type", "application/json"}}, body), isCut);
    QCOMPARE(isCutShort({{"content-type", "application/vnd.github+json; charset=utf-8"}}, body), isCut);
    QVERIFY(!isCutShort({{"Content-Type", "text/plain"}}, body));
    QVERIFY(!isCutShort({{"Content-Length", QByteArray::number(body.size())}}, body));
    QVERIFY(isCutShort({{"Content-Length", QByteArray::number(body.size() + 1)}}, body));
}

void TestHttpBodies::refusesBombs()
{
    // 400 MB of zeros in 400 kB.
    const HttpServer server(always(deflated(QByteArray(400'000'000, '\0'))));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::BadAnswer);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpBodies::takesABodyOfJustTheAllowedSize()
{
    const HttpServer server(always(answer(200, QByteArray(100'000, 'x'))));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.maxBytes = 100'000;
    QVERIFY(client.fetch(request, {}));
}

void TestHttpBodies::refusesALargerBody()
{
    HttpAnswer endless = faulty(Fault::EndlessBody, {});
    endless.endlessBytes = 100'001;
    const HttpServer server(always(endless));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.maxBytes = 100'000;
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::BadAnswer);
}

void TestHttpBodies::refusesAnAnnouncedGiantAtOnce()
{
    HttpAnswer giant = faulty(Fault::StallMidBody, {});
    giant.set("Content-Length", "2147483648");
    const HttpServer server(always(giant));
    ClientConfig config = quickConfig(server);
    config.timeout = 60s; // not by silence
    Client client(config);
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(response.error().text.contains(u"larger than 32 MiB"_s), qPrintable(response.error().text));
    QCOMPARE(request.activity->bytes, 0);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpBodies::refusesTwoGigabytesUnannounced()
{
    HttpAnswer endless = faulty(Fault::EndlessBody, {});
    endless.endlessBytes = 2'147'483'648;
    const HttpServer server(always(endless));
    Client client(quickConfig(server));
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::BadAnswer);
    QVERIFY2(response.error().text.contains(u"larger than 32 MiB"_s), qPrintable(response.error().text));
    QCOMPARE(server.requestCount(), 1);
    // Left at the limit, not read to the end and then thrown away.
    QVERIFY(request.activity->bytes < 128 * 1024 * 1024);
}

void TestHttpBodies::readsOnlyTheStartOfALongRefusal()
{
    HttpAnswer endless = faulty(Fault::EndlessBody, "no");
    endless.status = 404;
    endless.endlessBytes = 2'147'483'648;
    const HttpServer server(always(endless));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.maxBytes = 1024 * 1024;
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Gone);
    QVERIFY(request.activity->bytes < 8 * 1024 * 1024);
}

QTEST_GUILESS_MAIN(TestHttpBodies)
#include "httpbodies.moc"
