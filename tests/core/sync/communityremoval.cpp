// A community that is removed: counted, put out of the way whole, and no row of it lost.
#include "sync/CommunityRemoval.h"
#include "community/ConfigStore.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "tests/support/Sqlite.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;

namespace {
const QByteArray configuration = "id: pond\nname: Pond\n";

struct Pond
{
    Pond()
    {
        if (!community::saveNewConfig(communities, u"pond"_s, configuration))
            qFatal("no configuration");
        if (!QDir().mkpath(QFileInfo(path).path()) || !store::Database::open(path, std::chrono::seconds(5)))
            qFatal("no database");
        tests::Sqlite file(path);
        if (file.execute(u"INSERT INTO github_items (repo, item_type, number, title, status, url, "
                         u"created_at, synced_at) "
                         "VALUES ('pond/one', 'issue', 1, 'Pike', 'open', 'u', 'c', 's'), "
                         "('pond/one', 'pr', 2, 'Tench', 'open', 'v', 'c', 's')"_s) != 0)
            qFatal("%s", qPrintable(file.error()));
    }
    [[nodiscard]] CommunityRemoval removal(const QString &moveTo = {}) const
    {
        return {.communitiesDir = communities,
                .dataDir = folder.filePath(u"data"_s),
                .id = u"pond"_s,
                .moveTo = moveTo,
                .busyTimeout = std::chrono::milliseconds(200)};
    }
    [[nodiscard]] bool isAsItWas() const
    {
        const Result<QByteArray> text = community::readConfig(communities, u"pond"_s);
        tests::Sqlite file(path);
        return text && *text == configuration &&
               file.value(u"SELECT count(*) FROM github_items"_s) == u"2"_s &&
               file.value(u"PRAGMA journal_mode"_s) == u"wal"_s;
    }

    QTemporaryDir folder;
    QString communities = folder.filePath(u"communities"_s);
    QString path = store::databasePath(folder.filePath(u"data"_s), u"pond"_s);
    QString aside = folder.filePath(u"data/backups/pond-20260127T101500Z.db"_s);
};
} // namespace

class TestCommunityRemoval final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counted()
    {
        const Pond pond;
        const Result<CommunityRows> rows = countCommunityRows(pond.removal().dataDir, u"pond"_s);
        QVERIFY(rows);
        QVERIFY(rows->exists);
        QCOMPARE(store::sumOf(rows->rows), 2);
        QVERIFY(rows->bytes > 0);
        const Result<CommunityRows> none = countCommunityRows(pond.removal().dataDir, u"lake"_s);
        QVERIFY(none && !none->exists);
    }

    void theDatabaseStays()
    {
        const Pond pond;
        const Result<RemovedCommunity> removed = removeCommunity(pond.removal());
        QVERIFY(removed);
        QCOMPARE(removed->database, pond.path);
        QVERIFY(!QFileInfo::exists(pond.communities + u"/pond"_s));
        QFile kept(removed->configuration + u"/config.yaml"_s);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), configuration);
        QCOMPARE(tests::Sqlite(pond.path).value(u"SELECT count(*) FROM github_items"_s), u"2"_s);
    }

    void theDatabaseIsMoved()
    {
        const Pond pond;
        const Result<RemovedCommunity> removed = removeCommunity(pond.removal(pond.aside));
        QVERIFY2(removed, removed ? "" : qPrintable(removed.error().text));
        QCOMPARE(removed->database, pond.aside);
        for (const QString &gone : {pond.path, pond.path + u"-wal"_s, pond.path + u"-shm"_s,
                                    pond.aside + u"-wal"_s, pond.communities + u"/pond"_s})
            QVERIFY2(!QFileInfo::exists(gone), qPrintable(gone));
        tests::Sqlite file(pond.aside);
        QCOMPARE(file.value(u"SELECT count(*) FROM github_items"_s), u"2"_s);
        QCOMPARE(file.integrityProblem(), QString());
    }

    void somebodyHasItOpen()
    {
        const Pond pond;
        {
            tests::Sqlite other(pond.path);
            QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), 0);
            const Result<RemovedCommunity> removed = removeCommunity(pond.removal(pond.aside));
            QVERIFY(!removed);
            QCOMPARE(removed.error().kind, ErrorKind::Locked);
        }
        QVERIFY(pond.isAsItWas());
    }

    void theNameIsTaken()
    {
        const Pond pond;
        QVERIFY(QDir().mkpath(QFileInfo(pond.aside).path()));
        QFile there(pond.aside);
        QVERIFY(there.open(QIODevice::WriteOnly));
        there.write("a backup");
        there.close();
        QVERIFY(!removeCommunity(pond.removal(pond.aside)));
        QVERIFY(pond.isAsItWas());
        QCOMPARE(there.size(), 8);
    }

    void withoutAConfigurationTheDatabaseComesBack()
    {
        const Pond pond;
        QVERIFY(QFile::rename(pond.communities + u"/pond"_s, pond.communities + u"/elsewhere"_s));
        const Result<RemovedCommunity> removed = removeCommunity(pond.removal(pond.aside));
        QVERIFY(!removed);
        QVERIFY(QFile::rename(pond.communities + u"/elsewhere"_s, pond.communities + u"/pond"_s));
        QVERIFY(pond.isAsItWas());
        QVERIFY(!QFileInfo::exists(pond.aside));
    }
};

QTEST_GUILESS_MAIN(TestCommunityRemoval)
#include "communityremoval.moc"
