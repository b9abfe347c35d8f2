// The real window over the real engine, while it syncs a whole world and somebody uses it: sorts, filters,
// expands, looks at details; or follows the locks, zooms, jumps from wait to wait.
#pragma once

#include "tests/bench/Watchdog.h"
#include "tests/bench/World.h"

#include <QString>

#include <chrono>

namespace lockkeeper::bench {

enum class View { Communities, Locks };

struct BusyRun
{
    Watchdog::Deafness deafness;
    double makingMs = 0; // of the window, before there is anything to be deaf
    double longestDispatchMs = 0;
    QString longestDispatch;
    double longestWaitMs = 0; // within one dispatch, for anything but a CPU
    QString longestWait;
    qint64 dispatches = 0;
    qint64 lockFrames = 0;        // paints of the locks' picture
    double lockFramesASecond = 0; // while it follows
    double seconds = 0;
    bool ended = false;
};

// GUI thread. Gives up after `patience`.
[[nodiscard]] BusyRun runBusyWindow(TimedApplication &application, const World &world, const QString &folder,
                                    int jobs, std::chrono::seconds patience, View view = View::Communities);

} // namespace lockkeeper::bench
