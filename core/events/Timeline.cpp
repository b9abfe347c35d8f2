#include "events/Timeline.h"

#include "events/timeline/DatabaseTrack.h"
#include "events/timeline/Questions.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lockkeeper::events {

namespace {
constexpr std::int64_t exactBelow = levelNs[1]; // columns as wide are never made from single spans
// Of one event on one level: a wait of hours for a limit must not fill the memory with 10 ms columns.
constexpr std::int64_t mostCells = 1 << 18;
} // namespace

class Timeline::Private
{
public:
    Private(Directory &all, Limits most)
        : directory(all)
        , limits(most)
    {
    }

    [[nodiscard]] LaneId laneOf(JobId job);
    [[nodiscard]] DatabaseTrack *track(DatabaseId database);
    void add(const Event &event);

    // Calls `use(track)` for one database, or for all.
    template <typename Use>
    void forEach(DatabaseId database, Use use) const
    {
        for (const std::unique_ptr<DatabaseTrack> &one : tracks) {
            if (one && (database == 0 || one->id() == database))
                use(*one);
        }
    }
    [[nodiscard]] const DatabaseTrack *trackOfLane(LaneId lane) const;
    [[nodiscard]] bool exact(const Grid &grid) const;
    [[nodiscard]] Painter::Painted paint(LaneId lane, Range range, int count, std::int64_t now) const;

    void shrink();
    [[nodiscard]] std::size_t spans() const;
    [[nodiscard]] std::size_t spanBytes() const;
    [[nodiscard]] std::size_t levelBytes(std::size_t level) const;
    bool dropSpans();
    bool dropFrom(std::size_t level);
    void dropBefore(std::size_t level, std::int64_t time);

    Directory &directory;
    Limits limits;
    Names names;                                        // a copy, renewed when an unknown number turns up
    std::vector<std::unique_ptr<DatabaseTrack>> tracks; // by number
    KeptFrom kept{};
    std::int64_t spansFrom =
        std::numeric_limits<std::int64_t>::min(); // single ones that ended later are there
    std::int64_t first = 0;
    std::int64_t newest = 0;
    bool any = false;
};

Timeline::Timeline(Directory &directory, Limits limits)
    : d(std::make_unique<Private>(directory, limits))
{
    d->kept.fill(std::numeric_limits<std::int64_t>::min());
}

Timeline::Timeline(Directory &directory)
    : Timeline(directory, Limits{})
{
}

Timeline::~Timeline() = default;

LaneId Timeline::Private::laneOf(JobId job)
{
    if (job >= names.jobs.size())
        names = directory.names();
    return job < names.jobs.size() ? names.jobs[job].lane : LaneId{0};
}

DatabaseTrack *Timeline::Private::track(DatabaseId database)
{
    if (database >= names.databases.size())
        names = directory.names();
    if (database == 0 || database >= names.databases.size())
        return nullptr;
    if (database >= tracks.size())
        tracks.resize(database + std::size_t{1});
    std::unique_ptr<DatabaseTrack> &track = tracks[database];
    if (!track) {
        const auto others = std::ranges::find_if(names.lanes, [&](const LaneName &lane) {
            return lane.database == database && lane.kind.empty();
        });
        const auto lane = static_cast<LaneId>(others == names.lanes.end() ? 0 : others - names.lanes.begin());
        track = std::make_unique<DatabaseTrack>(database, lane);
    }
    return track.get();
}

void Timeline::Private::add(const Event &event)
{
    DatabaseTrack *known = track(event.database);
    if (known == nullptr)
        return;
    Event whole = event;
    whole.duration = std::max<std::int64_t>(0, event.duration);
    const std::int64_t begin = whole.at - whole.duration;
    first = any ? std::min(first, begin) : begin;
    newest = any ? std::max(newest, whole.at) : whole.at;
    any = true;
    for (std::size_t level = 0; level < levelCount; ++level) {
        if (whole.duration / levelNs[level] > mostCells)
            dropBefore(level, whole.at - mostCells * levelNs[level]);
    }
    const LaneId lane = whole.job == 0 ? known->contention().others() : laneOf(whole.job);
    known->add(whole, lane, kept);
}

void Timeline::add(const std::vector<Event> &events)
{
    for (const Event &event : events)
        d->add(event);
    d->shrink();
}

std::size_t Timeline::Private::spans() const
{
    std::size_t sum = 0;
    forEach(0, [&](const DatabaseTrack &one) { sum += one.spans(); });
    return sum;
}

std::size_t Timeline::Private::spanBytes() const
{
    std::size_t sum = 0;
    forEach(0, [&](const DatabaseTrack &one) { sum += one.spanBytes(); });
    return sum;
}

std::size_t Timeline::Private::levelBytes(std::size_t level) const
{
    std::size_t sum = 0;
    forEach(0, [&](const DatabaseTrack &one) { sum += one.levelBytes(level); });
    return sum;
}

// The oldest chunk of all databases'.
bool Timeline::Private::dropSpans()
{
    DatabaseTrack *oldest = nullptr;
    for (const std::unique_ptr<DatabaseTrack> &one : tracks) {
        if (one && one->oldestSpans() && (oldest == nullptr || *one->oldestSpans() < *oldest->oldestSpans()))
            oldest = one.get();
    }
    if (oldest == nullptr)
        return false;
    spansFrom = std::max(spansFrom, *oldest->oldestSpans());
    oldest->dropOldestSpans();
    return true;
}

