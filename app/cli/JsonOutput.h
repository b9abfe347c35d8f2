// The lines of `sync --json`: names and meanings are an interface that scripts rely on.
#pragma once

#include "cli/JsonText.h"
#include "sync/Snapshot.h"

#include <QString>

namespace lockkeeper::cli {

// A job that has ended. "total" is null where the remote doesn't tell, and where the job ended before it knew
// more than the number of pages; "error" is there when it failed.
[[nodiscard]] JsonText jobEvent(const sync::JobSnapshot &job);

[[nodiscard]] JsonText summaryEvent(const sync::RunSnapshot &run, const QString &sqliteVersion);

// {"kind","text","url","hint"}
[[nodiscard]] JsonText errorObject(const Error &error);

} // namespace lockkeeper::cli
