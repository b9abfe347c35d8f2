#include "ui/contention/LockFrame.h"

#include "ui/contention/TimeTicks.h"

#include <algorithm>
#include <limits>

namespace lockkeeper::ui {

namespace {
constexpr std::int64_t settled = second; // what is older changes seldom: it is asked for again once a second
constexpr std::int64_t rateLength = second / 4;

template <typename Map, typename Key>
const auto &columnsIn(const Map &map, Key key)
{
    static const std::remove_cvref_t<decltype(map.begin()->second.columns())> none;
    const auto found = map.find(key);
    return found == map.end() ? none : found->second.columns();
}
} // namespace

int columnsOfRate(const TimeView &view)
{
    const std::int64_t forLength = (rateLength + view.columnNs() - 1) / view.columnNs();
    return static_cast<int>(std::clamp<std::int64_t>(forLength, 4, std::max(4, view.count() / 8)));
}

void LockFrame::update(const events::Monitor &monitor, const TimeView &view, const Wanted &wanted)
{
    // What is under way has grown; what was added is seldom older than a moment.
    const std::int64_t newest = wanted.now - (wanted.changed ? settled : view.columnNs());
    m_stale = m_stale || wanted.changed;
    if (m_stale && m_renewed > wanted.tracks.size() &&
        (wanted.now - m_wholeAt >= settled || wanted.now < m_wholeAt)) {
        m_wholeAt = wanted.now;
        m_renewed = 0;
        m_stale = false;
    }
    const auto staleFrom = [&](std::size_t track) {
        return track == m_renewed ? std::numeric_limits<std::int64_t>::min() : newest;
    };
    const events::Monitor::Reading timeline = monitor.read();
    std::size_t number = 0;
    for (const Track &track : wanted.tracks) {
        const std::int64_t stale = staleFrom(number++);
        switch (track.kind) {
        case TrackKind::Owner:
            m_owners[track.database].refresh(view, stale, 1, [&](events::Range range, int count) {
                return timeline->owners(track.database, range, count, wanted.now);
            });
            break;
        case TrackKind::Lane:
            m_lanes[track.lane].refresh(view, stale, 1, [&](events::Range range, int count) {
                return timeline->columns(track.lane, range, count, wanted.now);
            });
            break;
        case TrackKind::Wal:
            m_wal[track.database].refresh(view, stale, 1, [&](events::Range range, int count) {
                return timeline->wal(track.database, range, count);
            });
            break;
        }
    }
    m_rates.refresh(view, staleFrom(number), columnsOfRate(view), [&](events::Range range, int count) {
        return timeline->rates(wanted.database, range, count);
    });
    m_tracks = number;
    if (m_renewed <= number)
        ++m_renewed;
}

bool LockFrame::renewing() const
{
    return m_stale || m_renewed <= m_tracks;
}

void LockFrame::forget()
{
    *this = {};
}

const std::vector<events::Column> &LockFrame::lane(events::LaneId lane) const
{
    return columnsIn(m_lanes, lane);
}

const std::vector<events::OwnerColumn> &LockFrame::owners(events::DatabaseId database) const
{
    return columnsIn(m_owners, database);
}

const std::vector<events::WalColumn> &LockFrame::wal(events::DatabaseId database) const
{
    return columnsIn(m_wal, database);
}

std::int64_t LockFrame::asked() const
{
    std::int64_t sum = 0;
    for (const auto &[lane, cache] : m_lanes)
        sum += cache.asked();
    for (const auto &[database, cache] : m_owners)
        sum += cache.asked();
    return sum;
}

} // namespace lockkeeper::ui
