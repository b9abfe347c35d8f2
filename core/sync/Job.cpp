#include "sync/Job.h"

#include "sources/JobContext.h"
#include "store/Database.h"
#include "store/Databases.h"
#include "store/Writer.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <exception>
#include <utility>

namespace lockkeeper::sync {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sync)
};

Phase phaseOf(sources::Step step)
{
    switch (step) {
    case sources::Step::Preparing:
        return Phase::Preparing;
    case sources::Step::Asking:
        return Phase::Requesting;
    case sources::Step::Reading:
        return Phase::Reading;
    case sources::Step::Writing:
        return Phase::Writing;
    }
    return Phase::Preparing;
}

Phase phaseOf(http::WaitReason reason)
{
    switch (reason) {
    case http::WaitReason::Pace:
        return Phase::Pace;
    case http::WaitReason::Limit:
        return Phase::Limit;
    case http::WaitReason::Backoff:
        return Phase::Backoff;
    case http::WaitReason::None:
    case http::WaitReason::Answer:
        return Phase::Requesting;
    }
    return Phase::Requesting;
}
} // namespace

Job::Job(JobKey key, sources::Remote remote, RunOptions options, QString run, const events::Pen &pen)
    : m_key(std::move(key))
    , m_remote(std::move(remote))
    , m_options(options)
    , m_run(std::move(run))
    , m_progress(pen)
    , m_locks(pen)
    , m_activity(std::make_shared<http::Activity>(pen))
    , m_reservation(m_remote.reserve ? m_remote.reserve() : nullptr)
{
}

QString Job::host() const
{
    return m_remote.host.isEmpty() ? m_key.kind : m_remote.host;
}

bool Job::begin()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state != JobState::Waiting)
        return false;
    m_state = JobState::Running;
    m_timer.start();
    return true;
}

bool Job::run(http::Client &client, store::Databases &databases)
{
    std::stop_token stop;
    {
        const std::scoped_lock lock(m_mutex);
        stop = m_stop.get_token();
    }
    Result<void> result;
    try { // exceptions cross no thread: what a library throws is this job's failure and nobody else's
        result = sync(client, databases, stop);
    } catch (const std::exception &exception) {
        result = Error{.kind = ErrorKind::Internal,
                       .text = Tr::tr("An unforeseen fault: %1").arg(QString::fromUtf8(exception.what())),
                       .hint = Tr::tr("Please report it. What was stored before is still there."),
                       .url = {}};
    }
    m_progress.ended();
    // Whoever is stopped while it waits for a lock is told that the lock was not to be had.
    const bool stoppedWaiting = !result && result.error().kind == ErrorKind::Locked && stop.stop_requested();
    if (result)
        end(JobState::Done, {});
    else if (!result.error().isCancelled() && !stoppedWaiting)
        end(JobState::Failed, result.error());
    else if (waitsAgain())
        return false;
    else
        end(JobState::Cancelled, {});
    return true;
}

bool Job::waitsAgain()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_pausing)
        return false;
    m_pausing = false;
    m_stop = {};
    m_seconds += static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
    m_state = JobState::Waiting;
    return true;
}

Result<void> Job::sync(http::Client &client, store::Databases &databases, const std::stop_token &stop)
{
    const Result<std::shared_ptr<store::Database>> database = databases.open(m_key.community, m_locks, stop);
    if (!database)
        return database.error();
    // Whoever pauses the community needs it closed on every thread, and this one may be at others' jobs then.
    const auto close = qScopeGuard([&database] { (*database)->closeThisThread(); });
    store::Writer writer(**database, m_locks, stop);
    sources::JobContext context{.client = client,
                                .database = **database,
                                .writer = writer,
                                .progress = m_progress,
                                .activity = m_activity,
                                .stop = stop,
                                .run = m_run,
                                .full = m_options.full,
                                .limit = m_options.limit};
    return m_remote.sync(context);
}

void Job::stop()
{
    std::unique_lock lock(m_mutex);
    m_pausing = false;
    std::stop_source stop = m_stop;
    lock.unlock(); // a request runs what was registered for it
    stop.request_stop();
}

void Job::pause()
{
    std::unique_lock lock(m_mutex);
    if (m_state != JobState::Running || m_stop.stop_requested())
        return;
    m_pausing = true;
    std::stop_source stop = m_stop;
    lock.unlock();
    stop.request_stop();
}

bool Job::cancelWaiting()
{
    sources::Reservation ended; // when the lock is left: it may free much
    const std::scoped_lock lock(m_mutex);
    if (m_state != JobState::Waiting)
        return false;
    m_state = JobState::Cancelled;
    ended = std::move(m_reservation);
    m_endedAt = QDateTime::currentDateTimeUtc();
    return true;
}

void Job::end(JobState state, std::optional<Error> error)
{
    sources::Reservation ended; // when the lock is left
    const std::scoped_lock lock(m_mutex);
    m_state = state;
    m_error = std::move(error);
    ended = std::move(m_reservation);
    m_seconds += static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
    m_endedAt = QDateTime::currentDateTimeUtc();
}

bool Job::ended() const
{
    const std::scoped_lock lock(m_mutex);
    return m_state != JobState::Waiting && m_state != JobState::Running;
}

void Job::describePhase(JobSnapshot &snapshot) const
{
    const sources::Step step = m_progress.step();
    snapshot.phase = phaseOf(step);
    if (step == sources::Step::Asking) {
        const http::Wait wait = m_activity->wait();
        snapshot.phase = phaseOf(wait.reason);
        snapshot.phaseHost = wait.host;
        snapshot.phaseUntil = wait.until;
    } else if (step == sources::Step::Writing) {
        const store::LockState state = m_locks.state();
        if (state == store::LockState::Queued || state == store::LockState::Busy)
            snapshot.phase = Phase::LockWait;
    }
}

JobSnapshot Job::snapshot() const
{
    JobSnapshot result;
    result.key = m_key;
    {
        const std::scoped_lock lock(m_mutex);
        result.state = m_state;
        result.error = m_error;
        result.endedAt = m_endedAt;
        result.seconds = m_seconds;
        if (m_state == JobState::Running)
            result.seconds += static_cast<double>(m_timer.nsecsElapsed()) / 1e9;
    }
    if (result.state == JobState::Running)
        describePhase(result);
    const store::CommitCounts counts = m_progress.counts();
    result.counts = {.added = counts.added,
                     .changed = counts.changed,
                     .unchanged = counts.unchanged,
                     .deleted = counts.deleted,
                     .skipped = m_progress.skipped()};
    if (const std::optional<sources::Progress::Total> total = m_progress.total()) {
        result.total = total->items;
        result.totalIsEstimate = total->estimate;
    }
    result.costs = {.requests = m_activity->requests,
                    .notModified = m_activity->notModified,
                    .bytes = m_activity->bytes,
                    .locks = m_locks.totals()};
    result.notices = m_progress.notices();
    return result;
}

} // namespace lockkeeper::sync
