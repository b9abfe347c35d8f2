#include "events/Monitor.h"
#include "tests/bench/Benches.h"

#include <QFile>

#include <unistd.h>

#include <array>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
using namespace events;

constexpr std::int64_t second = 1'000'000'000;
constexpr std::size_t writers = 4;

// Nanoseconds of CPU that one round takes, by four threads at a time; `work(thread, rounds)`.
template <typename Work>
double byFourThreads(int rounds, Work work)
{
    std::array<std::chrono::nanoseconds, writers> took{};
    std::barrier start(static_cast<std::ptrdiff_t>(writers));
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < writers; ++i) {
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                const auto begun = threadTime();
                work(i, rounds);
                took.at(i) = threadTime() - begun;
            });
        }
    }
    std::chrono::nanoseconds sum{0};
    for (const std::chrono::nanoseconds one : took)
        sum += one;
    return static_cast<double>(sum.count()) / static_cast<double>(writers) / rounds;
}

// An hour, or less, as eight sources of six remotes each live through it: 5,000 events a second.
class Load final
{
public:
    Load()
    {
        for (const char *kind :
             {"github", "discourse", "papers", "mailman", "beps", "docstrings", "faq", "wiki"}) {
            for (int i = 0; i < 6; ++i)
                m_jobs.push_back(m_directory.job("mne", kind, std::to_string(i)));
        }
    }

    [[nodiscard]] Directory &directory() { return m_directory; }

    // What is drained within a tenth of a second from `at` on.
    [[nodiscard]] const std::vector<Event> &tenth(std::int64_t at)
    {
        m_events.clear();
        for (std::int64_t i = 0; i < 500; i += 5, at += second / 1000) {
            const JobId job = m_jobs.at(m_turn++ % m_jobs.size());
            add(at, 30'000'000, job, Kind::Ended, Activity::Network);
            add(at + 10, 2'000'000, job, Kind::Ended, Activity::Queued);
            add(at + 20, 0, job, Kind::Began, Activity::Holding);
            add(at + 700'000, 700'000, job, Kind::Ended, Activity::Holding);
            add(at + 700'000, 0, job, Kind::Committed, Activity::Idle);
        }
        return m_events;
    }

private:
    void add(std::int64_t at, std::int64_t took, JobId job, Kind kind, Activity activity)
    {
        m_events.push_back({.at = at,
                            .duration = took,
                            .value = 50,
                            .job = job,
                            .database = 1,
                            .kind = kind,
                            .activity = activity});
    }

    Directory m_directory;
    std::vector<JobId> m_jobs;
    std::vector<Event> m_events;
    std::size_t m_turn = 0;
};

// Of this process, in bytes (proc(5), statm).
std::int64_t residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

struct Written
{
    double ns = 0;
    double clock = 0;
};

Written writeAndClock(bool quick)
{
    const int rounds = static_cast<int>(Ring::capacity) - 1; // a full ring would be no write
    const int repeats = quick ? 3 : 61;
    std::vector<double> written;
    std::vector<double> clock;
    Recorder recorder;
    std::vector<Event> drained;
    for (int i = 0; i < repeats; ++i) {
        written.push_back(byFourThreads(rounds, [&](std::size_t thread, int count) {
            const Pen pen{.recorder = &recorder, .job = static_cast<JobId>(thread), .database = 1};
            for (int n = 0; n < count; ++n)
                pen.write({.at = n, .value = n, .kind = Kind::Ended, .activity = Activity::Holding});
        }));
        clock.push_back(byFourThreads(rounds, [](std::size_t, int count) {
            for (int n = 0; n < count; ++n)
                (void)events::nanoseconds(Clock::now());
        }));
        drained.clear();
        recorder.drain(drained);
    }
    return {.ns = spreadOf(std::move(written)).median, .clock = spreadOf(std::move(clock)).median};
}

// Of 300,000 events: eight lanes of 1600 columns, at the widths a picture may have.
Figure columnsFigure(Load &load, bool quick)
{
    Timeline timeline(load.directory());
    std::int64_t at = 0;
    for (int i = 0; i < 600; ++i, at += second / 10)
        timeline.add(load.tenth(at));
    double worst = 0;
    for (const std::int64_t length : {at, at / 2, at / 4, at / 8, at / 60}) {
        std::vector<double> took;
        for (int i = 0; i < (quick ? 1 : 9); ++i) {
            const auto begun = threadTime();
            for (const LaneId lane : timeline.lanes(1))
                (void)timeline.columns(lane, {at - length, at}, 1600, at);
            took.push_back(milliseconds(threadTime() - begun));
        }
        worst = std::max(worst, spreadOf(std::move(took)).median);
    }
    return {u"columns of 8 lanes × 1600 over 300,000 events, the slowest of five widths"_s,
            number(worst, 2) + u" ms"_s};
}
} // namespace

Report benchEvents(const Options &options)
{
    Report report{.title = u"Events: four threads that write, and an hour of 5,000 events a second"_s,
                  .figures = {},
                  .failures = {}};
    const Written written = writeAndClock(options.quick);
    report.figures.append(atMost(u"writing an event"_s, written.ns, 50, u" ns"_s, 1));
    report.figures.append({u"the same : reading the clock"_s, number(written.ns / written.clock, 2)});

    Load load;
    const std::int64_t residentBefore =
        residentBytes(); // ahead of anything that frees what could be used again
    Timeline timeline(load.directory());
    const std::int64_t end = (options.quick ? 60 : 3600) * second;
    std::size_t most = 0;
    std::int64_t events = 0;
    std::chrono::nanoseconds folding{0};
    for (std::int64_t at = 0; at < end; at += second / 10) {
        const std::vector<Event> &drain = load.tenth(at);
        events += static_cast<std::int64_t>(drain.size());
        const auto begun = threadTime();
        timeline.add(drain);
        folding += threadTime() - begun;
        most = std::max(most, timeline.bytesUsed());
    }
    report.figures.append(
        {u"folding an event"_s,
         number(static_cast<double>(folding.count()) / static_cast<double>(events), 0) + u" ns"_s});
    report.figures.append(atMost(u"memory for an hour of 5,000 events a second"_s,
                                 static_cast<double>(most) / 1e6, 150, u" MB"_s, 1));
    report.figures.append(atMost(u"the same, as the process grows by it"_s,
                                 static_cast<double>(residentBytes() - residentBefore) / 1e6, 150, u" MB"_s,
                                 1));
    report.figures.append(
        {u"single spans kept of it"_s, number(static_cast<double>(timeline.spansKept()), 0)});
    std::int64_t known = 0;
    for (const RateColumn &column : timeline.rates(1, {0, end}, 1000))
        known += column.commits;
    if (known != events / 5)
        report.failures.append(u"Commits are missing from the folded columns."_s);
    report.figures.append(columnsFigure(load, options.quick));
    return report;
}

} // namespace lockkeeper::bench
