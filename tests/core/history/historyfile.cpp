// The history's file: several writers, what is let go, and files that are not to be touched.
#include "history/HistoryWriter.h"
#include "history/Queries.h"
#include "tests/support/HistoryRuns.h"
#include "tests/support/Sqlite.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::history;
using namespace lockkeeper::tests;

namespace {
constexpr int runsEach = 8;

QDateTime ago(qint64 seconds)
{
    return QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch() - seconds * 1000, Qt::UTC);
}

RunRecord record(qint64 secondsAgo = 60)
{
    return recordOf(endedRun(ago(secondsAgo)), Trigger::Window);
}

// A hundred jobs with all their notices: some 90 KiB.
RunRecord largeRecord(qint64 secondsAgo)
{
    RunRecord large = record(secondsAgo);
    const sync::JobSnapshot job = large.run.jobs.constFirst();
    for (int i = 0; i < 100; ++i) {
        large.run.jobs.append(job);
        large.run.jobs.last().key.name = u"org/%1"_s.arg(i);
        large.run.jobs.last().notices = {QString(800, u'n')};
    }
    return large;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool saveSome(const QString &path)
{
    for (int i = 0; i < runsEach; ++i) {
        const Result<qint64> saved = saveRun(path, record());
        if (!saved) {
            qWarning("%s", qPrintable(saved.error().text));
            return false;
        }
    }
    return true;
}
} // namespace

class HistoryFileTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(u"%1/history.db"_s.arg(++number));
    }
    void isInWal();
    void threadsWriteAtOnce();
    void processesWriteAtOnce();
    void aLockIsWaitedForOnlySoLong();
    void oldRunsAreLetGo();
    void theOldestMakeRoom();
    void theRunJustSavedStays();
    void aNewerFileIsRefused();
    void aForeignFileIsRefused();
    void aDamagedFileIsToldAndKept();
    void aFolderThatMayNotBeWritten();
    void numbersAreNotGivenOutAgain();
};

void HistoryFileTest::isInWal()
{
    QVERIFY(saveRun(m_path, record()).ok());
    Sqlite file(m_path);
    QCOMPARE(file.value(u"PRAGMA journal_mode"_s), u"wal"_s);
    QCOMPARE(file.value(u"PRAGMA auto_vacuum"_s), u"2"_s); // incremental
    QCOMPARE(file.value(u"PRAGMA user_version"_s), u"3"_s);
    QCOMPARE(file.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    QCOMPARE(file.rows(u"PRAGMA foreign_key_check"_s), QStringList());
}

void HistoryFileTest::threadsWriteAtOnce()
{
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads; // each makes the file, too
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { good += saveSome(m_path) ? 1 : 0; });
    }
    QCOMPARE(good.load(), 4);
    Sqlite file(m_path);
    QCOMPARE(file.value(u"SELECT count(*) FROM runs"_s), QString::number(4 * runsEach));
    QCOMPARE(file.value(u"SELECT count(*) FROM jobs"_s), QString::number(4 * runsEach * 3));
}

// This program itself, with a file to write to.
void HistoryFileTest::processesWriteAtOnce()
{
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 3; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setProcessChannelMode(QProcess::ForwardedChannels);
        processes.back()->start(QCoreApplication::applicationFilePath(), {u"--write"_s, m_path});
    }
    QVERIFY(saveSome(m_path));
    for (const std::unique_ptr<QProcess> &process : processes) {
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitCode(), 0);
    }
    Sqlite file(m_path);
    QCOMPARE(file.value(u"SELECT count(*) FROM runs"_s), QString::number(4 * runsEach));
    QCOMPARE(file.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
}

void HistoryFileTest::aLockIsWaitedForOnlySoLong()
{
    QVERIFY(saveRun(m_path, record()).ok());
    Sqlite other(m_path);
    QCOMPARE(other.execute(u"BEGIN IMMEDIATE"_s), SQLITE_OK);
    HistoryWriter writer(m_path);
    QSignalSpy failed(&writer, &HistoryWriter::failed);
    writer.save(record());
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    const Error error = failed.constFirst().constFirst().value<Error>();
    QCOMPARE(error.kind, ErrorKind::Locked);
    QVERIFY2(error.hint.contains(u"sync itself is not affected"_s), qPrintable(error.hint));
    // Readers go on meanwhile.
    const Result<Overview> overview = readOverview(m_path, {}, 10);
    QVERIFY(overview.ok());
    QCOMPARE(overview->runs.size(), 1);
    QCOMPARE(other.execute(u"ROLLBACK"_s), SQLITE_OK);
    QVERIFY(saveRun(m_path, record()).ok());
}

void HistoryFileTest::oldRunsAreLetGo()
{
    constexpr qint64 day = 24 * 3600;
    const Limits never{.age = std::chrono::hours(24) * 1000};
    QVERIFY(saveRun(m_path, record(181 * day), never).ok());
    QVERIFY(saveRun(m_path, record(179 * day), never).ok());
    Sqlite file(m_path);
    QCOMPARE(file.value(u"SELECT count(*) FROM runs"_s), u"2"_s);
    QVERIFY(saveRun(m_path, record()).ok());
    QCOMPARE(file.value(u"SELECT count(*) FROM runs"_s), u"2"_s);
    for (const QString &table : {u"jobs"_s, u"databases"_s})
        QCOMPARE(file.value(u"SELECT count(DISTINCT run) FROM "_s + table), u"2"_s);
    QCOMPARE(file.rows(u"PRAGMA foreign_key_check"_s), QStringList());
}

