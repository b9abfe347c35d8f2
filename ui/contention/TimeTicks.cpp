#include "ui/contention/TimeTicks.h"

#include "events/Event.h"

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr std::int64_t microsecond = 1'000;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t rounding = 20 * millisecond; // and what lies between two looks at the clocks

// Above a second; below it, 1, 2 and 5 times a power of ten are round.
constexpr std::array longSteps{second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
                               minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                               hour,   2 * hour,   3 * hour,   6 * hour,    12 * hour,   day};
constexpr std::size_t mostTicks = 200;
} // namespace

WallClock::WallClock(std::int64_t instant, const QDateTime &wall)
    : m_offset(wall.toMSecsSinceEpoch() * millisecond - instant)
{
}

WallClock WallClock::now()
{
    return {events::nanoseconds(events::Clock::now()), QDateTime::currentDateTimeUtc()};
}

bool WallClock::agreesWith(const WallClock &other) const
{
    return std::abs(m_offset - other.m_offset) <= rounding;
}

QDateTime WallClock::at(std::int64_t instant) const
{
    return QDateTime::fromMSecsSinceEpoch((instant + m_offset) / millisecond);
}

std::int64_t WallClock::instantOf(const QDateTime &wall) const
{
    return wall.toMSecsSinceEpoch() * millisecond - m_offset;
}

std::int64_t tickStep(std::int64_t least)
{
    for (std::int64_t power = microsecond; power < second; power *= 10) {
        for (const std::int64_t times : {1, 2, 5}) {
            if (times * power >= least)
                return times * power;
        }
    }
    const auto *step = std::ranges::lower_bound(longSteps, least);
    return step == longSteps.end() ? (least + day - 1) / day * day : *step;
}

std::vector<Tick> ticks(events::Range range, std::int64_t least, const WallClock &clock)
{
    std::vector<Tick> marks;
    if (range.length() <= 0)
        return marks;
    const std::int64_t step = tickStep(std::max<std::int64_t>(least, 1));
    std::int64_t at = roundBefore(range.from, step, clock);
    if (at < range.from)
        at += step;
    for (; at < range.to && marks.size() < mostTicks; at += step)
        marks.push_back({at, timeLabel(at, step, clock)});
    return marks;
}

std::int64_t roundBefore(std::int64_t instant, std::int64_t step, const WallClock &clock)
{
    // Round in local time: 14:00 rather than whatever whole hours of UTC are here.
    const QDateTime local = clock.at(instant);
    const std::int64_t shift = (clock.instantOf(QDateTime::fromMSecsSinceEpoch(0)) -
                                std::int64_t{local.offsetFromUtc()} * 1000 * millisecond);
    return (instant - shift) / step * step + shift;
}

QString timeLabel(std::int64_t instant, std::int64_t step, const WallClock &clock)
{
    const QDateTime local = clock.at(instant);
    if (step >= minute)
        return local.toString(step >= day ? u"MMM d"_s : u"HH:mm"_s);
    if (step >= second)
        return local.toString(u"HH:mm:ss"_s);
    if (step >= millisecond)
        return local.toString(u"HH:mm:ss.zzz"_s);
    const std::int64_t rest = clock.instantOf(local); // the instant's whole milliseconds
    const std::int64_t micros = std::max<std::int64_t>(0, instant - rest) / microsecond;
    return u"%1 %2"_s.arg(local.toString(u"ss.zzz"_s)).arg(micros, 3, 10, '0'_L1);
}

} // namespace lockkeeper::ui
