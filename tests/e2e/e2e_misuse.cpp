// Wrong words, folders and configurations: what is refused as a whole touches nothing, and a broken community
// never keeps the healthy ones from syncing.
#include "tests/e2e/Contents.h"
#include "tests/e2e/Program.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"

#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

class EndToEndMisuseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusedAsAWhole_data();
    void refusedAsAWhole();
    void noWayToADataFolder();
    void brokenYamlIsLeftOut();
    void idThatClimbs();
    void brokenCommunityAskedForByName();

private:
    // The healthy community's rows, as they were after init().
    [[nodiscard]] bool healthyIsUntouched() const
    {
        return everythingIn(m_program->database(u"healthy"_s)) == m_before;
    }

    demo::GithubSite m_site;
    demo::HttpServer m_server{[this](const demo::HttpRequest &request) {
        return m_site.handle(request);
    }};
    std::unique_ptr<Program> m_program;
    QStringList m_before;
};

void EndToEndMisuseTest::init()
{
    m_site.addGenerated({.fullName = u"healthy/well"_s, .items = 120});
    m_site.addGenerated({.fullName = u"second/well"_s, .items = 30});
    m_program = std::make_unique<Program>();
    m_program->setServer(m_server.url());
    m_program->addCommunity(u"healthy"_s, {u"healthy/well"_s});
    QCOMPARE(m_program->sync().exitCode, 0);
    m_before = everythingIn(m_program->database(u"healthy"_s));
    QVERIFY(!m_before.isEmpty());
    m_program->addCommunity(u"second"_s, {u"second/well"_s});
}

void EndToEndMisuseTest::refusedAsAWhole_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("unknown option") << QStringList{u"--comunity"_s, u"healthy"_s}
                                    << u"Unknown option “--comunity”."_s << u"“--community”"_s;
    QTest::newRow("unknown community")
        << QStringList{u"--community"_s, u"healthi"_s} << u"no community “healthi”"_s << u"“healthy”"_s;
    QTest::newRow("id that climbs") << QStringList{u"--community"_s, u"../healthy"_s}
                                    << u"“../healthy” is not a community's id."_s << u"lower-case letters"_s;
    QTest::newRow("missing folder") << QStringList{u"--communities"_s, u"/nowhere/at-all"_s}
                                    << u"/nowhere/at-all"_s << u"LOCKKEEPER_COMMUNITIES"_s;
    QTest::newRow("no number") << QStringList{u"--busy-timeout"_s, u"soon"_s}
                               << u"--busy-timeout is a whole number"_s << QString();
    QTest::newRow("no address") << QStringList{u"--endpoint"_s, u"github=gopher://old"_s} << u"--endpoint: "_s
                                << QString();
}

void EndToEndMisuseTest::refusedAsAWhole()
{
    QFETCH(QStringList, words);
    QFETCH(QString, text);
    QFETCH(QString, hint);
    const QStringList files = filesBelow(m_program->path(u"."_s));
    const int asked = m_server.requestCount();
    const Outcome outcome = m_program->sync(words);
    QVERIFY2(outcome.exitCode == 2, outcome.all().constData());
    QCOMPARE(outcome.out, QByteArray()); // nothing but JSON ever stands there
    const QString told = QString::fromUtf8(outcome.err);
    QVERIFY2(told.contains(text) && told.contains(hint), outcome.err.constData());
    QCOMPARE(m_server.requestCount(), asked);
    QCOMPARE(filesBelow(m_program->path(u"."_s)), files);
    QVERIFY(healthyIsUntouched());
}

void EndToEndMisuseTest::noWayToADataFolder()
{
    m_program->writeFile(m_program->path(u"in-the-way"_s), "a file");
    const Outcome outcome =
        m_program->sync({u"--data-dir"_s, m_program->path(u"in-the-way/data"_s)}); // the last one counts
    QVERIFY2(outcome.exitCode == 3, outcome.all().constData());
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.contains("in-the-way/data cannot be made") && outcome.err.contains("--data-dir"),
             outcome.err.constData());
    QVERIFY(healthyIsUntouched());
}

void EndToEndMisuseTest::brokenYamlIsLeftOut()
{
    const QString config = m_program->communitiesDir() + u"/second/config.yaml"_s;
    m_program->writeFile(config,
                         "id: second\nname: Second\ngithub:\n  repos:\n    - second/well\n   - [oops\n");
    const Outcome outcome = m_program->sync({u"--all"_s});
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    QVERIFY2(outcome.err.contains("second/config.yaml:6:"), outcome.err.constData());
    QVERIFY2(outcome.err.contains("“second” is left out"), outcome.err.constData());
    QCOMPARE(outcome.report().problem, QString());
    QCOMPARE(outcome.report().state(u"healthy/well"_s), u"done"_s);
    QCOMPARE(outcome.report().jobs.size(), 1);
    QVERIFY(!QFileInfo::exists(m_program->database(u"second"_s)));
}

void EndToEndMisuseTest::idThatClimbs()
{
    const QString config = m_program->communitiesDir() + u"/second/config.yaml"_s;
    m_program->writeFile(config, "id: ../second\nname: Second\ngithub:\n  repos:\n    - second/well\n");
    const Outcome outcome = m_program->sync();
    QVERIFY2(outcome.exitCode == 1, outcome.all().constData());
    QVERIFY2(outcome.err.contains("second/config.yaml:1:") && outcome.err.contains("../second"),
             outcome.err.constData());
    QCOMPARE(outcome.report().state(u"healthy/well"_s), u"done"_s);
    QCOMPARE(outcome.report().jobs.size(), 1);
    QCOMPARE(filesBelow(m_program->dataDir()).filter(u"second"_s), QStringList());
    // A repository's name that climbs is one community's error, too.
    m_program->addCommunity(u"second"_s, {u"../../second"_s});
    const Outcome repository = m_program->sync();
    QVERIFY2(repository.exitCode == 1, repository.all().constData());
    QVERIFY2(repository.err.contains("second/config.yaml:6:"), repository.err.constData());
}

void EndToEndMisuseTest::brokenCommunityAskedForByName()
{
    const QString config = m_program->communitiesDir() + u"/second/config.yaml"_s;
    m_program->writeFile(config, "id: second\nname: \"Second\ngithub: 3\n");
    const Outcome outcome = m_program->sync({u"--community"_s, u"second"_s});
    QVERIFY2(outcome.exitCode == 2, outcome.all().constData());
    QCOMPARE(outcome.out, QByteArray());
    QVERIFY2(outcome.err.contains("“second” is broken") && outcome.err.contains("second/config.yaml:"),
             outcome.err.constData());
    QVERIFY(healthyIsUntouched());
}

QTEST_GUILESS_MAIN(EndToEndMisuseTest)
#include "e2e_misuse.moc"
