// Stopping: from every state, from every thread, and by the client's end. A future that hangs fails by
// CTest's timeout.
#include "HttpFixture.h"

#include <QTest>

#include <thread>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHttpCancellation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stoppedBeforehand();
    void stoppedInFlight();
    void stoppedInLine();
    void stoppedInBackoff();
    void stoppedAtALimit();
    void stoppedInABody();
    void stopFreesTheSlot();
    void stopWakesAWaitingWorker();
    void stopFromTheNetworkThread();
    void stopAfterTheAnswer();
    void sendFromAContinuation();
    void clientEndsWithRequestsPending();
    void clientEndsWhileOthersStop();
    void stopAndAnswerRace();
};

void TestHttpCancellation::stoppedBeforehand()
{
    const HttpServer server(always(answer(200)));
    Client client(quickConfig(server));
    std::stop_source stop;
    stop.request_stop();
    const Request request = get(server, "/");
    QVERIFY(client.fetch(request, stop.get_token()).error().isCancelled());
    // What comes after it on the network thread shows that it is not sent late either.
    QVERIFY(client.fetch(get(server, "/after"), {}));
    QCOMPARE(request.activity->requests, 0);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpCancellation::stoppedInFlight()
{
    const HttpServer server(always(faulty(Fault::NeverAnswer)));
    Client client(quickConfig(server));
    std::stop_source stop;
    const Request request = get(server, "/");
    QFuture<Result<Response>> future = client.send(request, stop.get_token());
    QTRY_COMPARE(server.requestCount(), 1);
    QCOMPARE(request.activity->wait().reason, WaitReason::Answer);
    stop.request_stop();
    QVERIFY(future.isFinished()); // at once, not soon
    QVERIFY(future.result().error().isCancelled());
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::None);
}

void TestHttpCancellation::stoppedInLine()
{
    const HttpServer server(always(answer(200)));
    ClientConfig config = quickConfig(server);
    QVERIFY(config.endpoints.setPace(u"github"_s, 0.001));
    Client client(config);
    QVERIFY(client.fetch(get(server, "/"), {}));
    std::stop_source stop;
    const Request request = get(server, "/");
    QFuture<Result<Response>> future = client.send(request, stop.get_token());
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::Pace);
    stop.request_stop();
    QVERIFY(future.isFinished());
    QVERIFY(future.result().error().isCancelled());
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::None);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpCancellation::stoppedInBackoff()
{
    const HttpServer server(always(answer(500)));
    ClientConfig config = quickConfig(server);
    config.backoff = 50s;
    Client client(config);
    std::stop_source stop;
    const Request request = get(server, "/");
    QFuture<Result<Response>> future = client.send(request, stop.get_token());
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::Backoff);
    QVERIFY(request.activity->wait().until > QDateTime::currentDateTimeUtc().addSecs(30));
    stop.request_stop();
    QVERIFY(future.isFinished());
    QVERIFY(future.result().error().isCancelled());
}

void TestHttpCancellation::stoppedAtALimit()
{
    HttpAnswer limited = answer(429);
    limited.set("Retry-After", "100");
    const HttpServer server(always(limited));
    Client client(quickConfig(server));
    std::stop_source stop;
    const Request request = get(server, "/");
    QFuture<Result<Response>> future = client.send(request, stop.get_token());
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::Limit);
    stop.request_stop();
    QVERIFY(future.isFinished());
    QVERIFY(future.result().error().isCancelled());
}

void TestHttpCancellation::stoppedInABody()
{
    HttpAnswer endless = faulty(Fault::EndlessBody, {});
    endless.endlessBytes = 1LL << 40;
    const HttpServer server(always(endless));
    Client client(quickConfig(server));
    std::stop_source stop;
    Request request = get(server, "/");
    request.maxBytes = 1LL << 30;
    QFuture<Result<Response>> future = client.send(request, stop.get_token());
    QTRY_VERIFY(request.activity->bytes > 0);
    stop.request_stop();
    QVERIFY(future.isFinished());
    QVERIFY(future.result().error().isCancelled());
    QTRY_COMPARE(request.activity->wait().reason, WaitReason::None);
}

void TestHttpCancellation::stopFreesTheSlot()
{
    const HttpServer server([](const HttpRequest &request) {
        return request.url.path() == "/silent"_L1 ? faulty(Fault::NeverAnswer) : answer(200);
    });
    Client client(quickConfig(server));
    std::stop_source stop;
    QList<QFuture<Result<Response>>> silent;
    for (int i = 0; i < 6; ++i)
        silent.append(client.send(get(server, "/silent"), stop.get_token()));
    QTRY_COMPARE(server.requestCount(), 6);
    QFuture<Result<Response>> next = client.send(get(server, "/next"), {});
    stop.request_stop();
    QVERIFY(next.result().ok());
}

