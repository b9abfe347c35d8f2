#include "events/timeline/Ranges.h"

namespace lockkeeper::events {

RangeSet minus(Range range, const RangeSet &set)
{
    RangeSet rest;
    for (const Range &taken : set) {
        if (taken.to <= range.from)
            continue;
        if (taken.from >= range.to)
            break;
        if (taken.from > range.from)
            rest.push_back({range.from, taken.from});
        range.from = taken.to;
    }
    if (range.from < range.to)
        rest.push_back(range);
    return rest;
}

void unite(RangeSet &set, Range range)
{
    const auto first = std::ranges::find_if(set, [&](const Range &one) { return one.to >= range.from; });
    auto last = first;
    for (; last != set.end() && last->from <= range.to; ++last)
        range = {std::min(range.from, last->from), std::max(range.to, last->to)};
    set.insert(set.erase(first, last), range);
}

} // namespace lockkeeper::events
