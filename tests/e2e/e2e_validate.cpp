// `validate --online`: what the remotes say of a configuration, with the line of each item.
#include "tests/e2e/Program.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

namespace {

constexpr auto configuration = "id: reef\n"
                               "name: Reef\n"
                               "github:\n"
                               "  repos:\n"
                               "    - reef/buoy   # there\n"
                               "    - reef/old\n"
                               "    - reef/gone\n";

QJsonObject parsed(const Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

} // namespace

class EndToEndValidateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_site = std::make_unique<demo::GithubSite>();
        m_server = std::make_unique<demo::HttpServer>(
            [site = m_site.get()](const demo::HttpRequest &request) { return site->handle(request); });
        m_site->addGenerated({.fullName = u"reef/buoy"_s, .items = 120});
        m_site->addGenerated({.fullName = u"reef/old"_s, .items = 5});
        m_site->renameRepository(u"reef/old"_s, u"reef/new"_s);
        m_program = std::make_unique<Program>();
        m_file = m_program->path(u"reef/config.yaml"_s);
        m_program->writeFile(m_file, configuration);
    }

    void offlineAsksNobody()
    {
        QCOMPARE(m_program->run({u"validate"_s, m_file}).exitCode, 0);
        QCOMPARE(m_server->requestCount(), 0);
    }

    void namesTheLineOfEachItem()
    {
        const Outcome outcome = m_program->run(words());
        QVERIFY2(outcome.exitCode == 1, outcome.all().constData()); // one is gone
        const QList<QByteArray> lines = outcome.out.split('\n');
        const QByteArray file = m_file.toUtf8();
        QVERIFY2(lines.value(0).startsWith(file + ":5:7: github.repos[0]: reef/buoy: About 120 issues"),
                 outcome.all().constData());
        QVERIFY2(lines.value(0).endsWith("[fine]"), outcome.all().constData());
        QVERIFY2(outcome.out.contains(file + ":6:7: github.repos[1]: reef/old: It is called reef/new now."),
                 outcome.all().constData());
        QVERIFY2(outcome.out.contains(file + ":7:7: github.repos[2]: reef/gone: There is no repository"),
                 outcome.all().constData());
        QVERIFY2(outcome.out.contains("1 file: 1 error, 1 warning; online: 1 fine, 0 not checked."),
                 outcome.all().constData());
    }

    void quietNamesErrorsAlone()
    {
        const Outcome outcome = m_program->run(words({u"--quiet"_s}));
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.out.count('\n'), 1);
        QVERIFY(outcome.out.contains("reef/gone"));
    }

    void theSameAsJson()
    {
        const Outcome outcome = m_program->run(words({u"--json"_s}));
        QCOMPARE(outcome.exitCode, 1);
        const QJsonObject report = parsed(outcome);
        QCOMPARE(report.value("errors"_L1).toInt(), 1);
        QCOMPARE(report.value("warnings"_L1).toInt(), 1);
        QCOMPARE(report.value("not_checked"_L1).toInt(), 0);
        const QJsonArray online = report.value("online"_L1).toArray();
        QCOMPARE(online.size(), 3);
        const QJsonObject gone = online.at(2).toObject();
        QCOMPARE(gone.value("verdict"_L1).toString(), u"error"_s);
        QCOMPARE(gone.value("file"_L1).toString(), m_file);
        QCOMPARE(gone.value("line"_L1).toInt(), 7);
        QCOMPARE(gone.value("column"_L1).toInt(), 7);
        QCOMPARE(gone.value("key"_L1).toString(), u"github.repos[2]"_s);
        QCOMPARE(gone.value("about"_L1).toString(), u"reef/gone"_s);
        QVERIFY(gone.contains("free_at"_L1) && gone.value("free_at"_L1).isNull());
    }

    void whatIsOutOfReachIsANote()
    {
        QTcpServer port;
        QVERIFY(port.listen(QHostAddress::LocalHost));
        const QString nobody = u"github=http://127.0.0.1:%1"_s.arg(port.serverPort());
        port.close();
        const Outcome outcome =
            m_program->run({u"validate"_s, u"--online"_s, u"--endpoint"_s, nobody, m_file});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        QCOMPARE(outcome.out.count("Not checked: "), 3);
        QCOMPARE(outcome.out.count("[note]"), 3);
    }

    void ctrlCEndsASilentCheck()
    {
        m_site->setInterceptor([](const demo::HttpRequest &) {
            return std::optional(demo::HttpAnswer{.fault = demo::HttpAnswer::Fault::NeverAnswer});
        });
        QProcess process;
        m_program->start(process, words());
        QTRY_VERIFY_WITH_TIMEOUT(m_server->requestCount() >= 3, LongEnoughMs);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const Outcome outcome = Program::finish(process);
        QVERIFY2(outcome.exitCode == 130, outcome.all().constData());
        QVERIFY2(outcome.out.contains("interrupted"), outcome.all().constData());
    }

    void theDemosOwnWithoutAPath()
    {
        const Outcome outcome = m_program->run({u"validate"_s, u"--online"_s, u"--demo"_s, u"--json"_s});
        QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
        const QJsonObject report = parsed(outcome);
        QCOMPARE(report.value("files"_L1).toArray().size(), 4);
        QCOMPARE(report.value("errors"_L1).toInt(), 0);
        QCOMPARE(report.value("not_checked"_L1).toInt(), 0);
        QVERIFY(report.value("warnings"_L1).toInt() >= 1); // quillcue-editor has another name by now
        QVERIFY(report.value("online"_L1).toArray().size() > 20);
    }

    void withoutAPathIsWrongUse() { QCOMPARE(m_program->run({u"validate"_s, u"--online"_s}).exitCode, 2); }

private:
    [[nodiscard]] QStringList words(const QStringList &more = {}) const
    {
        return QStringList{u"validate"_s, u"--online"_s, u"--endpoint"_s,
                           u"github=%1"_s.arg(m_server->url().toString()), m_file} +
               more;
    }

    std::unique_ptr<demo::GithubSite> m_site;
    std::unique_ptr<demo::HttpServer> m_server;
    std::unique_ptr<Program> m_program;
    QString m_file;
};

QTEST_GUILESS_MAIN(EndToEndValidateTest)
#include "e2e_validate.moc"
