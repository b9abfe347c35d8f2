// How soon the window is there, measured from outside: a process of its own starts as `lockkeeper` does.
#pragma once

#include "tests/bench/Watchdog.h"

#include <QString>

#include <optional>
#include <vector>

namespace lockkeeper::bench {

struct FirstPaint
{
    double paintedMs = 0; // process start to the end of the window's first paint
    double filledMs = 0;  // to the end of the first paint with all communities in the tree
    int communities = 0;
};

// Starts this program with --first-paint. Nothing: it failed.
[[nodiscard]] std::optional<FirstPaint> measureFirstPaint(const QString &folder);

// The other side: `folder` has communities/ and data/; `startedNs` by the steady clock. Prints one line of
// JSON.
int runFirstPaint(QApplication &application, const QString &folder, qint64 startedNs);

} // namespace lockkeeper::bench
