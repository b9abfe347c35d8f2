// What the engine does with its jobs, on the pool's threads and on its own.
#include "base/Time.h"
#include "events/Monitor.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "sync/EnginePrivate.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <iterator>
#include <utility>

namespace lockkeeper::sync {

std::shared_ptr<Job> *Engine::Private::find(const JobKey &key)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(),
                                    [&](const std::shared_ptr<Job> &job) { return job->key() == key; });
    return found == jobs.end() ? nullptr : &*found;
}

// Of the run under way, or of the one that is about to begin: its start, as its snapshot and the history have
// it.
QString Engine::Private::runName()
{
    if (!running && !nextStart.isValid())
        nextStart = QDateTime::currentDateTimeUtc();
    return toIsoUtcMs(running ? startedAt : nextStart);
}

// One remote has one number for the program's life, so that a retry goes on where the job stood.
events::Pen Engine::Private::penOf(const JobKey &key) const
{
    if (monitor == nullptr)
        return {};
    return monitor->pen(key.community.toStdString(), key.kind.toStdString(), key.name.toStdString());
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
            startedAt = nextStart.isValid() ? nextStart : QDateTime::currentDateTimeUtc();
            nextStart = {};
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
    startWorkers(static_cast<int>(fresh.size()));
    if (fresh.empty()) // a run of nothing ends, too
        QMetaObject::invokeMethod(
            q, [this] { jobEnded({}); }, Qt::QueuedConnection);
}

void Engine::Private::startWorkers(int count)
{
    for (int i = 0; i < count; ++i)
        (void)QtConcurrent::run(&pool, [this] { workNext(); });
}

// On a pool's thread: as often as there are jobs. Which one it is shows only now.
void Engine::Private::workNext()
{
    std::shared_ptr<Job> job;
    {
        const std::scoped_lock lock(mutex);
        job = queue.take(held);
    }
    if (!job)
        return;
    const bool ended = work(job);
    bool pauses = false;
    {
        const std::scoped_lock lock(mutex);
        queue.ended(*job);
        if (!ended) {
            queue.add(job);
            if (!held.contains(job->key().community)) // resumed before it had stopped
                startWorkers(1);
        }
        pauses = pausing.contains(job->key().community);
    }
    if (pauses)
        QMetaObject::invokeMethod(
            q, [this] { letGoOfPaused(); }, Qt::QueuedConnection);
}

bool Engine::Private::work(const std::shared_ptr<Job> &job)
{
    if (!job->begin())
        return true; // cancelled before its turn: told by the one who cancelled it
    {
        const std::scoped_lock lock(mutex);
        // Whoever pauses looks for running jobs; this one was none when it was taken from the queue.
        if (held.contains(job->key().community))
            job->pause();
    }
    QMetaObject::invokeMethod(
        q, [this, job] { Q_EMIT q->jobStarted(job->key()); }, Qt::QueuedConnection);
    if (!job->run(client, databases))
        return false;
    QMetaObject::invokeMethod(
        q, [this, job] { jobEnded(job); }, Qt::QueuedConnection);
    return true;
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
            (void)QtConcurrent::run(&housekeeping, [this, id] { closeCommunity(id); });
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

// On a housekeeping thread: what a run leaves behind is one file with an empty WAL, unless somebody reads it.
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
        database->closeThisThread();
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
                    (void)QtConcurrent::run(&housekeeping, [this, id] { closeCommunity(id); });
                }
            }
            letGoOfPaused();
            jobEnded({}); // last: whoever hears that all has ended may end this, too
        },
        Qt::QueuedConnection);
}

// On the owner's thread, whenever a job may have left such a community.
void Engine::Private::letGoOfPaused()
{
    const std::scoped_lock lock(mutex);
    for (const QString &id : std::as_const(pausing)) {
        if (queue.atWorkIn(id) > 0 || closing.contains(id) || lettingGo.contains(id))
            continue;
        lettingGo.insert(id, ++rounds);
        (void)QtConcurrent::run(&housekeeping, [this, id, round = rounds] { letGo(id, round); });
    }
}

// On a housekeeping thread: the last connection to close brings in the WAL.
void Engine::Private::letGo(const QString &id, quint64 round)
{
    databases.release(id);
    QMetaObject::invokeMethod(
        q,
        [this, id, round] {
            {
                const std::scoped_lock lock(mutex);
                if (lettingGo.value(id) != round) // resumed meanwhile
                    return;
                lettingGo.remove(id);
                pausing.remove(id);
            }
            Q_EMIT q->paused(id);
        },
        Qt::QueuedConnection);
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

} // namespace lockkeeper::sync
