// A database at a glance: what is told of it, that nothing is made or changed, and that locked is not
// corrupt.
#include "health/DatabaseHealth.h"

#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::health;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::Sqlite;

namespace {
qint64 rowsOf(const DatabaseHealth &health, const QString &table)
{
    for (const store::TableRows &one : health.rows) {
        if (one.table == table)
            return one.rows;
    }
    return -1;
}

bool names(const std::vector<store::Process> &processes, qint64 pid)
{
    return std::ranges::any_of(processes, [pid](const store::Process &one) { return one.pid == pid; });
}
} // namespace

class HealthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFile()
    {
        const CommunityFile original;
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY(!health.exists && !health.error);
        QCOMPARE(original.neighbours(), QStringList());
    }

    void aFolderOfItsName()
    {
        const CommunityFile original;
        QVERIFY(QDir().mkpath(original.path()));
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY(health.error);
        QCOMPARE(health.error->kind, ErrorKind::Config);
        QVERIFY2(health.error->text.contains(u"is a folder"_s), qPrintable(health.error->text));
    }

    void atAGlance_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("wal") << u"wal"_s;
        QTest::newRow("delete") << u"delete"_s;
    }
    void atAGlance()
    {
        QFETCH(const QString, mode);
        const CommunityFile original;
        original.make(mode, 30, 1'000'000);
        Sqlite(original.path()).execute(u"DELETE FROM ballast"_s);
        const QByteArray before = original.bytes();
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY2(!health.error, health.error ? qPrintable(health.error->text) : "");
        QVERIFY(health.exists && health.schemaUpToDate);
        QCOMPARE(health.missing, QStringList());
        QCOMPARE(health.journalMode, mode);
        QCOMPARE(health.pageSize, 4096);
        QCOMPARE(health.pages * health.pageSize, health.bytes);
        QVERIFY2(health.freePages * health.pageSize > 900'000, "what the ballast had");
        QCOMPARE(health.rows.size(), 7);
        QCOMPARE(rowsOf(health, u"github_items"_s), 30);
        QCOMPARE(rowsOf(health, u"papers"_s), 0);
        QVERIFY(health.indexes.contains(u"github_items_fts"_s));
        QCOMPARE(health.indexes.size(), 7);
        QVERIFY(!health.writer && health.readers.empty() && health.users.empty());
        QCOMPARE(original.bytes(), before);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    void throughALink()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 3);
        Sqlite writer(original.path()); // keeps the -wal
        writer.execute(u"INSERT INTO ballast VALUES(1)"_s);
        const QTemporaryDir elsewhere;
        const QString link = elsewhere.filePath(u"link.db"_s);
        QVERIFY(QFile::link(original.path(), link));
        const DatabaseHealth health = readHealth(link);
        QVERIFY(health.exists && health.bytes > 0 && health.walBytes > 0 && health.shmBytes > 0);
    }

    void schemaOfEarly2026()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 3);
        Sqlite(original.path())
            .execute(u"DROP TABLE bep_items_fts; DROP TABLE bep_items; DROP INDEX idx_docstrings_repo; "
                     "DROP TRIGGER papers_au; ALTER TABLE docstrings DROP COLUMN branch"_s);
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY2(!health.error, health.error ? qPrintable(health.error->text) : "");
        QVERIFY(!health.schemaUpToDate);
        QStringList missing = health.missing;
        missing.sort();
        QCOMPARE(missing, (QStringList{u"bep_items"_s, u"bep_items_ad"_s, u"bep_items_ai"_s,
                                       u"bep_items_au"_s, u"bep_items_fts"_s, u"docstrings.branch"_s,
                                       u"idx_bep_status"_s, u"idx_docstrings_repo"_s, u"papers_au"_s}));
        QCOMPARE(rowsOf(health, u"github_items"_s), 3);
        QCOMPARE(rowsOf(health, u"bep_items"_s), 0);
        QVERIFY(store::Database::open(original.path(), std::chrono::seconds(5))); // the next sync
        QVERIFY(readHealth(original.path()).schemaUpToDate);
    }

    void newerSchema()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 3);
        Sqlite(original.path())
            .execute(u"UPDATE lockkeeper_meta SET value = '99' WHERE key = 'schema_version'"_s);
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY(health.error && !health.schemaUpToDate);
        QCOMPARE(health.error->kind, ErrorKind::Config);
        QCOMPARE(health.journalMode, u"wal"_s);
    }

    void whoReadsAndWrites()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 3);
        OtherProgram reader(original.path());
        QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM github_items"_s));
        OtherProgram writer(original.path());
        QVERIFY(writer.run(u"BEGIN IMMEDIATE"_s));
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY2(!health.error, "neither keeps a reader out");
        QVERIFY(health.writer);
        QCOMPARE(health.writer->pid, writer.pid());
        QVERIFY(names(health.readers, reader.pid()));
        QVERIFY(names(health.users, reader.pid()) && names(health.users, writer.pid()));
    }

    void lockedIsNotCorrupt()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 3);
        OtherProgram other(original.path());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY(health.exists && health.error);
        QCOMPARE(health.error->kind, ErrorKind::Locked);
        QVERIFY(health.error->text.contains(QString::number(other.pid())));
        QVERIFY(health.bytes > 0);
        QVERIFY(health.writer);
        QCOMPARE(health.writer->pid, other.pid());
    }

    void corrupt_data()
    {
        QTest::addColumn<bool>("whole"); // all of it is overwritten
        QTest::newRow("no database") << true;
        QTest::newRow("a damaged table") << false;
    }
    void corrupt()
    {
        QFETCH(const bool, whole);
        const CommunityFile original;
        original.make(u"delete"_s, 300);
        QFile file(original.path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (whole) {
            file.write(QByteArray(static_cast<int>(file.size()), 'x'));
        } else { // every way to count the items
            Sqlite look(original.path());
            for (
                const QString &page : look.rows(
                    u"SELECT rootpage FROM sqlite_master WHERE tbl_name = 'github_items' AND rootpage > 0"_s)) {
                file.seek((page.toLongLong() - 1) * 4096);
                file.write(QByteArray(4096, 'x'));
            }
        }
        file.close();
        const QByteArray before = original.bytes();
        const DatabaseHealth health = readHealth(original.path());
        QVERIFY(health.exists && health.error);
        QCOMPARE(health.error->kind, ErrorKind::Corrupt);
        QCOMPARE(health.journalMode, whole ? QString() : u"delete"_s);
        QCOMPARE(original.bytes(), before);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    // As `cp` of the file alone makes it while somebody reads an older state, so that a part of the -wal has
    // been brought in and a part not: its header is older than its length.
    void aFileWithoutItsWal()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 30);
        QCOMPARE(readHealth(original.path()).findings, QStringList()); // after a clean close it has none, too
        const QString copied = original.file(u"copied.db"_s);
        {
            OtherProgram writer(original.path());
            OtherProgram reader(original.path());
            QVERIFY(writer.run(u"PRAGMA wal_autocheckpoint=0"_s));
            const QString grow = u"INSERT INTO ballast VALUES(zeroblob(100000))"_s;
            QVERIFY(writer.run(grow));
            QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM papers"_s));
            QVERIFY(writer.run(grow) && writer.run(u"PRAGMA wal_checkpoint(PASSIVE)"_s));
            QCOMPARE(readHealth(original.path()).findings, QStringList()); // its -wal is there
            writer.kill();
            reader.kill();
        }
        QVERIFY(QFile::copy(original.path(), copied));
        const DatabaseHealth health = readHealth(copied);
        QCOMPARE(health.findings.size(), 1);
        QVERIFY2(health.findings.constFirst().contains(copied) &&
                     health.findings.constFirst().contains(u"without its “-wal”"_s),
                 qPrintable(health.findings.constFirst()));
        QCOMPARE(readHealth(original.path()).findings, QStringList());
    }

    void stopped()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 3);
        std::stop_source stop;
        stop.request_stop();
        const DatabaseHealth health = readHealth(original.path(), stop.get_token());
        QVERIFY(health.error && health.error->isCancelled());
    }

    void walResetBug_data()
    {
        QTest::addColumn<bool>("has");
        for (const char *version : {"3.40.1", "3.44.5", "3.45.0", "3.50.6", "3.51.0", "3.51.2", "no version"})
            QTest::newRow(version) << true;
        for (const char *version : {"3.44.6", "3.50.7", "3.51.3", "3.52.0", "4.0.0"})
            QTest::newRow(version) << false;
    }
    void walResetBug() { QTEST(hasWalResetBug(QString::fromLatin1(QTest::currentDataTag())), "has"); }
};

QTEST_GUILESS_MAIN(HealthTest)
#include "health.moc"
