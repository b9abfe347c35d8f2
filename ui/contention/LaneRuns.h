// Columns of a lane gathered into runs of the same state, which is what gets painted: one rectangle a run,
// however many events are behind it. Pure.
#pragma once

#include "events/Views.h"

#include <cstdint>
#include <vector>

namespace lockkeeper::ui {

// Columns [begin, end).
struct Run
{
    int begin = 0;
    int end = 0;
    events::Activity activity = events::Activity::Idle;

    friend bool operator==(const Run &, const Run &) = default;
};

struct LaneRuns
{
    std::vector<Run> work;  // what is no wait, idle ones left out
    std::vector<Run> waits; // painted over it; each at least as wide as asked for
};

[[nodiscard]] bool isWait(events::Activity activity);

// `leastWait`: in columns.
[[nodiscard]] LaneRuns runsOf(const std::vector<events::Column> &columns, int leastWait);

struct OwnerRun
{
    int begin = 0;
    int end = 0;
    events::LaneId lane = 0;
    bool blocking = false; // others waited in each of its columns

    friend bool operator==(const OwnerRun &, const OwnerRun &) = default;
};
[[nodiscard]] std::vector<OwnerRun> ownerRuns(const std::vector<events::OwnerColumn> &columns);

} // namespace lockkeeper::ui
