// A run with tokens that can be told from everything else, from the environment and from the file: nothing
// the program says or leaves behind holds them, whatever goes wrong.
#include "tests/e2e/Program.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {
constexpr auto mark = "zqx7marked";
const QByteArray githubToken = QByteArray("ghp_") + mark + "Github0001";
const QByteArray alexKey = QByteArray("alex-") + mark + "-0002";
const QByteArray alexMail = QByteArray(mark) + "@example.org";
const QByteArray proxyPassword = QByteArray("pw-") + mark + "-0003";

bool tells(const QByteArray &text)
{
    return text.toLower().contains(mark);
}
} // namespace

class EndToEndSecretsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingOfItIsSaid_data();
    void nothingOfItIsSaid();
    void theFileThatWasChosen();
    void aFileThatOthersMayRead();
    void notInTheCommandLineAndNoCoreDump();

private:
    // What a run leaves behind: databases, history, settings and whatever else, but for the one file.
    [[nodiscard]] QString leftBehind(const Program &program) const
    {
        QDirIterator all(QFileInfo(program.path(u"x"_s)).path(), QDir::Files | QDir::Hidden | QDir::System,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            QFile file(path);
            if (!path.endsWith("/lockkeeper/secrets"_L1) && file.open(QIODevice::ReadOnly) &&
                tells(file.readAll()))
                return path;
        }
        return {};
    }
    static void writeConfig(const Program &program, const QByteArray &settings, const QByteArray &secrets,
                            mode_t rights)
    {
        const QString folder = program.path(u"home/config/lockkeeper"_s);
        QVERIFY(QDir().mkpath(folder));
        program.writeFile(folder + u"/lockkeeper.ini"_s, settings);
        program.writeFile(folder + u"/secrets"_s, secrets);
        QCOMPARE(::chmod(QFile::encodeName(folder + u"/secrets"_s).constData(), rights), 0);
    }

    demo::GithubSite m_site;
    QByteArray m_refuses; // "refuse": with the token in the explanation
    demo::HttpServer m_server{[this](const demo::HttpRequest &request) {
        if (m_refuses.isEmpty())
            return m_site.handle(request);
        demo::HttpAnswer answer;
        answer.status = m_refuses.toInt();
        answer.set("Content-Type", "application/json");
        // A remote that repeats what it was sent.
        answer.body = "{\"message\":\"no: " + request.header("Authorization") + "\"}";
        return answer;
    }};
};

void EndToEndSecretsTest::init()
{
    m_refuses.clear();
    m_server.clearRequests();
    m_site.setLimits({.anonymous = 1'000'000, .authorized = 1'000'000});
    if (m_site.items(u"fern-path/guide"_s).empty())
        m_site.addGenerated({.fullName = u"fern-path/guide"_s, .items = 30});
}

void EndToEndSecretsTest::nothingOfItIsSaid_data()
{
    QTest::addColumn<QByteArray>("refuses");
    QTest::addColumn<QStringList>("more");
    QTest::newRow("plain") << QByteArray() << QStringList{};
    QTest::newRow("verbose") << QByteArray() << QStringList{u"--verbose"_s};
    QTest::newRow("json") << QByteArray() << QStringList{u"--json"_s};
    QTest::newRow("refused") << QByteArray("401") << QStringList{u"--verbose"_s};
    QTest::newRow("refused, json") << QByteArray("401") << QStringList{u"--json"_s};
    QTest::newRow("repeated by the remote") << QByteArray("418") << QStringList{u"--verbose"_s};
    QTest::newRow("repeated by the remote, json") << QByteArray("418") << QStringList{u"--json"_s};
}

