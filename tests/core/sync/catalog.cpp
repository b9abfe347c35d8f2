// What the window and `status` are told of a folder of communities.
#include "sync/Catalog.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::sync;
using lockkeeper::tests::Sqlite;

namespace {
void write(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}
} // namespace

class CatalogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(communities() + u"/alpha/config.yaml"_s, "id: alpha\nname: Alpha\ngithub:\n  repos: [o/r]\n"
                                                       "sync:\n  github:\n    cron: \"0 2 * * *\"\n");
        write(communities() + u"/beta/config.yaml"_s, "id: beta\ngithub: [\n");
        write(communities() + u"/gamma/config.yaml"_s, "id: gamma\nname: Gamma\n");
    }

    void brokenOnesStandBesideHealthyOnes()
    {
        const Catalog catalog = readCatalog(communities(), m_folder->path());
        QVERIFY(!catalog.error);
        QCOMPARE(catalog.entries.size(), 3);
        QVERIFY(!catalog.entries.at(0).loaded.broken());
        QVERIFY(catalog.entries.at(1).loaded.broken());
        QVERIFY(!catalog.entries.at(1).loaded.problems.isEmpty());
        QCOMPARE(catalog.healthy().size(), 2);
        QVERIFY(!catalog.entries.at(0).databaseExists);
        QVERIFY(catalog.entries.at(0).nextRun.value(u"github"_s) > QDateTime::currentDateTimeUtc());
        QVERIFY(
            !QFileInfo::exists(store::databasePath(m_folder->path(), u"alpha"_s))); // a look makes nothing
    }

    void tellsWhatTheDatabasesSay()
    {
        QVERIFY(store::Database::open(store::databasePath(m_folder->path(), u"alpha"_s),
                                      std::chrono::seconds(1)));
        Sqlite(store::databasePath(m_folder->path(), u"alpha"_s))
            .execute(u"INSERT INTO sync_metadata(source_type, source_name, last_sync_at) VALUES"
                     "('github', 'o/r', '2026-02-03T04:05:06.789+00:00')"_s);
        write(store::databasePath(m_folder->path(), u"gamma"_s),
              "this is not a database, it is a letter of some length");
        const Catalog catalog = readCatalog(communities(), m_folder->path());
        const CatalogEntry &alpha = catalog.entries.at(0);
        QVERIFY(alpha.databaseExists);
        QCOMPARE(alpha.database.journalMode, u"wal"_s);
        QCOMPARE(alpha.rows.size(), 7);
        const JobKey key{.community = u"alpha"_s, .kind = u"github"_s, .name = u"o/r"_s};
        QCOMPARE(alpha.lastSync.value(key).toString(Qt::ISODate), u"2026-02-03T04:05:06Z"_s);
        const CatalogEntry &gamma = catalog.entries.at(2);
        QVERIFY(gamma.databaseError);
        QCOMPARE(gamma.databaseError->kind, ErrorKind::Corrupt);
    }

    void aMissingFolderIsAnError()
    {
        const Catalog catalog = readCatalog(m_folder->filePath(u"nowhere"_s), m_folder->path());
        QVERIFY(catalog.error);
        QCOMPARE(catalog.error->kind, ErrorKind::Config);
    }

    void readsOnAThreadOfItsOwn()
    {
        CatalogReader reader;
        QSignalSpy loaded(&reader, &CatalogReader::loaded);
        reader.read(m_folder->filePath(u"nowhere"_s), m_folder->path());
        reader.read(communities(), m_folder->path());
        QVERIFY(loaded.wait());
        QTest::qWait(50);
        QCOMPARE(loaded.size(), 1); // the older request's answer is dropped
        QCOMPARE(loaded.first().first().value<Catalog>().entries.size(), 3);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString communities() const { return m_folder->filePath(u"communities"_s); }
};

QTEST_GUILESS_MAIN(CatalogTest)
#include "catalog.moc"
