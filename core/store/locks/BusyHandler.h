// What SQLite does when another process holds a lock (sqlite3_busy_handler): tries again every millisecond,
// counted, until the deadline or a stop request. SQLite's own back-off grows to 100 ms a try and is unfair.
// Plain C++; one per connection, used by the connection's thread only.
#pragma once

#include "store/locks/Neighbours.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

struct sqlite3;

namespace lockkeeper::store {

class LockCounters;

class BusyHandler final
{
public:
    using Clock = std::chrono::steady_clock;
    // Told some times a second, while a lock is waited for, who has it; nobody known: no process.
    using Listener = std::function<void(const std::optional<Process> &)>;

    // From here on `database` calls us. It must be the last to set a handler or busy timeout: they replace
    // each other.
    void install(sqlite3 *database);

    void onWaiting(Listener listener);

    // Whether our handler is the one in place. SQLite keeps the milliseconds only of a busy timeout, not of a
    // handler: `PRAGMA busy_timeout` tells 0 with a handler and the time-out's value once somebody has
    // replaced it.
    [[nodiscard]] static bool isInstalled(sqlite3 *database);

    // Until end(): wait no longer than `deadline`, count into `counters` (may be null). Outside, a lock is
    // not waited for.
    void begin(LockCounters *counters, std::stop_token stop, Clock::time_point deadline);
    void end();
    // What was asked for is had, or not to be had: the wait for it, if there was one, is counted now.
    void settle() { countWait(); }

    // Whether SQLite said busy at the lock last asked for, since begin() or settle().
    [[nodiscard]] bool waited() const { return m_calls > 0; }
    // After a lock was given up, until settle() or end(): who has it, where the system tells.
    [[nodiscard]] const std::optional<Process> &holder() const { return m_holder; }
    [[nodiscard]] bool stopped() const { return m_stop.stop_requested(); }

private:
    static int callback(void *self, int tries);
    bool waitOnce(int tries);
    void look();
    void countWait();

    LockCounters *m_counters = nullptr;
    std::stop_token m_stop;
    Clock::time_point m_deadline;
    Clock::time_point m_since;    // of the wait under way
    Clock::time_point m_lastTry;  // of it
    std::int64_t m_calls = 0;     // of it; 0: none is
    std::string m_path;           // of the database; empty: it has no file
    Clock::time_point m_lastLook; // of it, at who has the lock
    bool m_looked = false;        // in it
    std::optional<Process> m_holder;
    Listener m_listener; // may be null
};

} // namespace lockkeeper::store
