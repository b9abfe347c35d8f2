#include "tests/bench/MeasuredChild.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <cstring>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
constexpr auto option = "--measure-child"; // OPTION PROGRAM ARGUMENT…
}

bool isMeasuringStart(int argc, char *argv[], int &exitCode)
{
    if (argc < 3 || std::strcmp(argv[1], option) != 0)
        return false;
    pid_t child = 0;
    int status = -1;
    rusage usage{};
    if (posix_spawn(&child, argv[2], nullptr, nullptr, argv + 2, environ) == 0)
        wait4(child, &status, 0, &usage);
    exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    std::fprintf(stderr, "%ld\n", usage.ru_maxrss); // KiB
    return true;
}

Ended runMeasured(const QStringList &command, const QString &output)
{
    QProcess starter;
    starter.setStandardOutputFile(output);
    const auto begun = std::chrono::steady_clock::now();
    starter.start(QCoreApplication::applicationFilePath(), QStringList{QLatin1StringView(option)} + command);
    if (!starter.waitForFinished(-1))
        return {};
    // What the program itself said there comes before.
    const QByteArray last = starter.readAllStandardError().trimmed().split('\n').last();
    return {.exitCode = starter.exitStatus() == QProcess::NormalExit ? starter.exitCode() : -1,
            .peakBytes = last.toLongLong() * 1024,
            .took = std::chrono::steady_clock::now() - begun};
}

} // namespace lockkeeper::bench
