// Columns of time and pixels of a picture. Pure.
#pragma once

#include "ui/contention/LockPicture.h"

namespace lockkeeper::ui {

class PictureX final
{
public:
    explicit PictureX(const LockPicture &picture);

    [[nodiscard]] double of(int column) const { return m_left + column / m_columnsAPixel; }
    [[nodiscard]] double width(int begin, int end) const { return (end - begin) / m_columnsAPixel; }
    [[nodiscard]] double at(std::int64_t time) const;    // kept within a few pixels of the picture
    [[nodiscard]] int columnAt(std::int64_t time) const; // the one it is in
    [[nodiscard]] double columnsAPixel() const { return m_columnsAPixel; }
    // The column under the mouse, else the newest one that has happened.
    [[nodiscard]] int columnUnder(const LockPicture &picture) const;

private:
    const TimeView &m_view;
    double m_left;
    double m_width;
    double m_columnsAPixel;
};

// Marks of the axis for what is in sight.
[[nodiscard]] std::vector<Tick> ticksOf(const LockPicture &picture);

// How many columns a picture's width is cut into: one a device pixel, as far as a Timeline answers.
[[nodiscard]] int columnsFor(int width, double devicePixels);

[[nodiscard]] std::int64_t walScale(const std::vector<events::WalColumn> &columns); // bytes at full height
// At a column, or before it where nothing was known then; -1: nothing is known.
[[nodiscard]] std::int64_t walBytes(const std::vector<events::WalColumn> &columns, int column);

} // namespace lockkeeper::ui
