// What a service says of a token, over the embedded server; and that no answer repeats it.
#include "secrets/check/TokenCheck.h"
#include "demo/HttpServer.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using demo::HttpAnswer;
using demo::HttpRequest;
using secrets::Secret;

namespace {
constexpr auto token = "tok-0123456789";

HttpAnswer json(int status, const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    answer.set("Content-Type", "application/json");
    return answer;
}

HttpAnswer serve(const HttpRequest &request)
{
    const QString path = request.url.path();
    if (path == "/user"_L1) {
        if (request.header("Authorization") != QByteArray("Bearer ") + token)
            return json(401, "{\"message\":\"Bad credentials\"}");
        HttpAnswer answer = json(200, "{\"login\":\"octo-maintainer\"}");
        answer.set("X-OAuth-Scopes", "repo, read:org");
        answer.set("X-RateLimit-Limit", "5000");
        answer.set("X-RateLimit-Remaining", "4987");
        answer.set("X-RateLimit-Reset", QByteArray::number(QDateTime::currentSecsSinceEpoch() + 600));
        return answer;
    }
    if (path == "/einfo.fcgi"_L1)
        return request.query("api_key") == QLatin1StringView(token)
                   ? json(200, "{\"einforesult\":{}}")
                   : json(400, "{\"error\":\"API key invalid\",\"api-key\":\"x\"}");
    if (path.startsWith("/graph/"_L1))
        return request.header("x-api-key") == token ? json(200, "{}") : json(403, "{}");
    return json(200, "{}");
}
} // namespace

class TokenCheckTest final : public QObject
{
    Q_OBJECT

private:
    demo::HttpServer m_server{serve};
    [[nodiscard]] http::ClientConfig config() const
    {
        http::ClientConfig result;
        for (const QString &name : {u"github"_s, u"pubmed"_s, u"semanticscholar"_s, u"openalex"_s}) {
            if (!result.endpoints.setUrl(name, m_server.url().toString()))
                qFatal("the server's address was refused");
        }
        return result;
    }
    Result<QString> ask(Secret secret, const QByteArray &value)
    {
        secrets::TokenCheck check(config());
        QFuture<Result<QString>> future = check.check(secret, value, {});
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) || future.isCanceled())
            return Error{};
        return future.result();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void whoseItIs()
    {
        const Result<QString> said = ask(Secret::GitHub, token);
        QVERIFY2(said.ok(), said.ok() ? "" : qPrintable(said.error().text));
        for (const QString &part : {u"octo-maintainer"_s, u"repo, read:org"_s, u"4,987"_s, u"5,000"_s})
            QVERIFY2(said->contains(part), qPrintable(*said));
        QVERIFY(!said->contains(QLatin1StringView(token)));
    }

    void aWrongOne_data()
    {
        QTest::addColumn<Secret>("secret");
        QTest::newRow("github") << Secret::GitHub;
        QTest::newRow("pubmed") << Secret::PubMed;
        QTest::newRow("semanticscholar") << Secret::SemanticScholar;
    }
    void aWrongOne()
    {
        QFETCH(Secret, secret);
        const Result<QString> said = ask(secret, "wrong-marked-one");
        QVERIFY(!said.ok());
        QVERIFY(!said.error().isCancelled());
        QVERIFY(!(said.error().text + said.error().hint + said.error().url).contains(u"marked"_s));
        QVERIFY(ask(secret, token).ok());
    }

    void stoppedAndAskedAgain()
    {
        demo::HttpServer silent([](const HttpRequest &) {
            HttpAnswer answer;
            answer.fault = HttpAnswer::Fault::NeverAnswer;
            return answer;
        });
        http::ClientConfig slow = config();
        QVERIFY(slow.endpoints.setUrl(u"github"_s, silent.url().toString()).ok());
        secrets::TokenCheck check(slow);
        std::stop_source stop;
        QFuture<Result<QString>> first = check.check(Secret::GitHub, token, stop.get_token());
        QTRY_COMPARE(silent.requestCount(), 1);
        stop.request_stop();
        QTRY_VERIFY(first.isFinished());
        QVERIFY(first.isCanceled() || first.result().error().isCancelled());
    }
};

QTEST_GUILESS_MAIN(TokenCheckTest)
#include "tokencheck.moc"
