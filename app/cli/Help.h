// What --help and --version print.
#pragma once

#include "cli/Commands.h"

#include <QString>

namespace lockkeeper::cli {

[[nodiscard]] QString generalHelp();
[[nodiscard]] QString commandHelp(const Command &command);
[[nodiscard]] QString versionText();

} // namespace lockkeeper::cli
