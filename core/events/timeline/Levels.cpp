#include "events/timeline/Levels.h"

#include <algorithm>

namespace lockkeeper::events {

std::size_t levelFor(std::int64_t width)
{
    std::size_t level = levelCount - 1;
    while (level > 0 && levelNs[level] > width)
        --level;
    return level;
}

std::vector<LevelPart> levelParts(Range range, std::size_t level, const KeptFrom &kept)
{
    std::vector<LevelPart> parts;
    for (; level < levelCount && range.from < range.to; ++level) {
        const bool coarsest = level == levelCount - 1;
        const std::int64_t from = coarsest ? range.from : std::max(range.from, kept[level]);
        if (from >= range.to)
            continue;
        parts.push_back({.level = level, .part = {from, range.to}});
        range.to = from;
    }
    std::ranges::reverse(parts);
    return parts;
}

} // namespace lockkeeper::events
