// Answers as GitHub gave them, replayed byte for byte and judged.
#include "HttpFixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>

using namespace lockkeeper;
using namespace lockkeeper::http;
using namespace lockkeeper::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray readSample(const QString &file)
{
    QFile sample(QDir(u"" LOCKKEEPER_SAMPLES "/github"_s).filePath(file));
    return sample.open(QIODevice::ReadOnly) ? sample.readAll() : QByteArray();
}

// Some recordings carry a template where the time of the answer stood.
QByteArray filledIn(const QString &value)
{
    if (!value.startsWith("{{now"_L1))
        return value.toUtf8();
    QDateTime time = QDateTime::currentDateTimeUtc();
    if (value.contains("offset='3 seconds'"_L1))
        time = time.addSecs(3);
    else if (value.contains("offset='1 hours'"_L1))
        time = time.addSecs(3600);
    if (value.contains("format='unix'"_L1))
        return QByteArray::number(time.toSecsSinceEpoch());
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

HttpAnswer recorded(const QString &name, const QString &bodySuffix = u".json"_s)
{
    const QJsonObject meta = QJsonDocument::fromJson(readSample(name + u".meta.json"_s)).object();
    HttpAnswer result = answer(meta.value("status"_L1).toInt(), readSample(name + bodySuffix));
    const QJsonObject headers = meta.value("headers"_L1).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QJsonArray values = it->isArray() ? it->toArray() : QJsonArray{*it};
        for (const QJsonValue &value : values)
            result.set(it.key().toLatin1(), filledIn(value.toString()));
    }
    return result;
}

} // namespace

class TestHttpRecorded final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void judgesRefusals_data();
    void judgesRefusals();
    void waitsOutSecondaryLimits_data();
    void waitsOutSecondaryLimits();
    void primaryLimitTakesTooLong();
    void movedRepository();
    void notModified();
};

void TestHttpRecorded::initTestCase()
{
    if (!QDir(u"" LOCKKEEPER_SAMPLES ""_s).exists())
        QSKIP("skipped: no samples");
}

void TestHttpRecorded::judgesRefusals_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("error-401-bad-credentials") << ErrorKind::Auth;
    QTest::newRow("error-404-2013") << ErrorKind::Gone;
    QTest::newRow("error-404-license") << ErrorKind::Gone;
    QTest::newRow("error-404-repo") << ErrorKind::Gone;
}

void TestHttpRecorded::judgesRefusals()
{
    QFETCH(const ErrorKind, kind);
    const HttpServer server(always(recorded(QString::fromLatin1(QTest::currentDataTag()))));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/repos/x/y"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, kind);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpRecorded::waitsOutSecondaryLimits_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("error-403-secondary-body-marker") << 403;
    QTest::newRow("error-403-secondary-docs") << 403;
    QTest::newRow("error-429-secondary-no-retry-after") << 429;
}

void TestHttpRecorded::waitsOutSecondaryLimits()
{
    QFETCH(const int, status);
    const HttpAnswer refusal = recorded(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(refusal.status, status);
    {
        const HttpServer server(inTurn({refusal, answer(200)}));
        Client client(quickConfig(server));
        QVERIFY(client.fetch(get(server, "/"), {}));
        QCOMPARE(server.requestCount(), 2);
    }
    const HttpServer server(always(refusal));
    ClientConfig config = quickConfig(server);
    config.limitWait = 60s;
    config.limitPatience = 30s;
    Client client(config);
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::RateLimited);
    QCOMPARE(server.requestCount(), 1);
}

void TestHttpRecorded::primaryLimitTakesTooLong()
{
    // Recorded in 2013: by its own Date, the reset is fifty minutes away.
    const HttpServer server(always(recorded(u"error-403-primary-rate-limit"_s)));
    Client client(quickConfig(server));
    const auto response = client.fetch(get(server, "/"), {});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::RateLimited);
    QCOMPARE(server.requestCount(), 1);
    QCOMPARE(client.quotas().size(), 1);
    QCOMPARE(client.quotas().first().remaining, 0);
}

void TestHttpRecorded::movedRepository()
{
    HttpAnswer moved = recorded(u"redirect-301-moved-repo"_s);
    for (auto &[name, value] : moved.headers)
        value.replace("https://api.github.com", ""); // the server's own address instead
    const HttpServer server([moved](const HttpRequest &request) {
        return request.url.path() == "/repositories/40763577"_L1 ? answer(200, "[]") : moved;
    });
    Client client(quickConfig(server));
    const auto response =
        client.fetch(get(server, "/repos/github-api-test-org/GHContentIntegrationTest"), {});
    QVERIFY(response.ok());
    QCOMPARE(response->body, "[]");
    QCOMPARE(response->movedTo.path(), u"/repositories/40763577"_s);
}

void TestHttpRecorded::notModified()
{
    const HttpServer server(always(recorded(u"not-modified-304"_s, u".txt"_s)));
    Client client(quickConfig(server));
    Request request = get(server, "/repos/x/y");
    request.etag = "\"4f508593b64df214fee8f6ab42df633c\"";
    const auto response = client.fetch(request, {});
    QVERIFY(response.ok());
    QVERIFY(response->notModified());
    QCOMPARE(response->header("ETag"), request.etag);
    QCOMPARE(request.activity->notModified, 1);
    QCOMPARE(client.quotas().first().remaining, 4966);
}

QTEST_GUILESS_MAIN(TestHttpRecorded)
#include "httprecorded.moc"
