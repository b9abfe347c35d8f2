#include "sync/Engine.h"

#include "base/Time.h"
#include "events/Monitor.h"
#include "http/Client.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "sync/Job.h"
#include "sync/JobQueue.h"
#include "sync/Remotes.h"

#include <QMap>
#include <QSet>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace lockkeeper::sync {

class Engine::Private
{
public:
    Private(Engine *owner, http::Client &httpClient, store::Databases &dbs, events::Monitor *watcher)
        : q(owner)
        , client(httpClient)
        , databases(dbs)
        , monitor(watcher)
    {
    }

    void submit(const std::vector<std::shared_ptr<Job>> &fresh, const RunOptions &began);
    void workNext();
    void work(const std::shared_ptr<Job> &job);
    void jobEnded(const std::shared_ptr<Job> &job);
    void closeCommunity(const QString &id);
    void cancel(const std::vector<std::shared_ptr<Job>> &some);
    std::shared_ptr<Job> *find(const JobKey &key);
    void setEndedRunAside();
    std::shared_ptr<Job> *recall(const JobKey &key);
    QString runName() const;
    events::Pen penOf(const JobKey &key) const;
    bool communityEnded(const QString &id) const;
    double elapsed() const; // of the run under way, seconds

    Engine *q;
    http::Client &client;
    store::Databases &databases;
    events::Monitor *monitor; // may be null
    QThreadPool pool;

    mutable std::mutex mutex; // of what follows: the owner's thread writes, snapshot() may come from any
    std::vector<std::shared_ptr<Job>> jobs;    // of the present run, or of the last
    std::vector<std::shared_ptr<Job>> earlier; // of runs since the last start(), for another try
    JobQueue queue;
    QMap<QString, DatabaseSnapshot> databaseSnapshots;
    QDateTime startedAt;
    events::Clock::time_point started; // the same moment
    RunOptions options;                // that the run began with
    double seconds = 0;
    bool running = false;
    bool cancelling = false;
    std::size_t untold = 0;   // jobs of which jobFinished has not told yet
    QSet<QString> closing;    // communities whose databases are being checkpointed
    QSet<QString> closeAgain; // and of them, those to be done once more
};

Engine::Engine(http::Client &client, store::Databases &databases, int parallelJobs, events::Monitor *monitor,
               QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, databases, monitor))
{
    d->pool.setMaxThreadCount(std::max(1, parallelJobs));
}

Engine::~Engine()
{
    d->cancel(d->jobs);
    d->pool.waitForDone();
}

std::shared_ptr<Job> *Engine::Private::find(const JobKey &key)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(),
                                    [&](const std::shared_ptr<Job> &job) { return job->key() == key; });
    return found == jobs.end() ? nullptr : &*found;
}

// Of the run under way, or of the one that is about to begin.
QString Engine::Private::runName() const
{
    return toIsoUtc(running ? startedAt : QDateTime::currentDateTimeUtc());
}

