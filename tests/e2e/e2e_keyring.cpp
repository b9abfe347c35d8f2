// A token in a real keyring: the program's settings file says that it is there, and the program sends it.
#include "tests/e2e/Program.h"
#include "tests/support/RealKeyring.h"

#include "demo/GithubSite.h"
#include "demo/HttpServer.h"
#include "secrets/Keeper.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::tests;

class EndToEndKeyringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sentFromTheKeyring();

private:
    RealKeyring m_real;
};

void EndToEndKeyringTest::initTestCase()
{
    if (const QString missing = RealKeyring::missing(); !missing.isEmpty())
        QSKIP(qPrintable(u"skipped: no "_s + missing));
    qunsetenv("GITHUB_TOKEN");
    QVERIFY(m_real.start());
}

void EndToEndKeyringTest::sentFromTheKeyring()
{
    const QByteArray token = "ghp_zqx7markedKeyring";
    Program program; // has this process's bus
    const QString folder = program.path(u"home/config/lockkeeper"_s);
    QVERIFY(QDir().mkpath(folder));
    {
        QSettings places(folder + u"/lockkeeper.ini"_s, QSettings::IniFormat);
        secrets::Keeper keeper(secrets::makeKeyring(std::chrono::seconds(20)),
                               secrets::makeFileStore(folder + u"/secrets"_s), places);
        std::optional<Result<void>> kept;
        keeper.keep(secrets::Secret::GitHub, token, secrets::Keeping::Keyring,
                    [&kept](const Result<void> &done) { kept = done; });
        QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), LongEnoughMs);
        QVERIFY2(kept->ok(), kept->ok() ? "" : qPrintable(kept->error().text));
    }
    QVERIFY(!QFile::exists(folder + u"/secrets"_s));
    QFile settings(folder + u"/lockkeeper.ini"_s);
    QVERIFY(settings.open(QIODevice::ReadOnly));
    const QByteArray said = settings.readAll();
    QVERIFY2(said.contains("keyring") && !said.contains("zqx7marked"), said.constData());

    demo::GithubSite site;
    site.addGenerated({.fullName = u"fern-path/guide"_s, .items = 5});
    const demo::HttpServer server([&site](const demo::HttpRequest &request) { return site.handle(request); });
    program.setServer(server.url());
    program.addCommunity(u"fern-path"_s, {u"fern-path/guide"_s});
    const Outcome outcome = program.sync({u"--all"_s});
    QVERIFY2(outcome.exitCode == 0, outcome.all().constData());
    QCOMPARE(server.requests().constFirst().header("Authorization"), "Bearer " + token);
    QVERIFY2(!(outcome.out + outcome.err).contains("zqx7marked"), outcome.all().constData());
}

QTEST_GUILESS_MAIN(EndToEndKeyringTest)
#include "e2e_keyring.moc"
