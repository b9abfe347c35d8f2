#include "store/locks/BusyHandler.h"

#include "store/locks/LockCounters.h"

#include <sqlite3.h>

#include <thread>
#include <utility>

namespace lockkeeper::store {

namespace {
constexpr std::chrono::milliseconds pause{1};
constexpr std::int64_t firstLookAt = 4; // tries: whoever is gone by then need not be named
constexpr std::chrono::milliseconds lookEvery{250};
} // namespace

void BusyHandler::install(sqlite3 *database)
{
    const char *path = sqlite3_db_filename(database, "main");
    m_path = path == nullptr ? "" : path;
    sqlite3_busy_handler(database, &BusyHandler::callback, this);
}

void BusyHandler::onWaiting(Listener listener)
{
    m_listener = std::move(listener);
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
    m_holder.reset();
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
        m_looked = false;
    }
    ++m_calls;
    m_lastTry = Clock::now();
    if (m_counters != nullptr)
        m_counters->setState(LockState::Busy, true);
    if (m_stop.stop_requested())
        return false;
    const bool givesUp = m_lastTry >= m_deadline;
    if (m_looked ? m_lastTry - m_lastLook >= lookEvery : givesUp || m_calls >= firstLookAt)
        look();
    if (givesUp) {
        if (m_counters != nullptr)
            m_counters->addTimeout(m_lastTry);
        return false;
    }
    std::this_thread::sleep_for(pause);
    m_lastTry = Clock::now();
    return true;
}

void BusyHandler::look()
{
    m_looked = true;
    m_lastLook = m_lastTry;
    if (m_path.empty())
        return;
    m_holder = neighboursAt(m_path).blocker();
    if (m_holder && m_counters != nullptr)
        m_counters->metForeign(*m_holder, m_lastTry);
    if (m_listener)
        m_listener(m_holder);
}

void BusyHandler::countWait()
{
    if (m_calls > 0 && m_counters != nullptr)
        m_counters->addBusy(m_lastTry - m_since, m_calls, m_lastTry);
    m_calls = 0;
    m_holder.reset();
}

} // namespace lockkeeper::store
