// The marks of a time axis in the maintainer's own clock. Pure.
#pragma once

#include "events/Views.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace lockkeeper::ui {

// Times of events::Clock are nanoseconds.
inline constexpr std::int64_t millisecond = 1'000'000;
inline constexpr std::int64_t second = 1'000 * millisecond;
inline constexpr std::int64_t minute = 60 * second;

// What the clock on the wall said at an instant of events::Clock.
class WallClock final
{
public:
    WallClock(std::int64_t instant, const QDateTime &wall);
    [[nodiscard]] static WallClock now();
    // Two made by now() are apart by their rounding; more is a clock that was set meanwhile.
    [[nodiscard]] bool agreesWith(const WallClock &other) const;

    [[nodiscard]] QDateTime at(std::int64_t instant) const; // local time
    [[nodiscard]] std::int64_t instantOf(const QDateTime &wall) const;

private:
    std::int64_t m_offset = 0; // nanoseconds from the instant to the wall's time since 1970, UTC
};

struct Tick
{
    std::int64_t at = 0;
    QString label;
};

// The shortest distance of marks, of all that are round numbers to people, that is not below `least`.
[[nodiscard]] std::int64_t tickStep(std::int64_t least);
// Marks within `range`, at least `least` apart, on round times of the wall's clock.
[[nodiscard]] std::vector<Tick> ticks(events::Range range, std::int64_t least, const WallClock &clock);

// The last whole `step` of the wall's clock, in local time, that is not after `instant`.
[[nodiscard]] std::int64_t roundBefore(std::int64_t instant, std::int64_t step, const WallClock &clock);

// "14:05:03.250", with as many digits as tell columns of `step` apart.
[[nodiscard]] QString timeLabel(std::int64_t instant, std::int64_t step, const WallClock &clock);

} // namespace lockkeeper::ui
