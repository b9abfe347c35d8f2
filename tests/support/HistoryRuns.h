// Runs as an engine would report them at their end, for the history: every number is another one.
#pragma once

#include "history/Record.h"

namespace lockkeeper::tests {

inline sync::JobSnapshot endedJob(const sync::JobKey &key, sync::JobState state, qint64 seed)
{
    sync::JobSnapshot job;
    job.key = key;
    job.state = state;
    job.counts = {.added = seed + 1,
                  .changed = seed + 2,
                  .unchanged = seed + 3,
                  .deleted = seed + 4,
                  .skipped = seed + 5};
    job.total = seed + 15;
    job.costs = {.requests = seed + 6, .notModified = seed + 7, .bytes = seed + 8, .locks = {}};
    job.costs.locks = {.queued = seed + 9,
                       .queuedNs = seed + 10,
                       .busy = seed + 11,
                       .busyNs = seed + 12,
                       .busyCalls = seed + 13,
                       .timeouts = seed + 14,
                       .longestWaitNs = seed + 15,
                       .holds = seed + 16,
                       .holdNs = seed + 17,
                       .longestHoldNs = seed + 18,
                       .longHolds = seed + 19};
    job.seconds = 1.25 + static_cast<double>(seed);
    if (state == sync::JobState::Failed)
        job.error = Error{.kind = ErrorKind::Locked,
                          .text = QStringLiteral("The database is locked."),
                          .hint = QStringLiteral("Stop the other program."),
                          .url = QStringLiteral("https://api.example/repos"),
                          .status = 0};
    return job;
}

// Two communities, three jobs, one of them failed at the lock; `startedAt` in whole milliseconds.
inline sync::RunSnapshot endedRun(const QDateTime &startedAt, qint64 seed = 0)
{
    const QString github = QStringLiteral("github");
    const QString one = QStringLiteral("bids");
    const QString two = QStringLiteral("mne");
    sync::RunSnapshot run;
    run.startedAt = startedAt;
    run.seconds = 21.3;
    run.options = {.full = true, .limit = 50};
    run.jobs = {endedJob({one, github, QStringLiteral("a/b")}, sync::JobState::Done, 100 + seed),
                endedJob({two, github, QStringLiteral("c/d")}, sync::JobState::Failed, 300 + seed),
                endedJob({two, QStringLiteral("papers"), QStringLiteral("„open“ | a'b")},
                         sync::JobState::Cancelled, 200 + seed)};
    run.jobs[0].notices = {QStringLiteral("a/b is now x/y."), QStringLiteral("Skipped: “7”, \"broken\"")};
    run.jobs[2].total.reset();
    run.jobs[2].totalIsEstimate = true;
    for (sync::JobSnapshot &job : run.jobs)
        job.endedAt = startedAt.addMSecs(1500);
    run.databases = {{.community = one,
                      .path = QStringLiteral("/d/bids.db"),
                      .journalMode = QStringLiteral("wal"),
                      .bytes = 4096,
                      .walBytes = 32},
                     {.community = two,
                      .path = QStringLiteral("/d/mne.db"),
                      .journalMode = QStringLiteral("delete"),
                      .bytes = 8192,
                      .walBytes = 0}};
    return run;
}

inline history::IncidentRecord incidentIn(const QString &community, const QDateTime &startedAt, qint64 caused)
{
    return {
        .community = community,
        .startedAt = startedAt,
        .heldNs = 31'000'000,
        .holder = {.kind = QStringLiteral("github"), .name = QStringLiteral("c/d")},
        .pid = 0,
        .rows = 50,
        .causedNs = caused,
        .longestWaitNs = caused - 1,
        .victims = {
            {.job = {.kind = QStringLiteral("papers"), .name = QStringLiteral("q")}, .waitedNs = caused - 5},
            {.job = {.kind = QStringLiteral("github"), .name = QStringLiteral("e/f")}, .waitedNs = 5}}};
}

} // namespace lockkeeper::tests
