// `history`: past runs, and two of them compared.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Returns the exit code: 2 for a community or a run that is not there, 3 where the history cannot be read.
[[nodiscard]] int runHistory(const Arguments &arguments);

} // namespace lockkeeper::cli
