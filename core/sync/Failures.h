// What went wrong in a run, said once for each reason: a host that cannot be reached fails every job that
// asks it, and each of them would tell the same.
#pragma once

#include "base/Error.h"
#include "sync/Snapshot.h"

#include <QList>

namespace lockkeeper::sync {

struct FailureGroup
{
    Error error; // of the first of its jobs
    QList<JobKey> jobs;
};

// Whether an error tells of its host rather than of what was asked for: no connection, silence, a used-up
// limit, a refused token.
[[nodiscard]] bool concernsHost(const Error &error);

// Failed jobs in their order, those together that failed for one reason of their host.
[[nodiscard]] QList<FailureGroup> failureGroups(const QList<JobSnapshot> &jobs);

} // namespace lockkeeper::sync
