#include "ui/contention/LaneLayout.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {
constexpr int databaseGap = 6;   // between databases
constexpr double walShare = 1.4; // its area needs some height to be read
} // namespace

const Track *LaneLayout::at(int y) const
{
    const auto track =
        std::ranges::find_if(tracks, [y](const Track &one) { return y >= one.top && y < one.bottom(); });
    return track == tracks.end() ? nullptr : &*track;
}

const Track *LaneLayout::ofLane(events::LaneId lane) const
{
    const auto track = std::ranges::find_if(
        tracks, [lane](const Track &one) { return one.kind == TrackKind::Lane && one.lane == lane; });
    return track == tracks.end() ? nullptr : &*track;
}

events::LaneId LaneLayout::laneBeside(events::LaneId lane, int step) const
{
    std::vector<events::LaneId> lanes;
    for (const Track &track : tracks) {
        if (track.kind == TrackKind::Lane)
            lanes.push_back(track.lane);
    }
    if (lanes.empty())
        return 0;
    const auto here = std::ranges::find(lanes, lane);
    if (here == lanes.end())
        return step > 0 ? lanes.front() : lanes.back();
    const auto last = static_cast<std::ptrdiff_t>(lanes.size()) - 1;
    return lanes[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(here - lanes.begin() + step, 0, last))];
}

LaneLayout layoutOf(const std::vector<DatabaseLanes> &databases, int room, int textHeight)
{
    double units = 0;
    for (const DatabaseLanes &one : databases)
        units += static_cast<double>(one.lanes.size()) + 1 + walShare;
    const int gaps = databaseGap * std::max(0, static_cast<int>(databases.size()) - 1);
    const int least = textHeight + 4;
    const int most = textHeight * 2;
    const int height = units > 0 ? std::clamp(static_cast<int>((room - gaps) / units), least, most) : least;

    LaneLayout layout;
    int y = 0;
    const auto add = [&](Track track, int tall) {
        track.top = y;
        track.height = tall;
        y += tall;
        layout.tracks.push_back(track);
    };
    for (const DatabaseLanes &one : databases) {
        if (y > 0)
            y += databaseGap;
        add({TrackKind::Owner, one.database, 0}, height);
        for (const events::LaneId lane : one.lanes)
            add({TrackKind::Lane, one.database, lane}, height);
        // One alone takes what room is left, to some extent.
        const int left = databases.size() == 1 ? std::min(room - y, height * 3) : 0;
        add({TrackKind::Wal, one.database, 0}, std::max(left, static_cast<int>(height * walShare)));
    }
    layout.height = y;
    return layout;
}

} // namespace lockkeeper::ui
