#include "cli/JsonOutput.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

JsonText waits(const store::LockTotals &locks)
{
    return JsonText()
        .number("queued", locks.queued)
        .milliseconds("queued_ms", locks.queuedNs)
        .number("busy", locks.busy)
        .milliseconds("busy_ms", locks.busyNs)
        .milliseconds("longest_ms", locks.longestWaitNs)
        .number("busy_calls", locks.busyCalls)
        .number("timeouts", locks.timeouts);
}

JsonText holds(const store::LockTotals &locks)
{
    return JsonText()
        .number("count", locks.holds)
        .milliseconds("total_ms", locks.holdNs)
        .milliseconds("longest_ms", locks.longestHoldNs);
}

void addCosts(JsonText &line, const sync::Costs &costs)
{
    line.number("requests", costs.requests)
        .number("not_modified", costs.notModified)
        .number("bytes", costs.bytes);
}

void addLocks(JsonText &line, const store::LockTotals &locks)
{
    line.object("waits", waits(locks)).object("holds", holds(locks));
}

void addJob(JsonText &line, const sync::JobSnapshot &job)
{
    line.text("community", job.key.community)
        .text("source", job.key.kind)
        .text("name", job.key.name)
        .text("state", sync::jobStateName(job.state))
        .number("new", job.counts.added)
        .number("changed", job.counts.changed)
        .number("unchanged", job.counts.unchanged)
        .number("deleted", job.counts.deleted)
        .number("skipped", job.counts.skipped);
    if (job.total && !job.totalIsEstimate)
        line.number("total", *job.total);
    else
        line.null("total");
    addCosts(line, job.costs);
    line.seconds("seconds", job.seconds);
    addLocks(line, job.costs.locks);
    line.list("notices", job.notices);
    if (job.state == sync::JobState::Failed)
        line.object("error", errorObject(job.error.value_or(Error{})));
}

} // namespace

QList<JsonText> databaseList(const QList<sync::DatabaseSnapshot> &databases)
{
    QList<JsonText> list;
    for (const sync::DatabaseSnapshot &database : databases) {
        list += JsonText()
                    .text("community", database.community)
                    .text("path", database.path)
                    .textOrNull("journal_mode", database.journalMode)
                    .number("bytes", database.bytes)
                    .number("wal_bytes", database.walBytes);
    }
    return list;
}

JsonText errorObject(const Error &error)
{
    return JsonText()
        .text("kind", errorKindName(error.kind))
        .text("text", error.text)
        .text("url", error.url)
        .text("hint", error.hint);
}

JsonText jobEvent(const sync::JobSnapshot &job)
{
    JsonText line;
    line.text("event", u"job"_s);
    addJob(line, job);
    return line;
}

JsonText jobObject(const sync::JobSnapshot &job)
{
    JsonText object;
    addJob(object, job);
    return object;
}

void addFigures(JsonText &line, const RunFigures &figures)
{
    line.object("jobs", JsonText()
                            .number("done", figures.done)
                            .number("failed", figures.failed)
                            .number("cancelled", figures.cancelled)
                            .number("skipped", figures.skipped))
        .number("new", figures.counts.added)
        .number("changed", figures.counts.changed)
        .number("unchanged", figures.counts.unchanged)
        .number("deleted", figures.counts.deleted);
    addCosts(line, figures.costs);
    addLocks(line, figures.costs.locks);
    line.number("lock_errors", figures.lockErrors);
}

JsonText summaryEvent(const sync::RunSnapshot &run, const QString &sqliteVersion)
{
    JsonText line;
    line.text("event", u"summary"_s).seconds("seconds", run.seconds).number("communities", run.communities());
    addFigures(line, {.done = run.jobsIn(sync::JobState::Done),
                      .failed = run.jobsIn(sync::JobState::Failed),
                      .cancelled = run.jobsIn(sync::JobState::Cancelled),
                      .skipped = run.jobsIn(sync::JobState::Skipped),
                      .counts = run.counts(),
                      .costs = run.costs(),
                      .lockErrors = run.lockErrors()});
    line.list("databases", databaseList(run.databases)).text("sqlite", sqliteVersion);
    return line;
}

} // namespace lockkeeper::cli
