#include "store/locks/LockCounters.h"

#include "events/Directory.h"
#include "store/locks/Neighbours.h"

#include <algorithm>

namespace lockkeeper::store {

namespace {
void raiseTo(std::atomic<std::int64_t> &maximum, std::int64_t value)
{
    std::int64_t seen = maximum.load(std::memory_order_relaxed);
    while (seen < value && !maximum.compare_exchange_weak(seen, value, std::memory_order_relaxed)) {
    }
}

void add(std::atomic<std::int64_t> &sum, std::int64_t value)
{
    sum.fetch_add(value, std::memory_order_relaxed);
}

events::Activity activityOf(LockState state)
{
    switch (state) {
    case LockState::Free:
        return events::Activity::Idle;
    case LockState::Queued:
        return events::Activity::Queued;
    case LockState::Busy:
        return events::Activity::Busy;
    case LockState::Holding:
        return events::Activity::Holding;
    }
    return events::Activity::Idle;
}
} // namespace

LockTotals &LockTotals::operator+=(const LockTotals &other)
{
    queued += other.queued;
    queuedNs += other.queuedNs;
    busy += other.busy;
    busyNs += other.busyNs;
    busyCalls += other.busyCalls;
    timeouts += other.timeouts;
    longestWaitNs = std::max(longestWaitNs, other.longestWaitNs);
    holds += other.holds;
    holdNs += other.holdNs;
    longestHoldNs = std::max(longestHoldNs, other.longestHoldNs);
    longHolds += other.longHolds;
    return *this;
}

void LockCounters::setState(LockState state, bool saidBusy)
{
    m_state.store(state, std::memory_order_relaxed);
    if (m_pen.recorder == nullptr || m_told.exchange(state, std::memory_order_relaxed) == state)
        return; // the busy handler says so every millisecond
    m_pen.write({.at = events::nanoseconds(Clock::now()),
                 .value = saidBusy ? 1 : 0,
                 .kind = events::Kind::Began,
                 .activity = activityOf(state)});
}

void LockCounters::tellEnd(events::Activity activity, std::chrono::nanoseconds took, std::int64_t value,
                           Clock::time_point at)
{
    m_pen.write({.at = events::nanoseconds(at),
                 .duration = took.count(),
                 .value = value,
                 .kind = events::Kind::Ended,
                 .activity = activity});
    m_told.store(LockState::Free, std::memory_order_relaxed);
}

void LockCounters::addQueued(std::chrono::nanoseconds waited, QueuedFor what, Clock::time_point at)
{
    add(m_queued, 1);
    add(m_queuedNs, waited.count());
    raiseTo(m_longestWaitNs, waited.count());
    tellEnd(events::Activity::Queued, waited, what == QueuedFor::Opening ? events::forOpening : 0, at);
}

void LockCounters::addBusy(std::chrono::nanoseconds waited, std::int64_t calls, Clock::time_point at)
{
    add(m_busy, 1);
    add(m_busyNs, waited.count());
    add(m_busyCalls, calls);
    raiseTo(m_longestWaitNs, waited.count());
    tellEnd(events::Activity::Busy, waited, calls, at);
}

void LockCounters::addTimeout(Clock::time_point at)
{
    add(m_timeouts, 1);
    m_pen.write({.at = events::nanoseconds(at), .kind = events::Kind::TimedOut});
}

void LockCounters::addHold(std::chrono::nanoseconds held, std::int64_t rows, Clock::time_point at)
{
    add(m_holds, 1);
    add(m_holdNs, held.count());
    raiseTo(m_longestHoldNs, held.count());
    if (held > longHold)
        add(m_longHolds, 1);
    tellEnd(events::Activity::Holding, held, rows, at);
}

void LockCounters::committed(std::int64_t rows, Clock::time_point at) const
{
    m_pen.write({.at = events::nanoseconds(at), .value = rows, .kind = events::Kind::Committed});
}

void LockCounters::metForeign(const Process &process, Clock::time_point at) const
{
    const std::int64_t seen = events::nanoseconds(at);
    if (m_pen.directory != nullptr && !process.program.empty())
        m_pen.directory->met(
            {.pid = process.pid, .started = process.started, .metAt = seen, .program = process.program});
    m_pen.write({.at = seen, .value = process.pid, .kind = events::Kind::ForeignLock});
}

LockTotals LockCounters::totals() const
{
    const auto get = [](const std::atomic<std::int64_t> &value) {
        return value.load(std::memory_order_relaxed);
    };
    return {.queued = get(m_queued),
            .queuedNs = get(m_queuedNs),
            .busy = get(m_busy),
            .busyNs = get(m_busyNs),
            .busyCalls = get(m_busyCalls),
            .timeouts = get(m_timeouts),
            .longestWaitNs = get(m_longestWaitNs),
            .holds = get(m_holds),
            .holdNs = get(m_holdNs),
            .longestHoldNs = get(m_longestHoldNs),
            .longHolds = get(m_longHolds)};
}

} // namespace lockkeeper::store
