#include "store/locks/LockCounters.h"
#include "store/locks/WriteGate.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace lockkeeper::store;
using namespace std::chrono_literals;
using Clock = WriteGate::Clock;
using Outcome = WriteGate::Outcome;

class GateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entersAtOnceWhenFree();
    void letsInByOrderOfArrival();
    void timesOut();
    void cancelWakesAWaiter();
    void cancelledBeforeItWaits();
    void aWaiterWhoLeavesKeepsTheOrder();
    void leaseMoves();
    void countersAddUp();
};

namespace {
auto soon()
{
    return Clock::now() + 30s;
}

// Waits until `count` threads stand in the queue: the order of arrival is then known.
void waitForQueue(const WriteGate &gate, std::size_t count)
{
    while (gate.state().waiting < count)
        std::this_thread::sleep_for(100us);
}
} // namespace

void GateTest::entersAtOnceWhenFree()
{
    WriteGate gate;
    {
        const WriteGate::Entry entry = gate.enter({}, Clock::now());
        QCOMPARE(entry.outcome, Outcome::Entered);
        QVERIFY(!entry.queued);
        QVERIFY(gate.state().held);
    }
    QVERIFY(!gate.state().held);
}

void GateTest::letsInByOrderOfArrival()
{
    WriteGate gate;
    std::mutex mutex;
    std::vector<int> order;
    std::vector<std::jthread> threads;
    WriteGate::Entry first = gate.enter({}, soon());
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const WriteGate::Entry entry = gate.enter({}, soon());
            QVERIFY(entry.queued);
            QVERIFY(entry.waited > 0ns);
            const std::scoped_lock lock(mutex);
            order.push_back(i);
        });
        waitForQueue(gate, static_cast<std::size_t>(i) + 1);
    }
    first.lease.release();
    threads.clear();
    QCOMPARE(order, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
}

void GateTest::timesOut()
{
    WriteGate gate;
    const WriteGate::Entry holder = gate.enter({}, soon());
    const WriteGate::Entry entry = gate.enter({}, Clock::now() + 5ms);
    QCOMPARE(entry.outcome, Outcome::TimedOut);
    QVERIFY(entry.queued);
    QVERIFY(entry.waited >= 5ms);
    QVERIFY(!entry.lease);
    QCOMPARE(gate.state().waiting, std::size_t(0));
}

void GateTest::cancelWakesAWaiter()
{
    WriteGate gate;
    const WriteGate::Entry holder = gate.enter({}, soon());
    std::stop_source stop;
    std::atomic<bool> cancelled = false;
    std::jthread waiter(
        [&] { cancelled = gate.enter(stop.get_token(), soon()).outcome == Outcome::Cancelled; });
    waitForQueue(gate, 1);
    stop.request_stop();
    waiter.join(); // would take until `soon()` if the request woke nobody, and then be TimedOut
    QVERIFY(cancelled);
    QCOMPARE(gate.state().waiting, std::size_t(0));
}

void GateTest::cancelledBeforeItWaits()
{
    WriteGate gate;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(gate.enter(stop.get_token(), soon()).outcome, Outcome::Cancelled);
    QVERIFY(!gate.state().held);
}

void GateTest::aWaiterWhoLeavesKeepsTheOrder()
{
    WriteGate gate;
    WriteGate::Entry holder = gate.enter({}, soon());
    std::stop_source stop;
    std::mutex mutex;
    std::vector<int> order;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&, i] {
            const WriteGate::Entry entry = gate.enter(i == 1 ? stop.get_token() : std::stop_token(), soon());
            if (entry.outcome != Outcome::Entered)
                return;
            const std::scoped_lock lock(mutex);
            order.push_back(i);
        });
        waitForQueue(gate, static_cast<std::size_t>(i) + 1);
    }
    stop.request_stop();
    threads.at(1).join();
    holder.lease.release();
    threads.clear();
    QCOMPARE(order, (std::vector<int>{0, 2}));
}

void GateTest::leaseMoves()
{
    WriteGate gate;
    WriteGate::Lease kept;
    {
        WriteGate::Entry entry = gate.enter({}, soon());
        kept = std::move(entry.lease);
    }
    QVERIFY(gate.state().held);
    kept.release();
    QVERIFY(!gate.state().held);
    kept.release(); // twice does no harm
    QVERIFY(!gate.state().held);
}

void GateTest::countersAddUp()
{
    LockCounters counters;
    counters.addQueued(3ms, QueuedFor::Turn);
    counters.addQueued(1ms, QueuedFor::Opening);
    counters.addBusy(7ms, 6);
    counters.addTimeout();
    counters.addHold(2ms);
    counters.addHold(5ms);
    counters.addHold(longHold);
    counters.addHold(longHold + 1ms);
    LockTotals totals = counters.totals();
    QCOMPARE(totals.queued, 2);
    QCOMPARE(totals.queuedNs, 4'000'000);
    QCOMPARE(totals.busy, 1);
    QCOMPARE(totals.busyCalls, 6);
    QCOMPARE(totals.longestWaitNs, 7'000'000);
    QCOMPARE(totals.timeouts, 1);
    QCOMPARE(totals.holds, 4);
    QCOMPARE(totals.longHolds, 1);
    QCOMPARE(totals.longestHoldNs, std::chrono::nanoseconds(longHold + 1ms).count());
    totals += counters.totals();
    QCOMPARE(totals.waits(), 6);
    QCOMPARE(totals.waitNs(), 22'000'000);
    QCOMPARE(totals.longestWaitNs, 7'000'000);
}

QTEST_GUILESS_MAIN(GateTest)
#include "gate.moc"
