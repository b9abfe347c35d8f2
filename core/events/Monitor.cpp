#include "events/Monitor.h"

namespace lockkeeper::events {

namespace {
constexpr std::chrono::milliseconds between{100};
}

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
    const std::scoped_lock lock(m_mutex);
    m_drained.clear();
    m_recorder.drain(m_drained);
    if (m_drained.empty())
        return;
    m_timeline.add(m_drained);
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
