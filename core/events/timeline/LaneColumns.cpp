#include "events/timeline/LaneColumns.h"

#include <algorithm>
#include <limits>

namespace lockkeeper::events {

namespace {
template <typename Number>
void addTo(Number &sum, std::int64_t value)
{
    const auto room = static_cast<std::int64_t>(std::numeric_limits<Number>::max() - sum);
    sum = static_cast<Number>(sum + static_cast<Number>(std::clamp<std::int64_t>(value, 0, room)));
}
} // namespace

void LaneColumns::fold(Activity activity, Range time, const KeptFrom &kept)
{
    const auto place = static_cast<std::size_t>(activity) - 1;
    time.to = std::max(time.to, time.from + 1);
    for (std::size_t level = 0; level < levelCount; ++level) {
        const std::int64_t width = levelNs[level];
        std::int64_t begin = std::max(time.from, kept[level]);
        at(level, [&](auto &series) {
            for (std::int64_t index = floorDiv(begin, width); begin < time.to; ++index) {
                const std::int64_t end = std::min(time.to, (index + 1) * width);
                addTo(series.at(index).ns[place], end - begin);
                begin = end;
            }
        });
    }
}

void LaneColumns::count(std::int64_t at, std::uint32_t waits, std::uint32_t commits, std::int64_t rows,
                        const KeptFrom &kept)
{
    for (std::size_t level = 0; level < levelCount; ++level) {
        if (at < kept[level])
            continue;
        this->at(level, [&](auto &series) {
            auto &cell = series.at(floorDiv(at, levelNs[level]));
            addTo(cell.waits, waits);
            addTo(cell.commits, commits);
            addTo(cell.rows, rows);
        });
    }
}

void LaneColumns::paint(Painter &painter, std::size_t level, Range part) const
{
    const std::int64_t width = levelNs[level];
    const Range range = painter.grid().range(); // a cell at its edge counts within: nothing may get lost
    at(level, [&](const auto &series) {
        series.forEach(floorDiv(part.from, width), floorDiv(part.to - 1, width) + 1,
                       [&](std::int64_t index, const auto &cell) {
                           const Range time = {index * width, (index + 1) * width};
                           for (std::size_t i = 0; i < cell.ns.size(); ++i) {
                               if (cell.ns[i] > 0)
                                   painter.folded(static_cast<Activity>(i + 1), time,
                                                  static_cast<std::int64_t>(cell.ns[i]));
                           }
                           if (cell.waits != 0 || cell.commits != 0 || cell.rows != 0)
                               painter.counts(std::clamp(time.from + width / 2, range.from, range.to - 1),
                                              cell.waits, cell.commits, static_cast<std::int64_t>(cell.rows));
                       });
    });
}

std::size_t LaneColumns::bytes(std::size_t level) const
{
    std::size_t result = 0;
    at(level, [&](const auto &series) { result = series.bytes(); });
    return result;
}

std::optional<std::int64_t> LaneColumns::oldest(std::size_t level) const
{
    std::optional<std::int64_t> first;
    at(level, [&](const auto &series) { first = series.first(); });
    return first ? std::optional(*first * levelNs[level]) : std::nullopt;
}

void LaneColumns::dropBefore(std::size_t level, std::int64_t time)
{
    at(level, [&](auto &series) { series.dropBefore(floorDiv(time, levelNs[level])); });
}

} // namespace lockkeeper::events
