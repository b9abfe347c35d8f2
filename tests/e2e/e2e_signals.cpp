// Ctrl+C: once, what is committed stays and the summary still comes; twice, the end comes at once.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
const QStringList repositories{u"org/a"_s, u"org/b"_s, u"org/c"_s};
constexpr int Items = 900;

void send(const QProcess &process, int signal)
{
    QVERIFY(process.processId() > 0);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
}
} // namespace

class EndToEndSignalsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onceKeepsWhatIsCommitted_data();
    void onceKeepsWhatIsCommitted();
    void onceWhileNothingAnswers();
    void onceWhileTheDatabaseIsLocked();
    void twiceEndsAtOnce();

private:
    std::unique_ptr<demo::GithubSite> m_site;
    std::unique_ptr<demo::HttpServer> m_server;
    std::unique_ptr<Program> m_program;
};

void EndToEndSignalsTest::init()
{
    m_site = std::make_unique<demo::GithubSite>();
    m_server = std::make_unique<demo::HttpServer>(
        [site = m_site.get()](const demo::HttpRequest &request) { return site->handle(request); });
    for (const QString &repository : repositories)
        m_site->addGenerated({.fullName = repository, .items = Items});
    m_program = std::make_unique<Program>();
    m_program->setServer(m_server->url());
    m_program->addCommunity(u"org"_s, repositories);
}

void EndToEndSignalsTest::onceKeepsWhatIsCommitted_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void EndToEndSignalsTest::onceKeepsWhatIsCommitted()
{
    QFETCH(int, signal);
    m_site->setDelay(std::chrono::milliseconds(100));
    QProcess process;
    m_program->start(process, m_program->syncWords({u"--jobs"_s, u"2"_s})); // the third never begins
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= 7, LongEnoughMs);
    send(process, signal);
    const Outcome outcome = Program::finish(process);
    QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
    const Report report = outcome.report();
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.jobs.size(), 3);
    QCOMPARE(report.jobsIn("cancelled"), 3);
    QCOMPARE(report.jobsIn("failed") + report.jobsIn("done"), 0);
    QVERIFY2(outcome.err.contains("Stopping"), outcome.err.constData());

    const QString path = m_program->database(u"org"_s);
    const qint64 kept = itemCount(path);
    QVERIFY(kept >= 200 && kept < 3 * Items);
    QCOMPARE(kept, report.count("new"));
    QCOMPARE(Sqlite(path).integrityProblem(), QString());
    QCOMPARE(Sqlite(path).value(u"SELECT count(*) FROM sync_metadata"_s), u"0"_s); // cancelled is not done

    m_site->setDelay(std::chrono::milliseconds(0));
    const Outcome next = m_program->sync();
    QVERIFY2(next.exitCode == 0, next.all().constData());
    QCOMPARE(next.report().count("new"), 3 * Items - kept); // it goes on from there
    QCOMPARE(itemCount(path), 3 * Items);
}

void EndToEndSignalsTest::onceWhileNothingAnswers()
{
    m_site->setInterceptor([](const demo::HttpRequest &) {
        demo::HttpAnswer answer;
        answer.fault = demo::HttpAnswer::Fault::NeverAnswer;
        return std::optional(answer);
    });
    QProcess process;
    // Were it to wait for its answers, the test would end before it.
    m_program->start(process, m_program->syncWords({u"--timeout"_s, u"600"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= 3, LongEnoughMs);
    send(process, SIGINT);
    const Outcome outcome = Program::finish(process);
    QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
    QCOMPARE(outcome.report().problem, QString());
    QCOMPARE(outcome.report().jobsIn("cancelled"), 3);
}

void EndToEndSignalsTest::onceWhileTheDatabaseIsLocked()
{
    QCOMPARE(m_program->sync({u"--limit"_s, u"10"_s}).exitCode, 0);
    const QStringList before = everythingIn(m_program->database(u"org"_s));
    Sqlite other(m_program->database(u"org"_s));
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), 0);
    const int asked = m_server->requestCount();
    QProcess process;
    m_program->start(process, m_program->syncWords({u"--busy-timeout"_s, u"600000"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= asked + 3, LongEnoughMs);
    send(process, SIGINT);
    const Outcome outcome = Program::finish(process);
    QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
    QCOMPARE(outcome.report().problem, QString());
    QCOMPARE(outcome.report().jobsIn("cancelled"), 3);
    QCOMPARE(outcome.report().count("lock_errors"), 0); // given up, not timed out
    QCOMPARE(other.execute(u"ROLLBACK"_s), 0);
    QCOMPARE(everythingIn(m_program->database(u"org"_s)), before);
}

void EndToEndSignalsTest::twiceEndsAtOnce()
{
    m_site->setDelay(std::chrono::milliseconds(100));
    QProcess process;
    m_program->start(process, m_program->syncWords());
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= 6, LongEnoughMs);
    // Both are there before it can do anything about the first.
    for (const int signal : {SIGSTOP, SIGINT, SIGTERM, SIGCONT})
        send(process, signal);
    const Outcome outcome = Program::finish(process);
    QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
    QVERIFY2(!outcome.out.contains("summary"), outcome.out.constData());

    m_site->setDelay(std::chrono::milliseconds(0));
    const Outcome next = m_program->sync();
    QVERIFY2(next.exitCode == 0, next.all().constData());
    QCOMPARE(itemCount(m_program->database(u"org"_s)), 3 * Items);
    QCOMPARE(Sqlite(m_program->database(u"org"_s)).integrityProblem(), QString());
}

QTEST_GUILESS_MAIN(EndToEndSignalsTest)
#include "e2e_signals.moc"
