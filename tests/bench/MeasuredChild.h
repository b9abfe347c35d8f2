// A program's peak memory, told by the kernel. Linux counts what the parent had resident at the time of
// exec() into the child's ru_maxrss, so the measured program is started by a small one: this one, before Qt
// is there.
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace lockkeeper::bench {

struct Ended
{
    int exitCode = -1;
    qint64 peakBytes = 0; // of resident memory
    std::chrono::nanoseconds took{0};
};

// Runs `command` with its standard output in the file `output`; waits for it.
[[nodiscard]] Ended runMeasured(const QStringList &command, const QString &output);

// The other side: true, and `exitCode` set, if this process was started for that.
[[nodiscard]] bool isMeasuringStart(int argc, char *argv[], int &exitCode);

} // namespace lockkeeper::bench
