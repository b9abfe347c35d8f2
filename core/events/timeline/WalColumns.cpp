#include "events/timeline/WalColumns.h"

#include <algorithm>

namespace lockkeeper::events {

void WalColumns::size(std::int64_t at, std::int64_t bytes, const KeptFrom &kept)
{
    for (std::size_t level = 0; level < levelCount; ++level) {
        if (at < kept[level])
            continue;
        Cell &cell = m_levels[level].at(floorDiv(at, levelNs[level]));
        cell.most = std::max(cell.most, bytes);
        if (cell.last < 0 || at >= cell.lastAt) {
            cell.last = bytes;
            cell.lastAt = at;
        }
    }
}

void WalColumns::checkpoint(std::int64_t at, bool pinned, const KeptFrom &kept)
{
    for (std::size_t level = 0; level < levelCount; ++level) {
        if (at < kept[level])
            continue;
        Cell &cell = m_levels[level].at(floorDiv(at, levelNs[level]));
        ++cell.checkpoints;
        cell.pinned = cell.pinned || pinned;
    }
}

std::int64_t WalColumns::knownBefore(std::int64_t time) const
{
    for (std::size_t level = 0; level < levelCount; ++level) {
        const Cell *cell = m_levels[level].lastBefore(floorDiv(time, levelNs[level]),
                                                      [](const Cell &one) { return one.last >= 0; });
        if (cell != nullptr)
            return cell->last;
    }
    return -1;
}

std::vector<WalColumn> WalColumns::columns(const Grid &grid, const KeptFrom &kept) const
{
    std::vector<WalColumn> columns(grid.count());
    std::vector<std::int64_t> last(grid.count(), -1);
    for (const LevelPart &one : levelParts(grid.range(), levelFor(grid.width()), kept)) {
        const std::int64_t width = levelNs[one.level];
        m_levels[one.level].forEach(
            floorDiv(one.part.from, width), floorDiv(one.part.to - 1, width) + 1,
            [&](std::int64_t index, const Cell &cell) {
                const std::int64_t middle =
                    std::clamp(index * width + width / 2, grid.range().from, grid.range().to - 1);
                const auto place = static_cast<std::size_t>(grid.columnOf(middle));
                WalColumn &column = columns[place];
                column.bytes = std::max(column.bytes, cell.most);
                column.checkpoints = static_cast<std::uint16_t>(column.checkpoints + cell.checkpoints);
                column.pinned = column.pinned || cell.pinned;
                if (cell.last >= 0)
                    last[place] = cell.last;
            });
    }
    std::int64_t known = knownBefore(grid.range().from);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].bytes = std::max(columns[i].bytes, known);
        if (last[i] >= 0)
            known = last[i];
    }
    return columns;
}

std::optional<std::int64_t> WalColumns::oldest(std::size_t level) const
{
    const std::optional<std::int64_t> first = m_levels[level].first();
    return first ? std::optional(*first * levelNs[level]) : std::nullopt;
}

} // namespace lockkeeper::events
