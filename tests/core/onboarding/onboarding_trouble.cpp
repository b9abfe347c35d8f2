// Hosts that are slow, dead or limited, and checks that nobody wants any more: a page of a form must never
// wait.
#include "Remotes.h"

#include <QDateTime>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockkeeper;
using namespace lockkeeper::onboarding;
using tests::Fault;
using tests::found;
using tests::HttpAnswer;
using tests::Remotes;

namespace {

const QString api = u"api.github.com/repos/deepreef/buoy"_s;
const QString buoy = u"deepreef/buoy"_s;

HttpAnswer silence()
{
    HttpAnswer answer;
    answer.fault = Fault::NeverAnswer;
    return answer;
}

} // namespace

class OnboardingTrouble final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void aSilentHostIsLeftAlone()
    {
        Remotes remotes({}, {.patience = 200ms});
        remotes.put(api, silence());
        const RepositoryFinding finding = found(remotes.checks.repository(buoy, {}));
        QCOMPARE(finding.verdict, Verdict::NotChecked);
        QCOMPARE(finding.text, u"Not checked: api.github.com did not answer within 1 second."_s);
    }

    void offlineIsNoError()
    {
        QTcpServer port;
        QVERIFY(port.listen(QHostAddress::LocalHost));
        http::ClientConfig config;
        config.gateway = QUrl(u"http://127.0.0.1:%1"_s.arg(port.serverPort()));
        port.close(); // nobody there
        Remotes remotes(config);
        const RepositoryFinding finding = found(remotes.checks.repository(buoy, {}));
        QCOMPARE(finding.verdict, Verdict::NotChecked);
        QVERIFY2(finding.hint.contains(u"saved"_s), qPrintable(finding.hint));
        QCOMPARE(found(remotes.checks.doi(u"10.5555/x"_s, {})).verdict, Verdict::NotChecked);
        QCOMPARE(found(remotes.checks.discover(u"reef.example"_s, {})).verdict, Verdict::NotChecked);
    }

    void aBrokenAnswerIsTriedTwice()
    {
        Remotes remotes;
        HttpAnswer broken;
        broken.fault = Fault::CloseBeforeAnswer;
        remotes.put(api, broken);
        QCOMPARE(found(remotes.checks.repository(buoy, {})).verdict, Verdict::NotChecked);
        QVERIFY(remotes.server.requestCount() <= 4); // Qt itself sends one again whose connection was closed
    }

    void aLimitIsNotWaitedFor_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::newRow("within the client's patience") << 60;
        QTest::newRow("beyond it") << 3000;
    }
    void aLimitIsNotWaitedFor()
    {
        QFETCH(int, seconds);
        Remotes remotes;
        const qint64 resetAt = QDateTime::currentSecsSinceEpoch() + seconds;
        HttpAnswer limited{.status = 403, .headers = {}, .body = R"({"message": "API rate limit exceeded"})"};
        limited.set("Content-Type", "application/json");
        limited.set("x-ratelimit-limit", "60");
        limited.set("x-ratelimit-remaining", "0");
        limited.set("x-ratelimit-reset", QByteArray::number(resetAt));
        remotes.put(api, limited);
        for (int i = 0; i < 2; ++i) { // the second one without a request
            const RepositoryFinding finding = found(remotes.checks.repository(buoy, {}));
            QCOMPARE(finding.verdict, Verdict::NotChecked);
            QVERIFY(finding.freeAt.isValid());
            QVERIFY(std::abs(finding.freeAt.toSecsSinceEpoch() - resetAt) <= 3);
            QVERIFY2(finding.text.contains(u"limit"_s), qPrintable(finding.text));
        }
        QCOMPARE(remotes.server.requestCount(), 1);
        const HostTerms terms = remotes.checks.terms().value(u"github"_s);
        QCOMPARE(terms.hourly, 60);
        QCOMPARE(terms.remaining, 0);
    }

    void stoppingEndsAtOnce()
    {
        Remotes remotes;
        remotes.put(api, silence());
        std::stop_source stop;
        QFuture<RepositoryFinding> future = remotes.checks.repository(buoy, stop.get_token());
        QTRY_COMPARE(remotes.server.requestCount(), 1);
        QVERIFY(!future.isFinished());
        stop.request_stop();
        QVERIFY(future.isFinished()); // on the thread that asks for it
        QVERIFY(future.isCanceled());
        QCOMPARE(future.resultCount(), 0);
    }

    void whatWaitsForItsTurnStopsAtOnce()
    {
        Remotes remotes({}, {.patience = 15s, .kept = 300s, .atOnce = 1});
        remotes.put(api, silence());
        std::stop_source first;
        QFuture<RepositoryFinding> running = remotes.checks.repository(buoy, first.get_token());
        QTRY_COMPARE(remotes.server.requestCount(), 1);
        std::stop_source second;
        QFuture<DoiFinding> waiting = remotes.checks.doi(u"10.5555/x"_s, second.get_token());
        second.request_stop();
        QVERIFY(waiting.isFinished() && waiting.isCanceled());
        first.request_stop();
        QVERIFY(running.isCanceled());
    }

    void aStoppedTokenAsksNobody()
    {
        Remotes remotes;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(remotes.checks.repository(buoy, stop.get_token()).isCanceled());
        QCOMPARE(found(remotes.checks.doi(u"10.5555/none"_s, {})).verdict, Verdict::Warning);
        QCOMPARE(remotes.asked(), QStringList{u"api.openalex.org/works/https://doi.org/10.5555/none"_s});
    }

    void theEndCancelsAll()
    {
        QFuture<RepositoryFinding> future;
        {
            Remotes remotes;
            remotes.put(api, silence());
            future = remotes.checks.repository(buoy, {});
            QTRY_COMPARE(remotes.server.requestCount(), 1);
        }
        QVERIFY(future.isFinished() && future.isCanceled());
    }

    void lateAnswersAreDropped()
    {
        Remotes remotes;
        remotes.put(api, silence());
        std::stop_source stop;
        bool told = false;
        bool cancelled = false;
        QObject receiver;
        remotes.checks.repository(buoy, stop.get_token())
            .then(&receiver, [&told](const RepositoryFinding &) { told = true; })
            .onCanceled(&receiver, [&cancelled] { cancelled = true; });
        stop.request_stop();
        QTRY_VERIFY(cancelled);
        QVERIFY(!told);
    }

    void secretsStayOut()
    {
        http::ClientConfig config;
        config.credentials.set(u"github"_s, "ghp_marked");
        config.credentials.set(u"openalex"_s, "key_marked");
        Remotes remotes(config);
        remotes.putJson(api, R"({"message": "Bad credentials ghp_marked"})", 401);
        remotes.putJson(u"api.openalex.org/works"_s, R"({"message": "key_marked is wrong"})", 400);
        const RepositoryFinding repository = found(remotes.checks.repository(buoy, {}));
        const QueryFinding query = found(remotes.checks.query(Provider::OpenAlex, u"tide"_s, {}));
        for (const QString &text : {repository.text, repository.hint, query.text, query.hint})
            QVERIFY2(!text.contains(u"marked"_s), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(OnboardingTrouble)
#include "onboarding_trouble.moc"
