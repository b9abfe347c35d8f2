// Answers of a Timeline: plain values for whoever draws, counts or exports. Times are nanoseconds of Clock,
// spans of time half open.
#pragma once

#include "events/Directory.h"
#include "events/Event.h"

#include <array>
#include <optional>
#include <vector>

namespace lockkeeper::events {

struct Range
{
    std::int64_t from = 0;
    std::int64_t to = 0;

    [[nodiscard]] std::int64_t length() const { return to - from; }
    friend bool operator==(const Range &, const Range &) = default;
};

// One lane within one column of time (a pixel, or less).
struct Column
{
    Activity worst = Activity::Idle;                 // the highest one that occurred, however short
    std::array<std::int64_t, activityCount> ns = {}; // time spent in each, summed over the lane's jobs
    std::uint32_t waits = 0;                         // that ended in it
    std::uint32_t commits = 0;

    friend bool operator==(const Column &, const Column &) = default;
};

// Who had the write lock of one database in one column.
struct OwnerColumn
{
    LaneId lane = 0;             // of the longest holder; 0: nobody
    std::int64_t heldNs = 0;     // by anyone
    std::int64_t blockingNs = 0; // of it while others waited
};

struct WalColumn
{
    std::int64_t bytes = -1;       // the largest in it; -1: not known
    std::uint16_t checkpoints = 0; // that ended in it
    bool pinned = false;           // a checkpoint left something to copy: a reader was in its way
};

// For the small multiples: events within one column.
struct RateColumn
{
    std::uint32_t waits = 0;
    std::int64_t waitedNs = 0;
    std::uint32_t commits = 0;
    std::int64_t rows = 0;
};

// One thing that happened. `running`: it has not ended yet, `to` is now.
struct Span
{
    Range time;
    JobId job = 0; // 0: another process, or the program itself
    LaneId lane = 0;
    DatabaseId database = 0;
    Activity activity = Activity::Idle;
    bool running = false;
    std::int64_t value = 0; // rows of a hold, tries of a busy wait, bytes of an answer (-1: nothing was sent)
    std::int64_t pid = 0;   // of a hold by another process, where known
    LaneId blocker = 0;     // of a wait: the lane that made it wait longest; 0: nobody known
    JobId blockerJob = 0;
    std::int64_t causedNs = 0; // of a hold: waits of others within it, summed
    std::uint32_t victims = 0; // of a hold: how many waited
};

// A hold that made others wait.
struct Victim
{
    JobId job = 0;
    LaneId lane = 0;
    std::int64_t waitedNs = 0; // within the hold
};
struct Incident
{
    Range time; // of the hold
    DatabaseId database = 0;
    JobId holder = 0; // 0: another process
    LaneId lane = 0;
    std::int64_t pid = 0; // of another process, where known
    std::int64_t rows = 0;
    std::int64_t causedNs = 0;      // sum of `victims`
    std::int64_t longestWaitNs = 0; // the longest whole wait among those it had a part in
    std::vector<Victim> victims;    // the longest first
};

// A stretch of time in numbers. A span counts where it ends, as the counters of a job do, so that the sum
// over a whole run is what the run says of itself.
struct Statistics
{
    std::uint32_t queued = 0;
    std::int64_t queuedNs = 0;
    std::uint32_t busy = 0;
    std::int64_t busyNs = 0;
    std::int64_t busyTries = 0;
    std::uint32_t timeouts = 0;
    std::int64_t longestWaitNs = 0;
    std::uint32_t holds = 0;
    std::int64_t holdNs = 0;
    std::int64_t longestHoldNs = 0;
    std::uint32_t commits = 0;
    std::int64_t rows = 0;
    std::uint32_t requests = 0; // network spans that ended and had sent one
    std::int64_t networkNs = 0;
    std::int64_t readingNs = 0;

    friend bool operator==(const Statistics &, const Statistics &) = default;
};

// The write lock of one database at this moment.
struct LockNow
{
    DatabaseId database = 0;
    std::optional<Span> holder; // running
    std::vector<Span> queue;    // running waits, the oldest first
};

} // namespace lockkeeper::events
