#include "cli/WaitTeller.h"

#include "cli/EventText.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

QStringList WaitTeller::news(const sync::RunSnapshot &run, bool allWaits)
{
    QStringList lines;
    QHash<sync::JobKey, QPair<sync::Phase, QDateTime>> waiting;
    for (const sync::JobSnapshot &job : run.jobs) {
        if (job.state != sync::JobState::Running)
            continue;
        const bool told =
            job.phase == sync::Phase::Limit ||
            (allWaits && (job.phase == sync::Phase::Backoff || job.phase == sync::Phase::LockWait));
        if (!told)
            continue;
        const QPair<sync::Phase, QDateTime> wait(job.phase, job.phaseUntil);
        waiting.insert(job.key, wait);
        if (m_waiting.value(job.key, {sync::Phase::Preparing, {}}) != wait)
            lines += jobTitle(job.key) + ": "_L1 + phaseText(job);
    }
    m_waiting = waiting;
    return lines;
}

} // namespace lockkeeper::cli
