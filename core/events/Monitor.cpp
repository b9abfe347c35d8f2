#include "events/Monitor.h"

#include <algorithm>
#include <cstddef>

namespace lockkeeper::events {

namespace {
constexpr std::chrono::milliseconds between{100};
constexpr std::ptrdiff_t atOnce =
    2'000; // events folded before whoever reads may have a turn: a third of a millisecond
} // namespace

Monitor::Monitor()
    : m_timeline(m_directory)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

Monitor::~Monitor() = default;

Pen Monitor::pen(const std::string &community, const std::string &kind, const std::string &name)
{
    return {.recorder = &m_recorder,
            .job = m_directory.job(community, kind, name),
            .database = m_directory.database(community),
            .directory = &m_directory};
}

Pen Monitor::pen(const std::string &community)
{
    return {.recorder = &m_recorder,
            .job = 0,
            .database = m_directory.database(community),
            .directory = &m_directory};
}

void Monitor::collect()
{
    const std::scoped_lock collecting(m_collecting);
    m_drained.clear();
    m_recorder.drain(m_drained);
    for (auto next = m_drained.cbegin(); next != m_drained.cend();) {
        const auto end = next + std::min(atOnce, m_drained.cend() - next);
        const std::scoped_lock lock(m_mutex);
        m_timeline.add({next, end});
        next = end;
    }
    if (!m_drained.empty())
        m_changes.fetch_add(1, std::memory_order_relaxed);
}

Monitor::Reading Monitor::read() const
{
    return {std::unique_lock(m_mutex), m_timeline};
}

void Monitor::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_sleep);
            m_wake.wait_for(lock, stop, between, [] { return false; });
        }
        collect();
    }
}

} // namespace lockkeeper::events
