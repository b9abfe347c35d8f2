// A remote that fails in every way: each failure is one job's, named for what it is, and nothing stored is
// lost; once the remote is well again, what is missing arrives.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QTest>

#include <atomic>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;
using Fault = demo::HttpAnswer::Fault;

namespace {
constexpr qint64 Later = 1'740'000'000;
constexpr qint64 TwoGigabytes = qint64{2} * 1024 * 1024 * 1024;
const QString token = u"ghp_MARKED9f3c71aa0b52TOKEN"_s;

struct BadRepository
{
    QString name;
    std::function<demo::HttpAnswer(demo::HttpAnswer)> spoil; // out of the good answer
    QString kind;
    QString text;
    QString hint = {};
};

demo::HttpAnswer withFault(demo::HttpAnswer answer, Fault fault)
{
    answer.fault = fault;
    return answer;
}

demo::HttpAnswer cutShort(demo::HttpAnswer answer)
{
    answer.body.chop(answer.body.size() / 3); // and the length is that of what is left
    return answer;
}

demo::HttpAnswer endless(demo::HttpAnswer answer, bool lengthIsTold)
{
    answer.fault = Fault::EndlessBody;
    answer.endlessBytes = TwoGigabytes;
    if (lengthIsTold)
        answer.set("Content-Length", QByteArray::number(TwoGigabytes + answer.body.size()));
    return answer;
}

const QList<BadRepository> &badRepositories()
{
    static const QList<BadRepository> all{
        {u"bad/missing"_s, [](const auto &) { return demo::answers::notFound(); }, u"gone"_s,
         u"bad/missing does not exist"_s, u"github.repos"_s},
        {u"bad/disabled"_s, [](const auto &) { return demo::answers::gone(); }, u"gone"_s,
         u"Issues are disabled in bad/disabled"_s, u"still there"_s},
        {u"bad/html"_s, [](const auto &) { return demo::answers::htmlPage(); }, u"bad_answer"_s,
         u"text/html"_s},
        {u"bad/cut-json"_s, cutShort, u"bad_answer"_s, u"JSON"_s},
        {u"bad/other-shape"_s,
         [](const auto &) {
             return demo::answers::json(200, QJsonDocument(QJsonObject{{u"a"_s, 1}}));
         },
         u"bad_answer"_s, u"127.0.0.1"_s},
        {u"bad/gone-mid-page"_s, [](const auto &good) { return withFault(good, Fault::CloseMidBody); },
         u"network"_s, u"closed the connection"_s, u"network connection"_s},
        {u"bad/silent"_s, [](const auto &good) { return withFault(good, Fault::NeverAnswer); }, u"timeout"_s,
         u"sent nothing for 1 second"_s, u"Try again later"_s},
        {u"bad/stalls"_s, [](const auto &good) { return withFault(good, Fault::StallMidBody); }, u"timeout"_s,
         u"sent nothing"_s},
        {u"bad/two-gigabytes"_s, [](const auto &good) { return endless(good, true); }, u"bad_answer"_s,
         u"larger than"_s},
        {u"bad/endless"_s, [](const auto &good) { return endless(good, false); }, u"bad_answer"_s,
         u"larger than"_s},
        {u"bad/server-error"_s, [](const auto &) { return demo::answers::serverError(); }, u"http"_s,
         u"502"_s, u"try again later"_s},
    };
    return all;
}
} // namespace

class EndToEndBadAnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFaultIsOneJobsOwn();
    void tokenRefused_data();
    void tokenRefused();
    void limitReachedWithAnHourToGo();
    void serverGone();

private:
    void syncWell();       // and remember what is stored
    void changeAtRemote(); // something new in every repository

    std::unique_ptr<demo::GithubSite> m_site;
    std::unique_ptr<demo::HttpServer> m_server;
    std::unique_ptr<Program> m_program;
    QStringList m_repositories;
    QStringList m_badRows;
};

void EndToEndBadAnswersTest::init()
{
    m_site = std::make_unique<demo::GithubSite>();
    m_server = std::make_unique<demo::HttpServer>(
        [site = m_site.get()](const demo::HttpRequest &request) { return site->handle(request); });
    m_program = std::make_unique<Program>();
    m_program->setServer(m_server->url());
    m_repositories.clear();
}

void EndToEndBadAnswersTest::syncWell()
{
    for (const QString &repository : std::as_const(m_repositories))
        m_site->addGenerated({.fullName = repository, .items = 130});
    const Outcome outcome = m_program->sync();
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    m_badRows = everythingIn(m_program->database(u"bad"_s));
    QVERIFY(m_badRows.size() > 3);
}

