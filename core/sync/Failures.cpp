#include "sync/Failures.h"

#include <algorithm>

namespace lockkeeper::sync {

bool concernsHost(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::RateLimited:
    case ErrorKind::Auth:
        return true;
    default:
        return false;
    }
}

QList<FailureGroup> failureGroups(const QList<JobSnapshot> &jobs)
{
    QList<FailureGroup> groups;
    for (const JobSnapshot &job : jobs) {
        if (job.state != JobState::Failed)
            continue;
        const Error error = job.error.value_or(Error{});
        const auto same = std::ranges::find_if(groups, [&error](const FailureGroup &group) {
            return concernsHost(error) && group.error.kind == error.kind && group.error.text == error.text &&
                   group.error.hint == error.hint;
        });
        if (same == groups.end())
            groups.append({.error = error, .jobs = {job.key}});
        else
            same->jobs.append(job.key);
    }
    return groups;
}

} // namespace lockkeeper::sync
