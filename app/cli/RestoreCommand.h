// `restore`: a backup in the place of a community's database.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Returns the exit code: 2 where the file is another community's or a newer version's, 1 where it could not
// be restored.
[[nodiscard]] int runRestore(const Arguments &arguments);

} // namespace lockkeeper::cli
