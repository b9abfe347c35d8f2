// A write transaction: gate, BEGIN IMMEDIATE, COMMIT or ROLLBACK, timed, and the checkpoint that may follow
// behind the gate: whoever waits there waits for it as well, so it is part of the hold. A deferred BEGIN
// would fail at its first write after a foreign commit (SQLITE_BUSY_SNAPSHOT), whatever the time-out.
#pragma once

#include "base/Result.h"
#include "store/Connection.h"
#include "store/locks/WriteGate.h"

#include <cstdint>
#include <memory>
#include <stop_token>

namespace lockkeeper::store {

class Database;
class LockCounters;

class Transaction final
{
public:
    // Waits for the gate and for the lock, together no longer than the database's busy timeout.
    // Errors: locked, cancelled, and what SQLite says.
    [[nodiscard]] static Result<std::unique_ptr<Transaction>>
    begin(Database &database, Connection &connection, LockCounters &counters, const std::stop_token &stop);
    ~Transaction(); // rolls back what was not committed
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    // `rows`: written by it, for those who watch.
    [[nodiscard]] Result<void> commit(std::int64_t rows = 0);

private:
    Transaction(Database &database, Connection &connection, LockCounters &counters, WriteGate::Lease lease,
                const std::stop_token &stop, WriteGate::Clock::time_point deadline);
    void ended(std::int64_t rows);

    Database &m_database;
    Connection &m_connection;
    LockCounters &m_counters;
    WriteGate::Lease m_lease;
    BusyScope m_busy;
    WriteGate::Clock::time_point m_heldSince;
    bool m_open = false;
};

} // namespace lockkeeper::store
