// The whole way of one request: its turn at the host, redirects, tries, limits, the verdict. Network thread
// only. Deleting it ends it; its ticket then finishes as cancelled.
#pragma once

#include "base/Result.h"
#include "http/Exchange.h"
#include "http/Faults.h"
#include "http/HostQueue.h"
#include "http/Message.h"
#include "http/Redirect.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace lockkeeper::http {

enum class WaitReason;
class Network;
class Ticket;

class Transfer final : public QObject, private Waiting
{
public:
    Transfer(quint64 id, Request request, std::shared_ptr<Ticket> ticket, Network &network);
    ~Transfer() override;

    void start();

private:
    void yourTurn(Slot slot) override;
    void turnExpected(const QDateTime &at) override;
    void waitsUntil(const QDateTime &until) override;
    void refused(const QDateTime &until) override;

    void enter();
    void arrived(Outcome outcome);
    void judge(Outcome outcome, const Slot &slot);
    void waitForLimit(int status);
    void miss(const Error &error);
    void tryAgain(const Error &error);
    void follow(const Outcome &outcome);
    void succeed(Outcome outcome);
    void finish(Result<Response> result);

    [[nodiscard]] Asked asked() const { return {m_hop.url, m_request.endpoint}; }
    [[nodiscard]] int tries() const;
    void setWait(WaitReason reason, const QDateTime &until = {});
    void networkBegan();
    void networkEnded(qint64 bytes);

    quint64 m_id;
    Request m_request;
    std::shared_ptr<Ticket> m_ticket;
    Network &m_network; // owns this

    NextHop m_hop; // where we are on the way of redirects
    QUrl m_movedTo;
    bool m_strayed = false; // a redirect led to another origin: no token any more
    bool m_tokenSent = false;
    bool m_finished = false;
    bool m_sent = false;       // a request, since networkBegan()
    qint64 m_waitingSince = 0; // of events::Clock; 0: for nothing
    int m_redirects = 0;
    int m_failures = 0;
    int m_limitWaits = 0;
    int m_limitStatus = 0;

    HostQueue *m_host = nullptr;
    Slot m_slot;
    Exchange *m_exchange = nullptr; // a child
    QTimer m_backoff;
};

} // namespace lockkeeper::http
