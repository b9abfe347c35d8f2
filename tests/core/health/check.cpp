// Checks find damage and say where, leave the file as it is, and tell that from a lock.
#include "health/Maintenance.h"

#include "Damage.h"
#include "tests/support/CommunityFile.h"
#include "tests/support/OtherProgram.h"
#include "tests/support/QuotaVfs.h"

#include <algorithm>
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
void depths()
{
    QTest::addColumn<CheckDepth>("depth");
    QTest::newRow("quick") << CheckDepth::Quick;
    QTest::newRow("deep") << CheckDepth::Deep;
}

MaintenanceOptions optionsFor(const CommunityFile &original, std::chrono::milliseconds timeout = 5s)
{
    return {.database = original.path(), .busyTimeout = timeout};
}
} // namespace
Q_DECLARE_METATYPE(lockkeeper::health::CheckDepth)

class CheckTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void diskFull()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 100, 3'000'000);
        const QByteArray before = original.bytes();
        {
            const QuotaVfs disk(500'000);
            const Result<CheckReport> report = checkDatabase(optionsFor(original), CheckDepth::Deep);
            QVERIFY(!report);
            QCOMPARE(report.error().kind, ErrorKind::DiskFull);
            QVERIFY2(report.error().text.contains(u"no room left"_s), qPrintable(report.error().text));
        }
        QCOMPARE(original.bytes(), before);
        QCOMPARE(original.neighbours(), QStringList(u"mne.db"_s));
    }

    void whole_data()
    {
        QTest::addColumn<CheckDepth>("depth");
        QTest::addColumn<QString>("mode");
        for (const QString &mode : {u"wal"_s, u"delete"_s}) {
            QTest::addRow("quick, %s", qPrintable(mode)) << CheckDepth::Quick << mode;
            QTest::addRow("deep, %s", qPrintable(mode)) << CheckDepth::Deep << mode;
        }
    }
    void whole()
    {
        QFETCH(const CheckDepth, depth);
        QFETCH(const QString, mode);
        const CommunityFile original;
        original.make(mode, 200, 3'000'000);
        const QByteArray before = original.bytes();
        QList<double> told;
        const Result<CheckReport> report =
            checkDatabase(optionsFor(original), depth, [&told](double done) { told.append(done); });
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY2(report->whole(), qPrintable(report->problems.join(u' ') + report->brokenIndexes.join(u' ')));
        QCOMPARE(report->depth, depth);
        QCOMPARE(report->rows.size(), 7);
        QVERIFY(report->rows.contains({u"github_items"_s, 200}));
        QVERIFY(std::ranges::is_sorted(told));
        QCOMPARE(told.last(), 1.0);
        QVERIFY2(told.size() > 8, "a copy of some MB has steps, and each index is one");
        QCOMPARE(original.bytes(), before);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    void damagedPage_data() { depths(); }
    void damagedPage()
    {
        QFETCH(const CheckDepth, depth);
        const CommunityFile original;
        original.make(u"delete"_s, 300);
        tests::overwrite(original.path(), {tests::leavesOf(original.path(), u"github_items"_s).at(3)}, "x");
        const QByteArray before = original.bytes();
        const Result<CheckReport> report = checkDatabase(optionsFor(original), depth);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text));
        QVERIFY(!report->whole() && !report->problems.isEmpty());
        QVERIFY2(!report->problems.join(u' ').contains(u".lockkeeper"_s), "the copy has no name");
        QVERIFY(report->rows.contains({u"papers"_s, 0}));
        QCOMPARE(original.bytes(), before);
        QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
    }

    // An entry of an index that leads nowhere: only the deep check compares.
    void indexAgainstTable()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 50);
        {
            Sqlite other(original.path());
            QCOMPARE(other.execute(u"PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, "
                                   "'github_items(status)', 'github_items(url)') WHERE name = "
                                   "'idx_github_items_status'"_s),
                     0);
        }
        const Result<CheckReport> quick = checkDatabase(optionsFor(original), CheckDepth::Quick);
        QVERIFY(quick && quick->whole());
        const Result<CheckReport> deep = checkDatabase(optionsFor(original), CheckDepth::Deep);
        QVERIFY(deep && !deep->whole());
        QVERIFY(deep->problems.join(u' ').contains(u"idx_github_items_status"_s));
    }

    // Texts changed behind the index's back: only the deep check compares. The rebuild mends it.
    void indexAgainstTexts()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 50);
        Sqlite(original.path())
            .execute(
                u"DROP TRIGGER github_items_au; UPDATE github_items SET title = 'other' WHERE number = 7"_s);
        const Result<CheckReport> quick = checkDatabase(optionsFor(original), CheckDepth::Quick);
        QVERIFY(quick && quick->whole());
        const Result<CheckReport> deep = checkDatabase(optionsFor(original), CheckDepth::Deep);
        QVERIFY(deep);
        QCOMPARE(deep->problems, QStringList());
        QCOMPARE(deep->brokenIndexes, QStringList{u"github_items_fts"_s});
        QVERIFY(!deep->whole());
        const Result<SizeReport> rebuilt = rebuildIndexes(optionsFor(original), deep->brokenIndexes);
        QVERIFY2(rebuilt, rebuilt ? "" : qPrintable(rebuilt.error().text));
        QCOMPARE(Sqlite(original.path())
                     .value(u"SELECT count(*) FROM github_items_fts WHERE github_items_fts MATCH 'other'"_s),
                 u"1"_s);
        const Result<CheckReport> mended = checkDatabase(optionsFor(original), CheckDepth::Deep);
        QVERIFY(mended && mended->whole());
    }

    void brokenIndex()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 200);
        Sqlite(original.path())
            .execute(u"UPDATE github_items_fts_data SET block = zeroblob(30) WHERE id > 10"_s);
        const Result<CheckReport> quick = checkDatabase(optionsFor(original), CheckDepth::Quick);
        QVERIFY(quick);
        QCOMPARE(quick->problems, QStringList());
        QCOMPARE(quick->brokenIndexes, QStringList{u"github_items_fts"_s});
    }

    void noDatabase()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 1);
        tests::overwrite(original.path(), {1}, "no database ");
        const QByteArray before = original.bytes();
        const Result<CheckReport> report = checkDatabase(optionsFor(original), CheckDepth::Deep);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Corrupt);
        QVERIFY(!report.error().text.contains(u".lockkeeper"_s));
        QCOMPARE(original.bytes(), before);
        const Result<CheckReport> none =
            checkDatabase({.database = original.file(u"none.db"_s)}, CheckDepth::Quick);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Config);
        QVERIFY(!QFile::exists(original.file(u"none.db"_s)));
    }

    void lockedIsNotCorrupt()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 5);
        OtherProgram other(original.path());
        QVERIFY(other.run(u"BEGIN EXCLUSIVE"_s));
        const Result<CheckReport> report = checkDatabase(optionsFor(original, 100ms), CheckDepth::Quick);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Locked);
        QVERIFY(report.error().text.contains(QString::number(other.pid())));
        QCOMPARE(original.neighbours().filter(u".lockkeeper"_s), QStringList());
    }

    // No writer waits for it: one that holds the lock all the time is none of its business either.
    void besideAWriter()
    {
        const CommunityFile original;
        original.make(u"wal"_s, 100);
        OtherProgram other(original.path());
        QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
        QVERIFY(other.run(u"UPDATE github_items SET title = 'never committed'"_s));
        const Result<CheckReport> report = checkDatabase(optionsFor(original, 0ms), CheckDepth::Deep);
        QVERIFY2(report && report->whole(), report ? "" : qPrintable(report.error().text));
        QVERIFY(other.run(u"COMMIT"_s));
    }

    void cancelled_data() { depths(); }
    void cancelled()
    {
        QFETCH(const CheckDepth, depth);
        const CommunityFile original;
        original.make(u"wal"_s, 100, 3'000'000);
        QList<double> all;
        QVERIFY(checkDatabase(optionsFor(original), depth, [&all](double done) { all.append(done); }));
        for (qsizetype at = 0; all.at(at) < 1; ++at) {
            std::stop_source stop;
            qsizetype heard = 0;
            const Result<CheckReport> report = checkDatabase(
                optionsFor(original), depth,
                [&](double) {
                    if (heard++ == at)
                        stop.request_stop();
                },
                stop.get_token());
            QVERIFY2(!report, qPrintable(QString::number(at)));
            QVERIFY(report.error().isCancelled());
            QCOMPARE(original.neighbours(), tests::onlyTheDatabase);
        }
    }

    // From another thread, in the middle of a statement that has no steps.
    void interrupted()
    {
        const CommunityFile original;
        original.make(u"delete"_s, 10, 300'000'000);
        std::stop_source stop;
        std::jthread asking;
        const Result<CheckReport> report = checkDatabase(
            optionsFor(original), CheckDepth::Quick,
            [&](double done) {
                if (done >= 0.2 && !asking.joinable())
                    asking = std::jthread([&stop] { stop.request_stop(); });
            },
            stop.get_token());
        QVERIFY(!report);
        QVERIFY(report.error().isCancelled());
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "check.moc"
