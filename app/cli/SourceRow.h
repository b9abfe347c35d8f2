// The jobs of one kind of one community, summed up for one line of a table. Pure.
#pragma once

#include "sync/Snapshot.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace lockkeeper::cli {

struct SourceRow
{
    QString community;
    QString kind;
    sync::JobState state =
        sync::JobState::Waiting; // of them all: what still runs before what has ended badly
    int jobs = 0;
    int ended = 0;
    qint64 items = 0;            // looked at so far
    std::optional<qint64> total; // only if every job knows its own
    bool totalIsEstimate = false;
    double fraction = 0; // 0 … 1; each job counts the same; one that failed, by how far it came
    sync::Counts counts;
    store::LockTotals locks;
    QString now;    // what the job that deserves attention is at
    QString nowJob; // its remote; empty where nobody asks
};

// In the order the jobs were planned.
[[nodiscard]] QList<SourceRow> sourceRows(const sync::RunSnapshot &run, const QDateTime &now);

} // namespace lockkeeper::cli
