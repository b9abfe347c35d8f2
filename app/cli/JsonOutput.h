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

// A job without "event".
[[nodiscard]] JsonText jobObject(const sync::JobSnapshot &job);

// What a run came to: from "jobs" to "lock_errors".
struct RunFigures
{
    int done = 0;
    int failed = 0;
    int cancelled = 0;
    int skipped = 0;
    sync::Counts counts;
    sync::Costs costs;
    qint64 lockErrors = 0;
};
void addFigures(JsonText &line, const RunFigures &figures);

[[nodiscard]] QList<JsonText> databaseList(const QList<sync::DatabaseSnapshot> &databases);

// {"kind","text","url","hint"}
[[nodiscard]] JsonText errorObject(const Error &error);

} // namespace lockkeeper::cli
