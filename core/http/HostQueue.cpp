#include "http/HostQueue.h"

#include <algorithm>
#include <utility>

namespace lockkeeper::http {

using std::chrono::milliseconds;
using Clock = RateLimiter::Clock;

namespace {

constexpr int maxUnderWay = 6;
constexpr int maxDoublings = 6; // a minute becomes an hour
constexpr milliseconds missingFor{30'000};

} // namespace

Slot::Slot(HostQueue *host, quint64 number, int blocks)
    : m_host(host)
    , m_number(number)
    , m_blocks(blocks)
{
}

Slot::~Slot()
{
    release();
}

Slot::Slot(Slot &&other) noexcept
    : m_host(std::exchange(other.m_host, nullptr))
    , m_number(other.m_number)
    , m_blocks(other.m_blocks)
{
}

Slot &Slot::operator=(Slot &&other) noexcept
{
    if (this != &other) {
        release();
        m_host = std::exchange(other.m_host, nullptr);
        m_number = other.m_number;
        m_blocks = other.m_blocks;
    }
    return *this;
}

void Slot::release()
{
    if (HostQueue *host = std::exchange(m_host, nullptr))
        host->released();
}

HostQueue::HostQueue(QString name, double perSecond, Patience patience, QObject *parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_limiter(perSecond)
    , m_patience(patience)
{
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &HostQueue::serve);
}

void HostQueue::enter(Waiting *waiting)
{
    m_line.push_back(waiting);
    serveLater();
}

void HostQueue::enterFirst(Waiting *waiting)
{
    m_line.push_front(waiting);
    serveLater();
}

void HostQueue::leave(Waiting *waiting)
{
    std::erase(m_line, waiting);
    if (m_probe == waiting) {
        m_probe = nullptr;
        serveLater();
    }
}

void HostQueue::block(const Slot &slot, std::optional<milliseconds> wait)
{
    if (!wait) {
        // Several requests under way meet the same limit: that is one event, not a reason to double.
        const bool isNews = slot.blocks() == m_blocks;
        if (!isNews)
            return serveLater();
        wait = m_patience.fallback * (1 << std::min(m_fallbacks, maxDoublings));
        ++m_fallbacks;
    }
    ++m_blocks;
    const QDateTime until = QDateTime::currentDateTimeUtc().addMSecs(wait->count());
    if (!m_blockedUntil.isValid() || until > m_blockedUntil)
        m_blockedUntil = until;
    m_limiter.blockUntil(Clock::now() + *wait);
    serveLater();
}

void HostQueue::succeeded(const Slot &slot)
{
    // What was sent before the block says nothing of how the host feels after it.
    if (slot.blocks() == m_blocks)
        m_fallbacks = 0;
}

bool HostQueue::probes(Waiting *waiting)
{
    if (m_probe == nullptr)
        m_probe = waiting;
    return m_probe == waiting;
}

void HostQueue::gaveUp()
{
    m_missingUntil = Clock::now() + missingFor;
    m_probe = nullptr;
    serveLater();
}

void HostQueue::reached()
{
    m_missingUntil.reset();
    m_probe = nullptr; // the slot that is given back wakes the line
}

bool HostQueue::isMissing() const
{
    return m_missingUntil && Clock::now() < *m_missingUntil;
}

QDateTime HostQueue::blockedUntil() const
{
    const bool over = !m_blockedUntil.isValid() || m_blockedUntil <= QDateTime::currentDateTimeUtc();
    return over ? QDateTime() : m_blockedUntil;
}

bool HostQueue::isBeyondPatience() const
{
    const QDateTime until = blockedUntil();
    return until.isValid() && QDateTime::currentDateTimeUtc().msecsTo(until) > m_patience.longest.count();
}

// False if it does not stand in line.
bool HostQueue::bringForward(Waiting *waiting)
{
    const auto place = std::ranges::find(m_line, waiting);
    if (place == m_line.end())
        return false;
    std::rotate(m_line.begin(), place, place + 1);
    return true;
}

void HostQueue::serve()
{
    tellWaiting();
    while (!m_line.empty() && m_underWay < maxUnderWay) {
        if (m_probe != nullptr && !bringForward(m_probe))
            break;
        const Clock::time_point now = Clock::now();
        if (!m_limiter.take(now)) {
            serveLater(std::chrono::ceil<milliseconds>(m_limiter.nextSlot() - now));
            break;
        }
        Waiting *next = m_line.front();
        m_line.pop_front();
        ++m_underWay;
        next->yourTurn(Slot(this, ++m_given, m_blocks));
    }
    tellTurns();
}

// By the pace alone: where too many answers are awaited, nobody knows.
void HostQueue::tellTurns()
{
    if (blockedUntil().isValid())
        return;
    const Clock::time_point now = Clock::now();
    const QDateTime today = QDateTime::currentDateTimeUtc();
    int before = 0;
    for (Waiting *waiting : m_line) {
        const auto wait = std::chrono::ceil<milliseconds>(m_limiter.slotAfter(before++) - now);
        waiting->turnExpected(m_underWay < maxUnderWay && m_probe == nullptr
                                  ? today.addMSecs(std::max(wait, milliseconds(0)).count())
                                  : QDateTime());
    }
}

void HostQueue::serveLater(milliseconds wait)
{
    // Patience may run out in the meantime only by a new block, which wakes us itself.
    if (m_wake.isActive() && m_wake.remainingTimeAsDuration() <= wait)
        return;
    constexpr milliseconds longestTimer = std::chrono::hours(24);
    m_wake.start(std::min(wait, longestTimer));
}

void HostQueue::released()
{
    --m_underWay;
    serveLater();
}

void HostQueue::tellWaiting()
{
    const QDateTime until = blockedUntil();
    if (!until.isValid())
        return;
    if (isBeyondPatience()) {
        // They leave one by one: each may bring down others of the line with it.
        while (!m_line.empty()) {
            Waiting *waiting = m_line.front();
            m_line.pop_front();
            waiting->refused(until);
        }
        return;
    }
    for (Waiting *waiting : m_line)
        waiting->waitsUntil(until);
}

} // namespace lockkeeper::http
