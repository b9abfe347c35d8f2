// The databases of a data directory, each opened once a process.
#pragma once

#include "base/Result.h"

#include <QMap>
#include <QString>

#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>

namespace lockkeeper::store {

class Database;
class LockCounters;

// `<dataDir>/knowledge/<id>.db`. `id` must be a community id.
[[nodiscard]] QString databasePath(const QString &dataDir, const QString &id);

class Databases final
{
public:
    explicit Databases(QString dataDir, std::chrono::milliseconds busyTimeout = std::chrono::seconds(30));
    ~Databases();

    [[nodiscard]] const QString &dataDir() const { return m_dataDir; }

    // Opened for writing, made or brought up to date first if need be; the same object for every caller, and
    // another one where the file was replaced. Blocking; a stop request wakes it. While one caller opens, the
    // others wait for what comes of it, an error included; the next caller tries anew. Waits are counted in
    // `counters`.
    [[nodiscard]] Result<std::shared_ptr<Database>> open(const QString &communityId, LockCounters &counters,
                                                         const std::stop_token &stop = {});

    // Lets go of one, so that nothing of it is open here once its users and their threads have done so, too.
    // The next open() opens it anew. May bring in a WAL, so it may take a while.
    void release(const QString &communityId);

    // The one that is open already; null if none is.
    [[nodiscard]] std::shared_ptr<Database> find(const QString &communityId);

private:
    struct Slot;
    [[nodiscard]] std::shared_ptr<Slot> slot(const QString &communityId);

    QString m_dataDir;
    std::chrono::milliseconds m_busyTimeout;
    std::mutex m_mutex;
    QMap<QString, std::shared_ptr<Slot>> m_slots;
};

} // namespace lockkeeper::store
