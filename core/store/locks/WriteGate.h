// This process's writers of one database, let in one at a time in the order they came. SQLite alone lets the
// quickest in, so that with several writers one of them may wait for seconds. Plain C++, any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <stop_token>

namespace lockkeeper::store {

class WriteGate final
{
public:
    using Clock = std::chrono::steady_clock;

    enum class Outcome { Entered, Cancelled, TimedOut };

    // The right to write; given back when it goes out of scope.
    class Lease final
    {
    public:
        Lease() = default;
        ~Lease() { release(); }
        Lease(Lease &&other) noexcept;
        Lease &operator=(Lease &&other) noexcept;

        void release();
        explicit operator bool() const { return m_gate != nullptr; }

    private:
        friend class WriteGate;
        explicit Lease(WriteGate *gate)
            : m_gate(gate)
        {
        }
        WriteGate *m_gate = nullptr;
    };

    struct [[nodiscard]] Entry
    {
        Outcome outcome = Outcome::Cancelled;
        Lease lease;         // empty unless Entered
        bool queued = false; // somebody was before us
        std::chrono::nanoseconds waited{0};
    };

    struct State
    {
        bool held = false;
        Clock::time_point heldSince; // means something while held
        std::size_t waiting = 0;
    };

    // Waits for its turn until `deadline`. A stop request wakes it at once and leaves no trace in the queue.
    Entry enter(const std::stop_token &stop, Clock::time_point deadline);

    [[nodiscard]] State state() const;

private:
    struct Waiter;
    void leave();

    mutable std::mutex m_mutex;
    bool m_held = false;
    Clock::time_point m_heldSince;
    std::list<Waiter *> m_queue; // first come, first served
};

} // namespace lockkeeper::store
