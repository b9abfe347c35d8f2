#include "store/locks/NeighbourTurn.h"

#include <utility>

namespace lockkeeper::store {

NeighbourTurn::NeighbourTurn(Elsewhere elsewhere, Clock::time_point now)
    : m_elsewhere(std::move(elsewhere))
    , m_released(now)
    , m_lastTurn(now)
    , m_metUntil(now)
{
}

NeighbourTurn::Clock::duration NeighbourTurn::due(Clock::time_point now)
{
    const Clock::duration free = now - m_released;
    if (free >= pause) { // nobody of ours wanted it for long enough
        m_lastTurn = now;
        return {};
    }
    if (now - m_lastTurn < every)
        return {};
    m_lastTurn = now;
    return now < m_metUntil || m_elsewhere() ? pause - free : Clock::duration{};
}

void NeighbourTurn::released(Clock::time_point now)
{
    m_released = now;
}

void NeighbourTurn::met(Clock::time_point now)
{
    m_metUntil = now + remembered;
}

} // namespace lockkeeper::store
