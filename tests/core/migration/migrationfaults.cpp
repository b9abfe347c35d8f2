// A switch that fails, at whichever step, leaves the file in its former mode with every row, and says so.
#include "migration/Migration.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/QuotaVfs.h"

#include <functional>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::migration;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::QuotaVfs;
using lockkeeper::tests::Sqlite;
using Phase = MigrationProgress::Phase;

namespace {
MigrationOptions optionsFor(const CommunityFile &community, const QString &from, bool withBackup)
{
    return {.community = u"mne"_s,
            .database = community.path(),
            .to = from == "wal"_L1 ? Mode::Delete : Mode::Wal,
            .backupFolder = withBackup ? community.backups() : QString(),
            .busyTimeout = 5s};
}

// Calls `act` once, when that phase is told of.
MigrationListener when(Phase phase, std::function<void()> act)
{
    return [=, done = false](const MigrationProgress &now) mutable {
        if (!done && now.phase == phase) {
            done = true;
            act();
        }
    };
}

void addPhases(const QList<Phase> &phases)
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("withBackup");
    QTest::addColumn<Phase>("phase");
    const auto named = [](Phase phase) {
        switch (phase) {
        case Phase::Preflight:
            return "preflight";
        case Phase::BackingUp:
            return "backing up";
        case Phase::Waiting:
            return "waiting";
        case Phase::Switching:
            return "switching";
        case Phase::Verifying:
            return "verifying";
        }
        return "";
    };
    for (const QString &from : {u"delete"_s, u"wal"_s}) {
        for (const bool withBackup : {true, false}) {
            for (const Phase phase : phases) {
                if (phase == Phase::BackingUp && !withBackup)
                    continue;
                QTest::addRow("%s, %s%s", qPrintable(from), named(phase), withBackup ? "" : ", no backup")
                    << from << withBackup << phase;
            }
        }
    }
}

void isAsItWas(const CommunityFile &community, const QString &mode, int items)
{
    QCOMPARE(Sqlite(community.path()).value(u"PRAGMA journal_mode"_s), mode);
    QCOMPARE(CommunityFile::itemsIn(community.path()), items);
    QCOMPARE(Sqlite(community.path()).integrityProblem(), QString());
    // And it is free: whoever wants to write can.
    QCOMPARE(Sqlite(community.path()).execute(u"BEGIN IMMEDIATE; DELETE FROM ballast; COMMIT"_s), 0);
}
} // namespace

class MigrationFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelled_data()
    {
        addPhases({Phase::Preflight, Phase::BackingUp, Phase::Switching, Phase::Verifying});
    }
    void cancelled()
    {
        QFETCH(const QString, from);
        QFETCH(const bool, withBackup);
        QFETCH(const Phase, phase);
        const CommunityFile community;
        community.make(from, 60, 3'000'000);
        std::stop_source stop;
        const Result<MigrationReport> report =
            migrate(optionsFor(community, from, withBackup), when(phase, [&] { stop.request_stop(); }),
                    stop.get_token());
        QVERIFY(!report);
        QVERIFY(report.error().isCancelled());
        isAsItWas(community, from, 60);
        QCOMPARE(CommunityFile::in(community.backups()), QStringList());
    }

    void noRoomForTheBackup_data()
    {
        QTest::addColumn<QString>("from");
        QTest::newRow("delete") << u"delete"_s;
        QTest::newRow("wal") << u"wal"_s;
    }
    void noRoomForTheBackup()
    {
        QFETCH(const QString, from);
        const CommunityFile community;
        community.make(from, 60, 3'000'000);
        {
            QuotaVfs disk(500'000);
            const Result<MigrationReport> report = migrate(optionsFor(community, from, true));
            QVERIFY(disk.refusals() > 0);
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::DiskFull);
            QVERIFY2(report.error().hint.contains(u"as it was"_s), qPrintable(report.error().hint));
        }
        isAsItWas(community, from, 60);
        QVERIFY(CommunityFile::in(community.backups()).isEmpty());
    }

    // The switch itself writes a page or two, or brings in what a killed program left in its -wal.
    void noRoomForTheSwitch_data() { noRoomForTheBackup_data(); }
    void noRoomForTheSwitch()
    {
        QFETCH(const QString, from);
        const CommunityFile community;
        community.make(from, 60, 3'000'000);
        if (from == "wal"_L1) {
            OtherProgram other(community.path());
            QVERIFY(other.run(u"PRAGMA wal_autocheckpoint=0"_s));
            QVERIFY(other.run(u"INSERT INTO ballast VALUES(zeroblob(5000000))"_s));
            other.kill();
        }
        {
            QuotaVfs disk(1'000'000'000);
            const Result<MigrationReport> report =
                migrate(optionsFor(community, from, true), when(Phase::Switching, [&] { disk.setQuota(0); }));
            QVERIFY(disk.refusals() > 0);
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::DiskFull);
            QVERIFY2(report.error().hint.contains(u"as it was"_s), qPrintable(report.error().hint));
            QVERIFY2(report.error().hint.contains(community.backups()), qPrintable(report.error().hint));
        }
        const QStringList backups = CommunityFile::in(community.backups());
        QCOMPARE(backups.size(), 1);
        QCOMPARE(CommunityFile::itemsIn(community.backups() + u'/' + backups.constFirst()), 60);
        QCOMPARE(Sqlite(community.path()).value(u"SELECT count(*) FROM ballast"_s),
                 from == "wal"_L1 ? u"2"_s : u"1"_s);
        isAsItWas(community, from, 60);
    }

    void damagedBefore_data()
    {
        QTest::addColumn<bool>("withBackup");
        QTest::newRow("backup") << true;
        QTest::newRow("no backup") << false;
    }
    void damagedBefore()
    {
        QFETCH(const bool, withBackup);
        const CommunityFile community;
        community.make(u"delete"_s, 300);
        QByteArray content = CommunityFile::bytesOf(community.path());
        const qsizetype page = 4096;
        for (qsizetype at = content.size() / 2 / page * page; at < content.size() / 2 + 4 * page; ++at)
            content[at] = char(0xA5);
        CommunityFile::write(community.path(), content);
        const Result<MigrationReport> report = migrate(optionsFor(community, u"delete"_s, withBackup));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Corrupt);
        QCOMPARE(CommunityFile::bytesOf(community.path()), content);
        QVERIFY(CommunityFile::in(community.backups()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(MigrationFaultsTest)
#include "migrationfaults.moc"
