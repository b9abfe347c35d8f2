// The exit codes of the interface, and how a refusal is told.
#pragma once

#include "base/Error.h"
#include "cli/Arguments.h"

namespace lockkeeper::cli {

enum ExitCode {
    ExitDone = 0,
    ExitFailed = 1,     // a job, a file or a community; the others are done
    ExitWrongUse = 2,   // nothing was touched
    ExitNotStarted = 3, // data directory, databases, SQLite
    ExitInterrupted = 130,
};

// Both write to standard error, so that --json keeps standard output to itself.
[[nodiscard]] int refuse(const WrongUse &wrong);
[[nodiscard]] int refuseToStart(const Error &error);

} // namespace lockkeeper::cli
