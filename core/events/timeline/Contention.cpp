#include "events/timeline/Contention.h"

#include "events/timeline/Running.h"

#include <algorithm>
#include <map>

namespace lockkeeper::events {

namespace {
constexpr std::size_t keptPids = 1024;

std::size_t heapBytes(const Hold &hold)
{
    return hold.victims.capacity() * sizeof(HoldVictim) + hold.blocked.capacity() * sizeof(Range);
}
} // namespace

void pair(Hold &hold, const Wait &wait, const FoldHold &fold)
{
    const Range shared = overlap(hold.time, wait.time);
    if (shared.length() == 0 || (hold.job != 0 && hold.job == wait.job))
        return;
    hold.causedNs += shared.length();
    hold.longestWaitNs = std::max(hold.longestWaitNs, wait.time.length());
    auto victim = std::ranges::find(hold.victims, wait.job, &HoldVictim::job);
    if (victim == hold.victims.end())
        victim = hold.victims.insert(victim, {.job = wait.job, .waitedNs = 0});
    victim->waitedNs += shared.length();
    for (const Range &part : minus(shared, hold.blocked))
        fold(hold.lane, Activity::Blocking, part);
    unite(hold.blocked, shared);
}

Wait asWait(const RunningJob &job, std::int64_t now)
{
    return {.time = {job.since, std::max(now, job.since)},
            .job = job.job,
            .lane = job.lane,
            .activity = job.activity,
            .value = 0};
}

void Contention::pairCounted(Hold &hold, const Wait &wait, const FoldHold &fold)
{
    m_heapBytes -= heapBytes(hold);
    pair(hold, wait, fold);
    m_heapBytes += heapBytes(hold);
}

void Contention::addHold(Hold hold, const FoldHold &fold)
{
    fold(hold.lane, Activity::Holding, hold.time);
    m_waits.forEachOverlapping(hold.time, [&](const Wait &wait) { pairCounted(hold, wait, fold); });
    m_holds.insert(std::move(hold));
}

void Contention::addWait(const Wait &wait, const FoldHold &fold)
{
    m_holds.forEachOverlapping(wait.time, [&](Hold &hold) { pairCounted(hold, wait, fold); });
    const bool byOthers = wait.activity == Activity::Busy && wait.value > 0;
    if (!byOthers)
        m_foreign.forEachOverlapping(wait.time, [&](Hold &hold) { pairCounted(hold, wait, fold); });
    m_waits.insert(wait);
    if (byOthers)
        addForeignHold(wait.time, fold);
}

// Overlapping ones are one hold that several have met, so all its waits are laid over it anew.
void Contention::addForeignHold(Range time, const FoldHold &fold)
{
    Hold hold{.time = time, .lane = m_others};
    RangeSet known;
    for (const Hold &part : m_foreign.take(time)) {
        m_heapBytes -= heapBytes(part);
        hold.time = {std::min(hold.time.from, part.time.from), std::max(hold.time.to, part.time.to)};
        unite(known, part.time);
        for (const Range &blocked : part.blocked)
            unite(hold.blocked, blocked);
        if (part.value != 0)
            hold.value = part.value;
    }
    for (const Range &part : minus(hold.time, known))
        fold(m_others, Activity::Holding, part);
    if (const std::int64_t pid = pidIn(hold.time); pid != 0)
        hold.value = pid;
    m_heapBytes += heapBytes(hold);
    m_waits.forEachOverlapping(hold.time, [&](const Wait &wait) { pairCounted(hold, wait, fold); });
    m_foreign.insert(std::move(hold));
}

void Contention::foreignLock(std::int64_t at, std::int64_t pid)
{
    if (pid == 0)
        return;
    m_pids.emplace_back(at, pid);
    if (m_pids.size() > keptPids)
        m_pids.pop_front();
    m_foreign.forEachOverlapping({at, at + 1}, [&](Hold &hold) { hold.value = pid; });
}

std::int64_t Contention::pidIn(Range time) const
{
    const auto seen = std::find_if(m_pids.rbegin(), m_pids.rend(), [&](const auto &one) {
        return one.first >= time.from && one.first <= time.to;
    });
    return seen == m_pids.rend() ? 0 : seen->second;
}

std::vector<Hold> Contention::runningHolds(const std::vector<RunningJob> &running, std::int64_t now) const
{
    std::vector<Hold> holds;
    std::optional<std::int64_t> busySince; // `running` is in the order of beginning
    for (const RunningJob &job : running) {
        if (job.activity == Activity::Holding && job.since < now)
            holds.push_back({.time = {job.since, now}, .job = job.job, .lane = job.lane});
        if (job.activity == Activity::Busy && job.value > 0 && job.since < now && !busySince)
            busySince = job.since;
    }
    if (busySince) {
        const Range time = {*busySince, now};
        holds.push_back({.time = time, .lane = m_others, .value = pidIn(time)});
    }
    const FoldHold nothing = [](LaneId, Activity, Range) {
    };
    for (Hold &hold : holds) {
        m_waits.forEachOverlapping(hold.time, [&](const Wait &wait) { pair(hold, wait, nothing); });
        for (const RunningJob &job : running) {
            if (isWait(job.activity))
                pair(hold, asWait(job, now), nothing);
        }
    }
    return holds;
}

std::optional<std::pair<LaneId, JobId>> Contention::blockerOf(const Wait &wait,
                                                              const std::vector<Hold> &running) const
{
    std::map<std::pair<LaneId, JobId>, std::int64_t> by;
    const auto add = [&](const Hold &hold) {
        if (hold.job == 0 || hold.job != wait.job)
            by[{hold.lane, hold.job}] += overlap(hold.time, wait.time).length();
    };
    m_holds.forEachOverlapping(wait.time, add);
    m_foreign.forEachOverlapping(wait.time, add);
    std::ranges::for_each(running, add);
    const auto most = std::ranges::max_element(by, {}, [](const auto &one) { return one.second; });
    if (most == by.end() || most->second == 0)
        return std::nullopt;
    return most->first;
}

std::optional<std::int64_t> Contention::oldest() const
{
    std::optional<std::int64_t> first;
    for (const std::optional<std::int64_t> one : {m_holds.oldest(), m_foreign.oldest(), m_waits.oldest()}) {
        if (one && (!first || *one < *first))
            first = one;
    }
    return first;
}

void Contention::dropOldest()
{
    const std::optional<std::int64_t> first = oldest();
    const auto freed = [this](const Hold &hold) {
        m_heapBytes -= heapBytes(hold);
    };
    if (!first)
        return;
    if (m_waits.oldest() == first)
        m_waits.dropOldest([](const Wait &) {});
    else if (m_holds.oldest() == first)
        m_holds.dropOldest(freed);
    else
        m_foreign.dropOldest(freed);
}

} // namespace lockkeeper::events
