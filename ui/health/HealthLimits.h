// Why a task cannot be done for a database now. Pure.
#pragma once

#include "ui/health/HealthTasks.h"

#include <QString>

namespace lockkeeper::ui {

// As a sentence; empty: it can be done.
[[nodiscard]] QString hindrance(HealthTask task, const DatabaseRow &row);

} // namespace lockkeeper::ui
