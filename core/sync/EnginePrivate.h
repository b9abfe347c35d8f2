// The engine's inside: its jobs, its pool, and what is guarded by its lock.
#pragma once

#include "sync/Engine.h"
#include "sync/Job.h"
#include "sync/JobQueue.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QThreadPool>

#include <memory>
#include <mutex>
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
    void startWorkers(int count);
    bool work(const std::shared_ptr<Job> &job); // false: it waits again
    void jobEnded(const std::shared_ptr<Job> &job);
    void closeCommunity(const QString &id);
    void letGoOfPaused();
    void letGo(const QString &id, quint64 round);
    void cancel(const std::vector<std::shared_ptr<Job>> &some);
    std::shared_ptr<Job> *find(const JobKey &key);
    void setEndedRunAside();
    std::shared_ptr<Job> *recall(const JobKey &key);
    QString runName();
    events::Pen penOf(const JobKey &key) const;
    bool communityEnded(const QString &id) const;
    double elapsed() const; // of the run under way, seconds

    Engine *q;
    http::Client &client;
    store::Databases &databases;
    events::Monitor *monitor; // may be null
    QThreadPool pool;         // the jobs'
    QThreadPool housekeeping; // closes databases: never behind jobs that wait for a thread

    mutable std::mutex mutex; // of what follows: the owner's thread writes, snapshot() may come from any
    std::vector<std::shared_ptr<Job>> jobs;    // of the present run, or of the last
    std::vector<std::shared_ptr<Job>> earlier; // of runs since the last start(), for another try
    JobQueue queue;
    QMap<QString, DatabaseSnapshot> databaseSnapshots;
    QDateTime startedAt;
    QDateTime nextStart;               // of the run that is about to begin, by which its jobs call it
    events::Clock::time_point started; // the same moment
    RunOptions options;                // that the run began with
    double seconds = 0;
    bool running = false;
    bool cancelling = false;
    std::size_t untold = 0;            // jobs of which jobFinished has not told yet
    QSet<QString> closing;             // communities whose databases are being checkpointed
    QSet<QString> closeAgain;          // and of them, those to be done once more
    QSet<QString> held;                // communities that are paused, or will be
    QSet<QString> pausing;             // and of them, those of which paused() has not told yet
    QHash<QString, quint64> lettingGo; // and of them, those whose databases are being closed, in which round
    quint64 rounds = 0;
};

} // namespace lockkeeper::sync
