#include "sync/JobQueue.h"

#include "sync/Job.h"

#include <algorithm>
#include <utility>

namespace lockkeeper::sync {

void JobQueue::add(std::shared_ptr<Job> job)
{
    m_waiting.push_back(std::move(job));
}

std::shared_ptr<Job> JobQueue::take()
{
    const auto load = [this](const std::shared_ptr<Job> &job) {
        return std::pair(m_atHost.value(job->host()), m_inCommunity.value(job->key().community));
    };
    const auto next = std::ranges::min_element(m_waiting, {}, load); // of equals the first
    if (next == m_waiting.end())
        return {};
    std::shared_ptr<Job> job = std::move(*next);
    m_waiting.erase(next);
    ++m_atHost[job->host()];
    ++m_inCommunity[job->key().community];
    return job;
}

void JobQueue::ended(const Job &job)
{
    --m_atHost[job.host()];
    --m_inCommunity[job.key().community];
}

} // namespace lockkeeper::sync
