#include "http/ClientThread.h"

#include "http/Network.h"
#include "http/Ticket.h"

namespace lockkeeper::http {

using namespace Qt::StringLiterals;

ClientThread::ClientThread(const ClientConfig &config)
    : m_network(new Network(config, m_quotas))
    , m_mailbox(std::make_shared<Mailbox>(m_network))
{
    m_thread.setObjectName(u"network"_s);
    m_network->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_network, &QObject::deleteLater);
    m_thread.start();
}

ClientThread::~ClientThread()
{
    m_mailbox->close();
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<Response>> ClientThread::send(Request request, std::stop_token stop)
{
    const quint64 id = ++m_lastId;
    auto ticket = std::make_shared<Ticket>();
    QFuture<Result<Response>> future = ticket->future();

    // Watched before it begins, so that one stopped beforehand never reaches the network. An end that
    // overtakes the beginning leaves a finished ticket, which Network::begin() drops.
    ticket->watch(std::move(stop), [mailbox = m_mailbox, network = m_network, id] {
        mailbox->post([network, id] { network->abort(id); });
    });
    // Where the mailbox is closed, the ticket ends as cancelled when it is dropped.
    m_mailbox->post(
        [network = m_network, id, request = std::move(request), ticket = std::move(ticket)]() mutable {
            network->begin(id, std::move(request), std::move(ticket));
        });
    return future;
}

void ClientThread::setCredentials(const Credentials &credentials)
{
    m_mailbox->post([network = m_network, credentials] { network->setCredentials(credentials); });
}

} // namespace lockkeeper::http
