// The server over plain sockets, so that no client's helpfulness hides what it sends.
#include "demo/HttpServer.h"

#include <QTcpSocket>
#include <QTest>

using namespace lockkeeper::demo;
using namespace Qt::StringLiterals;
using Fault = HttpAnswer::Fault;

namespace {

constexpr int patience = 10'000;

class RawClient
{
public:
    explicit RawClient(const HttpServer &server)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(server.url().port()));
        m_connected = m_socket.waitForConnected(patience);
    }

    [[nodiscard]] bool isConnected() const { return m_connected; }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    // Until the received bytes contain `mark`, `times` times.
    QByteArray readUntil(const QByteArray &mark, qsizetype times = 1)
    {
        while (m_received.count(mark) < times && m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received;
    }
    QByteArray readToEnd()
    {
        while (m_socket.waitForReadyRead(patience))
            m_received += m_socket.readAll();
        return m_received + m_socket.readAll();
    }
    // Counts rather than keeps.
    qint64 drain()
    {
        qint64 bytes = 0;
        while (m_socket.waitForReadyRead(patience))
            bytes += m_socket.skip(m_socket.bytesAvailable());
        return bytes;
    }
    bool waitForEnd()
    {
        return m_socket.state() == QTcpSocket::UnconnectedState || m_socket.waitForDisconnected(patience);
    }
    void leave() { m_socket.abort(); }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_connected = false;
};

HttpAnswer echo(const HttpRequest &request)
{
    HttpAnswer answer;
    answer.body = request.method + ' ' + request.url.toEncoded() + ' ' + request.body + '\n';
    return answer;
}

HttpServer::Handler always(HttpAnswer answer)
{
    return [answer = std::move(answer)](const HttpRequest &) {
        return answer;
    };
}

QByteArray bodyOf(const QByteArray &raw)
{
    return raw.mid(raw.indexOf("\r\n\r\n") + 4);
}

} // namespace

class TestHttpServer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndKeepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void readsRequestsThatComeInPieces();
    void readsHeadersAndQuery();
    void headHasALengthAndNoBody();
    void bodilessStatusHasNoLength();
    void keepsTheHandlersDate();
    void closesWhenAsked();
    void refusesWhatIsTooLarge();
    void refusesNonsense_data();
    void refusesNonsense();
    void closesBeforeTheAnswer();
    void closesMidBody();
    void sendsChunksWhereAsked();
    void neverAnswers();
    void stallsMidBody();
    void sendsEndlessBodies();
    void survivesClientsThatLeave();
    void endsWithAnswersPending();
};

void TestHttpServer::answersAndKeepsTheConnection()
{
    const HttpServer server(echo);
    RawClient client(server);
    QVERIFY(client.isConnected());
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    const QByteArray first = client.readUntil("GET /a");
    QVERIFY(first.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(first.contains("\r\nDate: "));
    QVERIFY(first.contains("\r\nContent-Length: 8\r\n"));
    client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
    QVERIFY(client.readUntil("hello").contains("POST /b hello"));
    QCOMPARE(server.requestCount(), 2);
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    const HttpServer server([](const HttpRequest &request) {
        HttpAnswer answer = echo(request);
        // The first takes longest; the others must not overtake it.
        answer.delay = std::chrono::milliseconds(request.query("n") == "0"_L1 ? 50 : 0);
        return answer;
    });
    RawClient client(server);
    QByteArray requests;
    for (int i = 0; i < 200; ++i)
        requests +=
            "POST /p?n=" + QByteArray::number(i) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab";
    client.send(requests);
    const QByteArray answers = client.readUntil("\n", 200 * 5);
    qsizetype at = 0;
    for (int i = 0; i < 200; ++i) {
        at = answers.indexOf("POST /p?n=" + QByteArray::number(i) + " ab\n", at);
        QVERIFY(at >= 0);
    }
}

void TestHttpServer::readsRequestsThatComeInPieces()
{
    const HttpServer server(echo);
    RawClient client(server);
    for (const char c : QByteArray("POST /bit HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz"))
        client.send(QByteArray(1, c));
    QVERIFY(client.readUntil("xyz").contains("POST /bit xyz"));
}

void TestHttpServer::readsHeadersAndQuery()
{
    HttpServer server(echo);
    RawClient client(server);
    client.send("GET /q?name=a%20b&x=%C3%A9 HTTP/1.1\r\nHost: x\r\nX-Thing:  some value \r\n\r\n");
    client.readUntil("GET /q");
    const QList<HttpRequest> requests = server.requests();
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().url.path(), u"/q"_s);
    QCOMPARE(requests.first().query("name"), u"a b"_s);
    QCOMPARE(requests.first().query("x"), u"é"_s);
    QCOMPARE(requests.first().query("none"), QString());
    QCOMPARE(requests.first().header("x-thing"), "some value");
    server.clearRequests();
    QCOMPARE(server.requestCount(), 0);
    QVERIFY(server.requests().isEmpty());
}

