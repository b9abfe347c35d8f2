// Rehearsals that come to nothing: cancelled at every phase, without room, on files that are no good. Each
// says why, leaves the original as it was and nothing beside it.
#include "health/CopyFolder.h"
#include "health/Rehearsal.h"
#include "store/DiskFiles.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/QuotaVfs.h"

#include <QLockFile>
#include <QSysInfo>

#include <functional>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::health;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::QuotaVfs;
using lockkeeper::tests::Sqlite;
using Phase = RehearsalProgress::Phase;

namespace {
constexpr RehearsalOptions shortOne{.writers = 2, .eachRegime = 200ms};

void addPhases()
{
    QTest::addColumn<RehearsalProgress::Phase>("phase");
    QTest::addColumn<Regime>("regime");
    QTest::newRow("copying") << Phase::Copying << Regime::Rollback;
    QTest::newRow("rollback, copying again") << Phase::Preparing << Regime::Rollback;
    QTest::newRow("rollback, writing") << Phase::Writing << Regime::Rollback;
    QTest::newRow("wal, copying again") << Phase::Preparing << Regime::Wal;
    QTest::newRow("wal, writing") << Phase::Writing << Regime::Wal;
    QTest::newRow("gate, copying again") << Phase::Preparing << Regime::WalGate;
    QTest::newRow("gate, writing") << Phase::Writing << Regime::WalGate;
}

// Calls `act` once, when that phase is told of.
ProgressListener when(Phase phase, Regime regime, std::function<void()> act)
{
    return [=, done = false](const RehearsalProgress &now) mutable {
        if (!done && now.phase == phase && (phase == Phase::Copying || now.regime == regime)) {
            done = true;
            act();
        }
    };
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void makeOld(const QString &path)
{
    const timespec longAgo{.tv_sec = 1'000'000'000, .tv_nsec = 0};
    const timespec times[2] = {longAgo, longAgo};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0), 0);
}
} // namespace

class RehearsalFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelled_data() { addPhases(); }
    void cancelled();
    void cancelledBeforeItBegan();
    void cancelledWhileTheOriginalIsLocked();
    void diskFull_data() { addPhases(); }
    void diskFull();
    void noRoomForTheCopies();
    void missingFileIsNotMade();
    void folderInItsPlace();
    void notADatabase();
    void damaged();
    void ofANewerVersion();
    void foreignTables();
    void whatAKilledOneLeftIsRemoved();
};

void RehearsalFaultsTest::cancelled()
{
    QFETCH(const RehearsalProgress::Phase, phase);
    QFETCH(const Regime, regime);
    const CommunityFile original;
    original.make(u"wal"_s, 100, 5'000'000);
    const QByteArray before = original.bytes();
    std::stop_source stop;
    const Result<RehearsalReport> report =
        rehearse(original.path(), {.writers = 3, .eachRegime = 300ms},
                 when(phase, regime, [&] { stop.request_stop(); }), stop.get_token());
    QVERIFY(stop.stop_requested());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    QCOMPARE(original.bytes(), before);
}

void RehearsalFaultsTest::cancelledBeforeItBegan()
{
    const CommunityFile original;
    original.make(u"delete"_s, 5);
    std::stop_source stop;
    stop.request_stop();
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne, {}, stop.get_token());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalFaultsTest::cancelledWhileTheOriginalIsLocked()
{
    const CommunityFile original;
    original.make(u"delete"_s, 5);
    Sqlite other(original.path());
    QCOMPARE(other.execute(u"BEGIN EXCLUSIVE"_s), 0);
    std::stop_source stop;
    const std::jthread impatient([&] {
        std::this_thread::sleep_for(100ms);
        stop.request_stop();
    });
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne, {}, stop.get_token());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QCOMPARE(other.execute(u"COMMIT"_s), 0);
}

