// Where events are written: every thread has a ring of its own, so that writing takes no lock and waits for
// nobody. A full ring drops the event and counts it. Plain C++.
#pragma once

#include "events/Event.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace lockkeeper::events {

class Directory;

// One writer, one reader at a time.
class Ring final
{
public:
    static constexpr std::size_t capacity = 16'384; // three seconds of 5,000 events a second from one thread

    void write(const Event &event) noexcept;
    // Appends what is there.
    void drain(std::vector<Event> &into);
    [[nodiscard]] std::uint64_t lost() const { return m_lost.load(std::memory_order_relaxed); }
    [[nodiscard]] bool empty() const;

private:
    std::unique_ptr<Event[]> m_events = std::make_unique<Event[]>(capacity);
    alignas(64) std::atomic<std::uint64_t> m_written = 0;
    std::atomic<std::uint64_t> m_lost = 0;
    std::uint64_t m_readSeen = 0; // the writer's copy of m_read
    alignas(64) std::atomic<std::uint64_t> m_read = 0;
};

class Recorder final
{
public:
    Recorder();
    ~Recorder(); // threads may go on to end later; none may write any more
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    // Any thread.
    void write(const Event &event) noexcept;

    // What was written since the last time, in the order of time within this call. One thread at a time.
    void drain(std::vector<Event> &into);
    // Events dropped since the beginning.
    [[nodiscard]] std::uint64_t lost() const;
    // As many as there were threads at one time: that of a thread that has ended is used again.
    [[nodiscard]] std::size_t rings() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

// What somebody writes events with: a job's, or a database's own. Cheap to copy; one without a recorder
// writes nothing. The recorder outlives it.
struct Pen
{
    Recorder *recorder = nullptr;
    JobId job = 0;
    DatabaseId database = 0;
    Directory *directory = nullptr; // for names that turn up at work; outlives it, too

    void write(Event event) const noexcept
    {
        if (recorder == nullptr)
            return;
        event.job = job;
        event.database = database;
        recorder->write(event);
    }
};

} // namespace lockkeeper::events
