// Backups: what they hold, how they are named, and how they fail. Each failure leaves the database as it was
// and nothing in the folder.
#include "backup/Backup.h"
#include "backup/BackupName.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/QuotaVfs.h"

#include <QFileInfo>

#include <atomic>
#include <functional>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::backup;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::QuotaVfs;
using lockkeeper::tests::Sqlite;
using Phase = store::CopyProgress::Phase;

namespace {
BackupOptions optionsFor(const CommunityFile &community)
{
    return {.community = u"mne"_s,
            .database = community.path(),
            .folder = community.backups(),
            .busyTimeout = 5s};
}

// Calls `act` once, when that phase is told of.
store::CopyListener when(Phase phase, std::function<void()> act)
{
    return [=, done = false](const store::CopyProgress &now) mutable {
        if (!done && now.phase == phase) {
            done = true;
            act();
        }
    };
}

void addPhases()
{
    QTest::addColumn<store::CopyProgress::Phase>("phase");
    QTest::newRow("copying") << Phase::Copying;
    QTest::newRow("compacting") << Phase::Compacting;
    QTest::newRow("checking") << Phase::Checking;
}
} // namespace

class BackupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsAlone_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("compact");
        QTest::newRow("wal") << u"wal"_s << false;
        QTest::newRow("delete") << u"delete"_s << false;
        QTest::newRow("wal, compact") << u"wal"_s << true;
        QTest::newRow("delete, compact") << u"delete"_s << true;
    }
    void standsAlone()
    {
        QFETCH(const QString, mode);
        QFETCH(const bool, compact);
        const CommunityFile community;
        community.make(mode, 120, 2'000'000);
        Sqlite open(community.path()); // what it commits stays in the -wal
        QCOMPARE(open.execute(u"UPDATE ballast SET x = 'in the log'"_s), 0);
        BackupOptions options = optionsFor(community);
        options.compact = compact;
        double last = 0;
        bool grows = true;
        const Result<BackupReport> report = backUp(options, [&](const store::CopyProgress &now) {
            grows = grows && now.done >= last && now.done <= 1;
            last = now.done;
        });
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(grows);
        QCOMPARE(last, 1.0);
        QCOMPARE(report->journalMode, mode);
        const QFileInfo file(report->path);
        QCOMPARE(CommunityFile::in(community.backups()), QStringList{file.fileName()});
        QCOMPARE(file.size(), report->bytes);
        const std::optional<BackupName> name = parseFileName(file.fileName());
        QVERIFY(name && name->community == u"mne"_s && !name->aside);
        Sqlite copy(report->path);
        QCOMPARE(copy.value(u"PRAGMA journal_mode"_s), u"delete"_s);
        QCOMPARE(copy.integrityProblem(), QString());
        for (const QString &table : {u"github_items"_s, u"github_items_fts_docsize"_s, u"sync_metadata"_s}) {
            const QString all = u"SELECT * FROM %1 ORDER BY 1"_s.arg(table);
            QCOMPARE(copy.rows(all), open.rows(all));
        }
        QCOMPARE(copy.value(u"SELECT x FROM ballast"_s), u"in the log"_s);
        QCOMPARE(copy.value(u"PRAGMA freelist_count"_s) == u"0"_s, compact);
        for (const store::TableRows &table : report->rows)
            QCOMPARE(table.rows, table.table == u"github_items"_s ? 120 : 0);
        QCOMPARE(open.value(u"PRAGMA journal_mode"_s), mode);
    }

    void twoOfOneSecond()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 3);
        QStringList names;
        for (int i = 0; i < 3; ++i) {
            const Result<BackupReport> report = backUp(optionsFor(community));
            QVERIFY(report);
            names += QFileInfo(report->path).fileName();
        }
        names.sort();
        QCOMPARE(CommunityFile::in(community.backups()), names);
        QCOMPARE(QSet<QString>(names.cbegin(), names.cend()).size(), 3);
    }

    void names()
    {
        const QDateTime time(QDate(2026, 1, 27), QTime(10, 15), Qt::UTC);
        const BackupName name{.community = u"eeg-lab2"_s, .taken = time};
        QCOMPARE(fileNameOf(name), u"eeg-lab2-20260127T101500Z.db"_s);
        QVERIFY(parseFileName(fileNameOf(name)) == name);
        const BackupName aside{.community = u"mne"_s, .taken = time, .aside = true};
        QCOMPARE(fileNameOf(aside), u"mne.db.before-restore-20260127T101500Z"_s);
        QVERIFY(parseFileName(fileNameOf(aside)) == aside);
        for (const QString &other :
             {u"mne.db"_s, u"mne-20260127.db"_s, u"mne-20261327T101500Z.db"_s, u"MNE-20260127T101500Z.db"_s,
              u"mne-20260127T101500Z.db-wal"_s, QString()})
            QVERIFY2(!parseFileName(other), qPrintable(other));
    }

    void cancelled_data() { addPhases(); }
    void cancelled()
    {
        QFETCH(const store::CopyProgress::Phase, phase);
        const CommunityFile community;
        community.make(u"delete"_s, 100, 3'000'000);
        const QByteArray before = CommunityFile::bytesOf(community.path());
        BackupOptions options = optionsFor(community);
        options.compact = true;
        std::stop_source stop;
        const Result<BackupReport> report =
            backUp(options, when(phase, [&] { stop.request_stop(); }), stop.get_token());
        QVERIFY(stop.stop_requested());
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Cancelled);
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
        QCOMPARE(CommunityFile::bytesOf(community.path()), before);
    }

    void diskFull_data() { addPhases(); }
    void diskFull()
    {
        QFETCH(const store::CopyProgress::Phase, phase);
        const CommunityFile community;
        community.make(u"delete"_s, 100, 3'000'000);
        const QByteArray before = CommunityFile::bytesOf(community.path());
        BackupOptions options = optionsFor(community);
        options.compact = phase == Phase::Compacting;
        {
            QuotaVfs disk(phase == Phase::Copying ? 500'000 : 1'000'000'000);
            const Result<BackupReport> report =
                backUp(options, when(phase, [&] { disk.setQuota(phase == Phase::Checking ? 0 : 100'000); }));
            // The check writes nothing: it passes on a full disk, too.
            QCOMPARE(report.ok(), phase == Phase::Checking);
            if (!report) {
                QVERIFY(disk.refusals() > 0);
                QCOMPARE(report.error().kind, ErrorKind::DiskFull);
                QVERIFY2(report.error().text.contains(community.backups()), qPrintable(report.error().text));
            }
        }
        QCOMPARE(CommunityFile::in(community.backups()).size(), phase == Phase::Checking ? 1 : 0);
        QCOMPARE(CommunityFile::bytesOf(community.path()), before);
    }

    void missing()
    {
        const CommunityFile community;
        QCOMPARE(backUp(optionsFor(community)).error().kind, ErrorKind::Config);
        QCOMPARE(CommunityFile::in(community.file(u"."_s)), QStringList());
    }

    void notADatabase()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 1);
        const QByteArray letter = "Dear maintainer,\n" + QByteArray(5000, 'x');
        CommunityFile::write(community.path(), letter);
        QCOMPARE(backUp(optionsFor(community)).error().kind, ErrorKind::Corrupt);
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
        QCOMPARE(CommunityFile::bytesOf(community.path()), letter);

        // Its name is told as it is, also where a sentence begins with it.
        const QFileInfo file(community.path());
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(file.path()));
        BackupOptions options = optionsFor(community);
        options.database = file.fileName();
        const Result<BackupReport> named = backUp(options);
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(!named && file.fileName().front().isLower());
        QVERIFY2(named.error().text.startsWith(file.fileName()), qPrintable(named.error().text));
    }

    void damaged()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 300);
        QByteArray content = CommunityFile::bytesOf(community.path());
        const qsizetype middle = content.size() / 4096 / 2 * 4096; // one page in the middle
        content.replace(middle, 4096, QByteArray(4096, '\xa5'));
        CommunityFile::write(community.path(), content);
        const Result<BackupReport> report = backUp(optionsFor(community));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Corrupt);
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
        QCOMPARE(CommunityFile::bytesOf(community.path()), content);
    }

    void brokenIndex()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 300);
        // Segments are listed by the index's record 10 and kept in those beyond.
        QCOMPARE(Sqlite(community.path()).execute(u"DELETE FROM github_items_fts_data WHERE id > 10"_s), 0);
        const Result<BackupReport> report = backUp(optionsFor(community));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Corrupt);
        QVERIFY2(report.error().text.contains(u"github_items_fts"_s), qPrintable(report.error().text));
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
    }

    void lockedByAnother()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 3);
        OtherProgram other(community.path());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        BackupOptions options = optionsFor(community);
        options.busyTimeout = 50ms;
        const Result<BackupReport> report = backUp(options);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Locked); // and not corrupt
        QVERIFY2(report.error().text.contains(QString::number(other.pid())), qPrintable(report.error().text));
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
        QVERIFY(other.run(u"COMMIT"_s));
        QVERIFY(backUp(options));
    }

    // With a rollback journal the lock is free between two steps.
    void aLockMetInTheMiddle()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 3, 12'000'000);
        OtherProgram other(community.path(), u"assistant"_s);
        BackupOptions options = optionsFor(community);
        options.busyTimeout = 700ms;
        QString holder;
        options.waiting = [&holder](const QString &name) {
            holder = name;
        };
        bool locked = false;
        const Result<BackupReport> report =
            backUp(options, when(Phase::Copying, [&] { locked = other.run(u"BEGIN EXCLUSIVE"_s); }));
        QVERIFY(locked);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Locked);
        QVERIFY2(report.error().text.contains(QString::number(other.pid())), qPrintable(report.error().text));
        QVERIFY2(holder.contains("assistant"_L1), qPrintable(holder));
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
        // Whoever ends in time is waited for.
        options.busyTimeout = 30s;
        options.waiting = [&](const QString &) {
            QVERIFY(other.run(u"COMMIT"_s));
        };
        QVERIFY(backUp(options));
    }

    // The original's rows are counted beside the check of the copy, on another thread, which waits for nobody
    // and tells nobody.
    void whoComesAfterTheCopyIsNotWaitedFor()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 3);
        QString tables; // so that the counting lasts until somebody comes
        for (int i = 0; i < 1500; ++i)
            tables += u"CREATE TABLE one_of_many_%1(x);"_s.arg(i);
        QCOMPARE(Sqlite(community.path()).execute(u"BEGIN;"_s + tables + u"COMMIT"_s), 0);
        OtherProgram other(community.path());
        QVERIFY(other.run(u"SELECT 1"_s)); // has started
        BackupOptions options = optionsFor(community);
        options.compact = true;
        options.busyTimeout = 20s;
        std::atomic<bool> told = false;
        options.waiting = [&told](const QString &) {
            told = true;
        };
        bool locked = false;
        const Result<BackupReport> report =
            backUp(options, when(Phase::Compacting, [&] { locked = other.run(u"BEGIN EXCLUSIVE"_s); }));
        QVERIFY(locked);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(!told);
        QVERIFY2(report->seconds < 20, qPrintable(QString::number(report->seconds)));
    }

    void aFolderOfItsName()
    {
        const CommunityFile community;
        QVERIFY(QDir().mkpath(community.path()));
        const Result<BackupReport> report = backUp(optionsFor(community));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Config);
        QVERIFY2(report.error().text.contains(u"is a folder"_s), qPrintable(report.error().text));
    }

    void noFolder()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 3);
        CommunityFile::write(community.file(u"note"_s), "in the way");
        BackupOptions options = optionsFor(community);
        options.folder = community.file(u"note/backups"_s);
        const Result<BackupReport> report = backUp(options);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::ReadOnly);
    }
};

QTEST_GUILESS_MAIN(BackupTest)
#include "backup.moc"
