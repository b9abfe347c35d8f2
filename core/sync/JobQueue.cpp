#include "sync/JobQueue.h"

#include "sync/Job.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace lockkeeper::sync {

void JobQueue::add(std::shared_ptr<Job> job)
{
    m_waiting.push_back(std::move(job));
}

std::shared_ptr<Job> JobQueue::take(const QSet<QString> &held)
{
    const auto load = [&](const std::shared_ptr<Job> &job) {
        const QString &community = job->key().community;
        return std::tuple(held.contains(community), m_atHost.value(job->host()),
                          m_inCommunity.value(community));
    };
    const auto next = std::ranges::min_element(m_waiting, {}, load); // of equals the first
    if (next == m_waiting.end() || held.contains((*next)->key().community))
        return {};
    std::shared_ptr<Job> job = std::move(*next);
    m_waiting.erase(next);
    ++m_atHost[job->host()];
    ++m_inCommunity[job->key().community];
    return job;
}

int JobQueue::waitingOf(const QString &community) const
{
    return static_cast<int>(std::ranges::count_if(
        m_waiting, [&](const std::shared_ptr<Job> &job) { return job->key().community == community; }));
}

void JobQueue::ended(const Job &job)
{
    --m_atHost[job.host()];
    --m_inCommunity[job.key().community];
}

} // namespace lockkeeper::sync
