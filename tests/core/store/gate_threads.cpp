// The gate among many threads, built with ThreadSanitizer and without Qt.
#include "store/locks/LockCounters.h"
#include "store/locks/NeighbourTurn.h"
#include "store/locks/WriteGate.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace store = lockkeeper::store;
using Clock = store::WriteGate::Clock;

namespace {
void require(bool condition, const char *what)
{
    if (!condition) {
        std::fprintf(stderr, "FAILED: %s\n", what);
        std::exit(1);
    }
}

// Written without any lock of its own: only the gate keeps the threads apart.
struct Guarded
{
    long value = 0;
};

void manyWriters()
{
    constexpr int threads = 8;
    constexpr int rounds = 2000;
    store::WriteGate gate;
    store::LockCounters counters;
    store::NeighbourTurn neighbours([] { return false; }, Clock::now()); // for the gate's holder, too
    Guarded guarded;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < threads; ++i) {
            writers.emplace_back([&] {
                for (int round = 0; round < rounds; ++round) {
                    auto entry = gate.enter({}, Clock::now() + std::chrono::minutes(1));
                    require(entry.outcome == store::WriteGate::Outcome::Entered, "everyone gets in");
                    if (entry.queued)
                        counters.addQueued(entry.waited, store::QueuedFor::Turn);
                    require(neighbours.due(Clock::now()).count() == 0, "nobody else, no turn");
                    ++guarded.value;
                    neighbours.released(Clock::now());
                    counters.addHold(std::chrono::nanoseconds(1));
                }
            });
        }
    }
    require(guarded.value == threads * rounds, "no two writers at once");
    require(counters.totals().holds == threads * rounds, "every hold is counted");
    require(!gate.state().held && gate.state().waiting == 0, "the gate is left open");
}

// Waiters that are cancelled or time out at the very moment their turn comes must neither lose the gate nor
// leave a trace.
void impatientWriters()
{
    store::WriteGate gate;
    Guarded guarded;
    std::atomic<long> entered = 0;
    std::atomic<long> gaveUp = 0;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < 6; ++i) {
            writers.emplace_back([&, i] {
                for (int round = 0; round < 600; ++round) {
                    std::stop_source stop;
                    std::jthread canceller;
                    if ((i + round) % 3 == 0)
                        canceller = std::jthread([stop]() mutable { stop.request_stop(); });
                    const auto patience = std::chrono::microseconds((i * 37 + round * 11) % 400);
                    auto entry = gate.enter(stop.get_token(), Clock::now() + patience);
                    if (entry.outcome == store::WriteGate::Outcome::Entered) {
                        ++guarded.value;
                        ++entered;
                    } else {
                        require(!entry.lease, "who gave up holds nothing");
                        ++gaveUp;
                    }
                }
            });
        }
    }
    require(guarded.value == entered, "no two writers at once");
    require(entered + gaveUp == 6 * 600, "every call came back");
    require(!gate.state().held && gate.state().waiting == 0, "the gate is left open");
    require(gate.enter({}, Clock::now()).outcome == store::WriteGate::Outcome::Entered, "and can be entered");
}
} // namespace

int main()
{
    manyWriters();
    impatientWriters();
    std::puts("2 passed, 0 failed");
}
