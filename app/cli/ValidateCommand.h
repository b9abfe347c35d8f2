// `validate`: the problems of communities' configuration files, as compilers print them.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Returns the exit code: 1 where a file has an error, 2 where a path leads to none.
[[nodiscard]] int runValidate(const Arguments &arguments);

} // namespace lockkeeper::cli
