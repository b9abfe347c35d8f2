// Option over environment over settings file over default; every wrong value names where it came from.
#include "common/Settings.h"
#include "common/Sqlite.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

class SettingsTest final : public QObject
{
    Q_OBJECT

private:
    Result<app::Settings> read(const QStringList &words, const QByteArray &ini = {}) const
    {
        const QString path = m_dir.filePath(u"settings.ini"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(ini) != ini.size())
            return Error{};
        file.close();
        QCommandLineParser parser;
        app::addSharedOptions(parser);
        if (!parser.parse(QStringList{u"program"_s} + words))
            return Error{};
        const QSettings settings(path, QSettings::IniFormat);
        return app::readSettings(parser, settings);
    }
    QTemporaryDir m_dir;

private Q_SLOTS:
    void init()
    {
        qunsetenv("DATA_DIR");
        qunsetenv("LOCKKEEPER_COMMUNITIES");
    }

    void defaults()
    {
        qputenv("XDG_DATA_HOME", "/home/somebody/data");
        const Result<app::Settings> settings = read({});
        qunsetenv("XDG_DATA_HOME");
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, u"/home/somebody/data/osa"_s);
        QCOMPARE(settings->communitiesDir, u"/home/somebody/data/osa/communities"_s);
        QVERIFY(!settings->communitiesChosen);
        QCOMPARE(settings->timeout, std::chrono::milliseconds(30'000));
        QCOMPARE(settings->busyTimeout, std::chrono::milliseconds(30'000));
        QCOMPARE(settings->jobs, 16);
        QVERIFY(!settings->demo);
    }

    void precedenceOfFolders()
    {
        const QByteArray ini = "dataDir=/file/data\ncommunitiesDir=/file/communities\n";
        Result<app::Settings> settings = read({}, ini);
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, u"/file/data"_s);
        QCOMPARE(settings->communitiesDir, u"/file/communities"_s);
        QVERIFY(settings->communitiesChosen);

        qputenv("DATA_DIR", "/environment/data");
        qputenv("LOCKKEEPER_COMMUNITIES", "/environment/communities");
        settings = read({}, ini);
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, u"/environment/data"_s);
        QCOMPARE(settings->communitiesDir, u"/environment/communities"_s);

        settings =
            read({u"--data-dir"_s, u"/option/data"_s, u"--communities"_s, u"/option/communities"_s}, ini);
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, u"/option/data"_s);
        QCOMPARE(settings->communitiesDir, u"/option/communities"_s);
    }

