// What one job's requests cost and what they wait for; written by the network thread, read by anyone at any
// time.
#pragma once

#include "events/Recorder.h"

#include <QDateTime>
#include <QString>

#include <atomic>
#include <mutex>

namespace lockkeeper::http {

enum class WaitReason {
    None,
    Pace,    // its turn at the host's limiter
    Limit,   // the remote said "too many", until a stated time
    Backoff, // after a broken connection or a 5xx
    Answer,  // the request is under way
};

struct Wait
{
    WaitReason reason = WaitReason::None;
    QString host;
    QDateTime until; // UTC; invalid where nobody knows
};

class Activity final
{
public:
    explicit Activity(const events::Pen &jobsPen = {})
        : pen(jobsPen)
    {
    }

    // Each request is a Network event, from the moment its turn was waited for until its answer ended.
    const events::Pen pen;
    std::atomic<qint64> requests = 0;    // sent, repeats and redirects counted
    std::atomic<qint64> notModified = 0; // of them answered 304
    std::atomic<qint64> bytes = 0;       // of bodies, as received (after decompression)

    void setWait(Wait wait)
    {
        const std::scoped_lock lock(m_mutex);
        m_wait = std::move(wait);
    }
    [[nodiscard]] Wait wait() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_wait;
    }

private:
    mutable std::mutex m_mutex;
    Wait m_wait;
};

} // namespace lockkeeper::http