void EndToEndBadAnswersTest::changeAtRemote()
{
    for (const QString &repository : std::as_const(m_repositories))
        QVERIFY(
            m_site->editItem(repository, 1, {.title = u"Changed since"_s, .body = u"By somebody"_s}, Later));
}

void EndToEndBadAnswersTest::everyFaultIsOneJobsOwn()
{
    const QList<BadRepository> &faults = badRepositories();
    QStringList names;
    for (const BadRepository &bad : faults)
        names += bad.name;
    m_program->addCommunity(u"bad"_s, names);
    m_program->addCommunity(u"well"_s, {u"well/one"_s, u"well/two"_s});
    m_repositories = names + QStringList{u"well/one"_s, u"well/two"_s};
    syncWell();
    if (QTest::currentTestFailed())
        return;
    changeAtRemote();
    m_site->setInterceptor(
        [site = m_site.get(), &faults](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
            for (const BadRepository &bad : faults) {
                if (request.url.path() == "/repos/%1/issues"_L1.arg(bad.name))
                    return bad.spoil(site->answer(request));
            }
            return std::nullopt;
        });
    const Outcome outcome = m_program->sync({u"--timeout"_s, u"1"_s, u"--jobs"_s, u"16"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.jobsIn("failed"), faults.size());
    QCOMPARE(report.jobsIn("done"), 2);
    QCOMPARE(report.count("changed"), 2);
    QCOMPARE(report.count("lock_errors"), 0);
    for (const BadRepository &bad : faults)
        QCOMPARE(report.failureProblem(bad.name, bad.kind, bad.text, bad.hint), QString());
    QCOMPARE(everythingIn(m_program->database(u"bad"_s)), m_badRows);

#if !LOCKKEEPER_SANITIZED // AddressSanitizer keeps memory to itself
    rusage children{};
    QCOMPARE(getrusage(RUSAGE_CHILDREN, &children), 0);
    // Of four gigabytes: what is read is 32 MB an answer, and on the loopback Qt's own thread runs ahead of
    // us.
    QVERIFY2(children.ru_maxrss < 400 * 1024, qPrintable(QString::number(children.ru_maxrss) + " KiB"_L1));
#endif

    m_site->setInterceptor({});
    const Outcome mended = m_program->sync();
    QVERIFY2(mended.exitCode == 0, mended.all().constData());
    QCOMPARE(mended.report().count("changed"), faults.size());
    QCOMPARE(mended.report().count("new"), 0);
}

void EndToEndBadAnswersTest::tokenRefused_data()
{
    QTest::addColumn<QStringList>("how");
    QTest::newRow("JSON") << QStringList{u"--json"_s, u"--verbose"_s};
    QTest::newRow("text") << QStringList{u"--verbose"_s};
    QTest::newRow("errors only") << QStringList{u"--quiet"_s};
}

void EndToEndBadAnswersTest::tokenRefused()
{
    QFETCH(QStringList, how);
    m_program->addCommunity(u"bad"_s, {u"bad/refused"_s, u"bad/forbidden"_s, u"bad/echo"_s});
    m_program->addCommunity(u"well"_s, {u"well/one"_s});
    m_repositories = {u"bad/refused"_s, u"bad/forbidden"_s, u"bad/echo"_s, u"well/one"_s};
    syncWell();
    if (QTest::currentTestFailed())
        return;
    changeAtRemote();
    m_program->setEnvironment(u"GITHUB_TOKEN"_s, token);
    m_site->setInterceptor([](const demo::HttpRequest &request) -> std::optional<demo::HttpAnswer> {
        const QString path = request.url.path();
        if (path.contains("refused"_L1))
            return demo::answers::badCredentials();
        if (path.contains("forbidden"_L1))
            return demo::answers::json(403, QJsonDocument(QJsonObject{{u"message"_s, u"Not for you"_s}}));
        if (path.contains("echo"_L1)) // a remote that repeats the secret is no reason for us to
            return demo::answers::json(
                422, QJsonDocument(QJsonObject{
                         {u"message"_s,
                          u"Bad header: "_s + QString::fromLatin1(request.header("Authorization"))}}));
        return std::nullopt;
    });
    QStringList words = m_program->syncWords(how);
    words.removeAt(1); // the --json that syncWords() brings
    const Outcome outcome = m_program->run(words);
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    QVERIFY(m_site->counts().authorized >= 4); // it was sent, so it could have leaked
    QVERIFY2(!outcome.all().contains("MARKED"), "the token is printed");
    QVERIFY2(outcome.all().contains("refused") && outcome.all().contains("GITHUB_TOKEN"),
             outcome.all().constData());
    if (how.contains(u"--json"_s)) {
        const Report report = outcome.report();
        QCOMPARE(report.problem, QString());
        QCOMPARE(report.failureProblem(u"bad/refused"_s, u"auth"_s, u"token for github was refused"_s,
                                       u"Check GITHUB_TOKEN"_s),
                 QString());
        QCOMPARE(report.failureProblem(u"bad/forbidden"_s, u"auth"_s, u"no permission"_s, u"GITHUB_TOKEN"_s),
                 QString());
        QCOMPARE(report.failureProblem(u"bad/echo"_s, u"http"_s, u"Bad header"_s, {}), QString());
        QCOMPARE(report.state(u"well/one"_s), u"done"_s);
        QCOMPARE(report.count("changed"), 1);
    }
    QCOMPARE(filesHolding(m_program->path(u"."_s), "MARKED"), QStringList());
    QCOMPARE(everythingIn(m_program->database(u"bad"_s)), m_badRows);
    QCOMPARE(itemCount(m_program->database(u"well"_s)), 130);
}

void EndToEndBadAnswersTest::limitReachedWithAnHourToGo()
{
    m_program->addCommunity(u"also"_s, {u"well/one"_s});
    m_program->addCommunity(u"bad"_s, {u"bad/later"_s, u"bad/last"_s});
    m_repositories = {u"bad/later"_s, u"bad/last"_s, u"well/one"_s};
    syncWell();
    if (QTest::currentTestFailed())
        return;
    changeAtRemote();
    m_site->addGenerated({.fullName = u"bad/later"_s, .items = 450, .firstUpdate = Later + 60});
    // One job at a time, in the order of the communities: well/one gets its one request, bad/later two of its
    // five.
    m_site->setLimits({.anonymous = 3, .authorized = 3});
    const Outcome outcome = m_program->sync({u"--jobs"_s, u"1"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.jobsIn("failed"), 2);
    QCOMPARE(report.state(u"well/one"_s), u"done"_s);
    for (const QString &name : {u"bad/later"_s, u"bad/last"_s})
        QCOMPARE(report.failureProblem(name, u"rate_limited"_s, u"is used up until"_s, u"Set GITHUB_TOKEN"_s),
                 QString());
    qint64 arrived = 0; // some are as they were, but for their time
    for (const char *member : {"new", "changed", "unchanged"})
        arrived += report.job(u"bad/later"_s).value(QLatin1StringView(member)).toInteger();
    QVERIFY(arrived >= 190); // what came before the limit is kept …
    QCOMPARE(report.count("lock_errors"), 0);
    const int asked = m_server->requestCount();

    m_site->setLimits({.anonymous = 1000, .authorized = 1000}); // the next hour
    const Outcome next = m_program->sync();
    QVERIFY2(next.exitCode == 0, next.all().constData());
    QVERIFY(m_server->requestCount() - asked <= 6); // … and not asked for again
    QCOMPARE(itemCount(m_program->database(u"bad"_s), u"bad/later"_s), 450);
    QCOMPARE(itemsIn(m_program->database(u"bad"_s)).filter(u"Changed since"_s).size(), 1);
}

void EndToEndBadAnswersTest::serverGone()
{
    m_program->addCommunity(u"bad"_s, {u"bad/later"_s, u"bad/last"_s});
    m_repositories = {u"bad/later"_s, u"bad/last"_s};
    for (const QString &repository : std::as_const(m_repositories))
        m_site->addGenerated({.fullName = repository, .items = 950});
    m_site->setDelay(std::chrono::milliseconds(40));
    QProcess process;
    m_program->start(process, m_program->syncWords());
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= 8, LongEnoughMs);
    m_server.reset(); // in the middle of an answer, as it happens
    const Outcome outcome = Program::finish(process);
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    for (const QString &name : std::as_const(m_repositories))
        QCOMPARE(report.failureProblem(name, u"network"_s, u"127.0.0.1"_s, u"already stored stays"_s),
                 QString());
    const qint64 kept = itemCount(m_program->database(u"bad"_s));
    QVERIFY(kept > 0 && kept < 1900);
    QCOMPARE(kept, report.count("new"));

    m_server = std::make_unique<demo::HttpServer>(
        [site = m_site.get()](const demo::HttpRequest &request) { return site->handle(request); });
    m_program->setServer(m_server->url());
    const Outcome next = m_program->sync();
    QVERIFY2(next.exitCode == 0, next.all().constData());
    QCOMPARE(next.report().count("new"), 1900 - kept);
    QCOMPARE(itemCount(m_program->database(u"bad"_s)), 1900);
}

QTEST_GUILESS_MAIN(EndToEndBadAnswersTest)
#include "e2e_badanswers.moc"
