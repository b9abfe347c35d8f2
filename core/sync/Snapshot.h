// What a run looks like at one moment: plain values, made on any thread, read by the window and the command
// line.
#pragma once

#include "base/Error.h"
#include "store/locks/LockCounters.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <tuple>

namespace lockkeeper::sync {

enum class JobState {
    Waiting, // for a thread of the pool
    Running,
    Done,
    Failed,
    Cancelled,
    Skipped, // nothing to do
};

// What a running job is doing right now.
enum class Phase {
    Preparing,  // opening the database
    Pace,       // its turn at the host's limiter, expected at `phaseUntil`
    Limit,      // the remote's limit is used up, until `phaseUntil`
    Backoff,    // after a broken connection or a 5xx, until `phaseUntil`
    Requesting, // an answer is awaited
    Reading,    // bytes into rows
    LockWait,   // for the database's write lock
    Writing,
};

[[nodiscard]] QLatin1StringView jobStateName(JobState state); // "done", as in the command line's JSON

struct JobKey
{
    QString community; // id
    QString kind;      // "github", "discourse", …
    QString name;      // the remote: "owner/name", a forum's URL, …

    friend bool operator==(const JobKey &, const JobKey &) = default;
    friend bool operator<(const JobKey &a, const JobKey &b)
    {
        return std::tie(a.community, a.kind, a.name) < std::tie(b.community, b.kind, b.name);
    }
};
[[nodiscard]] size_t qHash(const JobKey &key, size_t seed = 0);

struct Counts
{
    qint64 added = 0; // "new" in JSON
    qint64 changed = 0;
    qint64 unchanged = 0;
    qint64 deleted = 0;
    qint64 skipped = 0; // items that could not be read

    [[nodiscard]] qint64 done() const { return added + changed + unchanged + deleted + skipped; }
    Counts &operator+=(const Counts &other);
    friend bool operator==(const Counts &, const Counts &) = default;
};

struct Costs
{
    qint64 requests = 0;
    qint64 notModified = 0;
    qint64 bytes = 0;
    store::LockTotals locks;

    Costs &operator+=(const Costs &other);
    friend bool operator==(const Costs &, const Costs &) = default;
};

struct JobSnapshot
{
    JobKey key;
    JobState state = JobState::Waiting;
    Phase phase = Phase::Preparing; // means something while Running
    QString phaseHost;              // whose limit or answer is awaited
    QDateTime phaseUntil;           // UTC; invalid where nobody knows
    Counts counts;
    std::optional<qint64> total;  // what the remote said there is to look at
    bool totalIsEstimate = false; // rounded up to whole pages
    Costs costs;
    double seconds = 0;         // so far, or in all
    QDateTime endedAt;          // UTC; invalid while it has not
    bool held = false;          // Waiting until its community is resumed
    std::optional<Error> error; // when Failed
    QStringList notices;        // "octo/old is now octo/new", "item 7 was skipped: …"

    [[nodiscard]] bool ended() const { return state != JobState::Waiting && state != JobState::Running; }
    friend bool operator==(const JobSnapshot &, const JobSnapshot &) = default;
};

struct DatabaseSnapshot
{
    QString community;
    QString path;
    QString journalMode; // "wal", "delete", …
    qint64 bytes = 0;
    qint64 walBytes = 0;

    friend bool operator==(const DatabaseSnapshot &, const DatabaseSnapshot &) = default;
};

// What is left of an API's limit, as the host last said.
struct QuotaSnapshot
{
    QString endpoint; // "github"
    QString host;
    int limit = 0;
    int remaining = 0;
    QDateTime resetAt; // UTC

    friend bool operator==(const QuotaSnapshot &, const QuotaSnapshot &) = default;
};

struct RunOptions
{
    bool full = false;           // walk every listing from its beginning and reconcile
    std::optional<qint64> limit; // at most so many items a job; the next run goes on from there

    friend bool operator==(const RunOptions &, const RunOptions &) = default;
};

struct RunSnapshot
{
    bool running = false;
    bool cancelling = false;
    QDateTime startedAt; // UTC; invalid before the first run
    // The same moment in nanoseconds of events::Clock, by which `seconds` are counted, too: the clock on the
    // wall may be set meanwhile.
    std::int64_t startedNs = 0;
    double seconds = 0;
    RunOptions options;                // that it began with; jobs added later may have others
    QList<JobSnapshot> jobs;           // in the order they were planned
    QList<DatabaseSnapshot> databases; // of the run; as of the moment they were last closed or checkpointed
    QList<QuotaSnapshot> quotas;

    [[nodiscard]] Counts counts() const;
    [[nodiscard]] Costs costs() const;
    [[nodiscard]] int jobsIn(JobState state) const;
    [[nodiscard]] qint64 lockErrors() const; // jobs that ended with "database is locked"
    [[nodiscard]] int communities() const;
};

} // namespace lockkeeper::sync
