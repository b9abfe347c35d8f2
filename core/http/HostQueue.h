// Everyone who wants something of one host, in line: paced, at most six at once, and nobody while the host
// said "too many". One a host for the whole process. Network thread only.
#pragma once

#include "http/limiter/RateLimiter.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <optional>

namespace lockkeeper::http {

class HostQueue;

// The right to one request; its end lets the next one go.
class Slot final
{
public:
    Slot() = default;
    Slot(HostQueue *host, quint64 number, int blocks);
    ~Slot();
    Slot(Slot &&other) noexcept;
    Slot &operator=(Slot &&other) noexcept;

    void release();
    [[nodiscard]] quint64 number() const
    {
        return m_number;
    } // counts the host's requests, for spreading them
    [[nodiscard]] int blocks() const
    {
        return m_blocks;
    } // how often the host had been blocked when it was given

private:
    HostQueue *m_host = nullptr; // outlives all slots
    quint64 m_number = 0;
    int m_blocks = 0;
};

// Who stands in line. Leaves it (HostQueue::leave) before it ends.
class Waiting
{
public:
    virtual void yourTurn(Slot slot) = 0;
    virtual void turnExpected(const QDateTime &at) = 0;  // in line; invalid: nobody knows
    virtual void waitsUntil(const QDateTime &until) = 0; // the host is blocked; still in line
    virtual void refused(const QDateTime &until) = 0;    // blocked beyond our patience; no longer in line

protected:
    ~Waiting() = default;
};

class HostQueue final : public QObject
{
public:
    struct Patience
    {
        std::chrono::milliseconds longest;  // a longer block refuses everyone
        std::chrono::milliseconds fallback; // the first block where the remote states no time; doubles
    };

    HostQueue(QString name, double perSecond, Patience patience, QObject *parent);

    [[nodiscard]] QString name() const { return m_name; }
    void changePaceTo(double perSecond) { m_limiter.changePaceTo(perSecond); }

    // None of these calls back before it returns.
    void enter(Waiting *waiting);
    void enterFirst(Waiting *waiting); // after a limit: it has waited before
    void leave(Waiting *waiting);

    // The answer to `slot`'s request said that the host is blocked for `wait`, or, without one, for the
    // fallback: doubled by every such answer to a request sent after the block before.
    void block(const Slot &slot, std::optional<std::chrono::milliseconds> wait);
    void succeeded(const Slot &slot);

    // A request of `waiting` never got to the host: no address, no way there, nobody who answers the call.
    // One tries again for all, while the others stand in line; true if that is `waiting`, until it leaves,
    // gives up or somebody gets there.
    [[nodiscard]] bool probes(Waiting *waiting);
    // It was tried as often as anything is. Now the host is missing, for seconds only, in which everyone asks
    // once, instead of trying again and again what has just been tried.
    void gaveUp();
    [[nodiscard]] bool isMissing() const;
    void reached(); // by a request, whatever came of it

    [[nodiscard]] QDateTime blockedUntil() const; // invalid if it isn't

private:
    friend class Slot;

    void serve();
    [[nodiscard]] bool bringForward(Waiting *waiting);
    void serveLater(std::chrono::milliseconds wait = {});
    void released();
    void tellWaiting();
    void tellTurns();
    [[nodiscard]] bool isBeyondPatience() const;

    QString m_name;
    RateLimiter m_limiter;
    Patience m_patience;
    std::deque<Waiting *> m_line;
    QTimer m_wake;
    QDateTime m_blockedUntil;
    std::optional<RateLimiter::Clock::time_point> m_missingUntil;
    Waiting *m_probe = nullptr; // who tries again for all, in line or not
    int m_underWay = 0;
    int m_blocks = 0;
    int m_fallbacks = 0;
    quint64 m_given = 0;
};

} // namespace lockkeeper::http
