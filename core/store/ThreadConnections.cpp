#include "store/ThreadConnections.h"

#include <QThreadStorage>

#include <utility>

namespace lockkeeper::store {

ThreadConnections &ThreadConnections::ofThisThread()
{
    // Not thread_local: Qt counts a thread as ended before those are destroyed, so whoever waits for a pool
    // could leave main() while a connection is being closed. Qt's own storage is emptied before.
    static QThreadStorage<ThreadConnections> connections;
    return connections.localData();
}

Connection *ThreadConnections::find(quint64 database) const
{
    const auto found = m_connections.find(database);
    return found == m_connections.end() ? nullptr : found->second.get();
}

Connection *ThreadConnections::insert(quint64 database, std::unique_ptr<Connection> connection)
{
    return m_connections.insert_or_assign(database, std::move(connection)).first->second.get();
}

void ThreadConnections::remove(quint64 database)
{
    m_connections.erase(database);
}

} // namespace lockkeeper::store
