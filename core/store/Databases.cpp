#include "store/Databases.h"

#include "store/Database.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

struct Databases::Slot
{
    std::mutex opening; // held while one caller opens: the others wait for the same object
    std::shared_ptr<Database> database;
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

Result<std::shared_ptr<Database>> Databases::open(const QString &communityId, const std::stop_token &stop)
{
    const std::shared_ptr<Slot> slot = this->slot(communityId);
    const std::scoped_lock lock(slot->opening);
    if (!slot->database) {
        Result<std::shared_ptr<Database>> opened =
            Database::open(databasePath(m_dataDir, communityId), m_busyTimeout, stop);
        if (!opened)
            return opened.error();
        slot->database = std::move(*opened);
    }
    return slot->database;
}

std::shared_ptr<Database> Databases::find(const QString &communityId)
{
    const std::shared_ptr<Slot> slot = this->slot(communityId);
    const std::scoped_lock lock(slot->opening);
    return slot->database;
}

} // namespace lockkeeper::store