void HistoryFileTest::theOldestMakeRoom()
{
    const Limits limits{.bytes = 512 * 1024};
    RunRecord first = largeRecord(10'000);
    first.incidents = {incidentIn(u"mne"_s, ago(10'000), 700)};
    qint64 last = 0;
    QVERIFY(saveRun(m_path, first, limits).ok());
    for (int i = 1; i < 20; ++i) {
        const Result<qint64> saved = saveRun(m_path, largeRecord(10'000 - i * 100), limits);
        QVERIFY(saved.ok());
        last = *saved;
    }
    Sqlite file(m_path);
    const int kept = file.value(u"SELECT count(*) FROM runs"_s).toInt();
    QVERIFY2(kept > 1 && kept < 20, qPrintable(QString::number(kept)));
    QCOMPARE(file.value(u"SELECT min(id) FROM runs"_s), QString::number(last - kept + 1)); // the newest
    QCOMPARE(file.value(u"SELECT count(*) FROM victims"_s), u"0"_s);
    QCOMPARE(file.value(u"SELECT count(*) FROM incidents"_s), u"0"_s);
    QCOMPARE(file.value(u"PRAGMA freelist_count"_s), u"0"_s); // given back to the file system
    QCOMPARE(file.execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s), SQLITE_OK);
    QVERIFY2(QFileInfo(m_path).size() <= limits.bytes, qPrintable(QString::number(QFileInfo(m_path).size())));
}

void HistoryFileTest::theRunJustSavedStays()
{
    QVERIFY(saveRun(m_path, largeRecord(60)).ok());
    const Result<qint64> saved =
        saveRun(m_path, largeRecord(400 * 24 * 3600), {.age = std::chrono::hours(1), .bytes = 1});
    QVERIFY(saved.ok());
    Sqlite file(m_path);
    QCOMPARE(file.rows(u"SELECT id FROM runs"_s), QStringList{QString::number(*saved)});
}

void HistoryFileTest::aNewerFileIsRefused()
{
    QVERIFY(saveRun(m_path, record()).ok());
    {
        Sqlite file(m_path);
        QCOMPARE(file.execute(u"PRAGMA user_version=4; PRAGMA wal_checkpoint(TRUNCATE)"_s), SQLITE_OK);
    }
    const QByteArray before = bytesOf(m_path);
    const Result<qint64> saved = saveRun(m_path, record());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Config);
    QVERIFY2(saved.error().text.contains(u"newer version"_s), qPrintable(saved.error().text));
    const Result<Overview> overview = readOverview(m_path, {}, 1);
    QVERIFY(!overview.ok());
    QCOMPARE(overview.error().kind, ErrorKind::Config);
    QCOMPARE(bytesOf(m_path), before);
}

void HistoryFileTest::aForeignFileIsRefused()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    {
        Sqlite file(m_path);
        QCOMPARE(file.execute(u"CREATE TABLE papers(id); PRAGMA user_version=1"_s), SQLITE_OK);
    }
    const QByteArray before = bytesOf(m_path);
    const Result<qint64> saved = saveRun(m_path, record());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Config);
    QCOMPARE(bytesOf(m_path), before);
}

void HistoryFileTest::aDamagedFileIsToldAndKept()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    const QByteArray garbage(5000, 'x');
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(garbage) == garbage.size());
    }
    const Result<qint64> saved = saveRun(m_path, record());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::Corrupt);
    QVERIFY2(saved.error().hint.contains(u"Move the file away"_s), qPrintable(saved.error().hint));
    const Result<Overview> overview = readOverview(m_path, {}, 1);
    QVERIFY(!overview.ok());
    QCOMPARE(overview.error().kind, ErrorKind::Corrupt);
    QCOMPARE(bytesOf(m_path), garbage);
}

void HistoryFileTest::aFolderThatMayNotBeWritten()
{
    if (::geteuid() == 0) { // root may write everywhere: a file in the folder's place is refused to it, too
        QFile file(QFileInfo(m_path).path());
        QVERIFY(file.open(QIODevice::WriteOnly));
    } else {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QVERIFY(QFile::setPermissions(QFileInfo(m_path).path(), QFile::ReadOwner | QFile::ExeOwner));
    }
    const Result<qint64> saved = saveRun(m_path, record());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, ErrorKind::ReadOnly);
    QVERIFY2(saved.error().hint.contains(u"sync itself is not affected"_s), qPrintable(saved.error().hint));
    QVERIFY(!QFileInfo::exists(m_path));
}

void HistoryFileTest::numbersAreNotGivenOutAgain()
{
    const Result<qint64> first = saveRun(m_path, record());
    Sqlite file(m_path);
    QCOMPARE(file.execute(u"DELETE FROM runs"_s), SQLITE_OK);
    const Result<qint64> second = saveRun(m_path, record());
    QVERIFY(first.ok() && second.ok() && *second > *first);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "--write"_L1)
        return saveSome(words.value(2)) ? 0 : 1;
    HistoryFileTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "historyfile.moc"
