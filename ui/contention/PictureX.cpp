#include "ui/contention/PictureX.h"

#include <algorithm>
#include <cmath>

namespace lockkeeper::ui {

namespace {
constexpr int tickDistance = 96; // pixels
} // namespace

PictureX::PictureX(const LockPicture &picture)
    : m_view(picture.view)
    , m_left(picture.gutter)
    , m_width(std::max(1, picture.size.width() - picture.gutter))
    , m_columnsAPixel(std::max(1.0, static_cast<double>(picture.view.count())) / m_width)
{
}

double PictureX::at(std::int64_t time) const
{
    return std::clamp(m_left + m_view.columnOf(time) / m_columnsAPixel, m_left - 8, m_left + m_width + 8);
}

int PictureX::columnAt(std::int64_t time) const
{
    return static_cast<int>(std::floor(m_view.columnOf(time)));
}

int PictureX::columnUnder(const LockPicture &picture) const
{
    const double column = picture.cursor ? (*picture.cursor - m_left) * m_columnsAPixel
                                         : std::floor(m_view.columnOf(picture.now));
    return static_cast<int>(std::clamp(column, 0.0, static_cast<double>(m_view.count() - 1)));
}

std::vector<Tick> ticksOf(const LockPicture &picture)
{
    const double nsAPixel = PictureX(picture).columnsAPixel() * static_cast<double>(picture.view.columnNs());
    return ticks(picture.view.range(), std::llround(tickDistance * nsAPixel), picture.clock);
}

int columnsFor(int width, double devicePixels)
{
    return std::clamp(static_cast<int>(std::lround(width * devicePixels)), 1, TimeView::mostColumns);
}

std::int64_t walScale(const std::vector<events::WalColumn> &columns)
{
    // Doubled from what a checkpoint waits for, so that a small WAL looks small.
    std::int64_t scale = 4 << 20;
    for (const events::WalColumn &column : columns) {
        while (scale < column.bytes)
            scale *= 2;
    }
    return scale;
}

std::int64_t walBytes(const std::vector<events::WalColumn> &columns, int column)
{
    for (int at = std::min(column, static_cast<int>(columns.size()) - 1); at >= 0; --at) {
        if (columns[static_cast<std::size_t>(at)].bytes >= 0)
            return columns[static_cast<std::size_t>(at)].bytes;
    }
    return -1;
}

} // namespace lockkeeper::ui
