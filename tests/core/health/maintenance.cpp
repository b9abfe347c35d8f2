// Tidying: every row stays, and what cannot be done is said and undone.
#include "health/Maintenance.h"

#include "Damage.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/QuotaVfs.h"

#include <QFileInfo>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <thread>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::health;
using namespace std::chrono_literals;
using lockkeeper::tests::CommunityFile;
using lockkeeper::tests::OtherProgram;
using lockkeeper::tests::QuotaVfs;
using lockkeeper::tests::Sqlite;

namespace {
constexpr qint64 ballast = 3'000'000;

void modes()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("wal") << u"wal"_s;
    QTest::newRow("delete") << u"delete"_s;
}

MaintenanceOptions at(const CommunityFile &original, std::chrono::milliseconds timeout = 5s)
{
    return {.database = original.path(), .busyTimeout = timeout};
}

QStringList itemsIn(const CommunityFile &original)
{
    return Sqlite(original.path()).rows(u"SELECT * FROM github_items"_s);
}

// By the pages that they have (fts5_index.c, FTS5_SEGMENT_ROWID).
qint64 segmentsIn(const CommunityFile &original)
{
    return Sqlite(original.path())
        .value(u"SELECT count(DISTINCT id >> 37) FROM github_items_fts_data WHERE id > 10"_s)
        .toLongLong();
}
} // namespace

class MaintenanceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compacts_data() { modes(); }
    void compacts()
    {
        QFETCH(const QString, mode);
        const CommunityFile original;
        original.make(mode, 200, ballast);
        Sqlite(original.path()).execute(u"DELETE FROM ballast"_s);
        const QStringList items = itemsIn(original);
        const qint64 before = QFileInfo(original.path()).size();
        QVERIFY(roomToCompact(original.path()) >= 2 * before);
        QList<double> told;
        const Result<SizeReport> report =
            compactDatabase(at(original), [&told](double done) { told.append(done); });
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QCOMPARE(report->bytesBefore, before);
        QCOMPARE(report->bytesAfter, QFileInfo(original.path()).size());
        QVERIFY(report->bytesAfter < before - ballast / 2);
        QVERIFY(report->settled && report->holder.isEmpty());
        QCOMPARE(told, (QList<double>{0, 1}));
        Sqlite file(original.path());
        QCOMPARE(file.value(u"PRAGMA journal_mode"_s), mode);
        QCOMPARE(file.value(u"PRAGMA freelist_count"_s), u"0"_s);
        QCOMPARE(itemsIn(original), items);
        QCOMPARE(file.integrityProblem(), QString());
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    // A reader keeps the -wal from being brought in, and so the file from shrinking; nothing is lost by that.
    void compactsBesideAReader()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 200, ballast);
        Sqlite(original.path()).execute(u"DELETE FROM ballast"_s);
        const QStringList items = itemsIn(original);
        OtherProgram reader(original.path());
        QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM github_items"_s));
        const Result<SizeReport> report = compactDatabase(at(original, 100ms));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QCOMPARE(report->bytesAfter, report->bytesBefore);
        QVERIFY(!report->settled);
        QVERIFY2(report->holder.contains(QString::number(reader.pid())), qPrintable(report->holder));
        QVERIFY(reader.run(u"COMMIT"_s) && reader.close());
        const Result<CheckpointReport> brought = checkpointDatabase(at(original));
        QVERIFY(brought && brought->complete);
        QVERIFY(QFileInfo(original.path()).size() < report->bytesBefore - ballast / 2);
        QCOMPARE(itemsIn(original), items);
    }

    void noRoomToCompact()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 200, ballast);
        const QByteArray before = original.bytes();
        {
            const QuotaVfs disk(500'000);
            const Result<SizeReport> report = compactDatabase(at(original));
            QVERIFY(!report);
            QVERIFY2(report.error().kind == ErrorKind::DiskFull, qPrintable(report.error().text));
            QVERIFY(report.error().text.contains(u"compact"_s));
            QVERIFY(disk.refusals() > 0);
        }
        QCOMPARE(original.bytes(), before);
        QCOMPARE(Sqlite(original.path()).integrityProblem(), QString());
        QVERIFY(compactDatabase(at(original)));
    }

    void lockedIsNotCorrupt_data() { modes(); }
    void lockedIsNotCorrupt()
    {
        QFETCH(const QString, mode);
        const CommunityFile original;
        original.make(mode, 20);
        OtherProgram other(original.path());
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        for (const auto &work : std::vector<std::function<Result<SizeReport>()>>{
                 [&] { return compactDatabase(at(original, 50ms)); },
                 [&] { return optimizeDatabase(at(original, 50ms)); },
                 [&] {
                     return rebuildIndexes(at(original, 50ms));
                 }}) {
            const Result<SizeReport> report = work();
            QVERIFY(!report);
            QVERIFY2(report.error().kind == ErrorKind::Locked, qPrintable(report.error().text));
            QVERIFY2(report.error().text.contains(QString::number(other.pid())),
                     qPrintable(report.error().text));
        }
        QVERIFY(other.run(u"COMMIT"_s));
        QVERIFY(optimizeDatabase(at(original)));
    }

    void tellsWhomItWaitsFor()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        OtherProgram other(original.path());
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        QStringList holders;
        MaintenanceOptions options = at(original, 50ms);
        options.waiting = [&holders](const QString &holder) {
            holders += holder;
        };
        QVERIFY(!compactDatabase(options));
        QVERIFY(!holders.isEmpty());
        QVERIFY2(holders.constFirst().contains(QString::number(other.pid())),
                 qPrintable(holders.constFirst()));
        QVERIFY(other.run(u"COMMIT"_s));
        holders.clear();
        QVERIFY(compactDatabase(options));
        QCOMPARE(holders, QStringList());
    }

    // What is known to be damaged is not written over, nor is that reported as a success.
    void knownDamageIsLeftAlone_data() { modes(); }
    void knownDamageIsLeftAlone()
    {
        QFETCH(const QString, mode);
        const CommunityFile original;
        original.make(mode, 200);
        const QByteArray before = original.bytes();
        MaintenanceOptions options = at(original);
        options.damage = u"Tree 3 page 12: "_s + QString(1000, u'x');
        QList<Error> errors;
        for (const Result<SizeReport> &report :
             {optimizeDatabase(options), compactDatabase(options), rebuildIndexes(options)}) {
            QVERIFY(!report);
            errors += report.error();
        }
        const Result<CheckpointReport> brought = checkpointDatabase(options);
        QVERIFY(!brought);
        errors += brought.error();
        for (const Error &error : std::as_const(errors)) {
            QVERIFY2(error.kind == ErrorKind::Corrupt, qPrintable(error.text));
            QVERIFY2(error.text.contains(u"Tree 3 page 12"_s) && error.text.size() < 500,
                     qPrintable(error.text));
            QVERIFY(error.hint.contains(u"Nothing was written"_s));
        }
        QCOMPARE(original.bytes(), before);
        QVERIFY(checkDatabase(options, CheckDepth::Quick));
    }

    // Many small segments become one, as with FTS5's 'optimize'.
    void optimizes_data() { modes(); }
    void optimizes()
    {
        QFETCH(const QString, mode);
        const CommunityFile original;
        original.make(mode, 10);
        {
            Sqlite other(original.path());
            QCOMPARE(other.execute(
                         u"INSERT INTO github_items_fts(github_items_fts, rank) VALUES('automerge', 0)"_s),
                     0);
            for (int number = 1000; number < 1012; ++number)
                QCOMPARE(
                    other.execute(u"INSERT INTO github_items(repo, item_type, number, title, status, url, "
                                  "created_at, synced_at) VALUES('o/r', 'issue', %1, 'Title %1', "
                                  "'open', 'u', 'c', 's')"_s.arg(number)),
                    0);
        }
        QVERIFY(segmentsIn(original) > 4);
        const QStringList items = itemsIn(original);
        QList<double> told;
        const Result<SizeReport> report =
            optimizeDatabase(at(original), [&told](double done) { told.append(done); });
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QCOMPARE(segmentsIn(original), 1);
        QCOMPARE(itemsIn(original), items);
        QVERIFY(std::is_sorted(told.cbegin(), told.cend()));
        QCOMPARE(told.last(), 1.0);
        QCOMPARE(Sqlite(original.path()).integrityProblem(), QString());
    }

    void rebuildsOnlyWhatIsThere()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        const Result<SizeReport> none = rebuildIndexes(at(original), {u"github_items"_s});
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Config);
        Sqlite(original.path()).execute(u"DELETE FROM github_items_fts_data WHERE id > 10"_s);
        QVERIFY(!Sqlite(original.path()).integrityProblem().isEmpty());
        QVERIFY(rebuildIndexes(at(original)));
        QCOMPARE(Sqlite(original.path()).integrityProblem(), QString());
    }

    void checkpoints()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        OtherProgram writer(original.path()); // keeps the -wal
        QVERIFY(writer.run(u"UPDATE github_items SET title = 'changed'"_s));
        const Result<CheckpointReport> report = checkpointDatabase(at(original));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY(report->wal && report->complete);
        QVERIFY(report->walBefore > 0);
        QCOMPARE(report->walAfter, 0);
        QCOMPARE(report->holder, QString());
    }

    void checkpointsBesideAReader()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        OtherProgram reader(original.path());
        QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM github_items"_s));
        QCOMPARE(Sqlite(original.path()).execute(u"UPDATE github_items SET title = 'changed'"_s), 0);
        const Result<CheckpointReport> report = checkpointDatabase(at(original, 100ms));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY(report->wal && !report->complete);
        QVERIFY(report->walAfter > 0);
        QVERIFY2(report->holder.contains(QString::number(reader.pid())), qPrintable(report->holder));
    }

    void whatStaysInTheWalIsSaid_data()
    {
        QTest::addColumn<QString>("work");
        for (const char *work : {"compact", "optimise", "rebuild"})
            QTest::newRow(work) << QString::fromLatin1(work);
    }
    void whatStaysInTheWalIsSaid()
    {
        QFETCH(const QString, work);
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        OtherProgram reader(original.path());
        QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM github_items"_s));
        const MaintenanceOptions options = at(original, 100ms);
        const auto run = [&] {
            if (work == u"compact"_s)
                return compactDatabase(options);
            return work == u"rebuild"_s ? rebuildIndexes(options) : optimizeDatabase(options);
        };
        Result<SizeReport> report = run();
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY(!report->settled);
        QVERIFY2(report->holder.contains(QString::number(reader.pid())), qPrintable(report->holder));
        QVERIFY(reader.run(u"COMMIT"_s));
        report = run();
        QVERIFY(report && report->settled);
        QCOMPARE(report->holder, QString());
    }

    void nothingIsLeftBesideAWriter()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        OtherProgram writer(original.path());
        QVERIFY(writer.run(u"BEGIN IMMEDIATE"_s));
        const Result<CheckpointReport> report = checkpointDatabase(at(original, 100ms));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY(report->complete);
        QCOMPARE(report->holder, QString());
    }

    // With a rollback journal there is no WAL that the result could be left in.
    void stoppedWhenItWasDone()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 20, 40'000'000);
        Result<SizeReport> report = cancelledError();
        std::stop_source stop;
        for (int tries = 0; tries < 50 && (!report || !stop.stop_requested()); ++tries) {
            stop = std::stop_source();
            std::jthread watching([&](const std::stop_token &ended) {
                const QString journal = original.path() + u"-journal"_s;
                while (!ended.stop_requested()) { // SQLite writes back what it has made anew, and asks nobody
                    if (QFileInfo(journal).size() > 0)
                        stop.request_stop();
                }
            });
            report = compactDatabase(at(original), {}, stop.get_token());
        }
        QVERIFY(report && stop.stop_requested()); // at that moment, in one of so many tries
        QVERIFY(report->settled);
    }

    void aReaderIsNamedWhileItIsWaitedFor()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 20);
        OtherProgram reader(original.path());
        QVERIFY(reader.run(u"BEGIN"_s) && reader.run(u"SELECT count(*) FROM github_items"_s));
        QCOMPARE(Sqlite(original.path()).execute(u"UPDATE github_items SET title = 'changed'"_s), 0);
        MaintenanceOptions options = at(original, 700ms);
        QString holder;
        options.waiting = [&holder](const QString &name) {
            holder = name;
        };
        QVERIFY(checkpointDatabase(options));
        QVERIFY2(holder.contains(QString::number(reader.pid())), qPrintable(holder));
    }

    void noWalNoCheckpoint()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 20);
        const Result<CheckpointReport> report = checkpointDatabase(at(original));
        QVERIFY(report && !report->wal && report->complete);
    }

    void noFile()
    {
        const CommunityFile original;
        QCOMPARE(compactDatabase(at(original)).error().kind, ErrorKind::Config);
        QCOMPARE(optimizeDatabase(at(original)).error().kind, ErrorKind::Config);
        QCOMPARE(rebuildIndexes(at(original)).error().kind, ErrorKind::Config);
        QCOMPARE(checkpointDatabase(at(original)).error().kind, ErrorKind::Config);
        QCOMPARE(original.neighbours(), QStringList());
    }

    void stopped()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 200, ballast);
        const QStringList items = itemsIn(original);
        std::stop_source stop;
        const Listener stopping = [&stop](double) {
            stop.request_stop();
        };
        QVERIFY(compactDatabase(at(original), stopping, stop.get_token()).error().isCancelled());
        stop = {};
        QVERIFY(optimizeDatabase(at(original), stopping, stop.get_token()).error().isCancelled());
        stop = {};
        QVERIFY(rebuildIndexes(at(original), {}, stopping, stop.get_token()).error().isCancelled());
        QCOMPARE(itemsIn(original), items);
        QCOMPARE(Sqlite(original.path()).integrityProblem(), QString());
    }
};

QTEST_GUILESS_MAIN(MaintenanceTest)
#include "maintenance.moc"
