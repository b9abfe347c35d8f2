// The promise of one answer: kept exactly once, whoever comes first - the network thread, a stop request, or
// the end of the client. A ticket that is dropped is kept as cancelled, so no one waits for ever.
#pragma once

#include "base/Result.h"
#include "http/Message.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::http {

class Ticket final
{
public:
    Ticket();
    ~Ticket();
    Ticket(const Ticket &) = delete;
    Ticket &operator=(const Ticket &) = delete;

    [[nodiscard]] QFuture<Result<Response>> future() const { return m_promise.future(); }

    // From now on a stop request finishes the future at once, on the thread that asks for it, and then calls
    // `stopped` there. Once a ticket.
    void watch(std::stop_token stop, std::function<void()> stopped);

    // Any thread; the first call counts.
    void finish(Result<Response> result);
    [[nodiscard]] bool isFinished() const { return m_finished; }

private:
    QPromise<Result<Response>> m_promise;
    std::atomic<bool> m_finished = false;
    // Last, so that it goes first: its end waits for a callback under way, which uses the members above.
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace lockkeeper::http
