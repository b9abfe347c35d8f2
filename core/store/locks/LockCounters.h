// Waits for the write lock and how long it was held, counted where they happen, and told as events with the
// same figures. Plain C++, any thread.
#pragma once

#include "events/Recorder.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace lockkeeper::store {

struct Process;

// A hold that others feel: longer than a batch should ever need even on a busy disk.
inline constexpr std::chrono::milliseconds longHold{60};

// A snapshot; sums of jobs are sums of these. Times in nanoseconds.
struct LockTotals
{
    std::int64_t queued = 0; // times a writer of ours stood behind another of ours
    std::int64_t queuedNs = 0;
    std::int64_t busy = 0; // times SQLite said busy: another process held the lock
    std::int64_t busyNs = 0;
    std::int64_t busyCalls = 0; // tries within those waits
    std::int64_t timeouts = 0;  // waits that ended in "database is locked"
    std::int64_t longestWaitNs = 0;
    std::int64_t holds = 0; // transactions that held the write lock, the checkpoint behind the gate included
    std::int64_t holdNs = 0;
    std::int64_t longestHoldNs = 0;
    std::int64_t longHolds = 0; // of `holds`, those above longHold

    LockTotals &operator+=(const LockTotals &other);
    [[nodiscard]] std::int64_t waits() const { return queued + busy; }
    [[nodiscard]] std::int64_t waitNs() const { return queuedNs + busyNs; }
    friend bool operator==(const LockTotals &, const LockTotals &) = default;
};

// What a writer of ours stood behind another of ours for.
enum class QueuedFor {
    Turn,    // at the gate, for the write lock
    Opening, // for the database itself, which the other was opening or making
};

// Where one writer stands at this moment.
enum class LockState {
    Free,    // neither holds nor wants the lock
    Queued,  // behind another writer of this process
    Busy,    // behind another process
    Holding, // writing
};

// Of one job. A job writes from one thread at a time; everyone may read.
class LockCounters final
{
public:
    using Clock = events::Clock;

    LockCounters() = default;
    explicit LockCounters(const events::Pen &pen)
        : m_pen(pen)
    {
    }

    [[nodiscard]] const events::Pen &pen() const { return m_pen; }

    // `saidBusy`: of Busy, whether SQLite said so; otherwise the lock is left to others for a turn.
    void setState(LockState state, bool saidBusy = false);
    [[nodiscard]] LockState state() const { return m_state.load(std::memory_order_relaxed); }

    // What ended at `at`. Whoever waited or held is at nothing then, until the next setState().
    void addQueued(std::chrono::nanoseconds waited, QueuedFor what, Clock::time_point at = Clock::now());
    void addBusy(std::chrono::nanoseconds waited, std::int64_t calls, Clock::time_point at = Clock::now());
    void addTimeout(Clock::time_point at = Clock::now());
    void addHold(std::chrono::nanoseconds held, std::int64_t rows = 0, Clock::time_point at = Clock::now());
    // Told, not counted: another process was seen to have the lock.
    void metForeign(const Process &process, Clock::time_point at = Clock::now()) const;
    // Told, not counted: rows are the batch's own business.
    void committed(std::int64_t rows, Clock::time_point at = Clock::now()) const;

    [[nodiscard]] LockTotals totals() const;

private:
    void tellEnd(events::Activity activity, std::chrono::nanoseconds took, std::int64_t value,
                 Clock::time_point at);

    events::Pen m_pen;
    std::atomic<LockState> m_told = LockState::Free; // as of the last event
    std::atomic<LockState> m_state = LockState::Free;
    std::atomic<std::int64_t> m_queued = 0;
    std::atomic<std::int64_t> m_queuedNs = 0;
    std::atomic<std::int64_t> m_busy = 0;
    std::atomic<std::int64_t> m_busyNs = 0;
    std::atomic<std::int64_t> m_busyCalls = 0;
    std::atomic<std::int64_t> m_timeouts = 0;
    std::atomic<std::int64_t> m_longestWaitNs = 0;
    std::atomic<std::int64_t> m_holds = 0;
    std::atomic<std::int64_t> m_holdNs = 0;
    std::atomic<std::int64_t> m_longestHoldNs = 0;
    std::atomic<std::int64_t> m_longHolds = 0;
};

} // namespace lockkeeper::store
