#include "sync/Removal.h"

#include "store/Database.h"
#include "store/Databases.h"
#include "store/SourceRows.h"
#include "store/locks/LockCounters.h"
#include "sync/Plan.h"

#include <QFileInfo>

namespace lockkeeper::sync {

namespace {
QList<store::RemoteName> remoteNames(const QList<JobKey> &keys)
{
    QList<store::RemoteName> names;
    for (const JobKey &key : keys)
        names.append({.type = key.kind, .name = key.name});
    return names;
}
} // namespace

QList<JobKey> allSources(const community::Community &community)
{
    QList<JobKey> keys;
    for (const QString &kind : sourceKinds()) {
        for (const QString &name : remotesOf(community, kind))
            keys.append({.community = community.id, .kind = kind, .name = name});
    }
    return keys;
}

QList<JobKey> removedSources(const community::Community &before, const community::Community &after)
{
    const QList<JobKey> still = allSources(after);
    QList<JobKey> removed;
    for (const JobKey &key : allSources(before)) {
        if (!still.contains(key))
            removed.append(key);
    }
    return removed;
}

Result<QList<SourceRows>> countSourceRows(const QString &dataDir, const QList<JobKey> &keys,
                                          std::chrono::milliseconds busyTimeout, const std::stop_token &stop)
{
    QList<SourceRows> result;
    if (keys.isEmpty())
        return result;
    const QString path = store::databasePath(dataDir, keys.first().community);
    if (!QFileInfo::exists(path)) {
        for (const JobKey &key : keys)
            result.append({.key = key, .rows = 0});
        return result;
    }
    const auto counted = store::countRemoteRows(path, remoteNames(keys), busyTimeout, stop);
    if (!counted)
        return counted.error();
    for (qsizetype i = 0; i < keys.size(); ++i)
        result.append({.key = keys.at(i), .rows = counted->at(i).rows});
    return result;
}

Result<qint64> deleteSourceRows(store::Databases &databases, const QList<JobKey> &keys,
                                const std::function<void(qint64)> &deleted, const std::stop_token &stop)
{
    if (keys.isEmpty() ||
        !QFileInfo::exists(store::databasePath(databases.dataDir(), keys.first().community)))
        return qint64(0);
    store::LockCounters counters;
    const auto database = databases.open(keys.first().community, counters, stop);
    if (!database)
        return database.error();
    return store::deleteRemoteRows(**database, counters, remoteNames(keys), deleted, stop);
}

Result<qint64> deleteSourceRows(const QString &dataDir, const QList<JobKey> &keys,
                                std::chrono::milliseconds busyTimeout,
                                const std::function<void(qint64)> &deleted, const std::stop_token &stop)
{
    store::Databases databases(dataDir, busyTimeout);
    return deleteSourceRows(databases, keys, deleted, stop);
}

} // namespace lockkeeper::sync
