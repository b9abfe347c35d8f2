#include "http/Client.h"

#include "http/ClientThread.h"

namespace lockkeeper::http {

Client::Client(ClientConfig config)
    : m_config(std::move(config))
    , m_thread(std::make_unique<ClientThread>(m_config))
{
}

Client::~Client() = default;

QFuture<Result<Response>> Client::send(Request request, std::stop_token stop)
{
    return m_thread->send(std::move(request), std::move(stop));
}

Result<Response> Client::fetch(Request request, std::stop_token stop)
{
    QFuture<Result<Response>> future = send(std::move(request), std::move(stop));
    future.waitForFinished();
    return future.takeResult();
}

void Client::setCredentials(const Credentials &credentials)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_config.credentials = credentials;
    }
    m_thread->setCredentials(credentials);
}

const Endpoints &Client::endpoints() const
{
    return m_config.endpoints;
}

bool Client::hasCredential(const QString &endpoint) const
{
    const std::scoped_lock lock(m_mutex);
    return m_config.credentials.has(endpoint);
}

QList<Quota> Client::quotas() const
{
    return m_thread->quotas();
}

} // namespace lockkeeper::http
