// How long the GUI thread is deaf. Two measures: what an event posted from another thread waits for its turn,
// and what one dispatch takes. From both goes the time in which the thread was ready and had no CPU (the
// scheduler's run delay, /proc/self/task/TID/schedstat), since the machine is shared. A third tells waiting
// from being slow: what a dispatch took in which the thread neither ran nor wanted to.
#pragma once

#include <QApplication>
#include <QObject>
#include <QString>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <semaphore>
#include <thread>
#include <vector>

namespace lockkeeper::bench {

// The scheduler's word on one thread; 0 where the kernel keeps no such figures. Any thread may read.
class RunDelay final
{
public:
    RunDelay(); // of the calling thread
    ~RunDelay();
    RunDelay(const RunDelay &) = delete;
    RunDelay &operator=(const RunDelay &) = delete;

    [[nodiscard]] std::chrono::nanoseconds read() const;

private:
    int m_file = -1;
};

// Measures every dispatch, so that a long one can be named.
class TimedApplication final : public QApplication
{
    Q_OBJECT

public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override;

    void forget();
    [[nodiscard]] double longestMs() const { return m_longestMs; }
    [[nodiscard]] QString longest() const { return m_longest; } // "QWidgetWindow, event 77 (UpdateRequest)"
    // For a lock, a file, a socket, another thread.
    [[nodiscard]] double longestWaitMs() const { return m_longestWaitMs; }
    [[nodiscard]] QString longestWait() const { return m_longestWait; }
    [[nodiscard]] qint64 dispatches() const { return m_dispatches; }

private:
    RunDelay m_delay;
    int m_depth = 0;
    double m_longestMs = 0;
    QString m_longest;
    double m_longestWaitMs = 0;
    QString m_longestWait;
    qint64 m_dispatches = 0;
};

// Made and ended on the GUI thread; posts events to itself from a thread of its own meanwhile.
class Watchdog final : public QObject
{
    Q_OBJECT

public:
    explicit Watchdog(std::chrono::milliseconds interval = std::chrono::milliseconds(5));
    ~Watchdog() override;

    struct Deafness
    {
        qint64 pulses = 0;
        double longestMs = 0;
        double percentile99Ms = 0;
        double longestWithRunDelayMs = 0; // as a clock on the wall has it
    };
    [[nodiscard]] Deafness deafness() const; // so far; GUI thread
    bool event(QEvent *event) override;

private:
    void run(const std::stop_token &stop);

    RunDelay m_delay;
    std::chrono::milliseconds m_interval;
    std::vector<double> m_blocked; // ms, a pulse each
    double m_longestOnTheWall = 0;
    std::binary_semaphore m_answered{0};
    std::jthread m_thread; // the last member: it uses the others
};

} // namespace lockkeeper::bench
