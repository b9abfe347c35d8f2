// Several processes on one data folder: two syncs at once, and Python's sqlite3 writing beside them. Nobody
// meets a lock error, and nothing is missing or there twice.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"
#include "tests/support/Sqlite.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
const QStringList repositories{u"org/a"_s, u"org/b"_s, u"org/c"_s};
constexpr int Items = 700;
} // namespace

class EndToEndProcessesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bothMakeTheDatabases();
    void twoSyncsAndPython();

private:
    // Both run at once; together they have found every item.
    void syncTwiceAtOnce();

    std::unique_ptr<demo::GithubSite> m_site;
    std::unique_ptr<demo::HttpServer> m_server;
    std::unique_ptr<Program> m_program;
};

void EndToEndProcessesTest::init()
{
    m_site = std::make_unique<demo::GithubSite>();
    m_server = std::make_unique<demo::HttpServer>(
        [site = m_site.get()](const demo::HttpRequest &request) { return site->handle(request); });
    m_site->setLimits({.anonymous = 1'000'000, .authorized = 1'000'000});
    m_program = std::make_unique<Program>();
    m_program->setServer(m_server->url());
}

void EndToEndProcessesTest::syncTwiceAtOnce()
{
    QProcess first;
    QProcess second;
    m_program->start(first, m_program->syncWords());
    m_program->start(second, m_program->syncWords());
    qint64 added = 0;
    for (QProcess *process : {&first, &second}) {
        const Outcome outcome = Program::finish(*process);
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        QCOMPARE(outcome.report().problem, QString());
        QCOMPARE(outcome.report().count("lock_errors"), 0);
        added += outcome.report().count("new");
    }
    QCOMPARE(added, repositories.size() * Items);
}

// The first moment: both find no file, and both make one.
void EndToEndProcessesTest::bothMakeTheDatabases()
{
    for (const QString &repository : repositories)
        m_site->addGenerated({.fullName = repository, .items = 3});
    for (int community = 0; community < 6; ++community)
        m_program->addCommunity(u"org-%1"_s.arg(community), repositories);
    for (int round = 0; round < 10; ++round) {
        m_program->setDataDir(m_program->path(u"data-%1"_s.arg(round)));
        QProcess first;
        QProcess second;
        m_program->start(first, m_program->syncWords());
        m_program->start(second, m_program->syncWords());
        for (QProcess *process : {&first, &second}) {
            const Outcome outcome = Program::finish(*process);
            QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
            QCOMPARE(outcome.report().count("lock_errors"), 0);
        }
        for (int community = 0; community < 6; ++community) {
            const QString path = m_program->database(u"org-%1"_s.arg(community));
            QCOMPARE(itemCount(path), 9);
            QCOMPARE(Sqlite(path).value(u"PRAGMA journal_mode"_s), u"wal"_s);
            QCOMPARE(Sqlite(path).integrityProblem(), QString());
        }
    }
}

void EndToEndProcessesTest::twoSyncsAndPython()
{
    const QString python = QStandardPaths::findExecutable(u"python3"_s);
    if (python.isEmpty())
        QSKIP("skipped: no python3");
    for (const QString &repository : repositories)
        m_site->addGenerated({.fullName = repository, .items = Items, .bodyCharacters = 1500});
    m_program->addCommunity(u"org"_s, repositories);
    const QString path = m_program->database(u"org"_s);

    QProcess neighbour;
    neighbour.start(python, {QStringLiteral(LOCKKEEPER_TEST_DATA "/e2e/neighbour.py"), path});
    QVERIFY(neighbour.waitForStarted());
    syncTwiceAtOnce();
    neighbour.closeWriteChannel();
    QVERIFY(neighbour.waitForFinished(LongEnoughMs));
    if (QTest::currentTestFailed())
        return;
    const QByteArray told = neighbour.readAllStandardOutput();
    const QJsonObject report = QJsonDocument::fromJson(told).object();
    QVERIFY2(report.value("errors"_L1).isArray() && report.value("errors"_L1).toArray().isEmpty(),
             (told + neighbour.readAllStandardError()).constData());
    const qint64 written = report.value("written"_L1).toInteger();
    QVERIFY(written > 0);

    QCOMPARE(itemCount(path), repositories.size() * Items);
    Sqlite database(path);
    QCOMPARE(database.value(u"SELECT count(*) FROM papers"_s).toLongLong(), written);
    QCOMPARE(database.integrityProblem(), QString());
    QCOMPARE(database.value(u"SELECT count(*) FROM sync_metadata"_s).toLongLong(), repositories.size());
}

QTEST_GUILESS_MAIN(EndToEndProcessesTest)
#include "e2e_processes.moc"
