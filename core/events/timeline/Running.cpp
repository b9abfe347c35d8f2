#include "events/timeline/Running.h"

#include <algorithm>

namespace lockkeeper::events {

void Running::began(const Event &event, LaneId lane)
{
    RunningJob &job = m_jobs[event.job];
    if (event.at < job.since)
        return;
    job = {
        .job = event.job, .lane = lane, .activity = event.activity, .since = event.at, .value = event.value};
}

void Running::ended(const Event &event)
{
    const auto found = m_jobs.find(event.job);
    if (found == m_jobs.end() || found->second.activity != event.activity || event.at < found->second.since)
        return;
    found->second.activity = Activity::Idle;
    found->second.since = event.at;
}

std::vector<RunningJob> Running::jobs() const
{
    std::vector<RunningJob> result;
    for (const auto &[id, job] : m_jobs) {
        if (job.activity != Activity::Idle)
            result.push_back(job);
    }
    std::ranges::stable_sort(result, {}, &RunningJob::since);
    return result;
}

std::vector<RunningJob> Running::waits() const
{
    std::vector<RunningJob> result = jobs();
    std::erase_if(result, [](const RunningJob &job) { return !isWait(job.activity); });
    return result;
}

} // namespace lockkeeper::events
