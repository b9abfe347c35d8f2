// One request at a time: what is sent, what comes back, what is tried again.
#include "HttpFixture.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThreadPool>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
// Just closed, so that surely nobody listens there.
quint16 portOfNobody()
{
    QTcpServer closedSoon;
    if (!closedSoon.listen(QHostAddress::LocalHost))
        qFatal("no port to be had");
    return closedSoon.serverPort();
}
} // namespace

class TestHttpClient final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void brings();
    void sendsWhoWeAre();
    void postsAForm();
    void asksForTheHeadOnly();
    void asksConditionally();
    void keepsReservedHeadersToItself();
    void takesNoHeaderFromAnEtag();
    void judgesStatus_data();
    void judgesStatus();
    void quotesTheRemotesWords();
    void triesServerFaultsAgain();
    void givesUpOnServerFaults();
    void triesBrokenConnectionsAgain();
    void givesUpOnBrokenConnections();
    void tellsOfARefusedConnection();
    void asksOnceWhereNobodyAnswers();
    void aHostThatIsBackIsTriedAsOften();
    void oneTriesAgainForAll();
    void othersGoOnWhenTheOneWhoTriesIsStopped();
    void tellsOfSilence_data();
    void tellsOfSilence();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void asksAHostSixTimesAtOnce();
    void givesEveryWorkerItsOwnAnswer();
};

void TestHttpClient::brings()
{
    HttpAnswer good = answer(200, "hello");
    good.set("X-Thing", "some");
    const HttpServer server(always(good));
    Client client(quickConfig(server));
    const Request request = get(server, "/a%20b?q=%C3%A9");
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body, "hello");
    QCOMPARE(response->header("x-thing"), "some");
    QCOMPARE(response->url, request.url);
    QVERIFY(response->movedTo.isEmpty());
    QCOMPARE(server.requests().first().url.toEncoded(), "/a%20b?q=%C3%A9");
    QCOMPARE(request.activity->requests, 1);
    QCOMPARE(request.activity->bytes, 5);
    QCOMPARE(request.activity->notModified, 0);
    QCOMPARE(request.activity->wait().reason, WaitReason::None);
}

void TestHttpClient::sendsWhoWeAre()
{
    const HttpServer server(always(answer(200)));
    ClientConfig config = quickConfig(server);
    Client plain(config);
    QVERIFY(plain.fetch(get(server, "/"), {}));
    config.contact = u"someone@example.org (x)\r\nX-Evil: 1"_s;
    Client named(config);
    QVERIFY(named.fetch(get(server, "/"), {}));

    Request asItIs = get(server, "/");
    asItIs.uncompressed = true;
    QVERIFY(plain.fetch(asItIs, {}));

    const auto requests = server.requests();
    QCOMPARE(requests.at(0).header("User-Agent"), "Lockkeeper/" LOCKKEEPER_VERSION);
    QCOMPARE(requests.at(1).header("User-Agent"),
             "Lockkeeper/" LOCKKEEPER_VERSION " (+someone@example.org xX-Evil: 1)");
    QVERIFY(requests.at(1).header("X-Evil").isEmpty());
    // Qt asks for compression by itself, and unpacks only then.
    QVERIFY(requests.at(0).header("Accept-Encoding").contains("gzip"));
    QCOMPARE(requests.at(2).header("Accept-Encoding"), "identity");
    QVERIFY(requests.at(0).header("Cookie").isEmpty());
    QVERIFY(requests.at(0).header("Authorization").isEmpty());
}

void TestHttpClient::postsAForm()
{
    const HttpServer server(always(answer(200, "ok")));
    Client client(quickConfig(server));
    Request request = get(server, "/efetch");
    request.method = "POST";
    request.body = "id=1,2&retmode=xml";
    QVERIFY(client.fetch(request, {}));
    const HttpRequest sent = server.requests().first();
    QCOMPARE(sent.method, "POST");
    QCOMPARE(sent.body, "id=1,2&retmode=xml");
    QCOMPARE(sent.header("Content-Type"), "application/x-www-form-urlencoded");
}

