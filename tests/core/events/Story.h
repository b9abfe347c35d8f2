// What happened at some databases, written down for a timeline: times in milliseconds.
#pragma once

#include "events/Timeline.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace lockkeeper::tests {

constexpr std::int64_t ms = 1'000'000;

class Story final
{
public:
    explicit Story(events::Timeline::Limits limits = {})
        : m_timeline(m_directory, limits)
    {
    }

    [[nodiscard]] events::Directory &directory() { return m_directory; }
    [[nodiscard]] const events::Timeline &timeline() const { return m_timeline; }
    [[nodiscard]] events::JobId job(const std::string &name, const std::string &kind = "github",
                                    const std::string &community = "mne")
    {
        return m_directory.job(community, kind, name);
    }
    [[nodiscard]] events::DatabaseId database(const std::string &community = "mne")
    {
        return m_directory.database(community);
    }
    [[nodiscard]] events::LaneId lane(events::JobId job) const
    {
        return m_directory.names().jobs.at(job).lane;
    }
    // Of other processes.
    [[nodiscard]] events::LaneId others(const std::string &community = "mne")
    {
        const events::DatabaseId database = this->database(community);
        const auto lanes = m_directory.names().lanes;
        for (std::size_t i = 1; i < lanes.size(); ++i) {
            if (lanes.at(i).database == database && lanes.at(i).kind.empty())
                return static_cast<events::LaneId>(i);
        }
        return 0;
    }

    void began(events::JobId job, events::Activity activity, std::int64_t at, std::int64_t value = 0)
    {
        tell({.at = at * ms, .value = value, .job = job, .kind = events::Kind::Began, .activity = activity});
    }
    void ended(events::JobId job, events::Activity activity, std::int64_t from, std::int64_t to,
               std::int64_t value = 0)
    {
        tell({.at = to * ms,
              .duration = (to - from) * ms,
              .value = value,
              .job = job,
              .kind = events::Kind::Ended,
              .activity = activity});
    }
    void at(std::int64_t time, events::Kind kind, std::int64_t value = 0, events::JobId job = 0)
    {
        tell({.at = time * ms, .value = value, .job = job, .kind = kind});
    }
    // Each call is a drain of its own.
    void tell(events::Event event)
    {
        if (event.database == 0) {
            const events::Names names = m_directory.names();
            event.database =
                event.job == 0 ? database() : names.lanes.at(names.jobs.at(event.job).lane).database;
        }
        m_timeline.add({event});
    }

private:
    events::Directory m_directory;
    events::Timeline m_timeline;
};

[[nodiscard]] inline events::Range range(std::int64_t from, std::int64_t to)
{
    return {from * ms, to * ms};
}

[[nodiscard]] inline std::int64_t nsOf(const events::Column &column, events::Activity activity)
{
    return column.ns.at(static_cast<std::size_t>(activity));
}

[[nodiscard]] inline std::int64_t sumOf(const std::vector<events::Column> &columns, events::Activity activity)
{
    std::int64_t sum = 0;
    for (const events::Column &column : columns)
        sum += nsOf(column, activity);
    return sum;
}

} // namespace lockkeeper::tests
