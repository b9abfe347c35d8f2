// What lives on the network thread: the managers, a queue a host, and the transfers under way.
#pragma once

#include "http/Client.h"
#include "http/Faults.h"
#include "http/HostQueue.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QStringList>

#include <array>
#include <map>
#include <memory>

namespace lockkeeper::http {

class QuotaBoard;
class Ticket;
class Transfer;

class Network final : public QObject
{
public:
    // Made on any thread, then moved to its own and used only there.
    Network(ClientConfig config, QuotaBoard &quotas);
    ~Network() override;

    void begin(quint64 id, Request request, std::shared_ptr<Ticket> ticket);
    void abort(quint64 id);
    void setCredentials(const Credentials &credentials);

    // For transfers.
    [[nodiscard]] const ClientConfig &config() const { return m_config; }
    [[nodiscard]] const Faults &faults() const { return m_faults; }
    [[nodiscard]] HostQueue &host(const Asked &asked);
    [[nodiscard]] QNetworkAccessManager &manager(const Slot &slot);
    [[nodiscard]] QuotaBoard &quotas() { return m_quotas; }
    void ended(quint64 id); // deletes the transfer later

private:
    // Each manager opens six connections a host at most; three carry what one alone would hold up.
    static constexpr std::size_t shards = 3;

    struct Host
    {
        HostQueue *queue = nullptr; // a child
        QStringList endpoints;      // that it serves
    };
    [[nodiscard]] double pace(const Host &host) const;

    ClientConfig m_config;
    Faults m_faults;
    QuotaBoard &m_quotas;
    std::array<QNetworkAccessManager *, shards> m_managers{}; // children, made on the network thread
    std::map<QString, Host> m_hosts;                          // by name
    std::map<quint64, std::unique_ptr<Transfer>> m_transfers;
};

} // namespace lockkeeper::http
