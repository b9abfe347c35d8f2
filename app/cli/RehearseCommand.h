// `health --rehearse`: what WAL would buy each community's database.
#pragma once

#include "cli/Arguments.h"
#include "cli/JsonText.h"
#include "health/Rehearsal.h"

#include <QString>

namespace lockkeeper::cli {

// {"community","path","journal_mode",…,"regimes":[…]}, or {"community","path","error":{…}}
[[nodiscard]] JsonText rehearsalObject(const QString &community, const QString &path,
                                       const Result<health::RehearsalReport> &report);
// The one object of `health --rehearse --json`.
[[nodiscard]] JsonText rehearsalsObject(const health::RehearsalOptions &options, const QString &sqliteVersion,
                                        const QList<JsonText> &communities);

// One line for a terminal: a bar, the share that is done, what is being done.
[[nodiscard]] QString progressLine(const QString &community, const health::RehearsalProgress &progress,
                                   int columns, bool unicode);

// Returns the exit code: 1 where a database could not be rehearsed.
[[nodiscard]] int runRehearsal(const Arguments &arguments);

} // namespace lockkeeper::cli
