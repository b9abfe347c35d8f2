// Lines for the log, made of what the engine and the catalog tell. Pure.
#pragma once

#include "sync/Catalog.h"
#include "sync/Snapshot.h"
#include "ui/dashboard/LogModel.h"

#include <QList>

namespace lockkeeper::ui {

[[nodiscard]] LogEntry logStarted(const sync::JobKey &key, const QDateTime &now);
// Its notices, too. `told`: the log has this run's reason already, from another job of the same host; it is
// not repeated.
[[nodiscard]] QList<LogEntry> logEnded(const sync::JobSnapshot &job, bool told, const QDateTime &now);
// With a line for each reason that several jobs share.
[[nodiscard]] QList<LogEntry> logRunEnded(const sync::RunSnapshot &run, const QDateTime &now);
[[nodiscard]] QList<LogEntry> logCatalog(const sync::Catalog &catalog,
                                         const QDateTime &now); // what is wrong in it
[[nodiscard]] LogEntry logError(const Error &error, const QDateTime &now);

} // namespace lockkeeper::ui
