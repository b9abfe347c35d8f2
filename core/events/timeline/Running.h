// What the jobs of one database are at: what has begun and not ended.
#pragma once

#include "events/Directory.h"
#include "events/Event.h"

#include <cstdint>
#include <map>
#include <vector>

namespace lockkeeper::events {

struct RunningJob
{
    JobId job = 0;
    LaneId lane = 0;
    Activity activity = Activity::Idle;
    std::int64_t since = 0;
    std::int64_t value = 0; // of its event
};

class Running final
{
public:
    // An event that is older than what is known of the job already changes nothing.
    void began(const Event &event, LaneId lane);
    void ended(const Event &event);

    // Those that are at something, the ones that began first in front.
    [[nodiscard]] std::vector<RunningJob> jobs() const;
    // Waits among them.
    [[nodiscard]] std::vector<RunningJob> waits() const;

private:
    std::map<JobId, RunningJob> m_jobs; // an idle one since it ended
};

[[nodiscard]] constexpr bool isWait(Activity activity)
{
    return activity == Activity::Queued || activity == Activity::Busy;
}

} // namespace lockkeeper::events
