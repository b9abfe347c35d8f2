// What every host last said of its limit. Written by the network thread, read by anyone.
#pragma once

#include "http/Client.h"

#include <QMap>

#include <mutex>

namespace lockkeeper::http {

class QuotaBoard final
{
public:
    void set(const Quota &quota)
    {
        const std::scoped_lock lock(m_mutex);
        m_quotas.insert(quota.host, quota);
    }
    [[nodiscard]] QList<Quota> all() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_quotas.values();
    }

private:
    mutable std::mutex m_mutex;
    QMap<QString, Quota> m_quotas;
};

} // namespace lockkeeper::http
