#include "tests/bench/Watchdog.h"

#include "tests/bench/Figures.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
using Clock = std::chrono::steady_clock;

const QEvent::Type pulseType = static_cast<QEvent::Type>(QEvent::registerEventType());

class Pulse final : public QEvent
{
public:
    Pulse(Clock::time_point at, std::chrono::nanoseconds delay)
        : QEvent(pulseType)
        , posted(at)
        , delayBefore(delay)
    {
    }
    Clock::time_point posted;
    std::chrono::nanoseconds delayBefore; // of the GUI thread
};
} // namespace

RunDelay::RunDelay()
{
    const std::string path = "/proc/self/task/" + std::to_string(gettid()) + "/schedstat";
    m_file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

RunDelay::~RunDelay()
{
    if (m_file >= 0)
        close(m_file);
}

std::chrono::nanoseconds RunDelay::read() const
{
    // "time on the CPU, time on a run queue, slices", the first two in nanoseconds (Documentation/scheduler/
    // sched-stats.rst).
    std::array<char, 96> text{};
    if (m_file < 0 || pread(m_file, text.data(), text.size() - 1, 0) <= 0)
        return {};
    long long onCpu = 0;
    long long queued = 0;
    if (std::sscanf(text.data(), "%lld %lld", &onCpu, &queued) != 2)
        return {};
    return std::chrono::nanoseconds(queued);
}

bool TimedApplication::notify(QObject *receiver, QEvent *event)
{
    // Every thread's events come this way; only the GUI thread's count, and no dispatch within another.
    if (QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    const int type = event->type();
    const QMetaObject *kind = receiver->metaObject(); // the receiver may not outlive its event
    const auto delay = m_delay.read();
    const auto ran = threadTime();
    const auto begun = Clock::now();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    const auto ready = Clock::now() - begun - (m_delay.read() - delay);
    const double took = milliseconds(ready);
    const double waited = milliseconds(ready - (threadTime() - ran));
    ++m_dispatches;
    const auto name = [&] {
        return u"%1, event %2 (%3)"_s.arg(QLatin1StringView(kind->className()))
            .arg(type)
            .arg(QLatin1StringView(QMetaEnum::fromType<QEvent::Type>().valueToKey(type)));
    };
    if (waited > m_longestWaitMs) {
        m_longestWaitMs = waited;
        m_longestWait = name();
    }
    if (took > m_longestMs) {
        m_longestMs = took;
        m_longest = name();
    }
    return result;
}

void TimedApplication::forget()
{
    m_longestMs = 0;
    m_longest.clear();
    m_longestWaitMs = 0;
    m_longestWait.clear();
    m_dispatches = 0;
}

Watchdog::Watchdog(std::chrono::milliseconds interval)
    : m_interval(interval)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

Watchdog::~Watchdog()
{
    m_thread.request_stop();
    m_answered.release();
    m_thread.join();
}

void Watchdog::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        QCoreApplication::postEvent(this, new Pulse(Clock::now(), m_delay.read()));
        m_answered.acquire();
        std::this_thread::sleep_for(m_interval);
    }
}

bool Watchdog::event(QEvent *event)
{
    if (event->type() != pulseType)
        return QObject::event(event);
    const auto *pulse = static_cast<Pulse *>(event);
    const std::chrono::nanoseconds waited = Clock::now() - pulse->posted;
    // Some of the delay may lie before the pulse, so no more of it than the wait is long.
    const std::chrono::nanoseconds queued = std::min(waited, m_delay.read() - pulse->delayBefore);
    m_blocked.push_back(milliseconds(waited - queued));
    m_longestOnTheWall = std::max(m_longestOnTheWall, milliseconds(waited));
    m_answered.release();
    return true;
}

Watchdog::Deafness Watchdog::deafness() const
{
    if (m_blocked.empty())
        return {};
    std::vector<double> sorted = m_blocked;
    std::sort(sorted.begin(), sorted.end());
    return {.pulses = static_cast<qint64>(sorted.size()),
            .longestMs = sorted.back(),
            .percentile99Ms = sorted.at(sorted.size() * 99 / 100),
            .longestWithRunDelayMs = m_longestOnTheWall};
}

} // namespace lockkeeper::bench