void EndToEndSecretsTest::nothingOfItIsSaid()
{
    QFETCH(QByteArray, refuses);
    QFETCH(QStringList, more);
    m_refuses = refuses;
    Program program;
    program.setServer(m_server.url());
    program.addCommunity(u"fern-path"_s, {u"fern-path/guide"_s});
    program.setEnvironment(u"GITHUB_TOKEN"_s, QString::fromLatin1(githubToken));
    program.setEnvironment(u"OPENALEX_API_KEY"_s, QString::fromLatin1(alexKey));
    program.setEnvironment(u"OPENALEX_EMAIL"_s, QString::fromLatin1(alexMail));
    const QStringList words = program.syncWords({u"--all"_s});
    QStringList asked = words;
    asked.removeAll(u"--json"_s);
    const Outcome outcome = program.run(asked + more);
    QCOMPARE(outcome.exitCode, refuses.isEmpty() ? 0 : 1);
    QVERIFY(!m_server.requests().isEmpty());
    QCOMPARE(m_server.requests().constFirst().header("Authorization"), "Bearer " + githubToken);
    QVERIFY2(!tells(outcome.out), outcome.out.constData());
    QVERIFY2(!tells(outcome.err), outcome.err.constData());
    for (const QString &command : {u"history"_s, u"status"_s, u"health"_s}) {
        const Outcome later = program.run({command, u"--json"_s, u"--data-dir"_s, program.dataDir(),
                                           u"--communities"_s, program.communitiesDir()});
        QVERIFY2(!tells(later.out + later.err), later.all().constData());
    }
    QCOMPARE(leftBehind(program), QString());
}

void EndToEndSecretsTest::theFileThatWasChosen()
{
    Program program;
    program.setServer(m_server.url());
    program.addCommunity(u"fern-path"_s, {u"fern-path/guide"_s});
    writeConfig(program,
                "[secrets]\ngithub=file\nproxy=file\n[proxy]\nkind=http\nhost=127.0.0.1\nport=9\nuser=me\n",
                "github=" + githubToken + "\nproxy=" + proxyPassword + '\n', 0600);
    const Outcome outcome = program.sync({u"--all"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(m_server.requests().constFirst().header("Authorization"), "Bearer " + githubToken);
    QVERIFY(!tells(outcome.out + outcome.err));
    QCOMPARE(leftBehind(program), QString());

    program.setEnvironment(u"GITHUB_TOKEN"_s, u"from-the-environment"_s);
    m_server.clearRequests();
    QCOMPARE(program.sync({u"--all"_s}).exitCode, 0);
    QCOMPARE(m_server.requests().constFirst().header("Authorization"),
             QByteArray("Bearer from-the-environment"));
}

void EndToEndSecretsTest::aFileThatOthersMayRead()
{
    Program program;
    program.setServer(m_server.url());
    program.addCommunity(u"fern-path"_s, {u"fern-path/guide"_s});
    writeConfig(program, "[secrets]\ngithub=file\n", "github=" + githubToken + '\n', 0640);
    const Outcome outcome = program.sync({u"--all"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData()); // GitHub answers without one, too
    QCOMPARE(m_server.requests().constFirst().header("Authorization"), QByteArray());
    QVERIFY2(outcome.err.contains("chmod 600"), outcome.err.constData());
    QVERIFY(!tells(outcome.out + outcome.err));
}

void EndToEndSecretsTest::notInTheCommandLineAndNoCoreDump()
{
    Program program;
    program.setServer(m_server.url());
    program.addCommunity(u"fern-path"_s, {u"fern-path/guide"_s});
    writeConfig(program, "[secrets]\ngithub=file\n", "github=" + githubToken + '\n', 0600);
    QProcess process;
    program.start(process, program.syncWords({u"--all"_s, u"--pace"_s, u"github=0.5"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(m_server.requestCount() > 0, LongEnoughMs);
    const auto read = [&process](const char *name) {
        QFile file(u"/proc/%1/%2"_s.arg(process.processId()).arg(QLatin1StringView(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray words = read("cmdline");
    const QByteArray environment = read("environ");
    const QByteArray limits = read("limits");
    process.kill();
    QVERIFY(process.waitForFinished(LongEnoughMs));
    QVERIFY(words.contains("sync"));
    QVERIFY(!tells(words));
    QVERIFY(!environment.isEmpty());
    QVERIFY(!tells(environment)); // nor handed on to what it might start
    const qsizetype core = limits.indexOf("Max core file size");
    QVERIFY(core >= 0);
    const QList<QByteArray> figures = limits.mid(core + 18).simplified().split(' ');
    QVERIFY2(figures.constFirst() == "1" || figures.constFirst() == "0", limits.constData());
    QCOMPARE(leftBehind(program), QString());
}

QTEST_GUILESS_MAIN(EndToEndSecretsTest)
#include "e2e_secrets.moc"
