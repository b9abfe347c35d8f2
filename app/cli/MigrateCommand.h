// `migrate`: databases to WAL, or back.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Returns the exit code: 1 where a database could not be switched, or, with --dry-run, would not be.
[[nodiscard]] int runMigrate(const Arguments &arguments);

} // namespace lockkeeper::cli
