// Which waits began since the last look: a limit, trouble with a host, another writer's lock. Pure.
#pragma once

#include "sync/Snapshot.h"

#include <QHash>
#include <QPair>
#include <QStringList>

namespace lockkeeper::cli {

class WaitTeller final
{
public:
    // A sentence for each job that has begun to wait for a remote's limit; with `allWaits` for back-offs and
    // locks, too. Waits for a host's pace are how things should be, and too many to tell.
    [[nodiscard]] QStringList news(const sync::RunSnapshot &run, bool allWaits);

private:
    QHash<sync::JobKey, QPair<sync::Phase, QDateTime>> m_waiting;
};

} // namespace lockkeeper::cli
