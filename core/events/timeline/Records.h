// Single things that happened, as they are kept.
#pragma once

#include "events/Directory.h"
#include "events/Event.h"
#include "events/Views.h"
#include "events/timeline/Ranges.h"

#include <cstdint>
#include <vector>

namespace lockkeeper::events {

struct HoldVictim
{
    JobId job = 0;
    std::int64_t waitedNs = 0; // within the hold
};

// The write lock was had, by a job or by another process.
struct Hold
{
    Range time;
    JobId job = 0; // 0: another process
    LaneId lane = 0;
    std::int64_t value = 0; // rows; of another process its pid
    std::int64_t causedNs = 0;
    std::int64_t longestWaitNs = 0;
    std::vector<HoldVictim> victims = {};
    RangeSet blocked = {}; // when somebody waited
};

// The write lock was waited for.
struct Wait
{
    Range time;
    JobId job = 0;
    LaneId lane = 0;
    Activity activity = Activity::Queued;
    std::int64_t value = 0; // tries; of a wait in line forOpening or 0
};

// Everything else.
struct Record
{
    Range time;
    JobId job = 0;
    LaneId lane = 0;
    Kind kind = Kind::Ended;
    Activity activity = Activity::Idle;
    std::int64_t value = 0;
};

} // namespace lockkeeper::events
