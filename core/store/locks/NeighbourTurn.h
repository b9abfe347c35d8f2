// Other processes' turn at the write lock. Behind the gate our writers follow each other within microseconds,
// and SQLite's own busy handler looks only every 100 ms by and by: beside a long sync another program could
// look for seconds, always at the wrong moment, until its time-out (Python: 5 s). So while somebody else has
// the database open, the lock is left alone now and then, for longer than such a look takes. Plain C++; for
// the gate's holder only.
#pragma once

#include <chrono>
#include <functional>

namespace lockkeeper::store {

class NeighbourTurn final
{
public:
    using Clock = std::chrono::steady_clock;
    using Elsewhere = std::function<bool()>;

    static constexpr std::chrono::milliseconds pause{110}; // longer than SQLite's longest sleep between tries
    static constexpr std::chrono::seconds every{2};        // twice within Python's time-out
    static constexpr std::chrono::seconds remembered{60};  // a neighbour that we met at the lock

    NeighbourTurn(Elsewhere elsewhere, Clock::time_point now);

    // Before the lock is asked for: how long it has to be left alone first; mostly zero. Asks `elsewhere`
    // only when a turn would be due.
    [[nodiscard]] Clock::duration due(Clock::time_point now);

    void released(Clock::time_point now); // our transaction has ended
    void met(Clock::time_point now);      // SQLite said busy: somebody else held the lock

private:
    Elsewhere m_elsewhere;
    Clock::time_point m_released;
    Clock::time_point m_lastTurn;
    Clock::time_point m_metUntil;
};

} // namespace lockkeeper::store
