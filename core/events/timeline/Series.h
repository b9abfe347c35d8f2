// Cells by number, of which long stretches are empty and take no room.
#pragma once

#include "events/timeline/Levels.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace lockkeeper::events {

template <typename Cell>
class Series final
{
public:
    static constexpr std::int64_t blockCells = 64;

    [[nodiscard]] Cell &at(std::int64_t index)
    {
        const std::int64_t key = floorDiv(index, blockCells);
        if (m_last == nullptr || key != m_lastKey) {
            std::unique_ptr<Block> &block = m_blocks[key];
            if (!block)
                block = std::make_unique<Block>();
            m_last = block.get();
            m_lastKey = key;
        }
        return (*m_last)[static_cast<std::size_t>(index - key * blockCells)];
    }

    // Calls `use(index, cell)` for the cells of [first, end) that may hold something.
    template <typename Use>
    void forEach(std::int64_t first, std::int64_t end, Use use) const
    {
        for (auto block = m_blocks.lower_bound(floorDiv(first, blockCells)); block != m_blocks.end();
             ++block) {
            const std::int64_t begin = block->first * blockCells;
            if (begin >= end)
                return;
            const std::int64_t to = std::min(end, begin + blockCells);
            for (std::int64_t index = std::max(first, begin); index < to; ++index)
                use(index, (*block->second)[static_cast<std::size_t>(index - begin)]);
        }
    }

    // The last cell before `end` that `fits`; null if none does.
    template <typename Fits>
    [[nodiscard]] const Cell *lastBefore(std::int64_t end, Fits fits) const
    {
        auto block = m_blocks.upper_bound(floorDiv(end - 1, blockCells));
        while (block != m_blocks.begin()) {
            --block;
            const std::int64_t begin = block->first * blockCells;
            for (std::int64_t index = std::min(end, begin + blockCells) - 1; index >= begin; --index) {
                const Cell &cell = (*block->second)[static_cast<std::size_t>(index - begin)];
                if (fits(cell))
                    return &cell;
            }
        }
        return nullptr;
    }

    [[nodiscard]] std::optional<std::int64_t> first() const
    {
        return m_blocks.empty() ? std::nullopt : std::optional(m_blocks.begin()->first * blockCells);
    }
    // Whole blocks only.
    void dropBefore(std::int64_t index)
    {
        m_blocks.erase(m_blocks.begin(), m_blocks.lower_bound(floorDiv(index, blockCells)));
        m_last = nullptr;
    }
    [[nodiscard]] std::size_t bytes() const { return m_blocks.size() * (sizeof(Block) + nodeBytes); }

private:
    using Block = std::array<Cell, static_cast<std::size_t>(blockCells)>;
    static constexpr std::size_t nodeBytes = 80; // the map's, and what the allocator adds

    std::map<std::int64_t, std::unique_ptr<Block>> m_blocks;
    Block *m_last = nullptr; // most events go where the one before went
    std::int64_t m_lastKey = 0;
};

} // namespace lockkeeper::events
