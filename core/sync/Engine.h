// Runs the jobs of a plan at once, on a pool of its own, and tells how they fare.
#pragma once

#include "sync/Plan.h"
#include "sync/Snapshot.h"

#include <QObject>

#include <memory>

namespace lockkeeper::events {
class Monitor;
}
namespace lockkeeper::http {
class Client;
}
namespace lockkeeper::store {
class Databases;
}

namespace lockkeeper::sync {

// Lives on one thread (the GUI's, or the main one); its signals come there. It never blocks, but for its
// destructor.
class Engine final : public QObject
{
    Q_OBJECT

public:
    // `client`, `databases` and `monitor` outlive the engine, and the monitor the client. `parallelJobs` >= 1
    // threads. What happens to jobs and locks is told to the monitor; null: to nobody.
    Engine(http::Client &client, store::Databases &databases, int parallelJobs,
           events::Monitor *monitor = nullptr, QObject *parent = nullptr);
    ~Engine() override; // cancels and waits: every job finishes the batch in hand

    // Starts a run; while one is under way, jobs that have ended or are not in it are added to it.
    void start(const Plan &plan, const RunOptions &options = {});
    void cancel(const JobKey &key);
    void cancelAll();
    // Runs ended jobs again, each with its own run's options: in the run under way, or in a new one that has
    // these jobs alone. Those that are waiting or running go on. Returns the keys of which the engine knows
    // nothing: it remembers what ran since the last start().
    QList<JobKey> retry(const QList<JobKey> &keys);

    // For work on a community's database that bears no other connection. Its jobs stop where they can, with
    // everything they have committed, and wait; the database is let go of, and paused() tells when that is
    // so. After resume() they go on from their cursors. A community without a job is paused, too.
    void pause(const QString &community);
    void resume(const QString &community);

    [[nodiscard]] bool running() const;
    [[nodiscard]] RunSnapshot
    snapshot() const; // any thread; cheap enough for ten times a second with 500 jobs

    [[nodiscard]] events::Monitor *monitor() const; // any thread

Q_SIGNALS:
    void started();
    void jobStarted(const lockkeeper::sync::JobKey &key);
    void jobFinished(const lockkeeper::sync::JobSnapshot &job);
    void finished(const lockkeeper::sync::RunSnapshot &run);
    void paused(const QString &community);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::sync

Q_DECLARE_METATYPE(lockkeeper::sync::JobKey)
Q_DECLARE_METATYPE(lockkeeper::sync::JobSnapshot)
Q_DECLARE_METATYPE(lockkeeper::sync::RunSnapshot)
