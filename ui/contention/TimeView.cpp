#include "ui/contention/TimeView.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lockkeeper::ui {

namespace {
std::int64_t floorDivide(std::int64_t number, std::int64_t by)
{
    const std::int64_t quotient = number / by;
    return number % by < 0 ? quotient - 1 : quotient;
}
} // namespace

events::Range TimeView::range() const
{
    return {m_first * m_columnNs, (m_first + m_count) * m_columnNs};
}

double TimeView::columnOf(std::int64_t time) const
{
    return static_cast<double>(time - m_first * m_columnNs) / static_cast<double>(m_columnNs);
}

std::int64_t TimeView::timeAt(double column) const
{
    return m_first * m_columnNs + std::llround(column * static_cast<double>(m_columnNs));
}

void TimeView::setCount(int count)
{
    count = std::clamp(count, 1, mostColumns);
    if (m_following)
        m_first += m_count - count;
    m_count = count;
}

void TimeView::setExtent(events::Range extent)
{
    m_extent = extent;
}

void TimeView::follow(std::int64_t newest)
{
    if (m_following)
        m_first = floorDivide(newest, m_columnNs) + 1 - m_count;
}

void TimeView::setColumn(std::int64_t columnNs)
{
    m_columnNs = std::clamp(columnNs, shortestColumn, longestColumn);
}

void TimeView::zoom(double factor, std::int64_t anchor)
{
    if (m_following)
        anchor = range().to;
    const double place = columnOf(anchor);
    const auto wanted = static_cast<std::int64_t>(std::llround(static_cast<double>(m_columnNs) * factor));
    setColumn(wanted);
    // Rounded to the grid: half a column is the most that anything moves.
    m_first = std::llround(static_cast<double>(anchor) / static_cast<double>(m_columnNs) - place);
    clamp();
}

void TimeView::pan(std::int64_t columns)
{
    m_following = false;
    const std::int64_t before = m_first;
    m_first += columns;
    clamp(before, before); // never back the other way
}

void TimeView::show(events::Range range)
{
    m_following = false;
    const std::int64_t length = std::max<std::int64_t>(range.length(), 0);
    setColumn((length + length / 2) / m_count + 1);
    const std::int64_t middle = range.from + length / 2;
    m_first = floorDivide(middle, m_columnNs) - m_count / 2;
    clamp();
}

void TimeView::centre(events::Range range)
{
    if (range.length() > this->range().length() * 4 / 5) {
        show(range);
        return;
    }
    m_following = false;
    m_first = floorDivide(range.from + range.length() / 2, m_columnNs) - m_count / 2;
    clamp();
}

void TimeView::home()
{
    m_following = false;
    m_first = floorDivide(m_extent.from, m_columnNs) - m_count / 50;
}

// A part of what there is stays in sight: nobody gets lost in emptiness.
void TimeView::clamp()
{
    clamp(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min());
}

void TimeView::clamp(std::int64_t earliest, std::int64_t latest)
{
    if (m_following || m_extent.length() <= 0)
        return;
    const std::int64_t margin = m_count / 2;
    earliest = std::min(earliest, floorDivide(m_extent.from, m_columnNs) - margin);
    latest = std::max(latest, floorDivide(m_extent.to, m_columnNs) - m_count + margin);
    m_first = std::clamp(m_first, std::min(earliest, latest), std::max(earliest, latest));
}

} // namespace lockkeeper::ui