void TestHttpClient::asksForTheHeadOnly()
{
    HttpAnswer large = answer(200);
    large.set("Content-Length", "99999999999");
    const HttpServer server(always(large));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.method = "HEAD";
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QVERIFY(response->body.isEmpty());
}

void TestHttpClient::asksConditionally()
{
    const HttpServer server([](const HttpRequest &request) {
        HttpAnswer result = answer(request.header("If-None-Match") == "\"v1\"" ? 304 : 200, "new");
        result.set("ETag", "\"v1\"");
        return result;
    });
    Client client(quickConfig(server));
    Request request = get(server, "/");
    const auto first = client.fetch(request, {});
    QVERIFY(first.ok());
    QVERIFY(!first->notModified());
    request.etag = first->header("ETag");
    const auto second = client.fetch(request, {});
    QVERIFY(second.ok());
    QVERIFY(second->notModified());
    QVERIFY(second->body.isEmpty());
    QCOMPARE(second->header("etag"), "\"v1\"");
    QCOMPARE(request.activity->requests, 2);
    QCOMPARE(request.activity->notModified, 1);
    QCOMPARE(request.activity->bytes, 3);
    // "Not modified" to someone who has nothing is no answer.
    const HttpServer confused(always(answer(304)));
    Client other(quickConfig(confused));
    const auto third = other.fetch(get(confused, "/"), {});
    QVERIFY(!third);
    QCOMPARE(third.error().kind, ErrorKind::Http);
}

void TestHttpClient::keepsReservedHeadersToItself()
{
    const HttpServer server(always(answer(200)));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.headers = {{"Accept", "application/json"},
                       {"authorization", "Bearer smuggled"},
                       {"Cookie", "smuggled"},
                       {"Host", "smuggled"},
                       {"X-Two", "a\r\nX-Three: smuggled"}};
    QVERIFY(client.fetch(request, {}));
    const HttpRequest sent = server.requests().first();
    QCOMPARE(sent.header("Accept"), "application/json");
    for (const auto &[name, value] : sent.headers)
        QVERIFY2(!value.contains("smuggled"), name.constData());
}

void TestHttpClient::takesNoHeaderFromAnEtag()
{
    const HttpServer server(always(answer(200)));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.etag = "\"x\"\r\nX-Evil: 1";
    QVERIFY(client.fetch(request, {}));
    QVERIFY(server.requests().first().header("X-Evil").isEmpty());
    QVERIFY(server.requests().first().header("If-None-Match").isEmpty());
}

void TestHttpClient::judgesStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("word"); // of the sentence
    QTest::newRow("401") << 401 << ErrorKind::Auth << u"asks for a token"_s;
    QTest::newRow("403") << 403 << ErrorKind::Auth << u"no permission"_s;
    QTest::newRow("404") << 404 << ErrorKind::Gone << u"does not exist or is private"_s;
    QTest::newRow("410") << 410 << ErrorKind::Gone << u"disabled or removed"_s;
    QTest::newRow("451") << 451 << ErrorKind::Gone << u"legal reasons"_s;
    QTest::newRow("400") << 400 << ErrorKind::Http << u"status 400"_s;
    QTest::newRow("418") << 418 << ErrorKind::Http << u"status 418"_s;
    QTest::newRow("422") << 422 << ErrorKind::Http << u"status 422"_s;
    QTest::newRow("300") << 300 << ErrorKind::Http << u"status 300"_s;
}

void TestHttpClient::judgesStatus()
{
    QFETCH(const int, status);
    QFETCH(const ErrorKind, kind);
    QFETCH(const QString, word);
    const HttpServer server(always(answer(status, "<html>no</html>")));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/thing"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, kind);
    QCOMPARE(response.error().status, status);
    QVERIFY2(response.error().text.contains(word), qPrintable(response.error().text));
    QVERIFY(response.error().text.contains(u"127.0.0.1"_s));
    QCOMPARE(response.error().url, server.url().toString() + u"/thing"_s);
    QCOMPARE(server.requestCount(), 1); // asking again changes nothing
}

