#include "events/timeline/Questions.h"

#include <algorithm>

namespace lockkeeper::events {

namespace {
// Makes spans of one database's records, with who blocked whom.
class Spans final
{
public:
    Spans(const DatabaseTrack &track, std::int64_t now)
        : m_track(track)
        , m_now(now)
        , m_running(track.running().jobs())
        , m_runningHolds(track.contention().runningHolds(m_running, now))
    {
    }

    [[nodiscard]] const std::vector<Hold> &runningHolds() const { return m_runningHolds; }
    [[nodiscard]] const std::vector<RunningJob> &running() const { return m_running; }

    [[nodiscard]] Span of(const Hold &hold, bool running = false) const
    {
        return {.time = hold.time,
                .job = hold.job,
                .lane = hold.lane,
                .database = m_track.id(),
                .activity = hold.causedNs > 0 ? Activity::Blocking : Activity::Holding,
                .running = running,
                .value = hold.job != 0 ? hold.value : 0,
                .pid = hold.job != 0 ? 0 : hold.value,
                .causedNs = hold.causedNs,
                .victims = static_cast<std::uint32_t>(hold.victims.size())};
    }
    [[nodiscard]] Span of(const Wait &wait, bool running = false) const
    {
        Span span{.time = wait.time,
                  .job = wait.job,
                  .lane = wait.lane,
                  .database = m_track.id(),
                  .activity = wait.activity,
                  .running = running,
                  .value = wait.value};
        if (const auto blocker = m_track.contention().blockerOf(wait, m_runningHolds)) {
            span.blocker = blocker->first;
            span.blockerJob = blocker->second;
        }
        return span;
    }
    [[nodiscard]] Span of(const Record &record) const
    {
        return {.time = record.time,
                .job = record.job,
                .lane = record.lane,
                .database = m_track.id(),
                .activity = record.activity,
                .value = record.value};
    }
    // Of what is under way, holds aside.
    [[nodiscard]] Span of(const RunningJob &job) const
    {
        if (isWait(job.activity))
            return of(asWait(job, m_now), true);
        return {.time = {job.since, std::max(m_now, job.since)},
                .job = job.job,
                .lane = job.lane,
                .database = m_track.id(),
                .activity = job.activity,
                .running = true};
    }

private:
    const DatabaseTrack &m_track;
    std::int64_t m_now;
    std::vector<RunningJob> m_running;
    std::vector<Hold> m_runningHolds;
};

// The better one of an ended and a running wait.
std::optional<Span> better(const Spans &spans, const Wait *ended, const std::optional<RunningJob> &running,
                           bool earlier)
{
    if (ended != nullptr && (!running || (ended->time.from < running->since) == earlier))
        return spans.of(*ended);
    if (running)
        return spans.of(*running);
    return std::nullopt;
}
} // namespace

std::vector<Span> spansOf(const DatabaseTrack &track, LaneId lane, Range range, std::size_t atMost,
                          std::int64_t now)
{
    const Spans spans(track, now);
    const auto wanted = [&](const auto &one) {
        return lane == 0 || one.lane == lane;
    };
    std::vector<const Wait *> waits;
    std::vector<Span> result;
    const auto addHold = [&](const Hold &hold) {
        if (wanted(hold))
            result.push_back(spans.of(hold));
    };
    track.contention().holds().forEachOverlapping(range, addHold);
    track.contention().foreignHolds().forEachOverlapping(range, addHold);
    track.contention().waits().forEachOverlapping(range, [&](const Wait &wait) {
        if (wanted(wait))
            waits.push_back(&wait);
    });
    track.records().forEachOverlapping(range, [&](const Record &record) {
        if (wanted(record) && record.kind == Kind::Ended)
            result.push_back(spans.of(record));
    });
    // Who blocked is looked up for those only that are told of.
    const auto byBegin = [](const auto &one) {
        return one.time.from;
    };
    std::ranges::stable_sort(waits, {}, [](const Wait *wait) { return wait->time.from; });
    waits.resize(std::min(waits.size(), atMost));
    for (const Wait *wait : waits)
        result.push_back(spans.of(*wait));
    for (const Hold &hold : spans.runningHolds()) {
        if (wanted(hold) && overlaps(hold.time, range))
            result.push_back(spans.of(hold, true));
    }
    for (const RunningJob &job : spans.running()) {
        if (wanted(job) && job.activity != Activity::Holding && overlaps({job.since, now}, range))
            result.push_back(spans.of(job));
    }
    std::ranges::stable_sort(result, {}, byBegin);
    result.resize(std::min(result.size(), atMost));
    return result;
}

LockNow lockNowOf(const DatabaseTrack &track, std::int64_t now)
{
    const Spans spans(track, now);
    LockNow result{.database = track.id(), .holder = {}, .queue = {}};
    if (!spans.runningHolds().empty())
        result.holder = spans.of(spans.runningHolds().front(), true);
    for (const RunningJob &job : spans.running()) {
        if (isWait(job.activity))
            result.queue.push_back(spans.of(job));
    }
    return result;
}

std::optional<Span> nextWaitOf(const DatabaseTrack &track, std::int64_t time, std::int64_t now)
{
    const Spans spans(track, now);
    std::optional<RunningJob> running; // in the order of beginning
    for (const RunningJob &job : spans.running()) {
        if (isWait(job.activity) && job.since > time && !running)
            running = job;
    }
    return better(spans, track.contention().waits().beginningAfter(time), running, true);
}

std::optional<Span> previousWaitOf(const DatabaseTrack &track, std::int64_t time, std::int64_t now)
{
    const Spans spans(track, now);
    std::optional<RunningJob> running;
    for (const RunningJob &job : spans.running()) {
        if (isWait(job.activity) && job.since < time)
            running = job;
    }
    return better(spans, track.contention().waits().beginningBefore(time), running, false);
}

} // namespace lockkeeper::events
