// What can be asked of one database: single spans, waits, incidents, figures.
#pragma once

#include "events/timeline/DatabaseTrack.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace lockkeeper::events {

using LaneOf = std::function<LaneId(JobId)>;

// In the order of beginning, the first `atMost`. `lane` 0: all.
[[nodiscard]] std::vector<Span> spansOf(const DatabaseTrack &track, LaneId lane, Range range,
                                        std::size_t atMost, std::int64_t now);
[[nodiscard]] LockNow lockNowOf(const DatabaseTrack &track, std::int64_t now);
// The waits that begin next after and last before `time`; one under way counts up to `now`.
[[nodiscard]] std::optional<Span> nextWaitOf(const DatabaseTrack &track, std::int64_t time, std::int64_t now);
[[nodiscard]] std::optional<Span> previousWaitOf(const DatabaseTrack &track, std::int64_t time,
                                                 std::int64_t now);

// A hold that made others wait. There may be a hundred thousand, of which few are told of: those become
// incidents.
struct CostlyHold
{
    DatabaseId database = 0;
    const Hold *hold = nullptr; // as long as nothing is added
};
// Adds those of `track`, in no order.
void findCostlyHolds(const DatabaseTrack &track, Range range, std::int64_t threshold,
                     std::vector<CostlyHold> &into);
[[nodiscard]] Incident incidentOf(const CostlyHold &costly, const LaneOf &laneOf);

// Adds what ended in `range`. `lane` 0: all, without the holds of other processes.
void countStatistics(const DatabaseTrack &track, LaneId lane, Range range, Statistics &into);

} // namespace lockkeeper::events
