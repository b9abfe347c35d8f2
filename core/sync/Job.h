// One job at work: what its thread needs, and what others may read of it meanwhile.
#pragma once

#include "base/Result.h"
#include "http/Activity.h"
#include "sources/Progress.h"
#include "sources/Registry.h"
#include "store/locks/LockCounters.h"
#include "sync/Engine.h"
#include "sync/Snapshot.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace lockkeeper::http {
class Client;
}
namespace lockkeeper::store {
class Databases;
}

namespace lockkeeper::sync {

class Job final
{
public:
    // `run`: when the run began, ISO 8601 to the millisecond. Reserves what the remote shares with others
    // until it has ended.
    Job(JobKey key, sources::Remote remote, RunOptions options, QString run, const events::Pen &pen = {});

    [[nodiscard]] const JobKey &key() const { return m_key; }
    [[nodiscard]] QString host() const; // whose pace it shares with others
    [[nodiscard]] const RunOptions &options() const { return m_options; }
    [[nodiscard]] const sources::Remote &remote() const { return m_remote; }

    // On a pool's thread. False, and nothing done, where it was cancelled before its turn.
    bool begin();
    // Leaves no connection to the database on this thread. False: it was paused, and waits again.
    bool run(http::Client &client, store::Databases &databases);

    // Any thread. A waiting job ends at once, and never begins; false for one that is past waiting.
    bool cancelWaiting();
    // Any thread. A running job stops at the next point where it can.
    void stop();
    // As stop(), but that it waits then, to begin once more and go on from its cursor. What it counted stays.
    void pause();

    [[nodiscard]] JobSnapshot snapshot() const; // any thread
    [[nodiscard]] bool ended() const;

private:
    [[nodiscard]] Result<void> sync(http::Client &client, store::Databases &databases,
                                    const std::stop_token &stop);
    [[nodiscard]] bool waitsAgain();
    void end(JobState state, std::optional<Error> error);
    void describePhase(JobSnapshot &snapshot) const;

    const JobKey m_key;
    const sources::Remote m_remote;
    const RunOptions m_options;
    const QString m_run;
    sources::Progress m_progress;
    store::LockCounters m_locks;
    std::shared_ptr<http::Activity> m_activity;

    mutable std::mutex m_mutex; // of what follows
    std::stop_source m_stop;    // of this beginning
    bool m_pausing = false;
    JobState m_state = JobState::Waiting;
    std::optional<Error> m_error;
    QElapsedTimer m_timer;
    double m_seconds = 0;
    QDateTime m_endedAt;
    sources::Reservation m_reservation;
};

} // namespace lockkeeper::sync
