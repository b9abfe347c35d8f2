// Lines for the log, made of what the engine and the catalog tell. Pure.
#pragma once

#include "sync/Catalog.h"
#include "sync/Snapshot.h"
#include "ui/dashboard/LogModel.h"

#include <QList>

namespace lockkeeper::ui {

[[nodiscard]] LogEntry logStarted(const sync::JobKey &key, const QDateTime &now);
[[nodiscard]] QList<LogEntry> logEnded(const sync::JobSnapshot &job,
                                       const QDateTime &now); // its notices, too
[[nodiscard]] LogEntry logRunEnded(const sync::RunSnapshot &run, const QDateTime &now);
[[nodiscard]] QList<LogEntry> logCatalog(const sync::Catalog &catalog,
                                         const QDateTime &now); // what is wrong in it
[[nodiscard]] LogEntry logError(const Error &error, const QDateTime &now);

} // namespace lockkeeper::ui
