// Which jobs a run consists of: one a configured remote.
#pragma once

#include "base/Result.h"
#include "community/Community.h"
#include "community/Loader.h"
#include "sync/Snapshot.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace lockkeeper::sync {

struct Plan
{
    QList<community::Community> communities; // those with a job
    QList<JobKey> jobs;
};

// The kinds of source that are built in, in the order they are shown: "github", …
[[nodiscard]] QStringList sourceKinds();
// A kind's name for people: "GitHub".
[[nodiscard]] QString sourceTitle(const QString &kind);
// The remotes of one kind a community configures.
[[nodiscard]] QStringList remotesOf(const community::Community &community, const QString &kind);

// Every remote of `communities` whose kind is in `kinds` (all kinds if empty).
[[nodiscard]] Plan makePlan(const QList<community::Community> &communities, const QStringList &kinds = {});

// By a community's id, each of its remotes as "github owner/name"; nothing of a broken configuration.
[[nodiscard]] QMap<QString, QStringList>
configuredSources(const QList<community::LoadedCommunity> &communities);

} // namespace lockkeeper::sync
