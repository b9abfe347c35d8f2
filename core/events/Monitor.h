// Collects the events of a program's life: names, rings, timeline, and a thread that drains the ones into the
// other ten times a second. Plain C++, any thread.
#pragma once

#include "events/Directory.h"
#include "events/Recorder.h"
#include "events/Timeline.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace lockkeeper::events {

class Monitor final
{
public:
    Monitor();
    ~Monitor();
    Monitor(const Monitor &) = delete;
    Monitor &operator=(const Monitor &) = delete;

    [[nodiscard]] Directory &directory() { return m_directory; }
    [[nodiscard]] Recorder &recorder() { return m_recorder; }
    // A job's; the second one is the database's own.
    [[nodiscard]] Pen pen(const std::string &community, const std::string &kind, const std::string &name);
    [[nodiscard]] Pen pen(const std::string &community);

    // What is in the rings, now: so that the end of a run is in its figures.
    void collect();

    // The timeline, kept from changing while the answer lives. Hold it for one question or one picture: the
    // collecting thread waits meanwhile, the writers do not. One at a time: a second one on the same thread
    // would wait for the first for ever.
    class Reading final
    {
    public:
        const Timeline *operator->() const { return &m_timeline; }
        const Timeline &operator*() const { return m_timeline; }

    private:
        friend class Monitor;
        Reading(std::unique_lock<std::mutex> lock, const Timeline &timeline)
            : m_lock(std::move(lock))
            , m_timeline(timeline)
        {
        }
        std::unique_lock<std::mutex> m_lock;
        const Timeline &m_timeline;
    };
    [[nodiscard]] Reading read() const;

    [[nodiscard]] Names names() const { return m_directory.names(); }
    [[nodiscard]] std::uint64_t lost() const { return m_recorder.lost(); }
    // Grows whenever something was added: whether to draw again. Never waits.
    [[nodiscard]] std::uint64_t changes() const { return m_changes.load(std::memory_order_relaxed); }

private:
    void run(const std::stop_token &stop);

    Directory m_directory;
    Recorder m_recorder;
    std::atomic<std::uint64_t> m_changes = 0;
    mutable std::mutex m_mutex; // of the timeline
    Timeline m_timeline;
    std::mutex m_collecting; // of what follows; taken before m_mutex
    std::vector<Event> m_drained;
    std::mutex m_sleep;
    std::condition_variable_any m_wake;
    std::jthread m_thread; // ends first
};

} // namespace lockkeeper::events
