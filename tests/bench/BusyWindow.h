// The real window over the real engine, while it syncs a whole world and somebody uses it: sorts, filters,
// expands, looks at details.
#pragma once

#include "tests/bench/Watchdog.h"
#include "tests/bench/World.h"

#include <QString>

#include <chrono>

namespace lockkeeper::bench {

struct BusyRun
{
    Watchdog::Deafness deafness;
    double longestDispatchMs = 0;
    QString longestDispatch;
    qint64 dispatches = 0;
    double seconds = 0;
    bool ended = false;
};

// GUI thread. Gives up after `patience`.
[[nodiscard]] BusyRun runBusyWindow(TimedApplication &application, const World &world, const QString &folder,
                                    int jobs, std::chrono::seconds patience);

} // namespace lockkeeper::bench
