// Where the items of a database come from: its repositories, forums, lists and providers. Blocks; on one
// thread, not the window's. Opens the database to read, and lets it go.
#pragma once

#include "base/Result.h"
#include "inspect/ContentTable.h"

#include <QStringList>

#include <stop_token>

namespace lockkeeper::inspect {

// As they are stored, sorted, each once. Errors: cancelled, and as store::Reading.
[[nodiscard]] Result<QStringList> originsIn(const Place &place, const std::stop_token &stop);

} // namespace lockkeeper::inspect
