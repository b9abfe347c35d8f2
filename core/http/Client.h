// The one way to the network: its own thread, a limiter a host, retries, conditional requests, limits on size
// and time.
#pragma once

#include "base/Result.h"
#include "http/Credentials.h"
#include "http/Endpoints.h"
#include "http/Message.h"
#include "http/Proxy.h"

#include <QDateTime>
#include <QFuture>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>

namespace lockkeeper::http {

struct ClientConfig
{
    Endpoints endpoints;
    Credentials credentials;
    QString contact;                           // an e-mail address or URL for the User-Agent; may be empty
    std::chrono::milliseconds timeout{30'000}; // without progress
    std::chrono::milliseconds limitPatience{
        300'000}; // a longer wait for a remote's limit is an error (rate_limited)
    std::chrono::milliseconds limitWait{
        60'000};                            // for a limit without a stated time (GitHub: a minute); doubles
    std::chrono::milliseconds backoff{500}; // before the second try; doubles, with jitter
    int tries = 5;                          // for 5xx and broken connections
    // Where every request goes instead of to its own host (empty: it does not), as through a reverse proxy:
    // with the Host it was meant for, and X-Forwarded-Proto. Pace, limits, credentials and texts go by that
    // host still. The demo's: what names made-up hosts reaches its server, and nothing leaves the machine.
    QUrl gateway;
    Proxy proxy;
};

// What a host last said of its limit (x-ratelimit-*).
struct Quota
{
    QString endpoint;
    QString host;
    int limit = 0;
    int remaining = 0;
    QDateTime resetAt; // UTC
};

class ClientThread;

class Client final
{
public:
    explicit Client(ClientConfig config);
    ~Client(); // aborts what is under way; waiting futures finish as cancelled
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    // From any thread. Errors: network, timeout, http, rate_limited, auth, gone, bad_answer (too large),
    // cancelled. Texts and URLs in errors hold no secret. A stop request finishes the future at once.
    [[nodiscard]] QFuture<Result<Response>> send(Request request, std::stop_token stop);

    // The same, waiting. For worker threads, never the GUI's or the network's.
    [[nodiscard]] Result<Response> fetch(Request request, std::stop_token stop);

    // Requests sent from now on carry these; those under way end as they began. A host that was asked already
    // keeps its pace, even where a key would allow more. Any thread.
    void setCredentials(const Credentials &credentials);

    [[nodiscard]] const Endpoints &endpoints() const;
    [[nodiscard]] bool hasCredential(const QString &endpoint) const; // any thread
    [[nodiscard]] QList<Quota> quotas() const;                       // any thread

private:
    mutable std::mutex m_mutex; // of the credentials
    ClientConfig m_config;
    std::unique_ptr<ClientThread> m_thread;
};

} // namespace lockkeeper::http
