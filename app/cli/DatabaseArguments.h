// What the commands that work on whole databases are asked: health, backup, restore, migrate.
#pragma once

#include "cli/Arguments.h"

#include <optional>

class QCommandLineParser;

namespace lockkeeper::cli {

using Refusal = std::optional<WrongUse>;

// Of other commands it reads nothing.
[[nodiscard]] Refusal readDatabaseCommand(Arguments &result, const Command &command,
                                          const QCommandLineParser &parser);

} // namespace lockkeeper::cli
