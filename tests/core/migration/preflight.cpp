// What is found out before anything is touched, and that nothing is.
#include "migration/Preflight.h"
#include "migration/FileSystem.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"

#include <QFileInfo>

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
        QCOMPARE(plan.findings.size(), 6);
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
        // A file of more than any disk has: the rest is a hole, which costs nothing.
        if (!QFile::resize(community.path(), qint64(1) << 43))
            QSKIP("no files of 8 TiB here");
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
