// Which stretch of time is seen. Time is cut into columns of equal length on a fixed grid, one a device
// pixel, so that a picture that moves on keeps what it knew of its older columns. Pure; nanoseconds of
// events::Clock.
#pragma once

#include "events/Views.h"

#include <cstdint>

namespace lockkeeper::ui {

class TimeView final
{
public:
    static constexpr std::int64_t shortestColumn = 2'000;         // 3 ms over 1,600 columns
    static constexpr std::int64_t longestColumn = 60'000'000'000; // a day and more
    static constexpr int mostColumns = 4'096;                     // as many as a Timeline answers with

    // As many columns as there is room for: the newest stay in sight while following, else the oldest.
    void setCount(int count);
    // What is there to be seen; the view keeps a part of it in sight.
    void setExtent(events::Range extent);

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] std::int64_t first() const { return m_first; } // number of the first column on the grid
    [[nodiscard]] std::int64_t columnNs() const { return m_columnNs; }
    [[nodiscard]] events::Range range() const;
    [[nodiscard]] events::Range extent() const { return m_extent; }
    [[nodiscard]] bool following() const { return m_following; }

    // In columns from the left edge, which may be outside of the view.
    [[nodiscard]] double columnOf(std::int64_t time) const;
    [[nodiscard]] std::int64_t timeAt(double column) const;

    void setFollowing(bool following) { m_following = following; }
    void follow(std::int64_t newest); // brings `newest` to the right edge, if following

    // `factor` above 1 shows more. What is at `anchor` stays where it is; while following, the newest does.
    void zoom(double factor, std::int64_t anchor);
    void pan(std::int64_t columns);   // positive: later. Ends following, as all below do.
    void show(events::Range range);   // with a little room on either side
    void centre(events::Range range); // keeps the zoom as long as that has room for it
    void home();

private:
    void setColumn(std::int64_t columnNs);
    void clamp(std::int64_t earliest, std::int64_t latest); // of the first column
    void clamp();

    events::Range m_extent;
    std::int64_t m_columnNs = 25'000'000;
    std::int64_t m_first = 0;
    int m_count = 1;
    bool m_following = true;
};

} // namespace lockkeeper::ui
