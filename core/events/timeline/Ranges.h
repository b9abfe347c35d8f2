// Arithmetic of spans of time.
#pragma once

#include "events/Views.h"

#include <algorithm>
#include <vector>

namespace lockkeeper::events {

[[nodiscard]] inline Range overlap(Range a, Range b)
{
    const std::int64_t from = std::max(a.from, b.from);
    return {from, std::max(from, std::min(a.to, b.to))};
}
[[nodiscard]] inline bool overlaps(Range a, Range b)
{
    return a.from < b.to && b.from < a.to;
}

// Separate ranges in ascending order.
using RangeSet = std::vector<Range>;

// What of `range` is not in `set`.
[[nodiscard]] RangeSet minus(Range range, const RangeSet &set);
void unite(RangeSet &set, Range range);

} // namespace lockkeeper::events
