#include "tests/support/MadeUpLocks.h"

#include <algorithm>
#include <queue>
#include <random>

namespace lockkeeper::test {

namespace {
using events::Activity;
using events::Event;
using events::Kind;

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::size_t atOnce = events::Ring::capacity / 2;

// Of one database. Every number is a share of what usual sources take.
class Database final
{
public:
    Database(events::Monitor &monitor, const MadeUpRun &run, const std::string &community, unsigned seed)
        : m_run(run)
        , m_random(seed)
        , m_own{
              .recorder = &monitor.recorder(), .job = 0, .database = monitor.directory().database(community)}
    {
        for (const std::string &kind : run.kinds) {
            for (int job = 0; job < run.jobs; ++job)
                m_jobs.push_back(
                    {monitor.pen(community, kind, kind + "-lab/remote-" + std::to_string(job + 1)),
                     run.time.from + between(0, 300)});
        }
        m_free = run.time.from;
        m_foreignAt = run.time.from + between(2'000, 4'000);
    }

    [[nodiscard]] std::vector<Event> events()
    {
        using Turn = std::pair<std::int64_t, std::size_t>; // when it asks for the lock, and who
        std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
        for (std::size_t job = 0; job < m_jobs.size(); ++job)
            turns.emplace(fetch(job), job);
        while (!turns.empty()) {
            const auto [asked, job] = turns.top();
            turns.pop();
            if (asked >= m_run.time.to)
                continue;
            m_jobs[job].next = write(job, asked);
            turns.emplace(fetch(job), job);
        }
        return std::move(m_events);
    }

private:
    struct Job
    {
        events::Pen pen;
        std::int64_t next = 0;
    };

    std::int64_t between(double least, double most) // milliseconds
    {
        return static_cast<std::int64_t>(std::uniform_real_distribution(least, most)(m_random) * millisecond);
    }

    void span(const events::Pen &pen, Activity activity, std::int64_t from, std::int64_t to,
              std::int64_t value)
    {
        add(pen, {.at = from, .value = 1, .kind = Kind::Began, .activity = activity});
        add(pen,
            {.at = to, .duration = to - from, .value = value, .kind = Kind::Ended, .activity = activity});
    }

    void add(const events::Pen &pen, Event event)
    {
        if (event.at >= m_run.time.to)
            return; // it is under way when the picture is taken
        event.job = pen.job;
        event.database = pen.database;
        m_events.push_back(event);
    }

    std::int64_t fetch(std::size_t job)
    {
        const std::int64_t from = m_jobs[job].next;
        const std::int64_t answered = from + between(60 / m_run.load, 420 / m_run.load);
        const std::int64_t read = answered + between(3 / m_run.load, 25 / m_run.load);
        span(m_jobs[job].pen, Activity::Network, from, answered, 48'000);
        span(m_jobs[job].pen, Activity::Reading, answered, read, 0);
        return read;
    }

    std::int64_t write(std::size_t job, std::int64_t asked)
    {
        const events::Pen &pen = m_jobs[job].pen;
        std::int64_t from = std::max(asked, m_free);
        if (from > asked)
            span(pen, Activity::Queued, asked, from, 0);
        if (m_run.otherProcess && from >= m_foreignAt)
            from = waitForOther(pen, from);
        const bool merges = std::uniform_int_distribution(0, 60)(m_random) == 0; // an index, now and then
        const std::int64_t to = from + (merges ? between(60, 140) : between(4, 22));
        const std::int64_t rows = std::uniform_int_distribution(20, 50)(m_random);
        span(pen, Activity::Holding, from, to, rows);
        add(pen, {.at = to, .value = rows, .kind = Kind::Committed});
        grow(rows * 2'500, to);
        m_free = to;
        return to;
    }

    std::int64_t waitForOther(const events::Pen &pen, std::int64_t from)
    {
        const std::int64_t to = from + between(120, 600);
        add(m_own, {.at = from + millisecond, .value = 4711, .kind = Kind::ForeignLock});
        add(m_own, {.at = to, .duration = to - from, .kind = Kind::Ended, .activity = Activity::Holding});
        span(pen, Activity::Busy, from, to, (to - from) / millisecond);
        m_foreignAt = to + between(4'000, 9'000);
        return to;
    }

    void grow(std::int64_t bytes, std::int64_t at)
    {
        m_wal += bytes;
        add(m_own, {.at = at, .value = m_wal, .kind = Kind::WalSize});
        if (m_wal < (std::int64_t{4} << 20) * m_checkpoint)
            return;
        const bool pinned = std::uniform_int_distribution(0, 3)(m_random) == 0; // a reader
        add(m_own, {.at = at + millisecond, .value = pinned ? m_wal / 2 : 0, .kind = Kind::Checkpoint});
        m_checkpoint = pinned ? m_checkpoint + 1 : 1;
        if (!pinned)
            m_wal = 0;
    }

    const MadeUpRun &m_run;
    std::mt19937 m_random;
    events::Pen m_own;
    std::vector<Job> m_jobs;
    std::vector<Event> m_events;
    std::int64_t m_free = 0;
    std::int64_t m_foreignAt = 0;
    std::int64_t m_wal = 0;
    int m_checkpoint = 1;
};
} // namespace

std::size_t tell(events::Monitor &monitor, const MadeUpRun &run)
{
    std::vector<Event> all;
    unsigned seed = run.seed;
    for (const std::string &community : run.communities) {
        const std::vector<Event> some = Database(monitor, run, community, seed++).events();
        all.insert(all.end(), some.begin(), some.end());
    }
    std::ranges::stable_sort(all, {}, &Event::at);
    std::size_t told = 0;
    for (const Event &event : all) {
        monitor.recorder().write(event);
        if (++told % atOnce == 0)
            monitor.collect();
    }
    monitor.collect();
    return told;
}

} // namespace lockkeeper::test
