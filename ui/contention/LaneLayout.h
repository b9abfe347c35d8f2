// Where the tracks stand: one above the other, each database's owner track, its sources, other processes and
// its WAL. Pure; logical pixels.
#pragma once

#include "events/Directory.h"

#include <vector>

namespace lockkeeper::ui {

enum class TrackKind { Owner, Lane, Wal };

struct Track
{
    TrackKind kind = TrackKind::Lane;
    events::DatabaseId database = 0;
    events::LaneId lane = 0; // of a Lane
    int top = 0;
    int height = 0;

    [[nodiscard]] int bottom() const { return top + height; }
    friend bool operator==(const Track &, const Track &) = default;
};

struct LaneLayout
{
    std::vector<Track> tracks; // from top to bottom
    int height = 0;

    [[nodiscard]] const Track *at(int y) const; // null: none is there
    [[nodiscard]] const Track *ofLane(events::LaneId lane) const;
    // The next lane below (`step` 1) or above (-1) that of `lane`, the first or last one if it is 0; 0: none.
    [[nodiscard]] events::LaneId laneBeside(events::LaneId lane, int step) const;
};

// A database and its lanes in the order they are shown.
struct DatabaseLanes
{
    events::DatabaseId database = 0;
    std::vector<events::LaneId> lanes;

    friend bool operator==(const DatabaseLanes &, const DatabaseLanes &) = default;
};

// As high as `room` allows within what is readable; `textHeight` is a line's.
[[nodiscard]] LaneLayout layoutOf(const std::vector<DatabaseLanes> &databases, int room, int textHeight);

} // namespace lockkeeper::ui
