// How the work that writes into a database begins: not at all in one that is known to be damaged.
#pragma once

#include "health/Maintenance.h"
#include "health/Sizes.h"
#include "store/WorkHandle.h"

#include <QString>

#include <memory>
#include <stop_token>

namespace lockkeeper::health {

using OpenedWork = Result<std::unique_ptr<store::WorkHandle>>;

// Errors: corrupt (it is known to be damaged, or SQLite says so), and as WorkHandle::open().
[[nodiscard]] OpenedWork openForWork(const MaintenanceOptions &options, const std::stop_token &stop);
// As the options' listener for waits wants it; null where there is none.
[[nodiscard]] store::BusyHandler::Listener waitListener(const MaintenanceOptions &options);

// Who writes to or reads from the file now, as people name a process; empty where the system does not tell.
[[nodiscard]] QString holderOf(const QString &file);

// Brings what `work` has written into the file, where nobody is in the way, and tells what came of it all.
[[nodiscard]] SizeReport settle(store::WorkHandle &work, const SizeWatch &watch);

} // namespace lockkeeper::health
