// For statements on a bare handle that somebody may stop. Within core/store.
#pragma once

#include <functional>
#include <stop_token>

struct sqlite3;

namespace lockkeeper::store {

// While it lives, a stop request interrupts what runs on the connection: between its steps, and, from the
// thread that asks, within the one of integrity_check that reads all of a file.
class Interruptible final
{
public:
    // `enough` is asked between its steps, too, ever so often: true ends it.
    Interruptible(sqlite3 *database, const std::stop_token &stop, std::function<bool()> enough = {});
    ~Interruptible();
    Interruptible(const Interruptible &) = delete;
    Interruptible &operator=(const Interruptible &) = delete;

private:
    static int look(void *self);

    sqlite3 *m_database;
    const std::stop_token &m_stop;
    std::function<bool()> m_enough; // may be null
    std::stop_callback<std::function<void()>> m_interrupt;
};

} // namespace lockkeeper::store
