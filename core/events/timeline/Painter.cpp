#include "events/timeline/Painter.h"

#include <algorithm>

namespace lockkeeper::events {

Grid::Grid(Range range, int count)
    : m_range{range.from, std::max(range.to, range.from + 1)}
    , m_count(std::clamp(count, 1, mostColumns))
{
}

std::int64_t Grid::edge(std::int64_t column) const
{
    const std::int64_t length = m_range.length();
    return m_range.from + length / m_count * column + length % m_count * column / m_count;
}

std::int64_t Grid::columnOf(std::int64_t time) const
{
    const double width = static_cast<double>(m_range.length()) / static_cast<double>(m_count);
    auto column = static_cast<std::int64_t>(static_cast<double>(time - m_range.from) / width);
    column = std::clamp<std::int64_t>(column, 0, m_count - 1);
    while (column > 0 && edge(column) > time)
        --column;
    while (column < m_count - 1 && edge(column + 1) <= time)
        ++column;
    return column;
}

Painter::Painter(const Grid &grid)
    : m_grid(grid)
    , m_painted{.columns = std::vector<Column>(grid.count()), .rows = std::vector<std::int64_t>(grid.count())}
{
}

void Painter::add(std::size_t column, Activity activity, std::int64_t ns)
{
    Column &one = m_painted.columns[column];
    one.ns[static_cast<std::size_t>(activity)] += ns;
    one.worst = std::max(one.worst, activity);
}

void Painter::span(Activity activity, Range time)
{
    m_grid.spread(time, [&](std::size_t column, std::int64_t ns) { add(column, activity, ns); });
}

void Painter::blocking(Range time)
{
    span(Activity::Blocking, time);
}

void Painter::folded(Activity activity, Range cell, std::int64_t ns)
{
    const Range seen = {std::max(cell.from, m_grid.range().from), std::min(cell.to, m_grid.range().to)};
    if (seen.from >= seen.to)
        return;
    const std::int64_t middle =
        m_grid.columnOf(std::clamp(cell.from + cell.length() / 2, seen.from, seen.to - 1));
    const double share = static_cast<double>(ns) / static_cast<double>(cell.length());
    m_grid.spread(cell, [&](std::size_t column, std::int64_t length) {
        Column &one = m_painted.columns[column];
        const bool whole = length == cell.length();
        one.ns[static_cast<std::size_t>(activity)] +=
            whole ? ns : static_cast<std::int64_t>(share * static_cast<double>(length));
        // When within the cell it was is not known any more; it must show, but not in two columns where one
        // will do.
        const auto number = static_cast<std::int64_t>(column);
        if (number == middle || m_grid.edge(number + 1) - m_grid.edge(number) == length)
            one.worst = std::max(one.worst, activity);
    });
}

void Painter::counts(std::int64_t at, std::uint32_t waits, std::uint32_t commits, std::int64_t rows)
{
    const Range range = m_grid.range();
    if (at < range.from || at >= range.to)
        return;
    const auto column = static_cast<std::size_t>(m_grid.columnOf(at));
    m_painted.columns[column].waits += waits;
    m_painted.columns[column].commits += commits;
    m_painted.rows[column] += rows;
}

Painter::Painted Painter::finish() &&
{
    for (Column &column : m_painted.columns) {
        std::int64_t &holding = column.ns[static_cast<std::size_t>(Activity::Holding)];
        holding =
            std::max<std::int64_t>(0, holding - column.ns[static_cast<std::size_t>(Activity::Blocking)]);
    }
    return std::move(m_painted);
}

} // namespace lockkeeper::events
