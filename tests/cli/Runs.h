// Runs made by hand, as an engine would report them.
#pragma once

#include "sync/Snapshot.h"

namespace lockkeeper::tests {

inline sync::JobSnapshot makeJob(const QString &community, const QString &name, sync::JobState state)
{
    sync::JobSnapshot job;
    job.key = {community, QStringLiteral("github"), name};
    job.state = state;
    return job;
}

} // namespace lockkeeper::tests
