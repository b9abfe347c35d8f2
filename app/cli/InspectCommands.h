// `search` and `show`: what the window's Inspect view finds and reads, on the command line.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Return the exit code. `search`: 1 where a database or a table could not be asked, though others were.
// `show`: 2 where there is no such item, 1 where the database could not be read.
[[nodiscard]] int runSearch(const Arguments &arguments);
[[nodiscard]] int runShow(const Arguments &arguments);

} // namespace lockkeeper::cli
