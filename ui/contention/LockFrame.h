// What a picture of the locks is painted from: the columns of every visible track, as the Monitor has them.
// Kept from one picture to the next, so that little is asked for. GUI thread.
#pragma once

#include "events/Monitor.h"
#include "ui/contention/ColumnCache.h"
#include "ui/contention/LaneLayout.h"

#include <limits>
#include <unordered_map>

namespace lockkeeper::ui {

class LockFrame final
{
public:
    struct Wanted
    {
        events::DatabaseId database = 0; // 0: all
        std::vector<Track> tracks;       // those in sight
        std::int64_t now = 0;
        bool changed = true; // something was added since the last time
    };
    void update(const events::Monitor &monitor, const TimeView &view, const Wanted &wanted);
    // Not everything has been asked for since the last change: another picture is wanted though nothing is
    // new.
    [[nodiscard]] bool renewing() const;
    void forget(); // everything: another database, another monitor

    // Empty for what was not wanted.
    [[nodiscard]] const std::vector<events::Column> &lane(events::LaneId lane) const;
    [[nodiscard]] const std::vector<events::OwnerColumn> &owners(events::DatabaseId database) const;
    [[nodiscard]] const std::vector<events::WalColumn> &wal(events::DatabaseId database) const;
    [[nodiscard]] const ColumnCache<events::RateColumn> &rates() const { return m_rates; }

    [[nodiscard]] std::int64_t asked() const; // columns of lanes and owners, since the beginning

private:
    std::unordered_map<events::LaneId, ColumnCache<events::Column>> m_lanes;
    std::unordered_map<events::DatabaseId, ColumnCache<events::OwnerColumn>> m_owners;
    std::unordered_map<events::DatabaseId, ColumnCache<events::WalColumn>> m_wal;
    ColumnCache<events::RateColumn> m_rates;
    std::int64_t m_wholeAt = 0; // when everything began to be asked for again
    std::size_t m_renewed =
        std::numeric_limits<std::size_t>::max(); // how many tracks have been: one a picture
    std::size_t m_tracks = 0;
    bool m_stale = false; // something was added since then
};

// How many of the view's columns a rate is taken over: wide enough to be a rate rather than single events.
[[nodiscard]] int columnsOfRate(const TimeView &view);

} // namespace lockkeeper::ui