void TestHttpClient::quotesTheRemotesWords()
{
    const HttpServer server(always(
        answer(422, R"({"message":"Validation  Failed\u0000\ud800 )" + QByteArray(1000, 'x') + "\"}")));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QVERIFY2(response.error().text.contains(u"Validation Failed"_s), qPrintable(response.error().text));
    QVERIFY(response.error().text.size() < 300);
    QVERIFY(response.error().text.isValidUtf16());
}

void TestHttpClient::triesServerFaultsAgain()
{
    const HttpServer server(
        inTurn({answer(500), answer(502), answer(503), answer(599), answer(200, "at last")}));
    Client client(quickConfig(server));
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->body, "at last");
    QCOMPARE(request.activity->requests, 5);
}

void TestHttpClient::givesUpOnServerFaults()
{
    const HttpServer server(always(answer(503)));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Http);
    QCOMPARE(response.error().status, 503);
    QCOMPARE(server.requestCount(), 5);
}

void TestHttpClient::triesBrokenConnectionsAgain()
{
    const HttpServer server(
        inTurn({faulty(Fault::CloseMidBody), faulty(Fault::CloseMidBody), answer(200, "whole")}));
    Client client(quickConfig(server));
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QCOMPARE(response->body, "whole");
    QCOMPARE(request.activity->requests, 3);
}

void TestHttpClient::givesUpOnBrokenConnections()
{
    for (const Fault fault : {Fault::CloseBeforeAnswer, Fault::CloseMidBody}) {
        const HttpServer server(always(faulty(fault)));
        Client client(quickConfig(server));
        const Request request = get(server, "/");
        const auto response = client.fetch(request, {});
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY(response.error().text.contains(u"127.0.0.1"_s));
        QCOMPARE(request.activity->requests, 5);
    }
}

void TestHttpClient::tellsOfARefusedConnection()
{
    const HttpServer server(always(answer(200)));
    QUrl url = server.url();
    url.setPort(portOfNobody());
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.url = url;
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Network);
    QVERIFY2(response.error().text.contains(u"refused the connection"_s), qPrintable(response.error().text));
    QCOMPARE(request.activity->requests, 5);
}

// Once one request has been tried as often as any is, those to the same host need not all be.
void TestHttpClient::asksOnceWhereNobodyAnswers()
{
    const HttpServer server(always(answer(200)));
    Request gone = get(server, "/");
    gone.url.setPort(portOfNobody());
    Client client(quickConfig(server));
    QVERIFY(!client.fetch(gone, {}));
    QCOMPARE(gone.activity->requests, 5);
    for (int i = 0; i < 3; ++i) {
        Request again = gone;
        again.activity = std::make_shared<Activity>();
        const auto response = client.fetch(again, {});
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY2(response.error().text.contains(u"refused the connection"_s),
                 qPrintable(response.error().text));
        QCOMPARE(again.activity->requests, 1); // it is asked, and not taken for gone
    }
}

void TestHttpClient::oneTriesAgainForAll()
{
    const HttpServer server(always(answer(200)));
    Request gone = get(server, "/");
    gone.url.setPort(portOfNobody());
    Client client(quickConfig(server));
    QList<QFuture<Result<Response>>> futures;
    for (int i = 0; i < 12; ++i)
        futures.append(client.send(gone, {}));
    for (const QFuture<Result<Response>> &future : futures) {
        const Result<Response> response = future.result();
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
    }
    // Six at once; then one of them four times more; then each of the others once.
    const qint64 requests = gone.activity->requests;
    QVERIFY2(requests >= 12 + 4 && requests <= 6 + 4 + 11, qPrintable(QString::number(requests)));
}

void TestHttpClient::othersGoOnWhenTheOneWhoTriesIsStopped()
{
    const HttpServer server(always(answer(200)));
    Request gone = get(server, "/");
    gone.url.setPort(portOfNobody());
    ClientConfig config = quickConfig(server);
    config.backoff = 50ms;
    Client client(config);
    std::stop_source stop;
    const auto first = client.send(gone, stop.get_token());
    QTRY_COMPARE(gone.activity->wait().reason, WaitReason::Backoff);
    Request behind = gone;
    behind.activity = std::make_shared<Activity>();
    const auto second = client.send(behind, {});
    stop.request_stop();
    QVERIFY(first.result().error().isCancelled());
    QVERIFY(!second.result());
    QCOMPARE(second.result().error().kind, ErrorKind::Network);
    QCOMPARE(behind.activity->requests, 5); // now it tries by itself
}

