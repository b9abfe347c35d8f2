// What the commands that look inside are asked: search, show.
#pragma once

#include "cli/Arguments.h"
#include "cli/DatabaseArguments.h"

#include <QStringList>

class QCommandLineParser;

namespace lockkeeper::cli {

// `words`: what follows the command's name. Of other commands it reads nothing.
[[nodiscard]] Refusal readInspectCommand(Arguments &result, const Command &command, const QStringList &words,
                                         const QCommandLineParser &parser);

} // namespace lockkeeper::cli
