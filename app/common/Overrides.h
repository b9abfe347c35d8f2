// What the options and the environment say of settings.
#pragma once

#include "base/Result.h"
#include "settings/Kept.h"

class QCommandLineParser;

namespace lockkeeper::app {

// By the settings' keys; the option's where there are both. Folders are absolute. With `demo` the
// environment's are left aside. Errors (kind config): a value is wrong; the text names the option or the
// variable.
[[nodiscard]] Result<settings::Overrides> readOverrides(const QCommandLineParser &parser, bool demo);

} // namespace lockkeeper::app
