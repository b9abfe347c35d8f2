#include "ui/contention/TimeSteps.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {
constexpr std::int64_t shortestStep = 1'000'000; // times are told and exported to the millisecond
// A Timeline puts what it has folded into whole columns: asked for in parts of a step, an edge is
// known better.
constexpr int partsOfAStep = 10;
constexpr int columnsBefore = 2'000;

std::int64_t stepFor(std::int64_t length)
{
    return std::max(shortestStep, tickStep((length + StepGrid::mostSteps - 1) / StepGrid::mostSteps));
}

// Whether the last checkpoint before `time` left something, because of a reader.
bool pinnedAt(const events::Timeline &timeline, events::DatabaseId database, std::int64_t time)
{
    const std::int64_t begin = timeline.extent().value_or(events::Range{}).from;
    if (begin >= time)
        return false;
    const std::vector<events::WalColumn> columns = timeline.wal(database, {begin, time}, columnsBefore);
    const auto last = std::find_if(columns.rbegin(), columns.rend(),
                                   [](const events::WalColumn &column) { return column.checkpoints > 0; });
    return last != columns.rend() && last->pinned;
}
} // namespace

int StepGrid::count() const
{
    return stepNs > 0 && to > from ? static_cast<int>((to - from + stepNs - 1) / stepNs) : 0;
}

events::Range StepGrid::step(int number) const
{
    const std::int64_t begin = from + number * stepNs;
    return {begin, std::min(begin + stepNs, to)};
}

StepGrid stepsWithin(events::Range range)
{
    if (range.length() <= 0)
        return {};
    return {.from = range.from, .to = range.to, .stepNs = stepFor(range.length())};
}

StepGrid roundSteps(events::Range range, std::int64_t length, const WallClock &clock)
{
    if (range.length() <= 0)
        return {};
    const std::int64_t step = stepFor(std::max(length, range.length()));
    return {.from = roundBefore(range.from, step, clock), .to = range.to, .stepNs = step};
}

bool DatabaseStep::operator==(const DatabaseStep &other) const
{
    return database == other.database && sums.waits == other.sums.waits &&
           sums.waitedNs == other.sums.waitedNs && sums.commits == other.sums.commits &&
           sums.rows == other.sums.rows && walBytes == other.walBytes && checkpoints == other.checkpoints &&
           pinned == other.pinned;
}

events::RateColumn TimeStep::sums() const
{
    events::RateColumn all;
    for (const DatabaseStep &one : databases) {
        all.waits += one.sums.waits;
        all.waitedNs += one.sums.waitedNs;
        all.commits += one.sums.commits;
        all.rows += one.sums.rows;
    }
    return all;
}

double TimeStep::aSecond(std::int64_t amount) const
{
    return time.length() > 0 ? static_cast<double>(amount) * 1e9 / static_cast<double>(time.length()) : 0;
}

std::int64_t TimeStep::walBytes() const
{
    std::int64_t all = -1;
    for (const DatabaseStep &one : databases) {
        if (one.walBytes >= 0)
            all = std::max<std::int64_t>(all, 0) + one.walBytes;
    }
    return all;
}

int TimeStep::checkpoints() const
{
    int all = 0;
    for (const DatabaseStep &one : databases)
        all += one.checkpoints;
    return all;
}

std::vector<events::DatabaseId> TimeStep::pinned() const
{
    std::vector<events::DatabaseId> all;
    for (const DatabaseStep &one : databases) {
        if (one.pinned)
            all.push_back(one.database);
    }
    return all;
}

std::vector<DatabaseStep> databaseSteps(const events::Timeline &timeline, events::DatabaseId database,
                                        const StepGrid &grid)
{
    std::vector<DatabaseStep> steps(static_cast<std::size_t>(grid.count()),
                                    {.database = database, .sums = {}});
    if (steps.empty())
        return steps;
    bool pinned = pinnedAt(timeline, database, grid.from);
    const auto ask = [&](events::Range range, std::size_t first, int count) {
        const std::vector<events::RateColumn> rates = timeline.rates(database, range, count * partsOfAStep);
        const std::vector<events::WalColumn> wal = timeline.wal(database, range, count * partsOfAStep);
        for (std::size_t i = 0; i < rates.size(); ++i) {
            DatabaseStep &step = steps[first + i / partsOfAStep];
            step.sums.waits += rates[i].waits;
            step.sums.waitedNs += rates[i].waitedNs;
            step.sums.commits += rates[i].commits;
            step.sums.rows += rates[i].rows;
            step.walBytes = std::max(step.walBytes, wal[i].bytes);
            step.checkpoints += wal[i].checkpoints;
            // From a checkpoint that a reader was in the way of to the next one that got all.
            if (wal[i].checkpoints > 0)
                pinned = wal[i].pinned;
            step.pinned = step.pinned || pinned;
        }
    };
    const auto whole = static_cast<int>((grid.to - grid.from) / grid.stepNs);
    const std::int64_t rest = grid.from + whole * grid.stepNs;
    if (whole > 0)
        ask({grid.from, rest}, 0, whole);
    if (rest < grid.to)
        ask({rest, grid.to}, static_cast<std::size_t>(whole), 1);
    return steps;
}

} // namespace lockkeeper::ui