void TestHttpCancellation::stopWakesAWaitingWorker()
{
    const HttpServer server(always(faulty(Fault::NeverAnswer)));
    Client client(quickConfig(server));
    std::stop_source stop;
    std::atomic<bool> cancelled = false;
    std::thread worker(
        [&] { cancelled = client.fetch(get(server, "/"), stop.get_token()).error().isCancelled(); });
    QTRY_COMPARE(server.requestCount(), 1);
    stop.request_stop();
    worker.join();
    QVERIFY(cancelled);
}

void TestHttpCancellation::stopFromTheNetworkThread()
{
    const HttpServer server([](const HttpRequest &request) {
        return request.url.path() == "/silent"_L1 ? faulty(Fault::NeverAnswer) : answer(200);
    });
    Client client(quickConfig(server));
    std::stop_source stop;
    QFuture<Result<Response>> silent = client.send(get(server, "/silent"), stop.get_token());
    QTRY_COMPARE(server.requestCount(), 1);
    // The continuation runs where the answer arrives, and stops the answer's own request as well.
    QFuture<bool> stopped =
        client.send(get(server, "/good"), stop.get_token()).then([&stop](const Result<Response> &) {
            return stop.request_stop();
        });
    QVERIFY(stopped.result());
    QVERIFY(silent.result().error().isCancelled());
    QVERIFY(client.fetch(get(server, "/good"), {}));
}

void TestHttpCancellation::stopAfterTheAnswer()
{
    const HttpServer server(always(answer(200)));
    Client client(quickConfig(server));
    std::stop_source stop;
    QFuture<Result<Response>> future = client.send(get(server, "/"), stop.get_token());
    QVERIFY(future.result().ok());
    stop.request_stop();
    QVERIFY(future.result().ok());
}

void TestHttpCancellation::sendFromAContinuation()
{
    const HttpServer server(always(answer(200)));
    Client client(quickConfig(server));
    QFuture<QFuture<Result<Response>>> chain =
        client.send(get(server, "/1"), {}).then([&](const Result<Response> &) {
            return client.send(get(server, "/2"), {});
        });
    QVERIFY(chain.result().result().ok());
    QCOMPARE(server.requestCount(), 2);
}

void TestHttpCancellation::clientEndsWithRequestsPending()
{
    const HttpServer silent(always(faulty(Fault::NeverAnswer)));
    const HttpServer failing(always(answer(500)));
    for (int round = 0; round < 10; ++round) {
        ClientConfig config = quickConfig(silent);
        config.backoff = 50s;
        auto client = std::make_unique<Client>(config);
        QList<QFuture<Result<Response>>> futures;
        for (int i = 0; i < 20; ++i)
            futures.append(client->send(get(i % 2 == 0 ? silent : failing, "/"), {}));
        if (round % 2 == 0)
            QTRY_VERIFY(silent.requestCount() > 3 * round);
        client.reset();
        for (auto &future : futures) {
            QVERIFY(future.isFinished());
            QVERIFY(future.result().error().isCancelled());
        }
    }
}

void TestHttpCancellation::clientEndsWhileOthersStop()
{
    const HttpServer server(always(faulty(Fault::NeverAnswer)));
    for (int round = 0; round < 50; ++round) {
        auto client = std::make_unique<Client>(quickConfig(server));
        std::stop_source stop;
        QList<QFuture<Result<Response>>> futures;
        for (int i = 0; i < 10; ++i)
            futures.append(client->send(get(server, "/"), stop.get_token()));
        std::thread stopper([&stop] { stop.request_stop(); });
        client.reset();
        stopper.join();
        for (auto &future : futures)
            QVERIFY(future.result().error().isCancelled());
    }
}

void TestHttpCancellation::stopAndAnswerRace()
{
    const HttpServer server(always(answer(200, "x")));
    Client client(quickConfig(server));
    for (int round = 0; round < 300; ++round) {
        std::stop_source stop;
        QFuture<Result<Response>> future = client.send(get(server, "/"), stop.get_token());
        std::thread stopper([&stop, round] {
            std::this_thread::sleep_for(std::chrono::microseconds(round * 5));
            stop.request_stop();
        });
        const Result<Response> result = future.result();
        QVERIFY(result.ok() || result.error().isCancelled());
        stopper.join();
    }
    QVERIFY(client.fetch(get(server, "/"), {}));
}

QTEST_GUILESS_MAIN(TestHttpCancellation)
#include "httpcancellation.moc"
