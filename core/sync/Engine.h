// Runs the jobs of a plan at once, on a pool of its own, and tells how they fare.
#pragma once

#include "sync/Plan.h"
#include "sync/Snapshot.h"

#include <QObject>

#include <memory>
#include <optional>

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

struct RunOptions
{
    bool full = false;           // walk every listing from its beginning and reconcile
    std::optional<qint64> limit; // at most so many items a job; the next run goes on from there
};

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
    // Runs an ended job again, with its run's options. Does nothing for one that is waiting or running.
    void retry(const JobKey &key);

    [[nodiscard]] bool running() const;
    [[nodiscard]] RunSnapshot
    snapshot() const; // any thread; cheap enough for ten times a second with 500 jobs

    [[nodiscard]] events::Monitor *monitor() const; // any thread

Q_SIGNALS:
    void started();
    void jobStarted(const lockkeeper::sync::JobKey &key);
    void jobFinished(const lockkeeper::sync::JobSnapshot &job);
    void finished(const lockkeeper::sync::RunSnapshot &run);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::sync

Q_DECLARE_METATYPE(lockkeeper::sync::JobKey)
Q_DECLARE_METATYPE(lockkeeper::sync::JobSnapshot)
Q_DECLARE_METATYPE(lockkeeper::sync::RunSnapshot)