// An eighth of the time that a level goes back, but a block at least: those go as a whole.
bool Timeline::Private::dropFrom(std::size_t level)
{
    std::optional<std::int64_t> oldest;
    forEach(0, [&](const DatabaseTrack &one) {
        const std::optional<std::int64_t> begin = one.oldestIn(level);
        if (begin && (!oldest || *begin < *oldest))
            oldest = begin;
    });
    if (!oldest)
        return false;
    const std::int64_t block = levelNs[level] * Series<int>::blockCells;
    dropBefore(level, *oldest + std::max(block, (newest - *oldest) / 8));
    return true;
}

void Timeline::Private::dropBefore(std::size_t level, std::int64_t time)
{
    const std::int64_t coarsest = levelNs.back();
    kept[level] = std::max(kept[level], floorDiv(time + coarsest - 1, coarsest) * coarsest);
    for (const std::unique_ptr<DatabaseTrack> &one : tracks) {
        if (one)
            one->dropBefore(level, kept[level]);
    }
}

// What takes most room gives first, so that a fine level goes back less far than a coarse one.
void Timeline::Private::shrink()
{
    while (spans() > limits.spans && dropSpans()) {
    }
    for (;;) {
        std::size_t sum = spanBytes();
        std::size_t largest = levelCount; // the single spans
        std::size_t most = sum;
        for (std::size_t level = 0; level < levelCount; ++level) {
            const std::size_t bytes = levelBytes(level);
            sum += bytes;
            if (bytes > most) {
                most = bytes;
                largest = level;
            }
        }
        if (sum <= limits.bytes || !(largest == levelCount ? dropSpans() : dropFrom(largest)))
            return;
    }
}

std::optional<Range> Timeline::extent() const
{
    if (!d->any)
        return std::nullopt;
    return Range{std::max(d->first, d->kept.back()), d->newest + 1};
}

std::vector<LaneId> Timeline::lanes(DatabaseId database) const
{
    std::vector<LaneId> result;
    d->forEach(database, [&](const DatabaseTrack &one) {
        const std::vector<LaneId> lanes = one.lanes();
        result.insert(result.end(), lanes.begin(), lanes.end());
    });
    return result;
}

const DatabaseTrack *Timeline::Private::trackOfLane(LaneId lane) const
{
    if (lane >= names.lanes.size())
        return nullptr;
    const DatabaseId database = names.lanes[lane].database;
    return database < tracks.size() ? tracks[database].get() : nullptr;
}

// Single spans show more than folded columns where a column is short, or where the fine levels are gone.
bool Timeline::Private::exact(const Grid &grid) const
{
    if (grid.range().from <= spansFrom)
        return false;
    const std::int64_t width = grid.width();
    return width < levelNs[0] || (width < exactBelow && grid.range().from < kept[levelFor(width)]);
}

Painter::Painted Timeline::Private::paint(LaneId lane, Range range, int count, std::int64_t now) const
{
    const Grid grid(range, count);
    const DatabaseTrack *known = trackOfLane(lane);
    if (known == nullptr)
        return Painter(grid).finish();
    return known->columns(lane, grid, now, kept, exact(grid));
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
    d->forEach(database, [&](const DatabaseTrack &one) {
        const std::vector<WalColumn> columns = one.wal().columns(grid, d->kept);
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
        const Painter::Painted painted = d->paint(lane, range, count, d->newest);
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
    const bool known = database < d->tracks.size() && d->tracks[database];
    return known ? lockNowOf(*d->tracks[database], now)
                 : LockNow{.database = database, .holder = {}, .queue = {}};
}

std::vector<Span> Timeline::spans(DatabaseId database, LaneId lane, Range range, std::size_t atMost,
                                  std::int64_t now) const
{
    std::vector<Span> result;
    d->forEach(database, [&](const DatabaseTrack &one) {
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
    d->forEach(database, [&](const DatabaseTrack &one) {
        const std::optional<Span> wait = nextWaitOf(one, time, d->newest);
        if (wait && (!best || wait->time.from < best->time.from))
            best = wait;
    });
    return best;
}

std::optional<Span> Timeline::previousWait(DatabaseId database, std::int64_t time) const
{
    std::optional<Span> best;
    d->forEach(database, [&](const DatabaseTrack &one) {
        const std::optional<Span> wait = previousWaitOf(one, time, d->newest);
        if (wait && (!best || wait->time.from > best->time.from))
            best = wait;
    });
    return best;
}

std::vector<Incident> Timeline::incidents(DatabaseId database, Range range, std::int64_t threshold,
                                          std::size_t atMost) const
{
    std::vector<Incident> result;
    const LaneOf laneOf = [this](JobId job) {
        return d->laneOf(job);
    };
    d->forEach(database,
               [&](const DatabaseTrack &one) { findIncidents(one, range, threshold, laneOf, result); });
    std::ranges::stable_sort(result, std::ranges::greater{}, &Incident::causedNs);
    result.resize(std::min(result.size(), atMost));
    return result;
}

Statistics Timeline::statistics(DatabaseId database, LaneId lane, Range range) const
{
    Statistics result;
    d->forEach(database, [&](const DatabaseTrack &one) { countStatistics(one, lane, range, result); });
    return result;
}

std::size_t Timeline::bytesUsed() const
{
    std::size_t sum = d->spanBytes();
    for (std::size_t level = 0; level < levelCount; ++level)
        sum += d->levelBytes(level);
    return sum;
}

std::size_t Timeline::spansKept() const
{
    return d->spans();
}

} // namespace lockkeeper::events
