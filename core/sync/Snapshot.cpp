#include "sync/Snapshot.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sync {

QLatin1StringView jobStateName(JobState state)
{
    switch (state) {
    case JobState::Waiting:
        return "waiting"_L1;
    case JobState::Running:
        return "running"_L1;
    case JobState::Done:
        return "done"_L1;
    case JobState::Failed:
        return "failed"_L1;
    case JobState::Cancelled:
        return "cancelled"_L1;
    case JobState::Skipped:
        return "skipped"_L1;
    }
    return "failed"_L1;
}

size_t qHash(const JobKey &key, size_t seed)
{
    return qHashMulti(seed, key.community, key.kind, key.name);
}

Counts &Counts::operator+=(const Counts &other)
{
    added += other.added;
    changed += other.changed;
    unchanged += other.unchanged;
    deleted += other.deleted;
    skipped += other.skipped;
    return *this;
}

Costs &Costs::operator+=(const Costs &other)
{
    requests += other.requests;
    notModified += other.notModified;
    bytes += other.bytes;
    locks += other.locks;
    return *this;
}

Counts RunSnapshot::counts() const
{
    Counts sum;
    for (const JobSnapshot &job : jobs)
        sum += job.counts;
    return sum;
}

Costs RunSnapshot::costs() const
{
    Costs sum;
    for (const JobSnapshot &job : jobs)
        sum += job.costs;
    return sum;
}

int RunSnapshot::jobsIn(JobState state) const
{
    return static_cast<int>(std::count_if(jobs.cbegin(), jobs.cend(),
                                          [state](const JobSnapshot &job) { return job.state == state; }));
}

qint64 RunSnapshot::lockErrors() const
{
    return std::count_if(jobs.cbegin(), jobs.cend(), [](const JobSnapshot &job) {
        return job.error && job.error->kind == ErrorKind::Locked;
    });
}

int RunSnapshot::communities() const
{
    QSet<QString> ids;
    for (const JobSnapshot &job : jobs)
        ids.insert(job.key.community);
    return static_cast<int>(ids.size());
}

} // namespace lockkeeper::sync
