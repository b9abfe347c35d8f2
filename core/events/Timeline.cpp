#include "events/Timeline.h"

#include "events/timeline/Questions.h"
#include "events/timeline/Tracks.h"

#include <algorithm>
#include <tuple>

namespace lockkeeper::events {

namespace {
constexpr std::int64_t exactBelow = levelNs[1]; // columns as wide are never made from single spans
} // namespace

class Timeline::Private
{
public:
    Private(Directory &directory, Limits limits)
        : tracks(directory, limits)
    {
    }

    [[nodiscard]] bool exact(const Grid &grid) const;
    [[nodiscard]] Painter::Painted paint(LaneId lane, Range range, int count, std::int64_t now) const;

    Tracks tracks;
};

Timeline::Timeline(Directory &directory, Limits limits)
    : d(std::make_unique<Private>(directory, limits))
{
}

Timeline::Timeline(Directory &directory)
    : Timeline(directory, Limits{})
{
}

Timeline::~Timeline() = default;

void Timeline::add(const std::vector<Event> &events)
{
    for (const Event &event : events)
        d->tracks.add(event);
    d->tracks.shrink();
}

std::optional<Range> Timeline::extent() const
{
    return d->tracks.extent();
}

std::vector<LaneId> Timeline::lanes(DatabaseId database) const
{
    std::vector<LaneId> result;
    d->tracks.forEach(database, [&](const DatabaseTrack &one) {
        const std::vector<LaneId> lanes = one.lanes();
        result.insert(result.end(), lanes.begin(), lanes.end());
    });
    return result;
}

// Single spans show more than folded columns where a column is short, or where the fine levels are gone.
bool Timeline::Private::exact(const Grid &grid) const
{
    if (grid.range().from <= tracks.spansFrom())
        return false;
    const std::int64_t width = grid.width();
    return width < levelNs[0] || (width < exactBelow && grid.range().from < tracks.kept()[levelFor(width)]);
}

Painter::Painted Timeline::Private::paint(LaneId lane, Range range, int count, std::int64_t now) const
{
    const Grid grid(range, count);
    const DatabaseTrack *known = tracks.ofLane(lane);
    if (known == nullptr)
        return Painter(grid).finish();
    return known->columns(lane, grid, now, tracks.kept(), exact(grid));
}

std::vector<Column> Timeline::columns(LaneId lane, Range range, int count, std::int64_t now) const
{
    return d->paint(lane, range, count, now).columns;
}

std::vector<OwnerColumn> Timeline::owners(DatabaseId database, Range range, int count, std::int64_t now) const
{
    std::vector<OwnerColumn> result(Grid(range, count).count());
    std::vector<std::int64_t> longest(result.size());
    for (const LaneId lane : lanes(database)) {
        const std::vector<Column> columns = this->columns(lane, range, count, now);
        for (std::size_t i = 0; i < result.size(); ++i) {
            const std::int64_t blocking = columns[i].ns[static_cast<std::size_t>(Activity::Blocking)];
            const std::int64_t held = blocking + columns[i].ns[static_cast<std::size_t>(Activity::Holding)];
            result[i].heldNs += held;
            result[i].blockingNs += blocking;
            if (held > longest[i]) {
                longest[i] = held;
                result[i].lane = lane;
            }
        }
    }
    return result;
}

std::vector<WalColumn> Timeline::wal(DatabaseId database, Range range, int count) const
{
    const Grid grid(range, count);
    std::vector<WalColumn> result(grid.count());
    d->tracks.forEach(database, [&](const DatabaseTrack &one) {
        const std::vector<WalColumn> columns = one.wal().columns(grid, d->tracks.kept());
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i].bytes = std::max(result[i].bytes, columns[i].bytes);
            result[i].checkpoints =
                static_cast<std::uint16_t>(result[i].checkpoints + columns[i].checkpoints);
            result[i].pinned = result[i].pinned || columns[i].pinned;
        }
    });
    return result;
}

std::vector<RateColumn> Timeline::rates(DatabaseId database, Range range, int count) const
{
    std::vector<RateColumn> result(Grid(range, count).count());
    for (const LaneId lane : lanes(database)) {
        const Painter::Painted painted = d->paint(lane, range, count, d->tracks.newest());
        for (std::size_t i = 0; i < result.size(); ++i) {
            const Column &column = painted.columns[i];
            result[i].waits += column.waits;
            result[i].waitedNs += column.ns[static_cast<std::size_t>(Activity::Queued)] +
                                  column.ns[static_cast<std::size_t>(Activity::Busy)];
            result[i].commits += column.commits;
            result[i].rows += painted.rows[i];
        }
    }
    return result;
}

LockNow Timeline::lockNow(DatabaseId database, std::int64_t now) const
{
    const DatabaseTrack *known = d->tracks.find(database);
    return known != nullptr ? lockNowOf(*known, now)
                            : LockNow{.database = database, .holder = {}, .queue = {}};
}

std::vector<Span> Timeline::spans(DatabaseId database, LaneId lane, Range range, std::size_t atMost,
                                  std::int64_t now) const
{
    std::vector<Span> result;
    d->tracks.forEach(database, [&](const DatabaseTrack &one) {
        const std::vector<Span> spans = spansOf(one, lane, range, atMost, now);
        result.insert(result.end(), spans.begin(), spans.end());
    });
    std::ranges::stable_sort(result, {}, [](const Span &span) { return span.time.from; });
    result.resize(std::min(result.size(), atMost));
    return result;
}

std::optional<Span> Timeline::nextWait(DatabaseId database, std::int64_t time) const
{
    std::optional<Span> best;
    d->tracks.forEach(database, [&](const DatabaseTrack &one) {
        const std::optional<Span> wait = nextWaitOf(one, time, d->tracks.newest());
        if (wait && (!best || wait->time.from < best->time.from))
            best = wait;
    });
    return best;
}

std::optional<Span> Timeline::previousWait(DatabaseId database, std::int64_t time) const
{
    std::optional<Span> best;
    d->tracks.forEach(database, [&](const DatabaseTrack &one) {
        const std::optional<Span> wait = previousWaitOf(one, time, d->tracks.newest());
        if (wait && (!best || wait->time.from > best->time.from))
            best = wait;
    });
    return best;
}

std::vector<Incident> Timeline::incidents(DatabaseId database, Range range, std::int64_t threshold,
                                          std::size_t atMost) const
{
    std::vector<CostlyHold> found;
    d->tracks.forEach(database,
                      [&](const DatabaseTrack &one) { findCostlyHolds(one, range, threshold, found); });
    const auto costlier = [](const CostlyHold &one, const CostlyHold &other) {
        const auto rank = [](const CostlyHold &costly) { // as costly: the earlier one
            return std::tuple(-costly.hold->causedNs, costly.hold->time.from, costly.database);
        };
        return rank(one) < rank(other);
    };
    const std::size_t told = std::min(found.size(), atMost);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(told), found.end(),
                      costlier);
    std::vector<Incident> result;
    result.reserve(told);
    for (std::size_t i = 0; i < told; ++i)
        result.push_back(incidentOf(found[i], [this](JobId job) { return d->tracks.laneOf(job); }));
    return result;
}

Statistics Timeline::statistics(DatabaseId database, LaneId lane, Range range) const
{
    Statistics result;
    d->tracks.forEach(database, [&](const DatabaseTrack &one) { countStatistics(one, lane, range, result); });
    return result;
}

std::size_t Timeline::bytesUsed() const
{
    return d->tracks.bytes();
}

std::size_t Timeline::spansKept() const
{
    return d->tracks.spans();
}

} // namespace lockkeeper::events
