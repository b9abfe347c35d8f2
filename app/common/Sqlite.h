// The SQLite this program runs on.
#pragma once

#include "base/Result.h"

#include <QString>

namespace lockkeeper::app {

[[nodiscard]] QString sqliteVersion(); // "3.40.1"

// Our busy handler is installed on the handle Qt's driver opened, so both must be one library: this asks the
// driver for its version and source id and compares. Needs a QCoreApplication (plugins). Errors: internal.
[[nodiscard]] Result<void> checkSqlite();

} // namespace lockkeeper::app
