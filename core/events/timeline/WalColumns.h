// The size of one database's -wal file and its checkpoints, folded at every resolution.
#pragma once

#include "events/timeline/Levels.h"
#include "events/timeline/Painter.h"
#include "events/timeline/Series.h"

#include <array>
#include <cstdint>
#include <vector>

namespace lockkeeper::events {

class WalColumns final
{
public:
    void size(std::int64_t at, std::int64_t bytes, const KeptFrom &kept);
    void checkpoint(std::int64_t at, bool pinned, const KeptFrom &kept);

    // A size is that of the time that follows, too, until another one is known.
    [[nodiscard]] std::vector<WalColumn> columns(const Grid &grid, const KeptFrom &kept) const;

    [[nodiscard]] std::size_t bytes(std::size_t level) const { return m_levels[level].bytes(); }
    [[nodiscard]] std::optional<std::int64_t> oldest(std::size_t level) const;
    void dropBefore(std::size_t level, std::int64_t time)
    {
        m_levels[level].dropBefore(floorDiv(time, levelNs[level]));
    }

private:
    struct Cell
    {
        std::int64_t most = -1;
        std::int64_t last = -1;
        std::int64_t lastAt = 0;
        std::uint16_t checkpoints = 0;
        bool pinned = false;
    };
    [[nodiscard]] std::int64_t knownBefore(std::int64_t time) const;

    std::array<Series<Cell>, levelCount> m_levels;
};

} // namespace lockkeeper::events
