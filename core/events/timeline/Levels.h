// The resolutions events are folded to, finest first, and whole numbers of columns.
#pragma once

#include "events/Views.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockkeeper::events {

inline constexpr std::array<std::int64_t, 4> levelNs{10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};
inline constexpr std::size_t levelCount = levelNs.size();

// From when on a level is complete: what is older has been dropped. Whole multiples of the coarsest level, so
// that two levels can be read side by side.
using KeptFrom = std::array<std::int64_t, levelCount>;

[[nodiscard]] constexpr std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

// Of the levels no coarser than a column of `width`, the coarsest; the finest if all are coarser.
[[nodiscard]] std::size_t levelFor(std::int64_t width);

// The parts of `range` with the level that each has to be read from, at least `level`.
struct LevelPart
{
    std::size_t level = 0;
    Range part;
};
[[nodiscard]] std::vector<LevelPart> levelParts(Range range, std::size_t level, const KeptFrom &kept);

} // namespace lockkeeper::events