void TestHttpServer::headHasALengthAndNoBody()
{
    const HttpServer server(echo);
    RawClient client(server);
    client.send("HEAD /h HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const QByteArray answer = client.readToEnd();
    QVERIFY(answer.contains("\r\nContent-Length: 9\r\n"));
    QVERIFY(bodyOf(answer).isEmpty());
}

void TestHttpServer::bodilessStatusHasNoLength()
{
    HttpAnswer notModified;
    notModified.status = 304;
    notModified.body = "never sent";
    const HttpServer server(always(notModified));
    RawClient client(server);
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const QByteArray answer = client.readToEnd();
    QVERIFY(answer.startsWith("HTTP/1.1 304 "));
    QVERIFY(!answer.contains("Content-Length"));
    QVERIFY(bodyOf(answer).isEmpty());
}

void TestHttpServer::keepsTheHandlersDate()
{
    HttpAnswer dated;
    dated.set("date", "Tue, 20 Aug 2013 14:50:41 GMT");
    const HttpServer server(always(dated));
    RawClient client(server);
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const QByteArray answer = client.readToEnd();
    QCOMPARE(answer.toLower().count("\r\ndate: "), 1);
    QVERIFY(answer.contains("20 Aug 2013"));
}

void TestHttpServer::closesWhenAsked()
{
    const HttpServer server(echo);
    RawClient client(server);
    client.send("GET /old HTTP/1.0\r\n\r\n");
    QVERIFY(client.readToEnd().contains("GET /old"));
    QVERIFY(client.waitForEnd());
}

void TestHttpServer::refusesWhatIsTooLarge()
{
    const HttpServer server(echo);
    RawClient body(server);
    body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n");
    QVERIFY(body.readToEnd().startsWith("HTTP/1.1 413 "));

    RawClient head(server);
    head.send("GET / HTTP/1.1\r\nX: " + QByteArray(128 * 1024, 'x'));
    head.readToEnd();
    QVERIFY(head.waitForEnd());
    QCOMPARE(server.requestCount(), 0);
}

void TestHttpServer::refusesNonsense_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
    QTest::newRow("no path") << QByteArray("GET x HTTP/1.1\r\n\r\n") << QByteArray("400");
    QTest::newRow("host as path") << QByteArray("GET //x HTTP/1.1\r\n\r\n") << QByteArray("400");
    QTest::newRow("header without name") << QByteArray("GET / HTTP/1.1\r\n: x\r\n\r\n") << QByteArray("400");
    QTest::newRow("negative length") << QByteArray("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")
                                     << QByteArray("400");
    QTest::newRow("length with a sign")
        << QByteArray("GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n") << QByteArray("400");
    QTest::newRow("chunked request") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
                                     << QByteArray("501");
}

void TestHttpServer::refusesNonsense()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, status);
    const HttpServer server(echo);
    RawClient client(server);
    client.send(request);
    QVERIFY(client.readToEnd().startsWith("HTTP/1.1 " + status));
    QVERIFY(client.waitForEnd());
    QCOMPARE(server.requestCount(), 0);
}

void TestHttpServer::closesBeforeTheAnswer()
{
    HttpAnswer answer;
    answer.fault = Fault::CloseBeforeAnswer;
    const HttpServer server(always(answer));
    RawClient client(server);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(client.readToEnd().isEmpty());
    QVERIFY(client.waitForEnd());
}

