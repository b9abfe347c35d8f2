// The lines of `sync --json`, member by member: scripts rely on each name.
#include "Runs.h"

#include "cli/JsonOutput.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using tests::makeJob;

namespace {

QJsonObject parsed(const cli::JsonText &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.bytes(), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("not JSON: %s", text.bytes().constData());
    return document.object();
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

sync::JobSnapshot doneJob()
{
    sync::JobSnapshot job = makeJob(u"mne"_s, u"mne-tools/mne-python"_s, sync::JobState::Done);
    job.counts = {.added = 120, .changed = 3, .unchanged = 17, .deleted = 2, .skipped = 1};
    job.total = 140;
    job.seconds = 1.9;
    job.costs.requests = 2;
    job.costs.notModified = 1;
    job.costs.bytes = 812'345;
    job.costs.locks.queued = 3;
    job.costs.locks.queuedNs = 12'540'000;
    job.costs.locks.busy = 1;
    job.costs.locks.busyNs = 4'000'000;
    job.costs.locks.busyCalls = 4;
    job.costs.locks.longestWaitNs = 7'100'000;
    job.costs.locks.timeouts = 5;
    job.costs.locks.holds = 2;
    job.costs.locks.holdNs = 31'000'000;
    job.costs.locks.longestHoldNs = 22'400'000;
    return job;
}

const QStringList JobMembers{u"event"_s,        u"community"_s, u"source"_s,    u"name"_s,    u"state"_s,
                             u"new"_s,          u"changed"_s,   u"unchanged"_s, u"deleted"_s, u"skipped"_s,
                             u"total"_s,        u"requests"_s,  u"bytes"_s,     u"seconds"_s, u"waits"_s,
                             u"not_modified"_s, u"holds"_s,     u"notices"_s};

} // namespace

class JsonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobThatIsDone()
    {
        const cli::JsonText line = cli::jobEvent(doneJob());
        const QJsonObject object = parsed(line);
        QCOMPARE(object.keys(), sorted(JobMembers));
        QVERIFY(!line.bytes().contains('\n'));
        QCOMPARE(object.value("event"_L1), u"job"_s);
        QCOMPARE(object.value("community"_L1), u"mne"_s);
        QCOMPARE(object.value("source"_L1), u"github"_s);
        QCOMPARE(object.value("name"_L1), u"mne-tools/mne-python"_s);
        QCOMPARE(object.value("state"_L1), u"done"_s);
        QCOMPARE(object.value("new"_L1).toInt(), 120);
        QCOMPARE(object.value("changed"_L1).toInt(), 3);
        QCOMPARE(object.value("unchanged"_L1).toInt(), 17);
        QCOMPARE(object.value("deleted"_L1).toInt(), 2);
        QCOMPARE(object.value("skipped"_L1).toInt(), 1);
        QCOMPARE(object.value("total"_L1).toInt(), 140);
        QCOMPARE(object.value("requests"_L1).toInt(), 2);
        QCOMPARE(object.value("not_modified"_L1).toInt(), 1);
        QCOMPARE(object.value("bytes"_L1).toInt(), 812345);
        QCOMPARE(object.value("seconds"_L1).toDouble(), 1.9);

        const QJsonObject waits = object.value("waits"_L1).toObject();
        QCOMPARE(waits.keys(), sorted({u"queued"_s, u"queued_ms"_s, u"busy"_s, u"busy_ms"_s, u"longest_ms"_s,
                                       u"busy_calls"_s, u"timeouts"_s}));
        QCOMPARE(waits.value("queued"_L1).toInt(), 3);
        QCOMPARE(waits.value("queued_ms"_L1).toDouble(), 12.5);
        QCOMPARE(waits.value("busy"_L1).toInt(), 1);
        QCOMPARE(waits.value("busy_ms"_L1).toDouble(), 4.0);
        QCOMPARE(waits.value("longest_ms"_L1).toDouble(), 7.1);
        QCOMPARE(waits.value("busy_calls"_L1).toInt(), 4);
        QCOMPARE(waits.value("timeouts"_L1).toInt(), 5);
        const QJsonObject holds = object.value("holds"_L1).toObject();
        QCOMPARE(holds.keys(), sorted({u"count"_s, u"total_ms"_s, u"longest_ms"_s}));
        QCOMPARE(holds.value("count"_L1).toInt(), 2);
        QCOMPARE(holds.value("total_ms"_L1).toDouble(), 31.0);
        QCOMPARE(holds.value("longest_ms"_L1).toDouble(), 22.4);
        QVERIFY2(line.bytes().contains("\"busy_ms\":4.0,"), "always one decimal");
    }

    void noticesAreTexts()
    {
        QCOMPARE(parsed(cli::jobEvent(doneJob())).value("notices"_L1).toArray().size(), 0);
        sync::JobSnapshot job = doneJob();
        job.notices = {u"“a/b” is now\nx/y."_s, u"Item 7 was skipped."_s};
        const QJsonArray notices = parsed(cli::jobEvent(job)).value("notices"_L1).toArray();
        QCOMPARE(notices.toVariantList(), QVariantList({job.notices.at(0), job.notices.at(1)}));
    }

    void whatIsNotKnownIsNull()
    {
        sync::JobSnapshot job = doneJob();
        job.state = sync::JobState::Cancelled;
        job.totalIsEstimate = true; // pages, not items
        QVERIFY(parsed(cli::jobEvent(job)).value("total"_L1).isNull());
        sync::RunSnapshot run;
        run.databases = {{.community = u"mne"_s, .path = u"/d/mne.db"_s, .journalMode = {}}};
        const QJsonObject database =
            parsed(cli::summaryEvent(run, u"3.40.1"_s)).value("databases"_L1).toArray().at(0).toObject();
        QVERIFY(database.value("journal_mode"_L1).isNull());
    }

