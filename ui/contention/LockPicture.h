// What there is to paint of the locks, and how the room for it is shared out. Pure; logical pixels.
#pragma once

#include "events/Views.h"
#include "ui/contention/LaneLayout.h"
#include "ui/contention/LockColours.h"
#include "ui/contention/LockFrame.h"
#include "ui/contention/LockNames.h"
#include "ui/contention/TimeTicks.h"
#include "ui/contention/TimeView.h"

#include <QSize>

#include <optional>
#include <vector>

namespace lockkeeper::ui {

// Everything outlives the picture.
struct LockPicture
{
    const LockFrame &frame;
    const LaneLayout &layout;
    const LockNames &names;
    const TimeView &view;
    const WallClock &clock;
    QSize size;     // of the whole
    int gutter = 0; // width of the labels at the left
    int scroll = 0; // of the tracks
    double devicePixels = 1;
    std::int64_t now = 0;
    std::optional<events::Range> selected = {};
    std::optional<events::Span> chosen = {}; // one wait, outlined
    events::LaneId lane = 0;                 // chosen; 0: none
    std::optional<int> cursor = {};          // x of the mouse
};

// How the height of the picture is shared out.
struct LockBands
{
    int axis = 0; // height of each
    int rate = 0;
    [[nodiscard]] int header() const { return axis + 4 * rate; } // what does not scroll
};
[[nodiscard]] LockBands bandsOf(int height, int textHeight);

// A part of the picture, over all of its width.
struct Band
{
    enum class Kind { Rate, Track, Rest };
    Kind kind = Kind::Rest;
    int number = 0; // of the rate, or of the track in the layout
    int top = 0;    // a track that is scrolled half out of sight begins above
    int height = 0; // up to the next one

    friend bool operator==(const Band &, const Band &) = default;
};
// All that lie under the axis and are in sight, from top to bottom.
[[nodiscard]] std::vector<Band> bandsIn(const LockPicture &picture, const LockBands &bands);

} // namespace lockkeeper::ui
