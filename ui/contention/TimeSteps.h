// What is painted over time, in rows: a stretch of time cut into steps, and in each of them the rates and the
// WAL of each database. Pure; nanoseconds of events::Clock.
#pragma once

#include "events/Timeline.h"
#include "ui/contention/TimeTicks.h"

#include <cstdint>
#include <vector>

namespace lockkeeper::ui {

// Steps of one round length, but for the last one, which ends where the stretch does.
struct StepGrid
{
    static constexpr int mostSteps = 60; // and at most one more of a stretch that begins between two

    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t stepNs = 0; // at least a millisecond; 0: no steps

    [[nodiscard]] int count() const;
    [[nodiscard]] events::Range step(int number) const;
};
// From exactly where `range` begins.
[[nodiscard]] StepGrid stepsWithin(events::Range range);
// From the round time of the wall's clock before that, so that steps stay the same ones while a picture
// follows; as long as fits into `length`, which is that of the whole picture.
[[nodiscard]] StepGrid roundSteps(events::Range range, std::int64_t length, const WallClock &clock);

// One database in one step.
struct DatabaseStep
{
    events::DatabaseId database = 0;
    events::RateColumn sums;    // within the step
    std::int64_t walBytes = -1; // the largest; -1: not known
    int checkpoints = 0;
    bool pinned = false; // for some of it a reader kept the WAL from being emptied

    [[nodiscard]] bool operator==(const DatabaseStep &other) const;
};

struct TimeStep
{
    events::Range time;
    std::vector<DatabaseStep> databases;

    [[nodiscard]] events::RateColumn sums() const;
    [[nodiscard]] double aSecond(std::int64_t amount) const;
    [[nodiscard]] std::int64_t walBytes() const; // of all together; -1: of none is it known
    [[nodiscard]] int checkpoints() const;
    [[nodiscard]] std::vector<events::DatabaseId> pinned() const;
};

// A row a step of `grid`, in the order of time.
[[nodiscard]] std::vector<DatabaseStep> databaseSteps(const events::Timeline &timeline,
                                                      events::DatabaseId database, const StepGrid &grid);

} // namespace lockkeeper::ui