    void jobThatFailed()
    {
        sync::JobSnapshot job = makeJob(u"mne"_s, u"a/b"_s, sync::JobState::Failed);
        job.error = Error{.kind = ErrorKind::RateLimited,
                          .text = u"“Too many”\n\"quoted\" \\ \x01 \U0001F9E0"_s,
                          .hint = u"Wait."_s,
                          .url = u"https://api.example/x?page=2"_s,
                          .status = 429};
        const cli::JsonText line = cli::jobEvent(job);
        QVERIFY(!line.bytes().contains('\n'));
        const QJsonObject object = parsed(line);
        QCOMPARE(object.keys(), sorted(JobMembers + QStringList{u"error"_s}));
        QCOMPARE(object.value("state"_L1), u"failed"_s);
        QVERIFY(object.value("total"_L1).isNull());
        const QJsonObject error = object.value("error"_L1).toObject();
        QCOMPARE(error.keys(), sorted({u"kind"_s, u"text"_s, u"url"_s, u"hint"_s}));
        QCOMPARE(error.value("kind"_L1), u"rate_limited"_s);
        QCOMPARE(error.value("text"_L1), job.error->text);
        QCOMPARE(error.value("url"_L1), job.error->url);
        QCOMPARE(error.value("hint"_L1), job.error->hint);
    }

    void statesAndCancelledJobs()
    {
        for (const auto &[state, name] : {std::pair{sync::JobState::Cancelled, u"cancelled"_s},
                                          std::pair{sync::JobState::Skipped, u"skipped"_s}}) {
            const QJsonObject object = parsed(cli::jobEvent(makeJob(u"x"_s, u"a/b"_s, state)));
            QCOMPARE(object.value("state"_L1), name);
            QVERIFY(!object.contains("error"_L1));
        }
    }

    void summary()
    {
        sync::RunSnapshot run;
        run.seconds = 21.3;
        sync::JobSnapshot second = doneJob();
        second.key = {u"bids"_s, u"github"_s, u"c/d"_s};
        sync::JobSnapshot locked = makeJob(u"bids"_s, u"e/f"_s, sync::JobState::Failed);
        locked.error = Error{.kind = ErrorKind::Locked, .text = u"locked"_s, .hint = {}, .url = {}};
        run.jobs = {doneJob(), second, locked, makeJob(u"bids"_s, u"g/h"_s, sync::JobState::Cancelled),
                    makeJob(u"bids"_s, u"i/j"_s, sync::JobState::Skipped)};
        run.databases = {{.community = u"mne"_s,
                          .path = u"/data/knowledge/mne.db"_s,
                          .journalMode = u"wal"_s,
                          .bytes = 5'000'000'000,
                          .walBytes = 12}};

        const QJsonObject object = parsed(cli::summaryEvent(run, u"3.40.1"_s));
        QCOMPARE(object.keys(),
                 sorted({u"event"_s, u"seconds"_s, u"communities"_s, u"jobs"_s, u"new"_s, u"changed"_s,
                         u"unchanged"_s, u"deleted"_s, u"requests"_s, u"not_modified"_s, u"bytes"_s,
                         u"waits"_s, u"holds"_s, u"lock_errors"_s, u"databases"_s, u"sqlite"_s}));
        QCOMPARE(object.value("event"_L1), u"summary"_s);
        QCOMPARE(object.value("seconds"_L1).toDouble(), 21.3);
        QCOMPARE(object.value("communities"_L1).toInt(), 2);
        const QJsonObject jobs = object.value("jobs"_L1).toObject();
        QCOMPARE(jobs.keys(), sorted({u"done"_s, u"failed"_s, u"cancelled"_s, u"skipped"_s}));
        QCOMPARE(jobs.value("done"_L1).toInt(), 2);
        QCOMPARE(jobs.value("failed"_L1).toInt(), 1);
        QCOMPARE(jobs.value("cancelled"_L1).toInt(), 1);
        QCOMPARE(jobs.value("skipped"_L1).toInt(), 1);
        QCOMPARE(object.value("new"_L1).toInt(), 240);
        QCOMPARE(object.value("requests"_L1).toInt(), 4);
        QCOMPARE(object.value("lock_errors"_L1).toInt(), 1);
        QCOMPARE(object.value("sqlite"_L1), u"3.40.1"_s);
        QCOMPARE(object.value("waits"_L1).toObject().value("queued"_L1).toInt(), 6);
        QCOMPARE(object.value("waits"_L1).toObject().value("longest_ms"_L1).toDouble(), 7.1);
        QCOMPARE(object.value("holds"_L1).toObject().value("total_ms"_L1).toDouble(), 62.0);
        const QJsonObject database = object.value("databases"_L1).toArray().at(0).toObject();
        QCOMPARE(database.keys(),
                 sorted({u"community"_s, u"path"_s, u"journal_mode"_s, u"bytes"_s, u"wal_bytes"_s}));
        QCOMPARE(database.value("bytes"_L1).toInteger(), Q_INT64_C(5'000'000'000));
        QCOMPARE(database.value("journal_mode"_L1), u"wal"_s);
    }

    void summaryOfNothing()
    {
        const QJsonObject object = parsed(cli::summaryEvent({}, u"3.40.1"_s));
        QVERIFY(object.value("databases"_L1).isArray());
        QCOMPARE(object.value("lock_errors"_L1).toInt(-1), 0);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "cli_json.moc"
