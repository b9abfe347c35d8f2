// Switching the journal mode: to WAL and back, with a backup and without, beside others.
#include "migration/Migration.h"
#include "backup/BackupName.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"

#include <QFileInfo>

#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::migration;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::Sqlite;
using Phase = MigrationProgress::Phase;

namespace {
MigrationOptions optionsFor(const CommunityFile &community, Mode to = Mode::Wal)
{
    return {.community = u"mne"_s,
            .database = community.path(),
            .to = to,
            .backupFolder = community.backups(),
            .busyTimeout = 5s};
}

QString modeOf(const QString &path)
{
    return Sqlite(path).value(u"PRAGMA journal_mode"_s);
}
} // namespace

class MigrationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void switches_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<Mode>("to");
        QTest::addColumn<bool>("withBackup");
        for (const bool withBackup : {true, false}) {
            const auto row = [withBackup](const char *name) -> QTestData & {
                return QTest::addRow("%s%s", name, withBackup ? "" : ", no backup");
            };
            row("to wal") << u"delete"_s << Mode::Wal << withBackup;
            row("truncate to wal") << u"truncate"_s << Mode::Wal << withBackup;
            row("and back") << u"wal"_s << Mode::Delete << withBackup;
        }
    }
    void switches()
    {
        QFETCH(const QString, from);
        QFETCH(const Mode, to);
        QFETCH(const bool, withBackup);
        const CommunityFile community;
        community.make(from, 120);
        MigrationOptions options = optionsFor(community, to);
        if (!withBackup)
            options.backupFolder.clear();
        QList<Phase> phases;
        double done = 0;
        const Result<MigrationReport> report = migrate(options, [&](const MigrationProgress &now) {
            QVERIFY(now.done >= done && now.done <= 1);
            done = now.done;
            if (!phases.contains(now.phase))
                phases.append(now.phase);
        });
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(done, 1.0);
        QCOMPARE(phases.contains(Phase::BackingUp), withBackup);
        QVERIFY(phases.contains(Phase::Switching) && phases.contains(Phase::Verifying));
        QVERIFY(!phases.contains(Phase::Waiting));
        QVERIFY(report->changed);
        QCOMPARE(report->from, from == "wal"_L1 ? u"wal"_s : u"delete"_s); // the header knows no more
        QCOMPARE(report->to, QString(modeName(to)));
        QCOMPARE(report->rows.constFirst(), (store::TableRows{.table = u"github_items"_s, .rows = 120}));
        QCOMPARE(modeOf(community.path()), QString(modeName(to)));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 120);
        QCOMPARE(Sqlite(community.path()).integrityProblem(), QString());
        QCOMPARE(QFileInfo(community.path()).size(), report->bytes);
        if (!withBackup) {
            QVERIFY(report->backup.isEmpty());
            QVERIFY(!QFileInfo::exists(community.backups()));
            return;
        }
        QCOMPARE(CommunityFile::in(community.backups()), QStringList{QFileInfo(report->backup).fileName()});
        QVERIFY(backup::parseFileName(QFileInfo(report->backup).fileName()));
        QCOMPARE(modeOf(report->backup), u"delete"_s);
        QCOMPARE(CommunityFile::itemsIn(report->backup), 120);
    }

    void aSecondTimeDoesNothing()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        QVERIFY(migrate(optionsFor(community)));
        const QByteArray before = CommunityFile::bytesOf(community.path());
        const Result<MigrationReport> again = migrate(optionsFor(community));
        QVERIFY(again);
        QVERIFY(!again->changed);
        QCOMPARE(again->to, u"wal"_s);
        QCOMPARE(again->rows.constFirst().rows, 10);
        QVERIFY(again->backup.isEmpty());
        QCOMPARE(CommunityFile::in(community.backups()).size(), 1);
        QCOMPARE(CommunityFile::bytesOf(community.path()), before);
    }

    // What a killed program left in its -wal belongs to the database, whichever way it goes.
    void bringsInAWalThatIsLeft()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 10);
        {
            OtherProgram other(community.path());
            QVERIFY(other.run(u"PRAGMA wal_autocheckpoint=0"_s));
            QVERIFY(other.run(
                u"INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, "
                "synced_at) VALUES('o/r', 'issue', 4711, 'Late', 'open', 'u', 'c', 's')"_s));
            other.kill();
        }
        QVERIFY(QFileInfo(community.path() + "-wal"_L1).size() > 0);
        const Result<MigrationReport> report = migrate(optionsFor(community, Mode::Delete));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->rows.constFirst().rows, 11);
        QVERIFY(!QFileInfo::exists(community.path() + "-wal"_L1));
        QVERIFY(!QFileInfo::exists(community.path() + "-shm"_L1));
        QCOMPARE(CommunityFile::itemsIn(community.path()), 11);
        QCOMPARE(CommunityFile::itemsIn(report->backup), 11);
    }

    // A transaction that a killed program left half-way in the file: whoever only reads is refused by SQLite.
    void undoesWhatAKilledProgramLeft()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 300);
        {
            OtherProgram other(community.path());
            QVERIFY(other.run(u"PRAGMA cache_size=2"_s)); // so that it is written before it is committed
            QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
            QVERIFY(
                other.run(u"UPDATE github_items SET title = title || ' and more', first_message = 'gone'"_s));
            other.kill();
        }
        QVERIFY(QFileInfo(community.path() + "-journal"_L1).size() > 0);
        const QByteArray halfway = CommunityFile::bytesOf(community.path());
        const MigrationPlan plan = preflight(optionsFor(community));
        QVERIFY2(!plan.refusal(), qPrintable(plan.findings.constFirst().text));
        QVERIFY(plan.needed);
        QCOMPARE(plan.findings.constFirst().outcome, Finding::Outcome::Notice);
        QCOMPARE(CommunityFile::bytesOf(community.path()), halfway); // it only looked

        const Result<MigrationReport> report = migrate(optionsFor(community));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(report->rows.constFirst().rows, 300);
        QCOMPARE(Sqlite(community.path())
                     .value(u"SELECT count(*) FROM github_items WHERE first_message = 'gone'"_s),
                 u"0"_s);
        QCOMPARE(Sqlite(community.path()).integrityProblem(), QString());
        QCOMPARE(CommunityFile::itemsIn(report->backup), 300);
    }

    void isInThatModeBehindAJournal()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 300);
        {
            OtherProgram other(community.path());
            QVERIFY(other.run(u"PRAGMA cache_size=2"_s)); // so that it is written before it is committed
            QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
            QVERIFY(other.run(u"UPDATE github_items SET first_message = 'gone'"_s));
            other.kill();
        }
        QVERIFY(QFileInfo(community.path() + "-journal"_L1).size() > 0);
        const Result<MigrationReport> report = migrate(optionsFor(community, Mode::Delete));
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(!report->changed);
        QCOMPARE(report->to, u"delete"_s);
        QCOMPARE(report->rows.constFirst().rows, 300);
    }

    void idempotentWhateverIsInTheWay()
    {
        const CommunityFile community;
        community.make(u"wal"_s, 10);
        MigrationOptions options = optionsFor(community);
        options.backupFolder = community.path() + u"/in/a/file"_s; // where no backup could be written
        QVERIFY(!preflight(options).refusal());
        const Result<MigrationReport> report = migrate(options);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(!report->changed);
    }

    void aLinkLeadsToTheFile()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        const QString elsewhere = community.file(u"elsewhere.db"_s);
        QVERIFY(QFile::rename(community.path(), elsewhere));
        QVERIFY(QFile::link(elsewhere, community.path()));
        QVERIFY(migrate(optionsFor(community)));
        QCOMPARE(modeOf(elsewhere), u"wal"_s);
        QVERIFY(QFileInfo(community.path()).isSymLink());
    }

    // An idle program goes on with the new mode; Python's sqlite3 here, as the assistant's is.
    void anIdleProgramGoesOn()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        OtherProgram other(community.path());
        QVERIFY(other.run(u"SELECT count(*) FROM github_items"_s));
        const MigrationPlan plan = preflight(optionsFor(community));
        QCOMPARE(plan.users.size(), std::size_t(1));
        QCOMPARE(plan.users.front().pid, other.pid());
        QVERIFY(migrate(optionsFor(community)));
        QVERIFY(
            other.run(u"INSERT INTO github_items(repo, item_type, number, title, status, url, created_at, "
                      "synced_at) VALUES('o/r', 'issue', 4711, 'Late', 'open', 'u', 'c', 's')"_s));
        QVERIFY(other.close());
        QCOMPARE(CommunityFile::itemsIn(community.path()), 11);
        QCOMPARE(modeOf(community.path()), u"wal"_s);
    }

    void waitsForAnother_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("doing");
        QTest::addColumn<QString>("ending");
        QTest::newRow("writes") << u"delete"_s << u"BEGIN IMMEDIATE"_s << u"COMMIT"_s;
        QTest::newRow("keeps readers out") << u"delete"_s << u"BEGIN EXCLUSIVE"_s << u"COMMIT"_s;
        QTest::newRow("has it open") << u"wal"_s << u"SELECT count(*) FROM github_items"_s << u"close"_s;
    }
    void waitsForAnother()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, doing);
        QFETCH(const QString, ending);
        const CommunityFile community;
        community.make(from, 10);
        OtherProgram other(community.path());
        QVERIFY(other.run(doing));
        const Mode to = from == "wal"_L1 ? Mode::Delete : Mode::Wal;

        // For as long as the timeout, with its name.
        MigrationOptions options = optionsFor(community, to);
        options.busyTimeout = 600ms;
        QString holder;
        const MigrationListener listener = [&holder](const MigrationProgress &now) {
            if (now.phase == Phase::Waiting)
                holder = now.holder;
        };
        const Result<MigrationReport> refused = migrate(options, listener);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Locked);
        QVERIFY2(refused.error().text.contains(QString::number(other.pid())),
                 qPrintable(refused.error().text));
        const bool locks = doing.startsWith(u"BEGIN"_s);
        QVERIFY2(refused.error().text.contains(locks ? u"is locked by"_s : u"is open in"_s),
                 qPrintable(refused.error().text));
        QVERIFY2(refused.error().hint.contains(u"as it was"_s), qPrintable(refused.error().hint));
        QVERIFY2(holder.contains(QString::number(other.pid())), qPrintable(holder));
        QCOMPARE(CommunityFile::in(community.backups()), QStringList()); // else each try would leave one
        QVERIFY(other.run(u"SELECT count(*) FROM github_items"_s));      // it was left in peace
        if (!doing.contains(u"EXCLUSIVE"_s))
            QCOMPARE(modeOf(community.path()), from);

        // And until it has ended.
        options.busyTimeout = 30s;
        std::stop_source unused;
        Result<MigrationReport> report = cancelledError();
        std::jthread worker([&] { report = migrate(options, {}, unused.get_token()); });
        QTest::qWait(300);
        QVERIFY(other.run(ending));
        worker.join();
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QCOMPARE(modeOf(community.path()), QString(modeName(to)));
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "migration.moc"
