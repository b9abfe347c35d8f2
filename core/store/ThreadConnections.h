// The calling thread's connections, closed when it ends: pool threads come and go, and a connection must be
// closed where it was opened.
#pragma once

#include "store/Connection.h"

#include <memory>
#include <unordered_map>

namespace lockkeeper::store {

class ThreadConnections final
{
public:
    [[nodiscard]] static ThreadConnections &ofThisThread();

    [[nodiscard]] Connection *find(quint64 database) const;
    Connection *insert(quint64 database, std::unique_ptr<Connection> connection);
    void remove(quint64 database);

private:
    std::unordered_map<quint64, std::unique_ptr<Connection>> m_connections;
};

} // namespace lockkeeper::store