void TestHttpServer::closesMidBody()
{
    HttpAnswer answer;
    answer.body = QByteArray(1000, 'b');
    answer.fault = Fault::CloseMidBody;
    const HttpServer server(always(answer));
    RawClient client(server);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const QByteArray raw = client.readToEnd();
    QVERIFY(raw.contains("\r\nContent-Length: 1000\r\n"));
    QCOMPARE(bodyOf(raw).size(), 500);
}

void TestHttpServer::sendsChunksWhereAsked()
{
    HttpAnswer answer;
    answer.body = QByteArray(100'000, 'z');
    answer.set("Transfer-Encoding", "chunked");
    answer.set("Connection", "close");
    const HttpServer whole(always(answer));
    RawClient first(whole);
    first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const QByteArray raw = first.readToEnd();
    QVERIFY(!raw.contains("Content-Length"));
    QVERIFY(raw.endsWith("\r\n0\r\n\r\n"));
    QCOMPARE(bodyOf(raw).count('z'), 100'000);

    answer.fault = Fault::CloseMidBody;
    const HttpServer cut(always(answer));
    RawClient second(cut);
    second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(!second.readToEnd().endsWith("\r\n0\r\n\r\n"));
}

void TestHttpServer::neverAnswers()
{
    const HttpServer server([](const HttpRequest &request) {
        HttpAnswer answer = echo(request);
        if (request.url.path() == "/silent"_L1)
            answer.fault = Fault::NeverAnswer;
        return answer;
    });
    RawClient silent(server);
    silent.send("GET /silent HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
    RawClient other(server);
    other.send("GET /other HTTP/1.1\r\nHost: x\r\n\r\n");
    other.readUntil("/other");
    // Not even the next one on the silent connection is read, let alone answered.
    QTRY_COMPARE(server.requestCount(), 2);
}

void TestHttpServer::stallsMidBody()
{
    HttpAnswer answer;
    answer.body = QByteArray(600'000, 'b');
    answer.fault = Fault::StallMidBody;
    const HttpServer server(always(answer));
    RawClient client(server);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    const QByteArray raw = client.readUntil("b", 300'000);
    QVERIFY(raw.contains("\r\nContent-Length: 600000\r\n"));
    QCOMPARE(raw.count('b'), 300'000);
}

void TestHttpServer::sendsEndlessBodies()
{
    constexpr qint64 size = 200LL * 1024 * 1024;
    HttpAnswer answer;
    answer.fault = Fault::EndlessBody;
    answer.endlessBytes = size;
    answer.set("Connection", "close");
    const HttpServer chunked(always(answer));
    RawClient first(chunked);
    first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(first.drain() > size); // the chunks' sizes come on top

    answer.set("Content-Length", QByteArray::number(size));
    const HttpServer plain(always(answer));
    RawClient second(plain);
    second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    second.readUntil("\r\n\r\n");
    QVERIFY(second.drain() > size - 1024 * 1024);
}

void TestHttpServer::survivesClientsThatLeave()
{
    const HttpServer server([](const HttpRequest &request) {
        HttpAnswer answer = echo(request);
        if (request.url.path() == "/late"_L1)
            answer.delay = std::chrono::milliseconds(30);
        if (request.url.path() == "/large"_L1) {
            answer.fault = Fault::EndlessBody;
            answer.endlessBytes = 4LL * 1024 * 1024 * 1024;
        }
        return answer;
    });
    for (int i = 0; i < 20; ++i) {
        RawClient late(server);
        late.send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(server.requestCount(), 2 * i + 1);
        late.leave();
        RawClient large(server);
        large.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
        large.readUntil("\r\n\r\n");
        large.leave();
        QTRY_COMPARE(server.requestCount(), 2 * i + 2);
    }
    // Longer than the delays of those who left.
    QTest::qWait(60);
    RawClient client(server);
    client.send("GET /still HTTP/1.1\r\nHost: x\r\n\r\n");
    QVERIFY(client.readUntil("/still").contains("GET /still"));
}

void TestHttpServer::endsWithAnswersPending()
{
    HttpAnswer late;
    late.delay = std::chrono::hours(1);
    auto server = std::make_unique<HttpServer>(always(late));
    RawClient client(*server);
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(server->requestCount(), 1);
    server.reset();
    QVERIFY(client.readToEnd().isEmpty());
    QVERIFY(client.waitForEnd());
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "httpserver.moc"
