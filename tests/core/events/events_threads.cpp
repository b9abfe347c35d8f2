// Many threads that write events while others read, built with ThreadSanitizer and without Qt.
#include "events/Monitor.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

namespace events = lockkeeper::events;

namespace {
void require(bool condition, const char *what)
{
    if (!condition) {
        std::fprintf(stderr, "FAILED: %s\n", what);
        std::exit(1);
    }
}

events::Event numbered(std::uint32_t thread, std::int64_t number)
{
    return {.at = number, .value = number, .job = thread};
}

// Every event that was not counted as lost comes out once, each thread's in its order.
void writersAndAReader()
{
    constexpr std::uint32_t threads = 4;
    constexpr std::int64_t each = 60'000; // more than a ring holds
    events::Recorder recorder;
    std::vector<std::int64_t> seen(threads, 0);
    std::vector<std::int64_t> last(threads, -1);
    std::vector<events::Event> drained;
    const auto drain = [&] {
        drained.clear();
        recorder.drain(drained);
        for (const events::Event &event : drained) {
            require(event.at == event.value, "an event is whole");
            require(event.value > last.at(event.job), "and in its place");
            last.at(event.job) = event.value;
            ++seen.at(event.job);
        }
    };
    std::atomic<std::uint32_t> working = threads;
    {
        std::vector<std::jthread> writers;
        for (std::uint32_t i = 0; i < threads; ++i) {
            writers.emplace_back([&, i] {
                for (std::int64_t number = 0; number < each; ++number)
                    recorder.write(numbered(i, number));
                --working;
            });
        }
        while (working > 0)
            drain();
    }
    drain();
    std::int64_t sum = 0;
    for (const std::int64_t one : seen)
        sum += one;
    require(sum + static_cast<std::int64_t>(recorder.lost()) == threads * each, "read or counted as lost");
}

// A pool's threads come and go while their events are still in their rings.
void threadsThatEnd()
{
    events::Recorder recorder;
    constexpr std::int64_t rounds = 200;
    for (std::int64_t round = 0; round < rounds; ++round) {
        std::jthread first([&] { recorder.write(numbered(1, round)); });
        std::jthread second([&] { recorder.write(numbered(2, round)); });
    }
    std::vector<events::Event> drained;
    recorder.drain(drained);
    require(drained.size() == 2 * rounds, "what a thread wrote outlives it");
    require(recorder.lost() == 0, "nothing is lost");
    require(recorder.rings() <= 2, "the ring of a thread that ended is used again");
}

// A recorder that ends before its threads, and another one at once, maybe at its address.
void recordersThatEndFirst()
{
    auto recorder = std::make_unique<events::Recorder>();
    std::binary_semaphore written(0);
    std::binary_semaphore renewed(0);
    std::jthread thread([&] {
        recorder->write(numbered(1, 1));
        written.release();
        renewed.acquire();
        recorder->write(numbered(1, 2));
        written.release();
    });
    written.acquire();
    recorder.reset();
    recorder = std::make_unique<events::Recorder>();
    renewed.release();
    written.acquire();
    std::vector<events::Event> drained;
    recorder->drain(drained);
    require(drained.size() == 1 && drained.front().value == 2, "only what was written to it");
    recorder.reset();
}

// 5,000 events a second for four seconds, as four threads write them: 20,000 of four jobs, read all the
// while.
void nothingIsLostAtThePace()
{
    constexpr int threads = 4;
    constexpr int each = 5000;
    events::Monitor monitor;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < threads; ++i) {
            const events::Pen pen = monitor.pen("mne", "github", std::to_string(i));
            writers.emplace_back([pen] {
                for (int number = 0; number < each; ++number) {
                    const std::int64_t now = events::nanoseconds(events::Clock::now());
                    pen.write({.at = now,
                               .duration = 1000,
                               .value = 1,
                               .kind = number % 2 == 0 ? events::Kind::Ended : events::Kind::Committed,
                               .activity = events::Activity::Holding});
                    if (number % 50 == 0)
                        std::this_thread::sleep_for(std::chrono::milliseconds(40));
                }
            });
        }
        for (int i = 0; i < 20; ++i) {
            const auto timeline = monitor.read();
            if (const auto extent = timeline->extent())
                (void)timeline->columns(2, *extent, 100, extent->to);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    monitor.collect();
    const auto timeline = monitor.read();
    const events::Statistics all = timeline->statistics(1, 0, *timeline->extent());
    require(monitor.lost() == 0, "no ring was ever full");
    require(monitor.changes() > 1, "the monitor reads by itself");
    require(all.holds == threads * each / 2, "every hold");
    require(all.commits == threads * each / 2 && all.rows == threads * each / 2, "every commit");
}
} // namespace

int main()
{
    writersAndAReader();
    threadsThatEnd();
    recordersThatEndFirst();
    nothingIsLostAtThePace();
    std::puts("4 passed, 0 failed");
}
