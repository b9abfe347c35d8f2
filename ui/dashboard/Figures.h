// What a row of the tree says in numbers: a job's own, or the sum of what is under it. Pure.
#pragma once

#include "sync/Snapshot.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace lockkeeper::ui {

enum class RowState {
    NeverSynced, // nothing known of an earlier sync
    Unknown,     // nor whether there was one: the database could not be read
    Idle,        // synced at some time, not in this session
    Waiting,
    Running,
    Stopping, // asked to stop, finishing the batch in hand
    Done,
    Failed,
    Cancelled,
    Skipped,
    Broken, // its configuration cannot be used
};

struct Figures
{
    RowState state = RowState::NeverSynced;
    bool ran = false; // in this session: else the counts and costs are not known
    int jobs = 0;
    int asked = 0; // of them, those that ran or are to run in this session
    int ended = 0;
    int failed = 0;
    int cancelled = 0;
    int neverSynced = 0;
    sync::Counts counts;
    std::optional<qint64> total; // of a job
    bool totalIsEstimate = false;
    sync::Costs costs;
    double seconds = 0;                         // of a job: so far, or in all
    double share = 0;                           // 0 … 1, of what is known to do
    std::optional<double> rate;                 // items a second
    sync::Phase phase = sync::Phase::Preparing; // of a running job
    QString phaseHost;
    QDateTime phaseUntil;
    double phaseLeft = 0; // seconds until then, when the snapshot was taken; 0: over, or nobody knows
    QDateTime lastSync;   // UTC; of several the oldest; invalid if there is one that never was
    QDateTime nextRun;    // UTC; invalid if there is none
    bool held = false;    // waits until its community is resumed; of several, each that is under way
    std::optional<ErrorKind> unread; // of a community: why its database could not be read
    bool damaged = false;            // of a community: a check found its database so

    [[nodiscard]] int finished() const { return ended - failed - cancelled; }
    [[nodiscard]] bool active() const
    {
        return state == RowState::Waiting || state == RowState::Running || state == RowState::Stopping;
    }
    friend bool operator==(const Figures &, const Figures &) = default;
};

// `job` is null for one that did not run in this session. `stopping`: its run was asked to stop.
[[nodiscard]] Figures jobFigures(const sync::JobSnapshot *job, bool stopping, const QDateTime &lastSync,
                                 const QDateTime &nextRun);

// Of a source's jobs, or of a community's sources.
[[nodiscard]] Figures sumOf(const QList<const Figures *> &parts);

} // namespace lockkeeper::ui
