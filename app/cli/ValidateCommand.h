// `validate`: the problems of communities' configuration files, as compilers print them; with --online what
// the remotes say of them, too.
#pragma once

#include "cli/Arguments.h"

namespace lockkeeper::cli {

// Returns the exit code: 1 where a file or a remote has an error, 2 where a path leads to none, 130 after
// Ctrl+C.
[[nodiscard]] int runValidate(const Arguments &arguments);

} // namespace lockkeeper::cli
