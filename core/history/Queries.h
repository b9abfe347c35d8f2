// Questions to the history. Blocking, short statements on a read-only connection of their own: not for the
// GUI thread. Where there is no history yet, everything is empty. Errors: read_only, locked, corrupt, config
// (a newer Lockkeeper's file).
#pragma once

#include "base/Result.h"
#include "history/Record.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::history {

struct Overview
{
    QList<RunSummary> runs;     // the newest first; figures are of the jobs of the chosen communities
    QList<SourceSeries> series; // of the chosen communities, sorted; seriesLength runs at most each
    QStringList communities;    // all that have a run, sorted
};

// `communities` empty: all. At most `last` runs.
[[nodiscard]] Result<Overview> readOverview(const QString &path, const QStringList &communities, int last);

// In the order asked for; without those that are not there (any more). `communities` as above.
[[nodiscard]] Result<QList<RunDetails>> readRuns(const QString &path, const QList<qint64> &ids,
                                                 const QStringList &communities = {});

} // namespace lockkeeper::history
