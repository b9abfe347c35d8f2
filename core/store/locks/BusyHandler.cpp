#include "store/locks/BusyHandler.h"

#include "store/locks/LockCounters.h"

#include <sqlite3.h>

#include <thread>
#include <utility>

namespace lockkeeper::store {

namespace {
constexpr std::chrono::milliseconds pause{1};
}

void BusyHandler::install(sqlite3 *database)
{
    sqlite3_busy_handler(database, &BusyHandler::callback, this);
}

bool BusyHandler::isInstalled(sqlite3 *database)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, "PRAGMA busy_timeout", -1, &statement, nullptr) != SQLITE_OK)
        return false;
    const bool ours = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == 0;
    sqlite3_finalize(statement);
    return ours;
}

void BusyHandler::begin(LockCounters *counters, std::stop_token stop, Clock::time_point deadline)
{
    m_counters = counters;
    m_stop = std::move(stop);
    m_deadline = deadline;
    m_calls = 0;
}

void BusyHandler::end()
{
    countWait();
    m_counters = nullptr;
    m_stop = {};
    m_deadline = {};
}

int BusyHandler::callback(void *self, int tries)
{
    return static_cast<BusyHandler *>(self)->waitOnce(tries) ? 1 : 0;
}

bool BusyHandler::waitOnce(int tries)
{
    if (tries == 0) { // a new lock is asked for
        countWait();
        m_since = Clock::now();
    }
    ++m_calls;
    m_lastTry = Clock::now();
    if (m_counters != nullptr)
        m_counters->setState(LockState::Busy, true);
    if (m_stop.stop_requested())
        return false;
    if (m_lastTry >= m_deadline) {
        if (m_counters != nullptr)
            m_counters->addTimeout(m_lastTry);
        return false;
    }
    std::this_thread::sleep_for(pause);
    m_lastTry = Clock::now();
    return true;
}

void BusyHandler::countWait()
{
    if (m_calls > 0 && m_counters != nullptr)
        m_counters->addBusy(m_lastTry - m_since, m_calls, m_lastTry);
    m_calls = 0;
}

} // namespace lockkeeper::store
