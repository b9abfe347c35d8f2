#include "ui/contention/LockPicture.h"

#include <algorithm>

namespace lockkeeper::ui {

LockBands bandsOf(int height, int textHeight)
{
    LockBands bands;
    bands.axis = textHeight + 6;
    bands.rate = std::clamp((height - bands.axis) / 16, textHeight + 2, 2 * textHeight);
    return bands;
}

std::vector<Band> bandsIn(const LockPicture &picture, const LockBands &bands)
{
    std::vector<Band> all;
    all.reserve(picture.layout.tracks.size() + 5);
    for (int number = 0; number < 4; ++number) {
        all.push_back({.kind = Band::Kind::Rate,
                       .number = number,
                       .top = bands.axis + number * bands.rate,
                       .height = bands.rate});
    }
    const int bottom = picture.size.height();
    int end = bands.header();
    int number = 0;
    for (const Track &track : picture.layout.tracks) {
        const int top = bands.header() + track.top - picture.scroll;
        if (top >= bottom)
            break;
        if (top + track.height > bands.header()) {
            if (all.back().kind == Band::Kind::Track)
                all.back().height = top - all.back().top;
            all.push_back({.kind = Band::Kind::Track, .number = number, .top = top, .height = track.height});
            end = top + track.height;
        }
        ++number;
    }
    if (end < bottom)
        all.push_back({.kind = Band::Kind::Rest, .number = 0, .top = end, .height = bottom - end});
    return all;
}

} // namespace lockkeeper::ui
