#include "http/limiter/RateLimiter.h"

#include <algorithm>

namespace lockkeeper::http {

RateLimiter::RateLimiter(double perSecond)
{
    setPace(perSecond);
}

void RateLimiter::setPace(double perSecond)
{
    m_perSecond = perSecond;
    m_burst = static_cast<int>(std::clamp(perSecond / 2, 1.0, 20.0));
    m_interval = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / perSecond));
    m_tolerance = m_interval * (m_burst - 1);
}

RateLimiter::Clock::time_point RateLimiter::nextSlot() const
{
    return m_planned - m_tolerance;
}

RateLimiter::Clock::time_point RateLimiter::slotAfter(int others) const
{
    return nextSlot() + m_interval * others;
}

bool RateLimiter::take(Clock::time_point now)
{
    if (now < nextSlot())
        return false;
    m_planned = std::max(m_planned, now) + m_interval;
    return true;
}

void RateLimiter::blockUntil(Clock::time_point until)
{
    m_planned = std::max(m_planned, until + m_tolerance);
}

void RateLimiter::changePaceTo(double perSecond)
{
    if (perSecond == m_perSecond)
        return;
    // nextSlot() depends on the tolerance; a block must outlast its change.
    const Clock::time_point next = nextSlot();
    setPace(perSecond);
    m_planned = next + m_tolerance;
}

} // namespace lockkeeper::http
