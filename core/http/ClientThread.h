// The network thread, and the way to it.
#pragma once

#include "http/Client.h"
#include "http/Mailbox.h"
#include "http/QuotaBoard.h"

#include <QThread>

#include <atomic>
#include <memory>

namespace lockkeeper::http {

class Network;

class ClientThread final
{
public:
    explicit ClientThread(const ClientConfig &config);
    ~ClientThread(); // ends the thread and everything on it
    ClientThread(const ClientThread &) = delete;
    ClientThread &operator=(const ClientThread &) = delete;

    [[nodiscard]] QFuture<Result<Response>> send(Request request, std::stop_token stop);
    void setCredentials(const Credentials &credentials);
    [[nodiscard]] QList<Quota> quotas() const { return m_quotas.all(); }

private:
    QuotaBoard m_quotas;
    Network *m_network;                 // lives on m_thread and is deleted there when it ends
    std::shared_ptr<Mailbox> m_mailbox; // shared with stop requests under way
    std::atomic<quint64> m_lastId = 0;
    QThread m_thread;
};

} // namespace lockkeeper::http
