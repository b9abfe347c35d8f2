#include "store/locks/LockCounters.h"

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

void LockCounters::addQueued(std::chrono::nanoseconds waited)
{
    add(m_queued, 1);
    add(m_queuedNs, waited.count());
    raiseTo(m_longestWaitNs, waited.count());
}

void LockCounters::addBusy(std::chrono::nanoseconds waited, std::int64_t calls)
{
    add(m_busy, 1);
    add(m_busyNs, waited.count());
    add(m_busyCalls, calls);
    raiseTo(m_longestWaitNs, waited.count());
}

void LockCounters::addTimeout()
{
    add(m_timeouts, 1);
}

void LockCounters::addHold(std::chrono::nanoseconds held)
{
    add(m_holds, 1);
    add(m_holdNs, held.count());
    raiseTo(m_longestHoldNs, held.count());
    if (held > longHold)
        add(m_longHolds, 1);
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
