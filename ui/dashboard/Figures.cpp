#include "ui/dashboard/Figures.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {

RowState stateOf(const sync::JobSnapshot &job, bool stopping)
{
    switch (job.state) {
    case sync::JobState::Waiting:
        return stopping ? RowState::Stopping : RowState::Waiting;
    case sync::JobState::Running:
        return stopping ? RowState::Stopping : RowState::Running;
    case sync::JobState::Done:
        return RowState::Done;
    case sync::JobState::Failed:
        return RowState::Failed;
    case sync::JobState::Cancelled:
        return RowState::Cancelled;
    case sync::JobState::Skipped:
        return RowState::Skipped;
    }
    return RowState::Idle;
}

double shareOf(const sync::JobSnapshot &job)
{
    if (job.state == sync::JobState::Done || job.state == sync::JobState::Skipped)
        return 1;
    if (!job.total || *job.total <= 0)
        return 0;
    return std::clamp(static_cast<double>(job.counts.done()) / static_cast<double>(*job.total), 0.0, 1.0);
}

// Of several states the one that matters most to someone who looks at their sum.
int weight(RowState state)
{
    switch (state) {
    case RowState::Stopping:
        return 9;
    case RowState::Running:
        return 8;
    case RowState::Waiting:
        return 7;
    case RowState::Failed:
        return 6;
    case RowState::Broken:
        return 5;
    case RowState::Cancelled:
        return 4;
    case RowState::Done:
        return 3;
    case RowState::Skipped:
        return 2;
    case RowState::Idle:
        return 1;
    case RowState::NeverSynced:
    case RowState::Unknown:
        return 0;
    }
    return 0;
}

} // namespace

Figures jobFigures(const sync::JobSnapshot *job, bool stopping, const QDateTime &lastSync,
                   const QDateTime &nextRun)
{
    Figures figures;
    figures.jobs = 1;
    figures.lastSync = lastSync;
    figures.nextRun = nextRun;
    figures.neverSynced = lastSync.isValid() ? 0 : 1;
    if (!job) {
        figures.state = lastSync.isValid() ? RowState::Idle : RowState::NeverSynced;
        return figures;
    }
    figures.ran = true;
    figures.state = stateOf(*job, stopping);
    figures.held = job->held && !stopping;
    figures.asked = 1;
    figures.ended = job->ended() ? 1 : 0;
    figures.failed = job->state == sync::JobState::Failed ? 1 : 0;
    figures.cancelled = job->state == sync::JobState::Cancelled ? 1 : 0;
    figures.counts = job->counts;
    figures.total = job->total;
    figures.totalIsEstimate = job->totalIsEstimate;
    figures.costs = job->costs;
    figures.seconds = job->seconds;
    figures.share = shareOf(*job);
    if (job->seconds > 0 && job->counts.done() > 0)
        figures.rate = static_cast<double>(job->counts.done()) / job->seconds;
    if (job->state == sync::JobState::Running) {
        figures.phase = job->phase;
        figures.phaseHost = job->phaseHost;
        figures.phaseUntil = job->phaseUntil;
        if (job->phaseUntil.isValid()) {
            const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(job->phaseUntil);
            figures.phaseLeft = static_cast<double>(std::max<qint64>(0, left)) / 1000;
        }
    }
    if (job->state == sync::JobState::Done && job->endedAt.isValid())
        figures.lastSync = std::max(lastSync, job->endedAt);
    figures.neverSynced = figures.lastSync.isValid() ? 0 : 1;
    return figures;
}

Figures sumOf(const QList<const Figures *> &parts)
{
    if (parts.size() == 1)
        return *parts.first();
    Figures sum;
    double shares = 0;
    const auto active = [](const Figures *part) {
        return part->active();
    };
    sum.held = std::ranges::any_of(parts, active) &&
               std::ranges::all_of(parts, [](const Figures *part) { return part->held || !part->active(); });
    for (const Figures *part : parts) {
        if (weight(part->state) > weight(sum.state))
            sum.state = part->state;
        sum.ran = sum.ran || part->ran;
        sum.jobs += part->jobs;
        sum.asked += part->asked;
        sum.ended += part->ended;
        sum.failed += part->failed;
        sum.cancelled += part->cancelled;
        sum.neverSynced += part->neverSynced;
        sum.counts += part->counts;
        sum.costs += part->costs;
        shares += part->share * part->asked;
        // Jobs run side by side, so their rates add up; those that have ended no longer add to one that still
        // runs.
        if (part->rate && part->active())
            sum.rate = sum.rate.value_or(0) + *part->rate;
        if (part->lastSync.isValid() && (!sum.lastSync.isValid() || part->lastSync < sum.lastSync))
            sum.lastSync = part->lastSync;
        if (part->nextRun.isValid() && (!sum.nextRun.isValid() || part->nextRun < sum.nextRun))
            sum.nextRun = part->nextRun;
    }
    if (sum.neverSynced > 0) // a sum is no newer than its oldest part
        sum.lastSync = {};
    // While it runs, how far all are; then, how many of them came to their end.
    if (sum.asked > 0)
        sum.share = (sum.ended == sum.asked ? sum.finished() : shares) / sum.asked;
    // Between two jobs of a community the rest still waits: it is under way.
    if (sum.state == RowState::Waiting && sum.ended > 0)
        sum.state = RowState::Running;
    return sum;
}

} // namespace lockkeeper::ui
