#include "events/timeline/Tracks.h"

#include <algorithm>

namespace lockkeeper::events {

namespace {
// Of one event on one level: a wait of hours for a limit must not fill the memory with 10 ms columns.
constexpr std::int64_t mostCells = 1 << 18;
} // namespace

Tracks::Tracks(Directory &directory, Timeline::Limits limits)
    : m_directory(directory)
    , m_limits(limits)
{
    m_kept.fill(std::numeric_limits<std::int64_t>::min());
}

LaneId Tracks::laneOf(JobId job) const
{
    return job < m_names.jobs.size() ? m_names.jobs[job].lane : LaneId{0};
}

const DatabaseTrack *Tracks::find(DatabaseId database) const
{
    return database < m_tracks.size() ? m_tracks[database].get() : nullptr;
}

const DatabaseTrack *Tracks::ofLane(LaneId lane) const
{
    return lane < m_names.lanes.size() ? find(m_names.lanes[lane].database) : nullptr;
}

DatabaseTrack *Tracks::track(DatabaseId database)
{
    if (database >= m_names.databases.size())
        m_names = m_directory.names();
    if (database == 0 || database >= m_names.databases.size())
        return nullptr;
    if (database >= m_tracks.size())
        m_tracks.resize(database + std::size_t{1});
    std::unique_ptr<DatabaseTrack> &track = m_tracks[database];
    if (!track) {
        const auto others = std::ranges::find_if(m_names.lanes, [&](const LaneName &lane) {
            return lane.database == database && lane.kind.empty();
        });
        const auto lane =
            static_cast<LaneId>(others == m_names.lanes.end() ? 0 : others - m_names.lanes.begin());
        track = std::make_unique<DatabaseTrack>(database, lane);
    }
    return track.get();
}

void Tracks::add(const Event &event)
{
    DatabaseTrack *known = track(event.database);
    if (known == nullptr)
        return;
    Event whole = event;
    whole.duration = std::max<std::int64_t>(0, event.duration);
    const std::int64_t begin = whole.at - whole.duration;
    m_first = m_any ? std::min(m_first, begin) : begin;
    m_newest = m_any ? std::max(m_newest, whole.at) : whole.at;
    m_any = true;
    for (std::size_t level = 0; level < levelCount; ++level) {
        if (whole.duration / levelNs[level] > mostCells)
            dropBefore(level, whole.at - mostCells * levelNs[level]);
    }
    if (whole.job >= m_names.jobs.size())
        m_names = m_directory.names();
    const LaneId lane = whole.job == 0 ? known->contention().others() : laneOf(whole.job);
    if (lane != 0)
        known->add(whole, lane, m_kept);
}

std::size_t Tracks::spans() const
{
    std::size_t sum = 0;
    forEach(0, [&](const DatabaseTrack &one) { sum += one.spans(); });
    return sum;
}

std::size_t Tracks::spanBytes() const
{
    std::size_t sum = 0;
    forEach(0, [&](const DatabaseTrack &one) { sum += one.spanBytes(); });
    return sum;
}

std::size_t Tracks::levelBytes(std::size_t level) const
{
    std::size_t sum = 0;
    forEach(0, [&](const DatabaseTrack &one) { sum += one.levelBytes(level); });
    return sum;
}

std::size_t Tracks::bytes() const
{
    std::size_t sum = spanBytes();
    for (std::size_t level = 0; level < levelCount; ++level)
        sum += levelBytes(level);
    return sum;
}

std::optional<Range> Tracks::extent() const
{
    if (!m_any)
        return std::nullopt;
    return Range{std::max(m_first, m_kept.back()), m_newest + 1};
}

// The oldest chunk of all databases'.
bool Tracks::dropSpans()
{
    DatabaseTrack *oldest = nullptr;
    for (const std::unique_ptr<DatabaseTrack> &one : m_tracks) {
        if (one && one->oldestSpans() && (oldest == nullptr || *one->oldestSpans() < *oldest->oldestSpans()))
            oldest = one.get();
    }
    if (oldest == nullptr)
        return false;
    m_spansFrom = std::max(m_spansFrom, *oldest->oldestSpans());
    oldest->dropOldestSpans();
    return true;
}

// An eighth of the time that a level goes back, but a block at least: those go as a whole.
bool Tracks::dropFrom(std::size_t level)
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
    dropBefore(level, *oldest + std::max(block, (m_newest - *oldest) / 8));
    return true;
}

void Tracks::dropBefore(std::size_t level, std::int64_t time)
{
    const std::int64_t coarsest = levelNs.back();
    m_kept[level] = std::max(m_kept[level], floorDiv(time + coarsest - 1, coarsest) * coarsest);
    for (const std::unique_ptr<DatabaseTrack> &one : m_tracks) {
        if (one)
            one->dropBefore(level, m_kept[level]);
    }
}

void Tracks::shrink()
{
    while (spans() > m_limits.spans && dropSpans()) {
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
        if (sum <= m_limits.bytes || !(largest == levelCount ? dropSpans() : dropFrom(largest)))
            return;
    }
}

} // namespace lockkeeper::events
