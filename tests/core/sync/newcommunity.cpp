// A new community on the disk: its configuration and its database in WAL mode, or nothing of it.
#include "sync/NewCommunity.h"
#include "community/ConfigStore.h"
#include "sync/Catalog.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
sync::NewCommunity reefIn(const QTemporaryDir &folder)
{
    return {.communitiesDir = folder.filePath(u"a/communities"_s),
            .dataDir = folder.filePath(u"b/data"_s),
            .id = u"reef"_s,
            .configuration = "id: reef\nname: Deep Reef\n"};
}
} // namespace

class NewCommunityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsThereWithItsDatabase()
    {
        const QTemporaryDir folder;
        const sync::NewCommunity reef = reefIn(folder);
        const Result<sync::MadeCommunity> made = sync::makeCommunity(reef);
        QVERIFY(made.ok());
        QVERIFY(!made->database);
        const sync::Catalog catalog = sync::readCatalog(reef.communitiesDir, reef.dataDir);
        QCOMPARE(catalog.entries.size(), 1);
        QVERIFY(catalog.entries.constFirst().databaseExists);
        QCOMPARE(catalog.entries.constFirst().database.journalMode, u"wal"_s);
        QCOMPARE(catalog.entries.constFirst().loaded.community->name, u"Deep Reef"_s);
    }

    void oneThatIsThereIsLeftAlone()
    {
        const QTemporaryDir folder;
        sync::NewCommunity reef = reefIn(folder);
        QVERIFY(sync::makeCommunity(reef).ok());
        const QByteArray before = reef.configuration;
        reef.configuration = "id: reef\nname: Other\n";
        const Result<sync::MadeCommunity> again = sync::makeCommunity(reef);
        QVERIFY(!again);
        QCOMPARE(again.error().kind, ErrorKind::Config);
        const Result<QByteArray> text = community::readConfig(reef.communitiesDir, reef.id);
        QVERIFY(text.ok());
        QCOMPARE(*text, before);
    }

    // What is in the way of the database is told; the community is saved all the same.
    void withoutADatabaseItIsSaved()
    {
        const QTemporaryDir folder;
        const sync::NewCommunity reef = reefIn(folder);
        QVERIFY(QDir().mkpath(reef.dataDir));
        QFile inTheWay(reef.dataDir + u"/knowledge"_s);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const Result<sync::MadeCommunity> made = sync::makeCommunity(reef);
        QVERIFY(made.ok());
        QVERIFY(made->database.has_value());
        QVERIFY(!made->database->text.isEmpty());
        QVERIFY(community::readConfig(reef.communitiesDir, reef.id).ok());
    }

    void stoppedBeforeItMakesNothing()
    {
        const QTemporaryDir folder;
        const sync::NewCommunity reef = reefIn(folder);
        std::stop_source stop;
        stop.request_stop();
        const Result<sync::MadeCommunity> made = sync::makeCommunity(reef, stop.get_token());
        QVERIFY(!made && made.error().isCancelled());
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(NewCommunityTest)
#include "newcommunity.moc"
