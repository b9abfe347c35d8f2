// The costliest incidents of a stretch of time, as the monitor tells them, with names and times of the clock
// on the wall.
#pragma once

#include "history/Record.h"

#include <QDateTime>
#include <QList>

namespace lockkeeper::events {
class Monitor;
}

namespace lockkeeper::history {

// A wait shorter than this is nobody's trouble.
inline constexpr std::int64_t shortestWaitNs = 5'000'000;

// keptIncidents at most, the costliest first. Any thread; waits a moment for the monitor, so not the GUI's.
[[nodiscard]] QList<IncidentRecord> incidentsBetween(events::Monitor &monitor, const QDateTime &from,
                                                     const QDateTime &to);

} // namespace lockkeeper::history
