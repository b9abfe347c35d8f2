#include "sync/Engine.h"

#include "events/Monitor.h"
#include "http/Client.h"
#include "sync/EnginePrivate.h"
#include "sync/Remotes.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace lockkeeper::sync {

Engine::Engine(http::Client &client, store::Databases &databases, int parallelJobs, events::Monitor *monitor,
               QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, databases, monitor))
{
    d->pool.setMaxThreadCount(std::max(1, parallelJobs));
    d->housekeeping.setMaxThreadCount(2);
}

Engine::~Engine()
{
    d->cancel(d->jobs);
    d->pool.waitForDone();
    d->housekeeping.waitForDone();
}

void Engine::start(const Plan &plan, const RunOptions &options)
{
    std::vector<std::shared_ptr<Job>> fresh;
    {
        const std::scoped_lock lock(d->mutex);
        if (!d->running) {
            d->jobs.clear();
            d->earlier.clear();
            d->databaseSnapshots.clear();
        }
        Remotes remotes;
        for (const JobKey &key : plan.jobs) {
            const auto community =
                std::find_if(plan.communities.cbegin(), plan.communities.cend(),
                             [&](const community::Community &c) { return c.id == key.community; });
            if (community == plan.communities.cend())
                continue;
            sources::Remote remote = remotes.find(*community, key);
            std::shared_ptr<Job> *known = d->find(key);
            if (!remote.sync || (known != nullptr && !(*known)->ended()))
                continue;
            auto job = std::make_shared<Job>(key, std::move(remote), options, d->runName(), d->penOf(key));
            if (known != nullptr)
                *known = job;
            else
                d->jobs.push_back(job);
            fresh.push_back(std::move(job));
        }
    }
    d->submit(fresh, options);
}

QList<JobKey> Engine::retry(const QList<JobKey> &keys)
{
    std::vector<std::shared_ptr<Job>> fresh;
    QList<JobKey> unknown;
    if (keys.isEmpty())
        return unknown;
    {
        const std::scoped_lock lock(d->mutex);
        d->setEndedRunAside();
        for (const JobKey &key : keys) {
            std::shared_ptr<Job> *known = d->find(key);
            if (known == nullptr)
                known = d->recall(key);
            if (known == nullptr) {
                unknown.append(key);
            } else if ((*known)->ended()) {
                *known = std::make_shared<Job>(key, (*known)->remote(), (*known)->options(), d->runName(),
                                               d->penOf(key));
                fresh.push_back(*known);
            }
        }
    }
    if (!fresh.empty())
        d->submit(fresh, fresh.front()->options());
    return unknown;
}

void Engine::pause(const QString &community)
{
    std::vector<std::shared_ptr<Job>> jobs;
    {
        const std::scoped_lock lock(d->mutex);
        d->held.insert(community);
        d->pausing.insert(community);
        jobs = d->jobs;
    }
    for (const std::shared_ptr<Job> &job : jobs) {
        if (job->key().community == community)
            job->pause();
    }
    d->letGoOfPaused();
}

void Engine::resume(const QString &community)
{
    const std::scoped_lock lock(d->mutex);
    d->pausing.remove(community);
    d->lettingGo.remove(community);
    if (d->held.remove(community))
        d->startWorkers(d->queue.waitingOf(community));
}

void Engine::cancel(const JobKey &key)
{
    std::shared_ptr<Job> job;
    {
        const std::scoped_lock lock(d->mutex);
        if (std::shared_ptr<Job> *known = d->find(key))
            job = *known;
    }
    if (job)
        d->cancel({job});
}

void Engine::cancelAll()
{
    std::vector<std::shared_ptr<Job>> jobs;
    {
        const std::scoped_lock lock(d->mutex);
        if (!d->running)
            return;
        d->cancelling = true;
        jobs = d->jobs;
    }
    d->cancel(jobs);
}

bool Engine::running() const
{
    const std::scoped_lock lock(d->mutex);
    return d->running;
}

events::Monitor *Engine::monitor() const
{
    return d->monitor;
}

RunSnapshot Engine::snapshot() const
{
    RunSnapshot run;
    std::vector<std::shared_ptr<Job>> jobs;
    QSet<QString> held;
    {
        const std::scoped_lock lock(d->mutex);
        held = d->held;
        run.running = d->running;
        run.cancelling = d->running && d->cancelling;
        run.startedAt = d->startedAt;
        run.options = d->options;
        run.startedNs = events::nanoseconds(d->started);
        run.seconds = d->running ? d->elapsed() : d->seconds;
        run.databases = d->databaseSnapshots.values();
        jobs = d->jobs;
    }
    run.jobs.reserve(static_cast<qsizetype>(jobs.size()));
    for (const std::shared_ptr<Job> &job : jobs) {
        JobSnapshot one = job->snapshot();
        one.held = one.state == JobState::Waiting && held.contains(one.key.community);
        run.jobs.append(one);
    }
    for (const http::Quota &quota : d->client.quotas()) {
        run.quotas.append({.endpoint = quota.endpoint,
                           .host = quota.host,
                           .limit = quota.limit,
                           .remaining = quota.remaining,
                           .resetAt = quota.resetAt});
    }
    return run;
}

} // namespace lockkeeper::sync
