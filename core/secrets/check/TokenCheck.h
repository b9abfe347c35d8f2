// Asks a service whose a token is and what it may. On the thread that asks, which needs an event loop; the
// network's work is the client's own.
#pragma once

#include "http/Client.h"
#include "secrets/Secret.h"

#include <QFuture>
#include <QObject>

#include <memory>
#include <stop_token>

namespace lockkeeper::secrets {

class TokenCheck final : public QObject
{
public:
    // Endpoints, proxy, contact and time-out are the configuration's.
    explicit TokenCheck(http::ClientConfig config, QObject *parent = nullptr);
    ~TokenCheck() override;

    // What the service says of it, in sentences. Errors: those of http::Client; none repeats the token. One
    // request.
    [[nodiscard]] QFuture<Result<QString>> check(Secret secret, const QByteArray &value,
                                                 std::stop_token stop);

private:
    [[nodiscard]] http::Client &clientWith(Secret secret, const QByteArray &value);

    http::ClientConfig m_config;
    std::unique_ptr<http::Client> m_client; // made at the first check
};

} // namespace lockkeeper::secrets
