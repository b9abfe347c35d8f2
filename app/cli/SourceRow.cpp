#include "cli/SourceRow.h"

#include "cli/EventText.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

// A source's state is its job's that ranks highest.
int rank(sync::JobState state)
{
    switch (state) {
    case sync::JobState::Running:
        return 5;
    case sync::JobState::Waiting:
        return 4;
    case sync::JobState::Failed:
        return 3;
    case sync::JobState::Cancelled:
        return 2;
    case sync::JobState::Done:
        return 1;
    case sync::JobState::Skipped:
        return 0;
    }
    return 0;
}

// Which job's doings are told where several run: the one somebody may have to do something about.
int interest(const sync::JobSnapshot &job)
{
    if (job.state == sync::JobState::Failed)
        return 1;
    if (job.state != sync::JobState::Running)
        return 0;
    switch (job.phase) {
    case sync::Phase::Limit:
        return 5;
    case sync::Phase::Backoff:
        return 4;
    case sync::Phase::LockWait:
        return 3;
    default:
        return 2;
    }
}

QString doing(const sync::JobSnapshot &job, const QDateTime &now)
{
    if (job.state == sync::JobState::Running)
        return phaseText(job, now);
    if (job.state == sync::JobState::Failed)
        return job.error ? job.error->text : stateText(job.state);
    return {};
}

double fractionOf(const sync::JobSnapshot &job)
{
    if (job.state == sync::JobState::Done || job.state == sync::JobState::Skipped)
        return 1;
    if (!job.total || *job.total <= 0)
        return 0;
    return std::clamp(static_cast<double>(job.counts.done()) / static_cast<double>(*job.total), 0.0, 1.0);
}

SourceRow makeRow(const QList<const sync::JobSnapshot *> &jobs, const QDateTime &now)
{
    SourceRow row;
    row.community = jobs.constFirst()->key.community;
    row.kind = jobs.constFirst()->key.kind;
    row.state = sync::JobState::Skipped;
    row.jobs = static_cast<int>(jobs.size());
    row.total = 0;
    const sync::JobSnapshot *told = jobs.constFirst();
    for (const sync::JobSnapshot *job : jobs) {
        if (rank(job->state) > rank(row.state))
            row.state = job->state;
        if (interest(*job) > interest(*told))
            told = job;
        row.ended += job->ended() ? 1 : 0;
        row.counts += job->counts;
        row.locks += job->costs.locks;
        row.fraction += fractionOf(*job);
        row.totalIsEstimate = row.totalIsEstimate || job->totalIsEstimate;
        if (row.total && job->total)
            *row.total += *job->total;
        else if (job->state != sync::JobState::Skipped)
            row.total.reset();
    }
    row.fraction /= static_cast<double>(jobs.size()); // of the sum: many small parts add up to less than all
    row.items = row.counts.done();
    row.now = doing(*told, now);
    if (!row.now.isEmpty())
        row.nowJob = told->key.name;
    if (row.now.isEmpty() && row.state != sync::JobState::Done)
        row.now = stateText(row.state);
    return row;
}

} // namespace

QList<SourceRow> sourceRows(const sync::RunSnapshot &run, const QDateTime &now)
{
    QList<QList<const sync::JobSnapshot *>> groups;
    QHash<QPair<QString, QString>, qsizetype> places;
    for (const sync::JobSnapshot &job : run.jobs) {
        const QPair<QString, QString> source(job.key.community, job.key.kind);
        auto place = places.find(source);
        if (place == places.end()) {
            place = places.insert(source, groups.size());
            groups.emplaceBack();
        }
        groups[*place] += &job;
    }
    QList<SourceRow> rows;
    for (const QList<const sync::JobSnapshot *> &jobs : groups)
        rows += makeRow(jobs, now);
    return rows;
}

} // namespace lockkeeper::cli
