// `sync`: runs the plan and tells how it goes.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Blocks until the run has ended. Returns the exit code. Needs a QCoreApplication.
[[nodiscard]] int runSync(const Arguments &arguments);

} // namespace lockkeeper::cli
