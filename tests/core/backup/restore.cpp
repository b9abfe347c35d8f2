// Restores: what is in place afterwards and what is kept aside, and what is refused. Each refusal and each
// failure leaves the database, and everything beside it, as it was.
#include "backup/Restore.h"
#include "backup/Backup.h"
#include "backup/BackupName.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/QuotaVfs.h"

#include <QFileInfo>

#include <functional>
#include <sys/stat.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::backup;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::QuotaVfs;
using lockkeeper::tests::Sqlite;

namespace {
QString backUpNow(const CommunityFile &community)
{
    const Result<BackupReport> report =
        backUp({.community = u"mne"_s, .database = community.path(), .folder = community.backups()});
    return report ? report->path : QString();
}

RestoreOptions optionsFor(const CommunityFile &community, const QString &backup)
{
    return {.community = u"mne"_s, .database = community.path(), .backup = backup, .busyTimeout = 5s};
}

// The knowledge folder's files and what is in them.
QMap<QString, QByteArray> filesOf(const CommunityFile &community)
{
    QMap<QString, QByteArray> files;
    for (const QString &name : CommunityFile::in(community.knowledge()))
        files.insert(name, CommunityFile::bytesOf(community.knowledge() + u'/' + name));
    return files;
}
} // namespace

class RestoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("wal") << u"wal"_s;
        QTest::newRow("delete") << u"delete"_s;
    }
    void roundTrip()
    {
        QFETCH(const QString, mode);
        const CommunityFile community;
        community.make(mode, 40);
        const QString backup = backUpNow(community);
        const QByteArray backedUp = CommunityFile::bytesOf(backup);
        community.addItem(41);
        QCOMPARE(::chmod(QFile::encodeName(community.path()).constData(), 0640), 0);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->journalMode, mode);
        QCOMPARE(CommunityFile::itemsIn(community.path()), 40);
        QCOMPARE(CommunityFile::itemsIn(report->aside), 41);
        const std::optional<BackupName> name = parseFileName(QFileInfo(report->aside).fileName());
        QVERIFY(name && name->aside && name->community == u"mne"_s);
        QStringList expected{u"mne.db"_s, QFileInfo(report->aside).fileName()};
        QCOMPARE(CommunityFile::in(community.knowledge()), expected); // no -wal of either
        QCOMPARE(Sqlite(community.path()).value(u"PRAGMA journal_mode"_s), mode);
        QCOMPARE(Sqlite(community.path()).integrityProblem(), QString());
        QCOMPARE(Sqlite(report->aside).integrityProblem(), QString());
        struct stat file = {};
        QCOMPARE(::stat(QFile::encodeName(community.path()).constData(), &file), 0);
        QCOMPARE(file.st_mode & 0777U, 0640U);
        QCOMPARE(CommunityFile::bytesOf(backup), backedUp);

        // And back: what was kept aside is a backup, too.
        const Result<RestoreReport> back = restore(optionsFor(community, report->aside));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().text));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 41);
        QVERIFY(back->aside != report->aside);
    }

    void whatWasInTheLogIsKept()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 5);
        const QString backup = backUpNow(community);
        OtherProgram killed(community.path());
        QVERIFY(
            killed.run(u"INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, "
                       "synced_at) VALUES('o/r', 'pr', 6, 't', 'open', 'u', 'c', 's')"_s));
        killed.kill();
        QVERIFY(QFileInfo(community.path() + u"-wal"_s).size() > 0);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(!QFileInfo::exists(community.path() + u"-wal"_s));
        QCOMPARE(CommunityFile::itemsIn(report->aside), 6);
        QCOMPARE(CommunityFile::itemsIn(community.path()), 5); // nothing of that log is mixed in
        QCOMPARE(Sqlite(community.path()).integrityProblem(), QString());
    }

    // Its mode and its sources are known for all that, and it is kept as it was before that transaction.
    void whatWasLeftHalfWayIsUndone()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 300);
        const QString backup = backUpNow(community);
        {
            OtherProgram killed(community.path());
            QVERIFY(killed.run(u"PRAGMA cache_size=2"_s)); // so that it is written before it is committed
            QVERIFY(killed.run(u"BEGIN IMMEDIATE"_s));
            QVERIFY(killed.run(u"UPDATE github_items SET first_message = 'gone'"_s));
            killed.kill();
        }
        QVERIFY(QFileInfo(community.path() + u"-journal"_s).size() > 0);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->journalMode, u"delete"_s);
        QCOMPARE(Sqlite(report->aside).integrityProblem(), QString());
        QCOMPARE(
            Sqlite(report->aside).value(u"SELECT count(*) FROM github_items WHERE first_message = 'gone'"_s),
            u"0"_s);
    }

    // Copied with `cp` while a program had it open: what was in its -wal is not there.
    void aLoneFileIsSaid()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 10);
        const QString lone = community.file(u"copied.db"_s);
        {
            OtherProgram other(community.path());
            QVERIFY(other.run(u"PRAGMA wal_autocheckpoint=0"_s));
            QVERIFY(other.run(u"DELETE FROM github_items WHERE number > 4"_s));
            other.kill(); // so that nothing of it is brought in
        }
        CommunityFile::write(lone, CommunityFile::bytesOf(community.path()));
        const Result<RestoreReport> report =
            restore({.community = u"mne"_s, .database = community.path(), .backup = lone, .busyTimeout = 5s});
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 10); // and not 4
        QVERIFY2(report->notice.contains(u"-wal"_s), qPrintable(report->notice));
        QVERIFY2(report->notice.contains(u"2026-01-27T10:15:00"_s), qPrintable(report->notice));

        // Cut off in the middle of a checkpoint, it shows for certain, and SQLite does not take it, either.
        QFile cut(lone);
        QVERIFY(cut.resize(cut.size() - 4096));
        const Result<RestoreReport> refused =
            restore({.community = u"mne"_s, .database = community.path(), .backup = lone, .busyTimeout = 5s});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Corrupt);
        QVERIFY2(refused.error().text.contains(u"moved without its “-wal”"_s),
                 qPrintable(refused.error().text));

        // What stands alone says so itself: the former file was brought into one, and has nothing missing.
        const QString whole = community.file(u"whole.db"_s);
        QVERIFY(QFile::copy(report->aside, whole));
        const Result<RestoreReport> again = restore(
            {.community = u"mne"_s, .database = community.path(), .backup = whole, .busyTimeout = 5s});
        QVERIFY2(again, qPrintable(again ? QString() : again.error().text));
        QCOMPARE(again->notice, QString());
        QCOMPARE(CommunityFile::itemsIn(community.path()), 4);
    }

    void withoutADatabase()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 7);
        const QString backup = backUpNow(community);
        QVERIFY(QFile::remove(community.path()));
        CommunityFile::write(community.path() + u"-wal"_s, "left behind");
        const Result<RestoreReport> mixed = restore(optionsFor(community, backup));
        QVERIFY(!mixed);
        QVERIFY2(mixed.error().text.contains(u"-wal"_s), qPrintable(mixed.error().text));
        QVERIFY(QFile::remove(community.path() + u"-wal"_s));
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->aside, QString());
        QCOMPARE(Sqlite(community.path()).value(u"PRAGMA journal_mode"_s), u"wal"_s);
        QCOMPARE(CommunityFile::itemsIn(community.path()), 7);
    }

    void damagedOne()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 7);
        const QString backup = backUpNow(community);
        const QByteArray garbage = "no database" + QByteArray(9000, 'x');
        CommunityFile::write(community.path(), garbage);
        CommunityFile::write(community.path() + u"-wal"_s,
                             "of the damaged one"); // SQLite may remove it: not a frame in it
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
            QVERIFY(!QFileInfo::exists(community.path() + suffix));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 7);
        QCOMPARE(CommunityFile::bytesOf(report->aside), garbage);
        QCOMPARE(Sqlite(community.path()).integrityProblem(), QString());
    }

    void aLink()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 7);
        const QString backup = backUpNow(community);
        QVERIFY(QDir().mkpath(community.file(u"disk"_s)));
        QVERIFY(QFile::rename(community.path(), community.file(u"disk/real.db"_s)));
        QVERIFY(QFile::link(community.file(u"disk/real.db"_s), community.path()));
        community.addItem(8);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(QFileInfo(community.path()).isSymLink());
        QCOMPARE(CommunityFile::itemsIn(community.path()), 7);
        QVERIFY(report->aside.startsWith(community.file(u"disk/"_s)));
        QCOMPARE(CommunityFile::itemsIn(report->aside), 8);
    }

    // As of a disk that is not mounted.
    void aLinkToNowhere()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 7);
        const QString backup = backUpNow(community);
        QVERIFY(QFile::rename(community.path(), community.file(u"elsewhere.db"_s)));
        QVERIFY(QFile::link(community.file(u"disk/real.db"_s), community.path()));
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Config);
        QVERIFY2(report.error().text.contains(u"is a link to"_s), qPrintable(report.error().text));
        QVERIFY(QFileInfo(community.path()).isSymLink());
    }

    void aFolderOfItsName()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 7);
        const QString backup = backUpNow(community);
        QVERIFY(QFile::remove(community.path()));
        QVERIFY(QDir().mkpath(community.path()));
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Config);
        QVERIFY2(report.error().text.contains(u"is a folder"_s), qPrintable(report.error().text));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("name"); // of the file to restore
        QTest::addColumn<QString>("sql");  // run on it before
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("another community's name")
            << u"eeglab-20260127T101500Z.db"_s << QString() << ErrorKind::Config;
        QTest::newRow("another community's sources")
            << u"copy.db"_s << u"UPDATE sync_metadata SET source_name = 'x/y'"_s << ErrorKind::Config;
        QTest::newRow("newer schema")
            << u"copy.db"_s << u"UPDATE lockkeeper_meta SET value='99' WHERE key='schema_version'"_s
            << ErrorKind::Config;
        QTest::newRow("broken index")
            << u"copy.db"_s << u"DELETE FROM github_items_fts_data WHERE id > 10"_s << ErrorKind::Corrupt;
    }
    void refused()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, sql);
        QFETCH(const ErrorKind, kind);
        const CommunityFile community;
        community.make(u"delete"_s, 100);
        const QString backup = community.file(name);
        QVERIFY(QFile::rename(backUpNow(community), backup));
        QCOMPARE(Sqlite(backup).execute(sql), 0);
        const auto before = filesOf(community);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY(!report);
        QVERIFY2(report.error().kind == kind, qPrintable(report.error().text));
        QVERIFY2(report.error().text.contains(backup), qPrintable(report.error().text));
        QCOMPARE(filesOf(community), before);
    }

    void notABackup_data()
    {
        QTest::addColumn<QByteArray>("content"); // empty: the beginning of a real one
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("letter") << "Dear maintainer,\n" + QByteArray(5000, 'x') << ErrorKind::Corrupt;
        QTest::newRow("cut off") << QByteArray() << ErrorKind::Corrupt;
    }
    void notABackup()
    {
        QFETCH(QByteArray, content);
        QFETCH(const ErrorKind, kind);
        const CommunityFile community;
        community.make(u"delete"_s, 100);
        const QString backup = backUpNow(community);
        if (content.isEmpty())
            content = CommunityFile::bytesOf(backup).chopped(8192);
        CommunityFile::write(backup, content);
        const auto before = filesOf(community);
        const Result<RestoreReport> report = restore(optionsFor(community, backup));
        QVERIFY(!report);
        QVERIFY2(report.error().kind == kind, qPrintable(report.error().text));
        QCOMPARE(filesOf(community), before);
    }

    void ofSomethingElse()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 3);
        const QString backup = community.file(u"cookies.sqlite"_s);
        QCOMPARE(Sqlite(backup).execute(u"CREATE TABLE cookies(x)"_s), 0);
        const auto before = filesOf(community);
        for (const QString &file : {backup, community.path(), community.file(u"missing.db"_s)}) {
            const Result<RestoreReport> report = restore(optionsFor(community, file));
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Config);
            QCOMPARE(filesOf(community), before);
        }
    }

    void inUse_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("sql");
        QTest::newRow("open") << u"wal"_s << u"SELECT count(*) FROM papers"_s;
        QTest::newRow("writing") << u"wal"_s << u"BEGIN IMMEDIATE"_s;
        QTest::newRow("writing, no wal") << u"delete"_s << u"BEGIN IMMEDIATE"_s;
    }
    void inUse()
    {
        QFETCH(const QString, mode);
        QFETCH(const QString, sql);
        const CommunityFile community;
        community.make(mode, 3);
        const QString backup = backUpNow(community);
        community.addItem(4);
        OtherProgram other(community.path());
        QVERIFY(other.run(sql));
        RestoreOptions options = optionsFor(community, backup);
        options.busyTimeout = 50ms;
        const Result<RestoreReport> report = restore(options);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Locked);
        QVERIFY2(report.error().text.contains(u"(pid %1)"_s.arg(other.pid())),
                 qPrintable(report.error().text));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 4);
        QVERIFY(other.close());
        QCOMPARE(Sqlite(community.path()).value(u"PRAGMA journal_mode"_s), mode);
        QCOMPARE(CommunityFile::in(community.knowledge()), QStringList{u"mne.db"_s});
        QVERIFY(restore(options));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 3);
    }

    // Longer than a look at a database waits.
    void lockedForAWhile()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 3);
        const QString backup = backUpNow(community);
        Sqlite other(community.path());
        QCOMPARE(other.execute(u"BEGIN EXCLUSIVE"_s), 0);
        std::jthread soon([&other] {
            std::this_thread::sleep_for(3s);
            other.execute(u"COMMIT"_s);
        });
        RestoreOptions options = optionsFor(community, backup);
        options.busyTimeout = 60s;
        const Result<RestoreReport> report = restore(options);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->journalMode, u"delete"_s); // and not what a new one's would be
        QCOMPARE(Sqlite(community.path()).value(u"PRAGMA journal_mode"_s), u"delete"_s);
    }

    void diskFull()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 50, 2'000'000);
        const QString backup = backUpNow(community);
        community.addItem(51);
        const auto before = filesOf(community);
        {
            QuotaVfs disk(500'000);
            const Result<RestoreReport> report = restore(optionsFor(community, backup));
            QVERIFY(!report);
            QVERIFY(disk.refusals() > 0);
            QCOMPARE(report.error().kind, ErrorKind::DiskFull);
        }
        QCOMPARE(filesOf(community), before);
    }

    void cancelled()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 50, 2'000'000);
        const QString backup = backUpNow(community);
        community.addItem(51);
        const auto before = filesOf(community);
        for (const double part : {0.1, 0.8, 1.0}) {
            std::stop_source stop;
            const Result<RestoreReport> report = restore(
                optionsFor(community, backup),
                [&](const store::CopyProgress &now) {
                    if (now.done >= part)
                        stop.request_stop();
                },
                stop.get_token());
            QVERIFY(stop.stop_requested());
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::Cancelled);
            QCOMPARE(filesOf(community), before);
        }
    }
};

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore.moc"
