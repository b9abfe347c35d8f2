#include "store/locks/WriteGate.h"

#include <condition_variable>
#include <utility>

namespace lockkeeper::store {

// Each waiter has a condition of its own: a release wakes the one whose turn it is and nobody else.
struct WriteGate::Waiter
{
    std::condition_variable_any turn;
    bool called = false;
};

WriteGate::Lease::Lease(Lease &&other) noexcept
    : m_gate(std::exchange(other.m_gate, nullptr))
{
}

WriteGate::Lease &WriteGate::Lease::operator=(Lease &&other) noexcept
{
    if (this != &other) {
        release();
        m_gate = std::exchange(other.m_gate, nullptr);
    }
    return *this;
}

void WriteGate::Lease::release()
{
    if (WriteGate *gate = std::exchange(m_gate, nullptr))
        gate->leave();
}

WriteGate::Entry WriteGate::enter(const std::stop_token &stop, Clock::time_point deadline)
{
    if (stop.stop_requested())
        return {};

    const Clock::time_point arrived = Clock::now();
    std::unique_lock lock(m_mutex);
    if (!m_held) { // the queue is empty then: leave() hands the gate over while anyone waits
        m_held = true;
        m_heldSince = arrived;
        return {.outcome = Outcome::Entered, .lease = Lease(this), .queued = false, .waited = {}};
    }

    Waiter self;
    const auto place = m_queue.insert(m_queue.end(), &self);
    const bool called = self.turn.wait_until(lock, stop, deadline, [&self] { return self.called; });
    Entry entry{.outcome = Outcome::Entered, .lease = {}, .queued = true, .waited = Clock::now() - arrived};
    if (called) { // also when a stop request came at the same moment: the gate is ours and must be given back
        entry.lease = Lease(this);
    } else {
        m_queue.erase(place);
        entry.outcome = stop.stop_requested() ? Outcome::Cancelled : Outcome::TimedOut;
    }
    return entry;
}

void WriteGate::leave()
{
    const std::scoped_lock lock(m_mutex);
    if (m_queue.empty()) {
        m_held = false;
        return;
    }
    Waiter *next = m_queue.front();
    m_queue.pop_front();
    next->called = true;
    m_heldSince = Clock::now();
    next->turn.notify_one(); // under the mutex: the waiter's condition dies as soon as it runs
}

WriteGate::State WriteGate::state() const
{
    const std::scoped_lock lock(m_mutex);
    return {.held = m_held, .heldSince = m_heldSince, .waiting = m_queue.size()};
}

} // namespace lockkeeper::store