void RehearsalFaultsTest::diskFull()
{
    QFETCH(const RehearsalProgress::Phase, phase);
    QFETCH(const Regime, regime);
    const CommunityFile original;
    original.make(u"wal"_s, 100, 1'500'000);
    const QByteArray before = original.bytes();
    {
        QuotaVfs disk(1'000'000'000);
        const Result<RehearsalReport> report = rehearse(original.path(), {.writers = 2, .eachRegime = 500ms},
                                                        when(phase, regime, [&] { disk.setQuota(100'000); }));
        QVERIFY(!report);
        QVERIFY(disk.refusals() > 0);
        QCOMPARE(report.error().kind, ErrorKind::DiskFull);
        QVERIFY2(report.error().text.contains(u"the copy of "_s + original.path(), Qt::CaseInsensitive) &&
                     !report.error().text.contains(u".lockkeeper-rehearsal"_s),
                 qPrintable(report.error().text));
    }
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    QCOMPARE(original.bytes(), before);
}

void RehearsalFaultsTest::noRoomForTheCopies()
{
    QVERIFY(store::checkRoom(2000, 2000, u"/data"_s));
    const Result<void> tooLittle = store::checkRoom(1'000'000, 5'000'000, u"/data/knowledge"_s);
    QVERIFY(!tooLittle);
    QCOMPARE(tooLittle.error().kind, ErrorKind::DiskFull);
    QVERIFY2(tooLittle.error().text.contains(u"/data/knowledge"_s), qPrintable(tooLittle.error().text));
    const CommunityFile original;
    original.make(u"delete"_s, 1);
    const auto folder = CopyFolder::make(original.path(), qint64{1} << 60);
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, ErrorKind::DiskFull);
    QVERIFY2(folder.error().hint.contains(u"fewer seconds"_s), qPrintable(folder.error().hint));
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalFaultsTest::missingFileIsNotMade()
{
    const CommunityFile original;
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Config);
    QCOMPARE(original.neighbours(), QStringList());
}

void RehearsalFaultsTest::folderInItsPlace()
{
    const CommunityFile original;
    QVERIFY(QDir().mkpath(original.path()));
    QCOMPARE(rehearse(original.path(), shortOne).error().kind, ErrorKind::Config);
}

void RehearsalFaultsTest::notADatabase()
{
    const CommunityFile original;
    QVERIFY(QDir().mkpath(original.knowledge()));
    const QByteArray letter = "Dear maintainer,\n" + QByteArray(5000, 'x');
    writeFile(original.path(), letter);
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Corrupt);
    QVERIFY2(report.error().text.contains(original.path()), qPrintable(report.error().text));
    QCOMPARE(original.bytes(), letter);
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalFaultsTest::damaged()
{
    const CommunityFile original;
    original.make(u"delete"_s, 300);
    QByteArray content = original.bytes();
    content = content.left(4096) + QByteArray(content.size() - 4096, '\xa5'); // a database, broken inside
    writeFile(original.path(), content);
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Corrupt);
    QCOMPARE(original.bytes(), content);
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalFaultsTest::ofANewerVersion()
{
    const CommunityFile original;
    original.make(u"wal"_s, 5);
    {
        Sqlite newer(original.path());
        QCOMPARE(newer.execute(u"UPDATE lockkeeper_meta SET value='99' WHERE key='schema_version'"_s), 0);
    }
    const Result<RehearsalReport> report = rehearse(original.path(), shortOne);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Config);
    QVERIFY2(report.error().text.startsWith(u"The copy of "_s + original.path()),
             qPrintable(report.error().text));
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalFaultsTest::foreignTables()
{
    const CommunityFile original;
    QVERIFY(QDir().mkpath(original.knowledge()));
    {
        Sqlite other(original.path());
        QCOMPARE(other.execute(u"CREATE TABLE github_items(what TEXT)"_s), 0);
    }
    QCOMPARE(rehearse(original.path(), shortOne).error().kind, ErrorKind::Config);
    QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
}

void RehearsalFaultsTest::whatAKilledOneLeftIsRemoved()
{
    const CommunityFile original;
    original.make(u"wal"_s, 5);
    for (const QString &name : {u"dead"_s, u"alive"_s, u"young"_s}) {
        const QString folder = original.knowledge() + u"/.lockkeeper-rehearsal-"_s + name;
        QVERIFY(QDir().mkpath(folder));
        writeFile(folder + u"/first.db"_s, "what was copied");
    }
    writeFile(original.knowledge() + u"/.lockkeeper-rehearsal-notes"_s, "a file of somebody's");
    // Of another purpose: only what is locked by a process that is gone.
    for (const QString &name : {u".lockkeeper-restore-dead"_s, u".lockkeeper-of-mine"_s}) {
        const QString folder = original.knowledge() + u'/' + name;
        QVERIFY(QDir().mkpath(folder));
        if (name.endsWith(u"dead"_s))
            writeFile(folder + u"/in-use"_s,
                      "4194999\nlockkeeper-cli\n" + QSysInfo::machineHostName().toUtf8() + '\n');
        makeOld(folder);
    }
    QLockFile alive(original.knowledge() + u"/.lockkeeper-rehearsal-alive/in-use"_s);
    QVERIFY(alive.tryLock(0));
    makeOld(original.knowledge() + u"/.lockkeeper-rehearsal-dead"_s);
    makeOld(original.knowledge() + u"/.lockkeeper-rehearsal-alive"_s);
    QVERIFY(rehearse(original.path(), {.writers = 1, .eachRegime = 100ms}));
    QStringList left = original.neighbours();
    left.sort();
    QCOMPARE(left,
             (QStringList{u".lockkeeper-of-mine"_s, u".lockkeeper-rehearsal-alive"_s,
                          u".lockkeeper-rehearsal-notes"_s, u".lockkeeper-rehearsal-young"_s, u"mne.db"_s}));
}

QTEST_GUILESS_MAIN(RehearsalFaultsTest)
#include "rehearsalfaults.moc"
