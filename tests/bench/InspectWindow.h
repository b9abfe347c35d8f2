// The real window's inspector over a large database, while somebody uses all of its tabs: types a search,
// scrolls and sorts a table, runs SQL, looks at the coverage.
#pragma once

#include "tests/bench/Watchdog.h"

#include <QString>
#include <QStringList>

#include <chrono>

namespace lockkeeper::bench {

struct InspectRun
{
    double openedMs = 0; // from asking for the view until a table's first rows are painted
    Watchdog::Deafness deafness;
    double longestDispatchMs = 0;
    QString longestDispatch;
    double longestWaitMs = 0; // within one dispatch, for anything but a CPU
    QString longestWait;
    qint64 grownBytes = 0; // resident memory at its peak, less that before the inspector was opened
    int acts = 0;
    QStringList failures;
};

// GUI thread. `database` is linked into a data directory made in `folder`.
[[nodiscard]] InspectRun runInspectWindow(TimedApplication &application, const QString &database,
                                          const QString &folder, std::chrono::seconds length);

} // namespace lockkeeper::bench
