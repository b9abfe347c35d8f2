// Incidents, sources and steps of time as files: CSV by RFC 4180 with a header line, JSON as the command line
// writes it (names with underscores, times in UTC, milliseconds). Pure.
#pragma once

#include "events/Views.h"
#include "ui/contention/LockNames.h"
#include "ui/contention/SourceModel.h"
#include "ui/contention/TimeSteps.h"
#include "ui/contention/TimeTicks.h"

#include <QByteArray>

#include <vector>

namespace lockkeeper::ui {

enum class ExportFormat { Csv, Json };

[[nodiscard]] QByteArray exported(const std::vector<events::Incident> &incidents, const LockNames &names,
                                  const WallClock &clock, ExportFormat format);
[[nodiscard]] QByteArray exported(const std::vector<SourceFigures> &sources, const LockNames &names,
                                  events::Range range, const WallClock &clock, ExportFormat format);

// A row a step and community.
[[nodiscard]] QByteArray exported(const std::vector<TimeStep> &steps, const LockNames &names,
                                  const WallClock &clock, ExportFormat format);

} // namespace lockkeeper::ui
