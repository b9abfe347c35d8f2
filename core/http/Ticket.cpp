#include "http/Ticket.h"

namespace lockkeeper::http {

Ticket::Ticket()
{
    m_promise.start();
}

Ticket::~Ticket()
{
    m_onStop.reset();
    finish(cancelledError());
}

void Ticket::watch(std::stop_token stop, std::function<void()> stopped)
{
    m_onStop.emplace(std::move(stop), [this, stopped = std::move(stopped)] {
        finish(cancelledError());
        stopped();
    });
}

void Ticket::finish(Result<Response> result)
{
    if (m_finished.exchange(true))
        return;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace lockkeeper::http
