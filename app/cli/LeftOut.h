// What a command on databases tells of communities beside its work: those that are configured and have no
// database yet, and those whose configuration is broken.
#pragma once

#include "cli/DatabaseChoice.h"
#include "cli/JsonText.h"

#include <QStringList>

namespace lockkeeper::cli {

// "bids: no database yet; the first sync makes it", a line each.
[[nodiscard]] QStringList noDatabaseLines(const DatabaseChoice &choice);

// Both on standard error: the former unless --quiet or --json, the latter always, for they are errors.
void tellNoDatabase(const DatabaseChoice &choice, const Arguments &arguments);
void tellBrokenConfigurations(const DatabaseChoice &choice);

// "without_database":[{"community","path"}, …],
// "broken_configurations":[{"community","problems":[…]}, …]
JsonText &addLeftOut(JsonText &object, const DatabaseChoice &choice);

// What the work came to, or 1 where that is 0 and a configuration is broken.
[[nodiscard]] int exitCodeOf(const DatabaseChoice &choice, int ofTheWork);

} // namespace lockkeeper::cli
