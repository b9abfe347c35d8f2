#include "http/Network.h"

#include "http/Origin.h"
#include "http/Ticket.h"
#include "http/Transfer.h"

#include <QNetworkProxyFactory>

#include <algorithm>
#include <limits>

namespace lockkeeper::http {

Network::Network(ClientConfig config, QuotaBoard &quotas)
    : m_config(std::move(config))
    , m_faults(m_config.credentials, m_config.proxy)
    , m_quotas(quotas)
{
}

Network::~Network()
{
    // Before the hosts they stand in line at and the managers that carry them. Their tickets end as
    // cancelled.
    m_transfers.clear();
}

void Network::begin(quint64 id, Request request, std::shared_ptr<Ticket> ticket)
{
    if (ticket->isFinished())
        return;
    auto transfer = std::make_unique<Transfer>(id, std::move(request), std::move(ticket), *this);
    Transfer *started = transfer.get();
    m_transfers.emplace(id, std::move(transfer));
    started->start();
}

void Network::abort(quint64 id)
{
    m_transfers.erase(id);
}

void Network::setCredentials(const Credentials &credentials)
{
    // What is under way still carries the old ones, and a remote may repeat them.
    m_faults.setCredentials(credentials);
    m_config.credentials = credentials;
}

void Network::ended(quint64 id)
{
    if (auto node = m_transfers.extract(id))
        node.mapped().release()->deleteLater();
}

// As slow as the slowest of its endpoints; a key that is new lets one be quicker at once.
double Network::pace(const Host &host) const
{
    double slowest = std::numeric_limits<double>::max();
    for (const QString &endpoint : host.endpoints)
        slowest = std::min(slowest, m_config.endpoints.pace(endpoint, m_config.credentials.has(endpoint)));
    return slowest;
}

HostQueue &Network::host(const Asked &asked)
{
    const QString name = hostOf(asked.url);
    Host &host = m_hosts[name];
    if (!host.endpoints.contains(asked.endpoint))
        host.endpoints.append(asked.endpoint);
    const double perSecond = pace(host);
    if (host.queue == nullptr)
        host.queue = new HostQueue(name, perSecond, {m_config.limitPatience, m_config.limitWait}, this);
    else
        host.queue->changePaceTo(perSecond);
    return *host.queue;
}

QNetworkAccessManager &Network::manager(const Slot &slot)
{
    QNetworkAccessManager *&manager = m_managers.at(slot.number() % shards);
    if (manager == nullptr) {
        manager = new QNetworkAccessManager(this);
        manager->setAutoDeleteReplies(false);
        // The manager's from now on.
        manager->setProxyFactory(makeProxyFactory(m_config.proxy).release());
    }
    return *manager;
}

} // namespace lockkeeper::http
