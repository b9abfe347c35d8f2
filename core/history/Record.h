// What the history keeps of a run, and what it tells of it: plain values, made and read on any thread.
#pragma once

#include "sync/Snapshot.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace lockkeeper::history {

enum class Trigger { Window, CommandLine };
[[nodiscard]] QLatin1StringView triggerName(Trigger trigger); // "window", "cli", as in the JSON

// Who had the lock, or waited for it. Without a kind it is another process, or the program itself.
struct Party
{
    QString kind; // "github", …
    QString name; // the remote; of another process its program, where known

    friend bool operator==(const Party &, const Party &) = default;
};

struct VictimRecord
{
    Party job;
    std::int64_t waitedNs = 0; // within the hold

    friend bool operator==(const VictimRecord &, const VictimRecord &) = default;
};

// A hold of the write lock that made others wait.
struct IncidentRecord
{
    QString community;
    QDateTime startedAt; // UTC
    std::int64_t heldNs = 0;
    Party holder;
    qint64 pid = 0; // of another process, where known
    qint64 rows = 0;
    std::int64_t causedNs = 0;      // sum of the waits below
    std::int64_t longestWaitNs = 0; // the longest whole wait among those it had a part in
    QList<VictimRecord> victims;    // the longest first

    friend bool operator==(const IncidentRecord &, const IncidentRecord &) = default;
};

inline constexpr qsizetype keptIncidents = 100; // of a run, the costliest

// What is handed over to be kept.
struct RunRecord
{
    sync::RunSnapshot run; // ended
    Trigger trigger = Trigger::Window;
    QString version;                 // of Lockkeeper
    QList<IncidentRecord> incidents; // the costliest first; those past keptIncidents are left out
};

// Of a run that has ended.
[[nodiscard]] RunRecord recordOf(sync::RunSnapshot run, Trigger trigger);

// One run, or the part some communities had in it.
struct RunSummary
{
    qint64 id = 0;       // its number in the history, never given out again
    QDateTime startedAt; // UTC
    double seconds = 0;  // of the whole run
    Trigger trigger = Trigger::Window;
    QString version;
    sync::RunOptions options;
    QStringList communities; // sorted
    int done = 0;            // jobs
    int failed = 0;
    int cancelled = 0;
    int skipped = 0;
    qint64 lockErrors = 0; // of the failed: "database is locked"
    sync::Counts counts;
    sync::Costs costs;

    [[nodiscard]] int jobs() const { return done + failed + cancelled + skipped; }
    friend bool operator==(const RunSummary &, const RunSummary &) = default;
};

struct RunDetails
{
    RunSummary summary;
    QList<sync::JobSnapshot> jobs; // in the order they were planned
    QList<sync::DatabaseSnapshot> databases;
    QList<IncidentRecord> incidents; // the costliest first
};

// One source of one community in one run.
struct SourcePoint
{
    qint64 run = 0;
    QDateTime startedAt; // of the run, UTC
    double seconds = 0;  // of its longest job
    qint64 waits = 0;
    std::int64_t waitNs = 0;
    qint64 rows = 0; // written: new, changed and deleted
    int failed = 0;  // jobs

    friend bool operator==(const SourcePoint &, const SourcePoint &) = default;
};

struct SourceSeries
{
    QString community;
    QString kind;
    QList<SourcePoint> points; // the oldest first
};

inline constexpr int seriesLength = 30; // runs

// Rows a job wrote.
[[nodiscard]] inline qint64 rowsWritten(const sync::Counts &counts)
{
    return counts.added + counts.changed + counts.deleted;
}

} // namespace lockkeeper::history
