#include "store/Transaction.h"

#include "store/Database.h"
#include "store/SqliteError.h"
#include "store/locks/LockCounters.h"

#include <QFile>

#include <sqlite3.h>

#include <condition_variable>
#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
// Nobody of ours asks for the lock meanwhile: the gate is held.
void leaveToNeighbours(Database &database, LockCounters &counters, const std::stop_token &stop,
                       WriteGate::Clock::time_point deadline)
{
    const auto begun = WriteGate::Clock::now();
    const auto turn = database.neighbourTurn().due(begun);
    if (turn == turn.zero() || deadline - begun < 2 * turn)
        return;
    counters.setState(LockState::Busy);
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, turn, [] { return false; });
    const auto ended = WriteGate::Clock::now();
    counters.addBusy(ended - begun, 0, ended);
}
} // namespace

Transaction::Transaction(Database &database, Connection &connection, LockCounters &counters,
                         WriteGate::Lease lease, const std::stop_token &stop,
                         WriteGate::Clock::time_point deadline)
    : m_database(database)
    , m_connection(connection)
    , m_counters(counters)
    , m_lease(std::move(lease))
    , m_busy(connection, &counters, stop, deadline)
{
}

Result<std::unique_ptr<Transaction>> Transaction::begin(Database &database, Connection &connection,
                                                        LockCounters &counters, const std::stop_token &stop)
{
    const auto deadline = WriteGate::Clock::now() + database.busyTimeout();
    counters.setState(LockState::Queued);
    WriteGate::Entry entry = database.gate().enter(stop, deadline);
    if (entry.queued)
        counters.addQueued(entry.waited, QueuedFor::Turn);
    if (entry.outcome != WriteGate::Outcome::Entered) {
        counters.setState(LockState::Free);
        if (entry.outcome == WriteGate::Outcome::Cancelled)
            return cancelledError();
        counters.addTimeout();
        // Whoever stands in front of us waits for the lock itself, or has it.
        return lockedError(database.path(),
                           neighboursAt(QFile::encodeName(database.path()).toStdString()).blocker());
    }
    leaveToNeighbours(database, counters, stop, deadline);

    std::unique_ptr<Transaction> transaction(
        new Transaction(database, connection, counters, std::move(entry.lease), stop, deadline));
    const Result<void> begun = connection.execute(u"BEGIN IMMEDIATE"_s);
    if (connection.busyHandler().waited())
        database.neighbourTurn().met(WriteGate::Clock::now());
    connection.busyHandler().settle();
    if (!begun) {
        counters.setState(LockState::Free);
        if (begun.error().kind == ErrorKind::Locked && stop.stop_requested())
            return cancelledError();
        return begun.error();
    }
    transaction->m_open = true;
    transaction->m_heldSince = WriteGate::Clock::now();
    counters.setState(LockState::Holding);
    return transaction;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    // After a full disk or an I/O error SQLite may have rolled back by itself
    // (sqlite.org/lang_transaction.html, 3). A rollback that fails leaves nothing to do: the connection's
    // close discards the transaction.
    if (sqlite3_get_autocommit(m_connection.handle()) == 0)
        (void)m_connection.execute(u"ROLLBACK"_s);
    m_database.neighbourTurn().released(WriteGate::Clock::now());
    ended(0);
}

Result<void> Transaction::commit(std::int64_t rows)
{
    // exec("COMMIT"): QSqlDatabase::commit() would lose SQLite's code.
    const Result<void> done = m_connection.execute(u"COMMIT"_s);
    m_connection.busyHandler().settle(); // without WAL a COMMIT waits for readers
    if (!done)
        return done;
    m_open = false;
    const auto committed = WriteGate::Clock::now();
    m_database.neighbourTurn().released(committed);
    m_counters.committed(rows, committed);
    m_database.checkpointIfGrown(m_connection, m_counters.pen()); // still behind the gate
    ended(rows);
    return {};
}

void Transaction::ended(std::int64_t rows)
{
    m_open = false;
    const auto now = WriteGate::Clock::now();
    m_counters.addHold(now - m_heldSince, rows, now);
    m_counters.setState(LockState::Free);
}

} // namespace lockkeeper::store
