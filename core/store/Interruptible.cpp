#include "store/Interruptible.h"

#include <sqlite3.h>

#include <utility>

namespace lockkeeper::store {

namespace {
constexpr int stepsBetweenLooks = 4000; // of SQLite's machine: far below a millisecond
constexpr int stepsBetweenCloseLooks = 100;
} // namespace

Interruptible::Interruptible(sqlite3 *database, const std::stop_token &stop, std::function<bool()> enough)
    : m_database(database)
    , m_stop(stop)
    , m_enough(std::move(enough))
    , m_interrupt(stop, [database] { sqlite3_interrupt(database); })
{
    sqlite3_progress_handler(database, m_enough ? stepsBetweenCloseLooks : stepsBetweenLooks,
                             &Interruptible::look, this);
}

Interruptible::~Interruptible()
{
    sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
}

int Interruptible::look(void *self)
{
    const auto *const interruptible = static_cast<Interruptible *>(self);
    const bool over =
        interruptible->m_stop.stop_requested() || (interruptible->m_enough && interruptible->m_enough());
    return over ? 1 : 0;
}

} // namespace lockkeeper::store