    void emptyVariablesCountAsNone()
    {
        qputenv("DATA_DIR", "");
        const Result<app::Settings> settings = read({}, "dataDir=/file/data\n");
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, u"/file/data"_s);
    }

    void communitiesFollowTheDataDir()
    {
        const Result<app::Settings> settings = read({u"--data-dir"_s, u"/d"_s});
        QVERIFY(settings.ok());
        QCOMPARE(settings->communitiesDir, u"/d/communities"_s);
        QVERIFY(!settings->communitiesChosen);
    }

    void relativeFoldersBecomeAbsolute()
    {
        const Result<app::Settings> settings = read({u"--data-dir"_s, u"some/../data/"_s});
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, QDir::currentPath() + u"/data"_s);
    }

    void theRestOfTheFile()
    {
        const Result<app::Settings> settings =
            read({u"--pace"_s, u"github=3"_s, u"--timeout"_s, u"4"_s},
                 "jobs=5\ncontact=me@example.org\ntimeoutSeconds=9\nbusyTimeoutMs=250\n"
                 "[endpoints]\ngithub=http://127.0.0.1:8000\n[paces]\ngithub=2\n");
        QVERIFY2(settings.ok(), settings.ok() ? "" : qPrintable(settings.error().text));
        QCOMPARE(settings->jobs, 5);
        QCOMPARE(settings->contact, u"me@example.org"_s);
        QCOMPARE(settings->timeout, std::chrono::milliseconds(4000));
        QCOMPARE(settings->busyTimeout, std::chrono::milliseconds(250));
        QCOMPARE(settings->endpoints.url(u"github"_s), QUrl(u"http://127.0.0.1:8000"_s));
        QCOMPARE(settings->endpoints.pace(u"github"_s), 3.0);
    }

    void theDemoStaysAmongItself()
    {
        qputenv("DATA_DIR", "/environment/data");
        qputenv("LOCKKEEPER_COMMUNITIES", "/environment/communities");
        const QByteArray ini = "dataDir=/file/data\n[endpoints]\ngithub=http://127.0.0.1:8000\n";
        Result<app::Settings> settings = read({u"--demo"_s}, ini);
        QVERIFY(settings.ok());
        QVERIFY(settings->demo);
        QVERIFY(settings->dataDir.isEmpty());
        QVERIFY(settings->communitiesDir.isEmpty());
        QCOMPARE(settings->endpoints.url(u"github"_s), http::Endpoints().url(u"github"_s));

        settings = read({u"--demo"_s, u"--data-dir"_s, u"/d"_s}, ini);
        QVERIFY(settings.ok());
        QCOMPARE(settings->dataDir, u"/d"_s);
    }

    void wrongValues_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("told");

        QTest::newRow("endpoint") << QStringList{u"--endpoint"_s, u"nowhere=http://x"_s} << u"nowhere"_s;
        QTest::newRow("endpoint, no URL") << QStringList{u"--endpoint"_s, u"github"_s} << u"--endpoint"_s;
        QTest::newRow("pace") << QStringList{u"--pace"_s, u"github=fast"_s} << u"github"_s;
        QTest::newRow("timeout") << QStringList{u"--timeout"_s, u"0"_s} << u"--timeout"_s;
    }
    void wrongValues()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, told);
        const Result<app::Settings> settings = read(words);
        QVERIFY(!settings.ok());
        QCOMPARE(settings.error().kind, ErrorKind::Config);
        QVERIFY2(settings.error().text.contains(told), qPrintable(settings.error().text));
    }

    // A program that does not start because of a line in a file helps nobody.
    void wrongValuesOfTheFileAreNotices_data()
    {
        QTest::addColumn<QByteArray>("ini");
        QTest::addColumn<QString>("told");
        QTest::newRow("jobs") << QByteArray("jobs=0\n") << u"“jobs”"_s;
        QTest::newRow("timeout") << QByteArray("timeoutSeconds=x\n") << u"timeoutSeconds"_s;
        QTest::newRow("endpoint") << QByteArray("[endpoints]\ngithub=ftp://x\n") << u"endpoints/github"_s;
        QTest::newRow("pace") << QByteArray("[paces]\ngithub=-1\n") << u"paces/github"_s;
        QTest::newRow("contact") << QByteArray("contact=\"a\\r\\nX-Evil: 1\"\n") << u"contact"_s;
        QTest::newRow("proxy") << QByteArray("[proxy]\nkind=carrier-pigeon\n") << u"proxy/kind"_s;
        QTest::newRow("proxy without a host") << QByteArray("[proxy]\nkind=socks5\n") << u"proxy/host"_s;
        QTest::newRow("backups") << QByteArray("[backups]\nkeep=-3\n") << u"backups/keep"_s;
    }
    void wrongValuesOfTheFileAreNotices()
    {
        QFETCH(QByteArray, ini);
        QFETCH(QString, told);
        const Result<app::Settings> settings = read({}, ini);
        QVERIFY(settings.ok());
        QCOMPARE(settings->notices.size(), 1);
        QVERIFY2(settings->notices.constFirst().contains(told), qPrintable(settings->notices.constFirst()));
        QVERIFY(!settings->notices.constFirst().contains(u"Evil"_s));
        QCOMPARE(settings->jobs, 16);
        QCOMPARE(settings->timeout, std::chrono::milliseconds(30'000));
        QCOMPARE(settings->endpoints.url(u"github"_s), http::Endpoints().url(u"github"_s));
        QCOMPARE(settings->endpoints.pace(u"github"_s), http::Endpoints().pace(u"github"_s));
        QCOMPARE(settings->contact, QString());
        QCOMPARE(settings->proxy.kind, http::Proxy::Kind::System);
        QCOMPARE(settings->retention.number, 10);
    }

    // Of an address that cannot be read nobody knows whose the token is; the others' are sent.
    void noTokenForAPublicServiceInAnothersPlace()
    {
        qputenv("GITHUB_TOKEN", "made-up");
        qputenv("PUBMED_API_KEY", "made-up-too");
        const QByteArray wrong = "[endpoints]\ngithub=ftp://x\n";
        const Result<app::Settings> misnamed = read({}, wrong);
        const Result<app::Settings> named =
            read({u"--endpoint"_s, u"github=https://github.example.org/api/v3"_s}, wrong);
        qunsetenv("GITHUB_TOKEN");
        qunsetenv("PUBMED_API_KEY");
        QVERIFY(misnamed.ok() && named.ok());
        QVERIFY(!misnamed->credentials.has(u"github"_s));
        QVERIFY(misnamed->credentials.has(u"pubmed"_s));
        QCOMPARE(misnamed->misnamed, QStringList{u"github"_s});
        QVERIFY(named->credentials.has(u"github"_s)); // what the file says does not count
    }

    void proxyAndBackups()
    {
        const Result<app::Settings> settings =
            read({}, "[proxy]\nkind=socks5\nhost=proxy.example.org\nport=1080\nuser=me\n"
                     "[backups]\nfolder=/mnt/other\nkeep=3\nkeepDays=0\nbeforeSwitch=false\n");
        QVERIFY(settings.ok());
        QCOMPARE(settings->notices, QStringList());
        QCOMPARE(settings->proxy.kind, http::Proxy::Kind::Socks5);
        QCOMPARE(settings->proxy.host, u"proxy.example.org"_s);
        QCOMPARE(settings->proxy.port, 1080);
        QCOMPARE(settings->proxy.user, u"me"_s);
        QCOMPARE(app::backupFolderOf(*settings), u"/mnt/other"_s);
        QCOMPARE(settings->retention.number, 3);
        QCOMPARE(settings->retention.days, 0);
        QVERIFY(!settings->backupFirst);
    }

    void whatNobodySetStaysTheServicesOwn()
    {
        const Result<app::Settings> settings = read({}, "[paces]\npubmed=3\n");
        QVERIFY(settings.ok());
        QCOMPARE(settings->endpoints.pace(u"pubmed"_s, true), 10.0); // with a key
        const Result<app::Settings> slower = read({}, "[paces]\npubmed=2.00\n");
        QVERIFY(slower.ok());
        QCOMPARE(slower->endpoints.pace(u"pubmed"_s, true), 2.0);
    }

    void theFileAgainUnderTheSameOptions()
    {
        const Result<app::Settings> first =
            read({u"--timeout"_s, u"4"_s, u"--data-dir"_s, u"/d"_s}, "jobs=5\ntimeoutSeconds=9\n");
        QVERIFY(first.ok());
        QCOMPARE(first->overrides.value(u"timeoutSeconds"_s).origin, u"--timeout"_s);
        QSettings file(m_dir.filePath(u"again.ini"_s), QSettings::IniFormat);
        file.setValue(u"jobs"_s, 7);
        file.setValue(u"dataDir"_s, u"/elsewhere"_s);
        const app::Settings again = app::readSettingsAgain(*first, file);
        QCOMPARE(again.jobs, 7);
        QCOMPARE(again.timeout, std::chrono::milliseconds(4000));
        QCOMPARE(again.dataDir, u"/d"_s);
    }

    void aSecretInAUrlIsNotRepeated()
    {
        const Result<app::Settings> settings =
            read({u"--endpoint"_s, u"github=https://me:hunter2@example.org"_s});
        QVERIFY(!settings.ok());
        QVERIFY(!settings.error().text.contains(u"hunter2"_s));
        QVERIFY(!settings.error().hint.contains(u"hunter2"_s));
    }

    void historyBelongsToTheDataDirectory()
    {
        const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        QCOMPARE(app::historyPath(data + u"/osa"_s), data + u"/lockkeeper/history.db"_s);
        QCOMPARE(app::historyPath(u"/srv/other"_s), u"/srv/other/lockkeeper/history.db"_s);
        QCOMPARE(app::historyPath({}), QString()); // a demo that has no folder yet
    }

    void oneSqlite()
    {
        const Result<void> same = app::checkSqlite();
        QVERIFY2(same.ok(), same.ok() ? "" : qPrintable(same.error().text));
        QCOMPARE(app::sqliteVersion(), QLatin1StringView(sqlite3_libversion()));
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "cli_settings.moc"
