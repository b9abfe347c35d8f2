// How one check asks: within its time, with few tries, and without waiting for a limit. One a check; on its
// worker's thread.
#pragma once

#include "base/Result.h"
#include "http/Message.h"

#include <QDateTime>

#include <chrono>
#include <stop_token>

namespace lockkeeper::http {
class Client;
}

namespace lockkeeper::onboarding {

class AnswerCache;
struct Finding;

class Asker final
{
public:
    // The check's time runs from here.
    Asker(http::Client &client, AnswerCache &cache, std::chrono::milliseconds patience, std::stop_token stop);

    // Errors: those of the client; timeout once the check's time is over; rate_limited where the host would
    // have to be waited for; cancelled.
    [[nodiscard]] Result<http::Response> ask(http::Request request);

    [[nodiscard]] const http::Client &client() const { return m_client; }
    [[nodiscard]] bool isStopped() const { return m_stop.stop_requested(); }
    // The hourly quota of the host of `url` is nearly used up: what is only nice to know is not asked.
    [[nodiscard]] bool isScarce(const QUrl &url) const;

    // Makes `finding` one of something that could not be asked, by what kept it from being: offline, too
    // slow, limited, refused, an answer that makes no sense. Not for Gone, of which the caller knows more.
    void leaveOpen(Finding &finding, const Error &error) const;

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] Error timeOver(const http::Request &request) const;

    http::Client &m_client;
    AnswerCache &m_cache;
    std::chrono::milliseconds m_patience;
    Clock::time_point m_deadline;
    std::stop_token m_stop;
    QDateTime m_freeAt; // when the host that is limited answers again; UTC
};

} // namespace lockkeeper::onboarding
