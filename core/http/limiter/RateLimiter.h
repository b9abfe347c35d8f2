// The pace of requests to one host: evenly spaced slots with a small burst after a pause, and a block that
// nothing passes. Pure arithmetic on the times it is given (the generic cell rate algorithm), so a test needs
// no clock. Not synchronized: each host's limiter lives on the network thread and is reached from there
// alone.
#pragma once

#include <chrono>

namespace lockkeeper::http {

class RateLimiter final
{
public:
    using Clock = std::chrono::steady_clock;

    // `perSecond` must be positive. The burst (slots that may follow each other at once after a pause) is
    // half a second's worth, at least one and at most twenty: a host that allows one a second sees one a
    // second.
    explicit RateLimiter(double perSecond);

    // When the next slot is free; in the past or now if it already is.
    [[nodiscard]] Clock::time_point nextSlot() const;

    // When it is free after `others` have taken theirs, each as soon as it may.
    [[nodiscard]] Clock::time_point slotAfter(int others) const;

    // Takes the slot if it is free at `now`.
    [[nodiscard]] bool take(Clock::time_point now);

    // No slot before `until`; an earlier block never shortens a later one. What follows it is paced, without
    // a burst.
    void blockUntil(Clock::time_point until);

    // From now on: slots already taken keep their price, and a block lasts as long as it would have.
    void changePaceTo(double perSecond);

    [[nodiscard]] double perSecond() const { return m_perSecond; }
    [[nodiscard]] int burst() const { return m_burst; }

private:
    void setPace(double perSecond);

    double m_perSecond = 1;
    int m_burst = 1;
    Clock::duration m_interval{};
    Clock::duration m_tolerance{}; // how far the plan may run ahead of the clock
    Clock::time_point m_planned{}; // when the next slot would be due if all were spaced evenly
};

} // namespace lockkeeper::http
