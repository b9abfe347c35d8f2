#include "cli/HistoryJson.h"

#include "base/Time.h"
#include "cli/JsonOutput.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

JsonText runObject(const history::RunSummary &run)
{
    JsonText object;
    object.number("run", run.id)
        .text("started_at", toIsoUtc(run.startedAt))
        .seconds("seconds", run.seconds)
        .text("by", history::triggerName(run.trigger))
        .text("version", run.version)
        .boolean("full", run.options.full);
    if (run.options.limit)
        object.number("limit", *run.options.limit);
    else
        object.null("limit");
    object.list("communities", run.communities);
    addFigures(object, {.done = run.done,
                        .failed = run.failed,
                        .cancelled = run.cancelled,
                        .skipped = run.skipped,
                        .counts = run.counts,
                        .costs = run.costs,
                        .lockErrors = run.lockErrors});
    return object;
}

// Without a source: another process, whose program is the name, where it is known.
JsonText partyObject(const history::Party &party)
{
    return JsonText().textOrNull("source", party.kind).textOrNull("name", party.name);
}

JsonText incidentObject(const history::IncidentRecord &incident)
{
    QList<JsonText> victims;
    for (const history::VictimRecord &victim : incident.victims)
        victims += partyObject(victim.job).milliseconds("waited_ms", victim.waitedNs);
    JsonText object;
    object.text("community", incident.community)
        .text("started_at", toIsoUtc(incident.startedAt))
        .milliseconds("held_ms", incident.heldNs)
        .object("holder", partyObject(incident.holder));
    if (incident.pid > 0)
        object.number("pid", incident.pid);
    else
        object.null("pid");
    return object.number("rows", incident.rows)
        .milliseconds("caused_ms", incident.causedNs)
        .milliseconds("longest_wait_ms", incident.longestWaitNs)
        .list("victims", victims);
}

void addDetails(JsonText &object, const history::RunDetails &run)
{
    QList<JsonText> jobs;
    for (const sync::JobSnapshot &job : run.jobs)
        jobs += jobObject(job);
    QList<JsonText> incidents;
    for (const history::IncidentRecord &incident : run.incidents)
        incidents += incidentObject(incident);
    object.list("job_list", jobs).list("databases", databaseList(run.databases)).list("incidents", incidents);
}

void addSide(JsonText &line, const char *name, const std::optional<sync::JobSnapshot> &job)
{
    if (job)
        line.object(name, jobObject(*job));
    else
        line.null(name);
}

} // namespace

JsonText historyObject(const QString &path, const QList<history::RunSummary> &runs,
                       const QList<history::RunDetails> &details)
{
    QList<JsonText> list;
    for (const history::RunSummary &run : runs) {
        JsonText object = runObject(run);
        for (const history::RunDetails &one : details) {
            if (one.summary.id == run.id)
                addDetails(object, one);
        }
        list += object;
    }
    return JsonText().text("path", path).list("runs", list);
}

JsonText comparisonObject(const QString &path, const history::Comparison &comparison)
{
    QList<JsonText> jobs;
    for (const history::JobComparison &job : comparison.jobs) {
        JsonText line;
        line.text("community", job.key.community)
            .text("source", job.key.kind)
            .text("name", job.key.name)
            .text("change", history::changeName(job.change));
        addSide(line, "before", job.before);
        addSide(line, "after", job.after);
        jobs += line;
    }
    return JsonText()
        .text("path", path)
        .object("before", runObject(comparison.before))
        .object("after", runObject(comparison.after))
        .list("jobs", jobs);
}

} // namespace lockkeeper::cli