// One remote has one number for the program's life, so that a retry goes on where the job stood.
events::Pen Engine::Private::penOf(const JobKey &key) const
{
    if (monitor == nullptr)
        return {};
    return monitor->pen(key.community.toStdString(), key.kind.toStdString(), key.name.toStdString());
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

// A run that begins shows nothing of the one before; its jobs may still be asked for.
void Engine::Private::setEndedRunAside()
{
    if (running)
        return;
    std::ranges::move(jobs, std::back_inserter(earlier));
    jobs.clear();
    databaseSnapshots.clear();
}

// A job of a run before, as the last one of this.
std::shared_ptr<Job> *Engine::Private::recall(const JobKey &key)
{
    const auto found =
        std::ranges::find_if(earlier, [&key](const std::shared_ptr<Job> &job) { return job->key() == key; });
    if (found == earlier.end())
        return nullptr;
    jobs.push_back(std::move(*found));
    earlier.erase(found);
    return &jobs.back();
}

void Engine::Private::submit(const std::vector<std::shared_ptr<Job>> &fresh, const RunOptions &began)
{
    bool begins = false;
    {
        const std::scoped_lock lock(mutex);
        begins = !running;
        if (begins) {
            startedAt = QDateTime::currentDateTimeUtc();
            options = began;
            started = events::Clock::now();
        }
        running = true;
        cancelling = false;
        untold += fresh.size();
        for (const std::shared_ptr<Job> &job : fresh)
            queue.add(job);
    }
    if (begins)
        Q_EMIT q->started();
    for (std::size_t i = 0; i < fresh.size(); ++i)
        (void)QtConcurrent::run(&pool, [this] { workNext(); });
    if (fresh.empty()) // a run of nothing ends, too
        QMetaObject::invokeMethod(
            q, [this] { jobEnded({}); }, Qt::QueuedConnection);
}

// On a pool's thread: as often as there are jobs. Which one it is shows only now.
void Engine::Private::workNext()
{
    std::shared_ptr<Job> job;
    {
        const std::scoped_lock lock(mutex);
        job = queue.take();
    }
    if (!job)
        return;
    work(job);
    const std::scoped_lock lock(mutex);
    queue.ended(*job);
}

void Engine::Private::work(const std::shared_ptr<Job> &job)
{
    if (!job->begin())
        return; // cancelled before its turn: told by the one who cancelled it
    QMetaObject::invokeMethod(
        q, [this, job] { Q_EMIT q->jobStarted(job->key()); }, Qt::QueuedConnection);
    job->run(client, databases);
    QMetaObject::invokeMethod(
        q, [this, job] { jobEnded(job); }, Qt::QueuedConnection);
}

bool Engine::Private::communityEnded(const QString &id) const
{
    return std::all_of(jobs.cbegin(), jobs.cend(), [&](const std::shared_ptr<Job> &job) {
        return job->key().community != id || job->ended();
    });
}

double Engine::Private::elapsed() const
{
    return std::chrono::duration<double>(events::Clock::now() - started).count();
}

// On the owner's thread, once for each job.
void Engine::Private::jobEnded(const std::shared_ptr<Job> &job)
{
    if (job) {
        Q_EMIT q->jobFinished(job->snapshot());
        const QString id = job->key().community;
        const std::scoped_lock lock(mutex);
        --untold;
        if (communityEnded(id) && closing.contains(id)) {
            closeAgain.insert(id);
        } else if (communityEnded(id)) {
            closing.insert(id);
            (void)QtConcurrent::run(&pool, [this, id] { closeCommunity(id); });
        }
    }
    {
        const std::scoped_lock lock(mutex);
        // Told, not only ended: a job's end is on its way while it is ended already.
        if (!running || untold > 0 || !closing.isEmpty())
            return;
        running = false;
        seconds = elapsed();
    }
    Q_EMIT q->finished(q->snapshot());
}

// On a pool's thread: what a run leaves behind is one file with an empty WAL, unless somebody reads it.
void Engine::Private::closeCommunity(const QString &id)
{
    DatabaseSnapshot state{
        .community = id, .path = store::databasePath(databases.dataDir(), id), .journalMode = {}};
    if (const std::shared_ptr<store::Database> database = databases.find(id)) {
        const events::Pen pen = monitor == nullptr ? events::Pen{} : monitor->pen(id.toStdString());
        (void)database->checkpointAll(
            {}, pen); // the rows are safe in the WAL as well; the next commit tries again
        if (const Result<QString> mode = database->journalMode())
            state.journalMode = *mode;
    }
    const store::FileSizes sizes = store::fileSizes(state.path);
    state.bytes = sizes.database;
    state.walBytes = sizes.wal;
    {
        const std::scoped_lock lock(mutex);
        databaseSnapshots.insert(id, state);
    }
    QMetaObject::invokeMethod(
        q,
        [this, id] {
            {
                const std::scoped_lock lock(mutex);
                closing.remove(id);
                if (closeAgain.remove(id)) { // a job ended meanwhile
                    closing.insert(id);
                    (void)QtConcurrent::run(&pool, [this, id] { closeCommunity(id); });
                }
            }
            jobEnded({});
        },
        Qt::QueuedConnection);
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

// The waiting ones first: a running one that stops would let them begin.
void Engine::Private::cancel(const std::vector<std::shared_ptr<Job>> &some)
{
    for (const std::shared_ptr<Job> &job : some) {
        if (job->cancelWaiting())
            QMetaObject::invokeMethod(
                q, [this, job] { jobEnded(job); }, Qt::QueuedConnection);
    }
    for (const std::shared_ptr<Job> &job : some)
        job->stop();
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
    {
        const std::scoped_lock lock(d->mutex);
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
    for (const std::shared_ptr<Job> &job : jobs)
        run.jobs.append(job->snapshot());
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
