#include "store/Interruptible.h"

#include <sqlite3.h>

namespace lockkeeper::store {

namespace {
constexpr int stepsBetweenLooks = 4000; // of SQLite's machine: far below a millisecond
} // namespace

Interruptible::Interruptible(sqlite3 *database, const std::stop_token &stop)
    : m_database(database)
    , m_stop(stop)
    , m_interrupt(stop, [database] { sqlite3_interrupt(database); })
{
    sqlite3_progress_handler(database, stepsBetweenLooks, &Interruptible::look, this);
}

Interruptible::~Interruptible()
{
    sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
}

int Interruptible::look(void *self)
{
    return static_cast<Interruptible *>(self)->m_stop.stop_requested() ? 1 : 0;
}

} // namespace lockkeeper::store
