// `health`: how the databases are, checks of them, and what may be done about it. `health --rehearse` has a
// place of its own: RehearseCommand.h.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Each returns the exit code: 1 where a check found damage, or a database could not be read or worked on.
[[nodiscard]] int runHealth(const Arguments &arguments);      // any of them
[[nodiscard]] int runMaintenance(const Arguments &arguments); // --optimize, --compact, …, --recover
[[nodiscard]] int runCheckpoint(const Arguments &arguments);  // of `checkpoint`

} // namespace lockkeeper::cli
