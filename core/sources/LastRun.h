// What a remote's earlier runs left behind for the next one.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QSet>
#include <QString>

namespace lockkeeper::sources {

struct LastRun
{
    QString cursor;        // empty: none was stored
    QSet<QString> skipped; // keys of what could not be read
};

// On the job's thread. Errors: those of the store.
[[nodiscard]] Result<LastRun> readLastRun(const JobContext &context, const store::RemoteName &remote);

} // namespace lockkeeper::sources
