// The costliest incidents of a run, as the monitor tells them, with names and times of the clock on the wall.
#pragma once

#include "history/Record.h"

#include <QList>

namespace lockkeeper::events {
class Monitor;
}

namespace lockkeeper::history {

// A wait shorter than this is nobody's trouble.
inline constexpr std::int64_t shortestWaitNs = 5'000'000;

// keptIncidents at most, the costliest first, of a run that has ended. Their times follow from the run's
// start and the monitor's clock, so that none is out of order if the clock on the wall was set meanwhile. Any
// thread; waits a moment for the monitor, so not the GUI's.
[[nodiscard]] QList<IncidentRecord> incidentsOf(const sync::RunSnapshot &run, events::Monitor &monitor);

} // namespace lockkeeper::history
