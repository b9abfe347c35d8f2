// One lane, folded at every resolution.
#pragma once

#include "events/timeline/Levels.h"
#include "events/timeline/Painter.h"
#include "events/timeline/Series.h"

#include <array>
#include <cstdint>

namespace lockkeeper::events {

class LaneColumns final
{
public:
    // Time spent in an activity; a stretch of Blocking lies within one of Holding that is folded, too.
    void fold(Activity activity, Range time, const KeptFrom &kept);
    void count(std::int64_t at, std::uint32_t waits, std::uint32_t commits, std::int64_t rows,
               const KeptFrom &kept);

    // What of `level` begins within `part`.
    void paint(Painter &painter, std::size_t level, Range part) const;

    [[nodiscard]] std::size_t bytes(std::size_t level) const;
    [[nodiscard]] std::optional<std::int64_t> oldest(std::size_t level) const; // a moment
    void dropBefore(std::size_t level, std::int64_t time);

private:
    // `ns[activity - 1]`; of Holding with what was Blocking. What occurred has at least a nanosecond, so that
    // the worst state is the highest with any.
    template <typename Ns, typename Count>
    struct Cell
    {
        std::array<Ns, activityCount - 1> ns{};
        Ns rows = 0;
        Count waits = 0;
        Count commits = 0;
    };
    // 10 ms of so many jobs as a program has threads fit into 32 bits; that level is by far the largest.
    using Fine = Cell<std::uint32_t, std::uint16_t>;
    using Coarse = Cell<std::int64_t, std::uint32_t>;

    template <typename Use>
    void at(std::size_t level, Use use)
    {
        if (level == 0)
            use(m_fine);
        else
            use(m_coarse[level - 1]);
    }
    template <typename Use>
    void at(std::size_t level, Use use) const
    {
        if (level == 0)
            use(m_fine);
        else
            use(m_coarse[level - 1]);
    }

    Series<Fine> m_fine;
    std::array<Series<Coarse>, levelCount - 1> m_coarse;
};

} // namespace lockkeeper::events