void TestHttpClient::aHostThatIsBackIsTriedAsOften()
{
    const quint16 port = portOfNobody();
    const HttpServer server(always(answer(200)));
    Request gone = get(server, "/");
    gone.url.setPort(port);
    Client client(quickConfig(server));
    QVERIFY(!client.fetch(gone, {}));

    {
        QTcpServer back;
        connect(&back, &QTcpServer::newConnection, &back, [&back] {
            back.nextPendingConnection()->write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        });
        QVERIFY(back.listen(QHostAddress::LocalHost, port));
        const auto answered = client.send(gone, {});
        QTRY_VERIFY(answered.isFinished());
        QVERIFY(answered.result().ok());
    }
    Request again = gone;
    again.activity = std::make_shared<Activity>();
    QVERIFY(!client.fetch(again, {}));
    QCOMPARE(again.activity->requests, 5);
}

void TestHttpClient::tellsOfSilence_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("never answers") << int(Fault::NeverAnswer);
    QTest::newRow("stalls in the body") << int(Fault::StallMidBody);
}

void TestHttpClient::tellsOfSilence()
{
    QFETCH(const int, fault);
    const HttpServer server(always(faulty(Fault(fault))));
    ClientConfig config = quickConfig(server);
    config.timeout = 100ms;
    config.tries = 2;
    Client client(config);
    const Request request = get(server, "/");
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Timeout);
    QVERIFY2(response.error().text.contains(u"127.0.0.1"_s), qPrintable(response.error().text));
    QVERIFY2(response.error().text.contains(u"1 second"_s), qPrintable(response.error().text));
    QCOMPARE(request.activity->requests, 2);
}

void TestHttpClient::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("empty") << QUrl();
    QTest::newRow("file") << QUrl(u"file:///etc/hostname"_s);
    QTest::newRow("no host") << QUrl(u"http:///x"_s);
    QTest::newRow("relative") << QUrl(u"repos/x"_s);
}

void TestHttpClient::refusesWhatIsNoAddress()
{
    QFETCH(const QUrl, url);
    const HttpServer server(always(answer(200)));
    Client client(quickConfig(server));
    Request request = get(server, "/");
    request.url = url;
    const auto response = client.fetch(request, {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Config);
    QCOMPARE(request.activity->requests, 0);
}

void TestHttpClient::asksAHostSixTimesAtOnce()
{
    const HttpServer server(always(faulty(Fault::NeverAnswer)));
    std::stop_source stop;
    QList<QFuture<Result<Response>>> futures;
    Client client(quickConfig(server));
    for (int i = 0; i < 12; ++i)
        futures.append(client.send(get(server, "/"), stop.get_token()));
    QTRY_COMPARE(server.requestCount(), 6);
    QTest::qWait(50); // the others had every chance
    QCOMPARE(server.requestCount(), 6);
    stop.request_stop();
    for (auto &future : futures)
        QVERIFY(future.result().error().isCancelled());
}

void TestHttpClient::givesEveryWorkerItsOwnAnswer()
{
    const HttpServer server(
        [](const HttpRequest &request) { return answer(200, request.url.path().toUtf8()); });
    Client client(quickConfig(server));
    QThreadPool pool;
    pool.setMaxThreadCount(8);
    std::atomic<int> right = 0;
    for (int worker = 0; worker < 8; ++worker) {
        pool.start([&, worker] {
            for (int i = 0; i < 50; ++i) {
                const QByteArray path = '/' + QByteArray::number(worker) + '/' + QByteArray::number(i);
                const auto response = client.fetch(get(server, path.constData()), {});
                if (response && response->body == path)
                    ++right;
            }
        });
    }
    pool.waitForDone();
    QCOMPARE(right, 400);
    QCOMPARE(server.requestCount(), 400);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "httpclient.moc"
