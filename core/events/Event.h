// What happens to locks and jobs, as the threads at work write it down: small plain records, no strings.
// Plain C++, any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <type_traits>

namespace lockkeeper::events {

using Clock = std::chrono::steady_clock;

// Numbers given out by the Directory, which knows the names. 0 is nobody.
using JobId = std::uint32_t;
using DatabaseId = std::uint16_t;

// What somebody is at. In ascending order of what a maintainer has to see: where several share a pixel, the
// highest one counts.
enum class Activity : std::uint8_t {
    Idle,
    Reading,  // bytes into rows
    Network,  // an answer, a host's pace, limit or back-off is waited for
    Holding,  // has the write lock
    Blocking, // has it while others wait for it; never written, found by the Timeline
    Queued,   // waits behind another writer of this process
    Busy,     // waits for another process
};
inline constexpr int activityCount = 7;

enum class Kind : std::uint8_t {
    Began, // the job is at `activity` from `at` on, and at nothing else; value of Busy: 1 where SQLite said
           // so, 0 while the lock is left to other processes for a turn
    Ended, // `activity` ended at `at` and took `duration`; value: rows of a hold, tries of a busy wait (0: a
           // turn left to others), forOpening of a wait in line that was one for the database to be opened,
           // bytes of an answer (-1: waited, but nothing was sent)
    Committed,  // value: rows written (new, changed, deleted)
    TimedOut,   // a wait for the lock was given up
    Checkpoint, // ended at `at`, took `duration`; value: bytes of WAL that are left to copy (0: all is in the
                // database)
    WalSize,    // value: bytes of the -wal file
    ForeignLock, // another process has the lock; value: its pid, 0 where the system does not tell
};

inline constexpr std::int64_t forOpening = 1;

struct Event
{
    std::int64_t at = 0;       // nanoseconds of Clock
    std::int64_t duration = 0; // nanoseconds
    std::int64_t value = 0;    // by kind
    JobId job = 0;
    DatabaseId database = 0;
    Kind kind = Kind::Began;
    Activity activity = Activity::Idle;
};
static_assert(sizeof(Event) == 32 && std::is_trivially_copyable_v<Event>);

[[nodiscard]] inline std::int64_t nanoseconds(Clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

} // namespace lockkeeper::events
