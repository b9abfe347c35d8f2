#include "http/Transfer.h"

#include "http/Activity.h"
#include "http/Limits.h"
#include "http/Network.h"
#include "http/Origin.h"
#include "http/Outgoing.h"
#include "http/QuotaBoard.h"
#include "http/Ticket.h"

#include <QRandomGenerator>

#include <algorithm>

namespace lockkeeper::http {

using std::chrono::milliseconds;

namespace {

constexpr int maxRedirects = 5;
constexpr int maxLimitWaits = 10;
constexpr milliseconds longestBackoff{60'000};

// The request never got to the host.
bool isMiss(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::UnknownNetworkError: // among others: no route to the host, no network
        return true;
    default:
        return false;
    }
}

milliseconds backoffAfter(int failures, milliseconds first)
{
    const milliseconds plain =
        std::min(longestBackoff, milliseconds(first * (1 << std::min(failures - 1, 16))));
    // Jitter, so that what broke together doesn't come back together.
    const double factor = 0.75 + QRandomGenerator::global()->generateDouble() / 2;
    return std::chrono::duration_cast<milliseconds>(plain * factor);
}

} // namespace

Transfer::Transfer(quint64 id, Request request, std::shared_ptr<Ticket> ticket, Network &network)
    : m_id(id)
    , m_request(std::move(request))
    , m_ticket(std::move(ticket))
    , m_network(network)
    , m_hop{m_request.url, m_request.method, m_request.body}
{
    m_backoff.setSingleShot(true);
    connect(&m_backoff, &QTimer::timeout, this, &Transfer::enter);
}

Transfer::~Transfer()
{
    if (m_host != nullptr)
        m_host->leave(this);
    networkEnded(0);
    // Once finished, the activity may already tell of the worker's next request.
    if (!m_finished)
        setWait(WaitReason::None);
}

void Transfer::start()
{
    if (!isHttpUrl(m_hop.url))
        return finish(m_network.faults().notAnAddress(asked()));
    if (m_hop.method != "GET" && m_hop.method != "HEAD" && m_hop.method != "POST")
        return finish(m_network.faults().unknownMethod(asked(), m_hop.method));
    enter();
}

void Transfer::enter()
{
    networkBegan();
    m_host = &m_network.host(asked());
    setWait(WaitReason::Pace);
    m_host->enter(this);
}

void Transfer::yourTurn(Slot slot)
{
    // Stopped, and the message to end this is still on its way: nothing more is sent.
    if (m_ticket->isFinished())
        return finish(cancelledError());
    m_slot = std::move(slot);
    const Outgoing out = makeOutgoing(m_network.config(), m_request, {m_hop.url, m_hop.body, m_strayed});
    m_tokenSent = out.tokenSent;
    if (m_request.activity)
        ++m_request.activity->requests;
    m_sent = true;
    setWait(WaitReason::Answer);
    m_exchange = new Exchange(
        m_network.manager(m_slot), out.request, m_hop.method, out.body,
        {m_request.maxBytes, m_network.config().timeout}, m_request.activity.get(),
        [this](Outcome outcome) { arrived(std::move(outcome)); }, this);
}

void Transfer::turnExpected(const QDateTime &at)
{
    setWait(WaitReason::Pace, at);
}

void Transfer::waitsUntil(const QDateTime &until)
{
    setWait(WaitReason::Limit, until);
}

void Transfer::refused(const QDateTime &until)
{
    finish(m_network.faults().limited(asked(), until, m_limitStatus));
}

void Transfer::arrived(Outcome outcome)
{
    std::exchange(m_exchange, nullptr)->deleteLater();
    networkEnded(outcome.bytes);
    const Slot slot = std::move(m_slot); // given back when the verdict is out
    const Faults &faults = m_network.faults();
    const bool missed = outcome.end == Outcome::End::Broken && isMiss(outcome.error);
    if (!missed)
        m_host->reached();
    switch (outcome.end) {
    case Outcome::End::Broken:
        if (missed)
            return miss(faults.broken(asked(), outcome.error, outcome.errorText));
        if (outcome.error ==
                QNetworkReply::SslHandshakeFailedError || // the next try meets the same certificate,
            outcome.error == QNetworkReply::ProxyAuthenticationRequiredError) // and has the same password
            return finish(faults.broken(asked(), outcome.error, outcome.errorText));
        return tryAgain(faults.broken(asked(), outcome.error, outcome.errorText));
    case Outcome::End::Silent:
        return tryAgain(faults.timedOut(asked(), m_network.config().timeout));
    case Outcome::End::TooLarge:
        return finish(faults.tooLarge(asked(), outcome.status, m_request.maxBytes));
    case Outcome::End::Undecodable:
        return finish(faults.undecodable(asked(), outcome.status));
    case Outcome::End::Complete:
        return judge(std::move(outcome), slot);
    }
}

void Transfer::judge(Outcome outcome, const Slot &slot)
{
    const int status = outcome.status;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (const auto quota = quotaHeaders(outcome.headers, now)) {
        m_network.quotas().set(
            {m_request.endpoint, hostOf(m_hop.url), quota->limit, quota->remaining, quota->resetAt});
    }
    const LimitSigns signs = limitSigns(status, outcome.headers, outcome.body, now);
    if (signs.limited || (signs.usedUp && signs.wait))
        m_host->block(slot, signs.wait);
    if (signs.limited)
        return waitForLimit(status);

    if (status >= 500)
        return tryAgain(m_network.faults().status(asked(), status, messageIn(outcome.body), m_tokenSent));
    m_host->succeeded(slot);
    if (isRedirect(status))
        return follow(outcome);
    if ((status >= 200 && status < 300) || (status == 304 && !m_request.etag.isEmpty()))
        return succeed(std::move(outcome));
    finish(m_network.faults().status(asked(), status, messageIn(outcome.body), m_tokenSent));
}

void Transfer::waitForLimit(int status)
{
    m_limitStatus = status;
    if (++m_limitWaits > maxLimitWaits)
        return refused(m_host->blockedUntil());
    networkBegan();
    // Where the block is longer than our patience, the queue refuses this with all others.
    m_host->enterFirst(this);
}

void Transfer::miss(const Error &error)
{
    if (m_host->isMissing() || m_failures + 1 >= tries()) {
        if (tries() >= m_network.config().tries)
            m_host->gaveUp();
        return finish(error);
    }
    if (m_host->probes(this))
        return tryAgain(error);
    ++m_failures;
    setWait(WaitReason::Pace);
    m_host->enterFirst(this);
}

void Transfer::tryAgain(const Error &error)
{
    if (++m_failures >= tries())
        return finish(error);
    networkBegan();
    const milliseconds delay = backoffAfter(m_failures, m_network.config().backoff);
    setWait(WaitReason::Backoff, QDateTime::currentDateTimeUtc().addMSecs(delay.count()));
    m_backoff.start(delay);
}

void Transfer::follow(const Outcome &outcome)
{
    const auto next = nextHop(m_hop, outcome.status, outcome.headers);
    if (!next)
        return finish(m_network.faults().badRedirect(asked(), outcome.status));
    if (++m_redirects > maxRedirects)
        return finish(m_network.faults().tooManyRedirects(asked(), outcome.status, maxRedirects));
    if (m_redirects == 1 && isPermanentRedirect(outcome.status))
        m_movedTo = withoutParameters(next->url, m_request.endpoint);
    m_strayed = m_strayed || originOf(next->url) != originOf(m_hop.url);
    m_hop = *next;
    m_hop.url = withoutParameters(m_hop.url, m_request.endpoint);
    enter();
}

void Transfer::succeed(Outcome outcome)
{
    if (outcome.status == 304 && m_request.activity)
        ++m_request.activity->notModified;
    Response response;
    response.status = outcome.status;
    response.url = m_hop.url;
    response.movedTo = m_movedTo;
    response.headers = std::move(outcome.headers);
    response.body = std::move(outcome.body);
    finish(std::move(response));
}

void Transfer::finish(Result<Response> result)
{
    m_finished = true;
    networkEnded(0);
    setWait(WaitReason::None);
    // Last of all: what follows a finished future runs right there, and may come back to the client.
    const std::shared_ptr<Ticket> ticket = m_ticket;
    m_network.ended(m_id);
    ticket->finish(std::move(result));
}

int Transfer::tries() const
{
    return m_request.tries > 0 ? m_request.tries : m_network.config().tries;
}

void Transfer::setWait(WaitReason reason, const QDateTime &until)
{
    if (!m_request.activity)
        return;
    const QString host = reason == WaitReason::None ? QString() : hostOf(m_hop.url);
    m_request.activity->setWait({reason, host, until});
}

void Transfer::networkBegan()
{
    if (!m_request.activity || m_waitingSince != 0)
        return;
    m_waitingSince = events::nanoseconds(events::Clock::now());
    m_request.activity->pen.write(
        {.at = m_waitingSince, .kind = events::Kind::Began, .activity = events::Activity::Network});
}

// One for each request that was counted, so that both agree; and one where the wait led to none.
void Transfer::networkEnded(qint64 bytes)
{
    if (m_waitingSince == 0)
        return;
    const qint64 now = events::nanoseconds(events::Clock::now());
    m_request.activity->pen.write({.at = now,
                                   .duration = now - m_waitingSince,
                                   .value = m_sent ? bytes : -1,
                                   .kind = events::Kind::Ended,
                                   .activity = events::Activity::Network});
    m_waitingSince = 0;
    m_sent = false;
}

} // namespace lockkeeper::http
