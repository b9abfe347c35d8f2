// What is found out before anything is touched, and that nothing is.
#include "migration/Preflight.h"
#include "migration/FileSystem.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <linux/magic.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::migration;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::Sqlite;
using Check = Finding::Check;
using Outcome = Finding::Outcome;

namespace {
constexpr uid_t nobody = 65534;

MigrationOptions optionsFor(const CommunityFile &community, Mode to = Mode::Wal)
{
    return {
        .community = u"mne"_s, .database = community.path(), .to = to, .backupFolder = community.backups()};
}

Finding of(const MigrationPlan &plan, Check check)
{
    const auto found = std::ranges::find(plan.findings, check, &Finding::check);
    return found == plan.findings.end() ? Finding{} : *found;
}
} // namespace

class PreflightTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingInTheWay_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<Mode>("to");
        QTest::addColumn<bool>("needed");
        QTest::newRow("to wal") << u"delete"_s << Mode::Wal << true;
        QTest::newRow("back") << u"wal"_s << Mode::Delete << true;
        QTest::newRow("is in wal") << u"wal"_s << Mode::Wal << false;
        QTest::newRow("is not") << u"delete"_s << Mode::Delete << false;
    }
    void nothingInTheWay()
    {
        QFETCH(const QString, from);
        QFETCH(const Mode, to);
        QFETCH(const bool, needed);
        const CommunityFile community;
        community.make(from, 10);
        const QByteArray before = CommunityFile::bytesOf(community.path());
        const MigrationPlan plan = preflight(optionsFor(community, to));
        QVERIFY(!plan.refusal());
        QCOMPARE(plan.from, from);
        QCOMPARE(plan.needed, needed);
        QVERIFY(plan.bytes >= QFileInfo(community.path()).size());
        QCOMPARE(plan.findings.size(), 8);
        QVERIFY(std::ranges::is_sorted(plan.findings, {}, &Finding::check));
        QVERIFY(std::ranges::all_of(plan.findings,
                                    [](const Finding &one) { return one.outcome == Outcome::Passed; }));
        QCOMPARE(CommunityFile::bytesOf(community.path()), before);
        QVERIFY(!QFileInfo::exists(community.backups()));
    }

    void noDatabase_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("not there") << QByteArray() << ErrorKind::Config;
        QTest::newRow("something else") << QByteArray("Dear diary, ").repeated(1000) << ErrorKind::Corrupt;
    }
    void noDatabase()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const ErrorKind, kind);
        const CommunityFile community;
        QVERIFY(QDir().mkpath(community.knowledge()));
        if (!content.isEmpty())
            CommunityFile::write(community.path(), content);
        const MigrationPlan plan = preflight(optionsFor(community));
        QVERIFY(plan.refusal());
        QCOMPARE(plan.refusal()->kind, kind);
        QVERIFY(!plan.refusal()->hint.isEmpty());
        QCOMPARE(of(plan, Check::Database).outcome, Outcome::Refused);
        QCOMPARE(CommunityFile::in(community.knowledge()).size(), content.isEmpty() ? 0 : 1);
    }

    void whatMayNotBeWritten()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        const auto everybodyReads = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther | QFile::ExeOwner |
                                    QFile::ExeGroup | QFile::ExeOther;
        for (const QString &folder : {community.file({}), community.knowledge()})
            QVERIFY(QFile::setPermissions(folder, everybodyReads | QFile::WriteOwner));
        const bool root = ::geteuid() == 0; // who may write everything: here as somebody else
        if (root)
            QCOMPARE(::chown(qPrintable(community.path()), nobody, nobody), 0);
        const auto look = [&] {
            if (root)
                QVERIFY(::seteuid(nobody) == 0);
            m_plan = preflight(optionsFor(community));
            if (root)
                QVERIFY(::seteuid(0) == 0);
        };
        QVERIFY(QFile::setPermissions(community.path(), QFile::ReadOwner));
        look();
        QCOMPARE(of(m_plan, Check::Writable).outcome, Outcome::Refused);
        QCOMPARE(m_plan.refusal()->kind, ErrorKind::ReadOnly);

        QVERIFY(QFile::setPermissions(community.path(), QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QFile::setPermissions(community.knowledge(), everybodyReads));
        look();
        QCOMPARE(of(m_plan, Check::Writable).outcome, Outcome::Passed);
        QCOMPARE(of(m_plan, Check::Folder).outcome, Outcome::Refused);
        QCOMPARE(m_plan.refusal()->kind, ErrorKind::ReadOnly);
        QVERIFY(QFile::setPermissions(community.knowledge(), everybodyReads | QFile::WriteOwner));
    }

    void noRoom()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        // A file of more than this disk has free: the rest is a hole, which costs nothing.
        const qint64 more = QStorageInfo(community.file({})).bytesFree() + (qint64(1) << 30);
        if (!QFile::resize(community.path(), more))
            QSKIP("no file may be as large as that here");
        const MigrationPlan plan = preflight(optionsFor(community));
        QCOMPARE(of(plan, Check::Room).outcome, Outcome::Refused);
        QVERIFY(plan.refusal());
        QCOMPARE(plan.refusal()->kind, ErrorKind::DiskFull);
        MigrationOptions without = optionsFor(community);
        without.backupFolder.clear();
        QVERIFY(!preflight(without).refusal());
    }

    void whoHasItOpen()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        OtherProgram other(community.path());
        QVERIFY(other.run(u"SELECT count(*) FROM github_items"_s)); // idle: no lock tells of it
        const MigrationPlan plan = preflight(optionsFor(community));
        QVERIFY(!plan.refusal());
        const Finding users = of(plan, Check::OthersHaveItOpen);
        QCOMPARE(users.outcome, Outcome::Notice);
        QVERIFY2(users.text.contains(QString::number(other.pid())), qPrintable(users.text));
        QVERIFY(!users.hint.isEmpty());
        QVERIFY(other.close());
        QVERIFY(preflight(optionsFor(community)).users.empty());
    }

    void aSyncIsRunning_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("syncs");
        const QString idle = u"SELECT count(*) FROM github_items"_s;
        const QString writing = u"BEGIN IMMEDIATE"_s;
        QTest::newRow("command line")
            << u"lockkeeper-cli"_s << QStringList{u"--json"_s, u"sync"_s} << idle << true;
        QTest::newRow("another command")
            << u"lockkeeper-cli"_s << QStringList{u"health"_s} << writing << false;
        QTest::newRow("a community's name")
            << u"lockkeeper-cli"_s << QStringList{u"backup"_s, u"--community"_s, u"sync"_s} << idle << false;
        QTest::newRow("window at rest") << u"lockkeeper"_s << QStringList() << idle << false;
        QTest::newRow("window that writes") << u"lockkeeper"_s << QStringList() << writing << true;
        QTest::newRow("something else") << u"rsync-lookalike"_s << QStringList{u"sync"_s} << writing << false;
    }
    void aSyncIsRunning()
    {
        QFETCH(const QString, program);
        QFETCH(const QStringList, words);
        QFETCH(const QString, sql);
        QFETCH(const bool, syncs);
        const CommunityFile community;
        community.make(u"wal"_s, 10);
        OtherProgram other(community.path(), program, words);
        QVERIFY(other.run(u"PRAGMA user_version"_s) && other.run(sql));
        const MigrationPlan plan = preflight(optionsFor(community, Mode::Delete));
        QVERIFY(!plan.refusal());
        const Finding sync = of(plan, Check::RunningSync);
        QCOMPARE(sync.outcome, syncs ? Outcome::Notice : Outcome::Passed);
        QCOMPARE(sync.text.contains(
                     u"A sync of another %1 (process %2) is running."_s.arg(program).arg(other.pid())),
                 syncs);
        QCOMPARE(of(plan, Check::OthersHaveItOpen).outcome, Outcome::Notice);
    }

    void knownDamageIsRefused()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        MigrationOptions options = optionsFor(community);
        options.damage = u"Tree 5 page 7: btreeInitPage() returns error code 11"_s;
        const MigrationPlan plan = preflight(options);
        QVERIFY(plan.refusal());
        QCOMPARE(plan.refusal()->kind, ErrorKind::Corrupt);
        QVERIFY(plan.refusal()->text.contains(u"Tree 5"_s) && !plan.refusal()->hint.isEmpty());
        options.to = Mode::Delete; // where it is already
        QVERIFY(!preflight(options).refusal());
    }

    void lockedIsNotRefused()
    {
        const CommunityFile community;
        community.make(u"delete"_s, 10);
        OtherProgram other(community.path());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        const MigrationPlan plan = preflight(optionsFor(community));
        QVERIFY(!plan.refusal());
        QCOMPARE(of(plan, Check::Database).outcome, Outcome::Notice);
        QVERIFY(plan.needed);
    }

    void fileSystems()
    {
        QCOMPARE(remoteFileSystem(NFS_SUPER_MAGIC), std::optional(u"NFS"_s));
        QCOMPARE(remoteFileSystem(SMB_SUPER_MAGIC), std::optional(u"SMB"_s));
        QCOMPARE(remoteFileSystem(0xFF534D42), std::optional(u"SMB"_s)); // CIFS_MAGIC_NUMBER
        QCOMPARE(remoteFileSystem(V9FS_MAGIC), std::optional(u"9p"_s));
        QCOMPARE(remoteFileSystem(0x65735546), std::optional(u"FUSE"_s)); // FUSE_SUPER_MAGIC
        for (const quint32 local : {quint32(EXT4_SUPER_MAGIC), quint32(XFS_SUPER_MAGIC), quint32(TMPFS_MAGIC),
                                    quint32(BTRFS_SUPER_MAGIC), quint32(OVERLAYFS_SUPER_MAGIC)})
            QVERIFY(!remoteFileSystem(local));
        QCOMPARE(remoteFileSystemAt(QDir::rootPath() + u"proc"_s), std::nullopt);
    }

private:
    MigrationPlan m_plan;
};

QTEST_GUILESS_MAIN(PreflightTest)
#include "preflight.moc"
