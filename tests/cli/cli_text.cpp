// Sentences: a job's end, a run's summary, waits, suggestions, widths.
#include "Runs.h"

#include "base/Nearest.h"
#include "cli/Console.h"
#include "cli/EventText.h"
#include "cli/MaintenanceOutput.h"
#include "cli/StatusCommand.h"
#include "cli/WaitTeller.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::makeJob;

class TextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearest_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("meant");
        QTest::newRow("swap") << u"snyc"_s << u"sync"_s;
        QTest::newRow("missing letter") << u"statu"_s << u"status"_s;
        QTest::newRow("case") << u"Sync"_s << u"sync"_s;
        QTest::newRow("beginning") << u"val"_s << u"validate"_s;
        QTest::newRow("nothing like it") << u"frobnicate"_s << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("huge") << QString(100'000, u's') << QString();
    }
    void nearest()
    {
        QFETCH(QString, word);
        QTEST(lockkeeper::nearest(word, {u"sync"_s, u"status"_s, u"validate"_s}), "meant");
    }

    void widths()
    {
        QCOMPARE(cli::columnsOf(u"日本"_s), 4);
        QCOMPARE(cli::fitTo(u"日本語"_s, 4), u"日…"_s);
        QCOMPARE(cli::fitTo(u"abc"_s, 3), u"abc"_s);
        QCOMPARE(cli::fitTo(u"abcd"_s, 3), u"ab…"_s);
        QCOMPARE(cli::fitTo(u"abcd"_s, 0), QString());
    }

    void endsOfJobs()
    {
        sync::JobSnapshot job = makeJob(u"mne"_s, u"a/b"_s, sync::JobState::Done);
        job.counts = {.added = 0, .changed = 2, .unchanged = 3, .deleted = 1, .skipped = 4};
        job.costs.requests = 5;
        job.seconds = 1.25;
        const QString done = cli::endText(job);
        QVERIFY2(done.startsWith(
                     u"done: mne github a/b: 0 new, 2 changed, 3 unchanged, 1 deleted, 4 unreadable"_s),
                 qPrintable(done));
        job.state = sync::JobState::Failed;
        job.error = Error{.kind = ErrorKind::Network, .text = u"No connection."_s, .hint = {}, .url = {}};
        QCOMPARE(cli::endText(job), u"failed: mne github a/b: No connection."_s);
    }

    void summary()
    {
        sync::RunSnapshot run;
        run.seconds = 21.3;
        run.jobs = {makeJob(u"mne"_s, u"a/b"_s, sync::JobState::Done),
                    makeJob(u"mne"_s, u"c/d"_s, sync::JobState::Failed)};
        run.jobs[0].notices = {u"a/b is now x/y."_s};
        run.jobs[0].costs.locks.queued = 7;
        run.jobs[0].costs.locks.queuedNs = 62'000'000;
        run.jobs[0].costs.locks.longestWaitNs = 22'000'000;
        run.jobs[0].costs.locks.holds = 9;
        run.jobs[0].costs.locks.longestHoldNs = 31'000'000;
        run.jobs[1].error = Error{.kind = ErrorKind::Locked,
                                  .text = u"The database is locked."_s,
                                  .hint = u"Stop the other program."_s,
                                  .url = u"https://api.example/c/d"_s};
        run.databases = {
            {.community = u"mne"_s, .path = u"/d/mne.db"_s, .journalMode = u"delete"_s, .bytes = 1}};
        const QString text = cli::summaryText(run, false).join(u'\n');
        for (const QString &part : {u"1 done, 1 failed"_s, u"62 ms"_s, u"22 ms"_s, u"31 ms"_s,
                                    u"1 lock error"_s, u"/d/mne.db is not in WAL"_s, u"mne github c/d"_s,
                                    u"The database is locked."_s, u"Stop the other program."_s,
                                    u"mne github a/b: a/b is now x/y."_s, u"https://api.example/c/d"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u"\n---\n"_s + text));
        QVERIFY(!cli::summaryText(run, true).join(u'\n').contains(u"x/y"_s)); // told before
        QVERIFY(!text.contains(u"--verbose"_s));
        run.jobs[0].notices.fill(u"Item 7 was skipped."_s, 200);
        const QStringList lines = cli::summaryText(run, false);
        QVERIFY(lines.size() < 50);
        QVERIFY(lines.join(u'\n').contains(u"and 180 more; --verbose shows them all."_s));
    }

    void aHostsFaultIsToldOnce()
    {
        const auto failed = [](const QString &name, ErrorKind kind, const QString &text) {
            sync::JobSnapshot job = makeJob(u"mne"_s, name, sync::JobState::Failed);
            job.error = Error{.kind = kind, .text = text, .hint = u"Do it."_s, .url = u"https://x/"_s + name};
            return job;
        };
        const QString offline = u"The host api.example was not found."_s;
        sync::RunSnapshot run;
        for (int i = 0; i < 7; ++i)
            run.jobs += failed(u"a/%1"_s.arg(i), ErrorKind::Network, offline);
        run.jobs += failed(u"b/0"_s, ErrorKind::Gone, u"It is gone."_s);
        run.jobs += failed(u"b/1"_s, ErrorKind::Gone, u"It is gone."_s);
        const QStringList lines = cli::summaryText(run, false);
        const QString text = lines.join(u'\n');
        QVERIFY2(text.contains(u"7 jobs failed: "_s + offline +
                               u"\n  mne github a/0, mne github a/1, "
                               "mne github a/2, mne github a/3, mne github a/4, and 2 more\n  Do it."_s),
                 qPrintable(text));
        QCOMPARE(text.count(offline), 1);
        QVERIFY(text.contains(u"https://x/b/0"_s) && text.contains(u"https://x/b/1"_s)); // each its own
    }

    void longLinesAreFolded()
    {
        QCOMPARE(cli::foldedLines(u"Locks:   no waits"_s, 20), QStringList(u"Locks:   no waits"_s));
        QCOMPARE(cli::foldedLines(u"Locks:   no waits; never held"_s, 20),
                 QStringList({u"Locks:   no waits;"_s, u"         never held"_s}));
        QCOMPARE(cli::foldedLines(u"  one two three"_s, 10),
                 QStringList({u"  one"_s, u"    two"_s, u"    three"_s}));
        QCOMPARE(cli::foldedLines(u"https://long.example/x"_s, 10), QStringList(u"https://long.example/x"_s));
    }

    void eachWaitIsToldOnce()
    {
        cli::WaitTeller teller;
        sync::RunSnapshot run;
        run.jobs = {makeJob(u"mne"_s, u"a/b"_s, sync::JobState::Running)};
        run.jobs[0].phase = sync::Phase::Limit;
        run.jobs[0].phaseHost = u"api.example"_s;
        run.jobs[0].phaseUntil = QDateTime::currentDateTimeUtc().addSecs(60);
        QCOMPARE(teller.news(run, false).size(), 1);
        QCOMPARE(teller.news(run, false).size(), 0);
        run.jobs[0].phaseUntil = run.jobs[0].phaseUntil.addSecs(60);
        QCOMPARE(teller.news(run, false).size(), 1);
        run.jobs[0].phase = sync::Phase::LockWait;
        QCOMPARE(teller.news(run, false).size(), 0);
        QCOMPARE(teller.news(run, true).size(), 1);
    }

    void whatCompactingHasWritten()
    {
        QCOMPARE(cli::writtenText(u"compacting"_s, 0), u"compacting"_s);
        QCOMPARE(cli::writtenText(u"compacting"_s, -1), u"compacting"_s); // the system doesn't tell
        QCOMPARE(cli::writtenText(u"compacting"_s, 34 << 20), u"compacting, 34 MiB written so far"_s);
    }

    void statusOfADatabase()
    {
        cli::CommunityStatus status;
        status.id = u"mne"_s;
        status.configured = true;
        status.database.path = u"/d/knowledge/mne.db"_s;
        status.database.exists = true;
        status.database.journalMode = u"wal"_s;
        status.database.bytes = 4096;
        status.database.rows = {{u"github_items"_s, 1234}, {u"papers"_s, 0}};
        status.database.syncs = {{u"github"_s, u"a/b"_s, u"2026-01-27T10:15:00+00:00"_s, 12}};
        const QString text = cli::statusText(status).join(u'\n');
        for (const QString &part : {u"/d/knowledge/mne.db"_s, u"wal"_s, u"4.0 KiB"_s, u"github_items 1,234"_s,
                                    u"github a/b"_s, u"2026-01-27T10:15:00+00:00"_s, u"12 new or changed"_s})
            QVERIFY2(text.contains(part), qPrintable(part));

        const QJsonObject object = QJsonDocument::fromJson(cli::statusObject(status).bytes()).object();
        QCOMPARE(object.value("journal_mode"_L1), u"wal"_s);
        QCOMPARE(object.value("rows"_L1).toObject().value("github_items"_L1).toInt(), 1234);
        QVERIFY(!object.contains("error"_L1));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "cli_text.moc"
