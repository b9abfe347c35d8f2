#include "store/Databases.h"

#include "store/Database.h"
#include "store/locks/LockCounters.h"

#include <condition_variable>
#include <optional>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

struct Databases::Slot
{
    std::mutex mutex;
    std::condition_variable_any opened;
    bool opening = false; // by one caller; the others wait
    quint64 rounds = 0;   // openings that came to an end
    std::shared_ptr<Database> database;
    std::weak_ptr<Database> released; // may still be in use: one file has one gate
    std::optional<Error> error;       // of the last round
};

QString databasePath(const QString &dataDir, const QString &id)
{
    return u"%1/knowledge/%2.db"_s.arg(dataDir, id);
}

Databases::Databases(QString dataDir, std::chrono::milliseconds busyTimeout)
    : m_dataDir(std::move(dataDir))
    , m_busyTimeout(busyTimeout)
{
}

Databases::~Databases() = default;

std::shared_ptr<Databases::Slot> Databases::slot(const QString &communityId)
{
    const std::scoped_lock lock(m_mutex);
    std::shared_ptr<Slot> &known = m_slots[communityId];
    if (!known)
        known = std::make_shared<Slot>();
    return known;
}

Result<std::shared_ptr<Database>> Databases::open(const QString &communityId, LockCounters &counters,
                                                  const std::stop_token &stop)
{
    const std::shared_ptr<Slot> slot = this->slot(communityId);
    std::unique_lock lock(slot->mutex);
    while (slot->opening) {
        const quint64 round = slot->rounds;
        const auto since = std::chrono::steady_clock::now();
        counters.setState(LockState::Queued);
        const bool ended = slot->opened.wait(lock, stop, [&] { return slot->rounds != round; });
        counters.addQueued(std::chrono::steady_clock::now() - since, QueuedFor::Opening);
        counters.setState(LockState::Free);
        if (!ended)
            return cancelledError();
        if (slot->error && !slot->error->isCancelled()) { // who was cancelled leaves it to the next one
            if (slot->error->kind == ErrorKind::Locked)
                counters.addTimeout();
            return *slot->error;
        }
    }
    if (!slot->database)
        slot->database = slot->released.lock();
    if (slot->database && slot->database->isInPlace())
        return slot->database;

    slot->opening = true;
    lock.unlock();
    Result<std::shared_ptr<Database>> opened =
        Database::open(databasePath(m_dataDir, communityId), m_busyTimeout, &counters, stop);
    counters.setState(LockState::Free);
    if (!opened && opened.error().kind == ErrorKind::Locked && stop.stop_requested())
        opened = cancelledError();
    lock.lock();
    slot->opening = false;
    ++slot->rounds;
    slot->database = opened ? *opened : nullptr;
    slot->error = opened ? std::nullopt : std::optional(opened.error());
    slot->opened.notify_all();
    return opened;
}

void Databases::release(const QString &communityId)
{
    const std::shared_ptr<Slot> slot = this->slot(communityId);
    std::shared_ptr<Database> closed; // when the lock is left
    const std::scoped_lock lock(slot->mutex);
    closed = std::move(slot->database);
    slot->released = closed;
}

std::shared_ptr<Database> Databases::find(const QString &communityId)
{
    const std::shared_ptr<Slot> slot = this->slot(communityId);
    const std::scoped_lock lock(slot->mutex);
    return slot->database;
}

} // namespace lockkeeper::store
