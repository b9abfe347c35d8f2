#include "events/timeline/Questions.h"

#include <algorithm>

namespace lockkeeper::events {

namespace {
void countHold(const Hold &hold, Statistics &into)
{
    const std::int64_t ns = hold.time.length();
    ++into.holds;
    into.holdNs += ns;
    into.longestHoldNs = std::max(into.longestHoldNs, ns);
}

void countWait(const Wait &wait, Statistics &into)
{
    const std::int64_t ns = wait.time.length();
    if (wait.activity == Activity::Queued) {
        ++into.queued;
        into.queuedNs += ns;
    } else {
        ++into.busy;
        into.busyNs += ns;
        into.busyTries += wait.value;
    }
    into.longestWaitNs = std::max(into.longestWaitNs, ns);
}

void countRecord(const Record &record, Statistics &into)
{
    if (record.kind == Kind::TimedOut) {
        ++into.timeouts;
    } else if (record.kind == Kind::Committed) {
        ++into.commits;
        into.rows += record.value;
    } else if (record.activity == Activity::Network) {
        into.requests += record.value >= 0 ? 1 : 0; // below: nothing was sent
        into.networkNs += record.time.length();
    } else if (record.activity == Activity::Reading) {
        into.readingNs += record.time.length();
    }
}
} // namespace

void countStatistics(const DatabaseTrack &track, LaneId lane, Range range, Statistics &into)
{
    const Contention &contention = track.contention();
    if (lane == contention.others()) {
        contention.foreignHolds().forEachEnding(range, [&](const Hold &hold) { countHold(hold, into); });
        return;
    }
    const auto ifWanted = [&](auto count) {
        return [&into, lane, count](const auto &one) {
            if (lane == 0 || one.lane == lane)
                count(one, into);
        };
    };
    contention.holds().forEachEnding(range, ifWanted(countHold));
    contention.waits().forEachEnding(range, ifWanted(countWait));
    track.records().forEachEnding(range, ifWanted(countRecord));
}

void findCostlyHolds(const DatabaseTrack &track, Range range, std::int64_t threshold,
                     std::vector<CostlyHold> &into)
{
    const auto add = [&](const Hold &hold) {
        if (!hold.victims.empty() && hold.longestWaitNs >= threshold)
            into.push_back({.database = track.id(), .hold = &hold});
    };
    track.contention().holds().forEachOverlapping(range, add);
    track.contention().foreignHolds().forEachOverlapping(range, add);
}

Incident incidentOf(const CostlyHold &costly, const LaneOf &laneOf)
{
    const Hold &hold = *costly.hold;
    Incident incident{.time = hold.time,
                      .database = costly.database,
                      .holder = hold.job,
                      .lane = hold.lane,
                      .pid = hold.job == 0 ? hold.value : 0,
                      .rows = hold.job == 0 ? 0 : hold.value,
                      .causedNs = hold.causedNs,
                      .longestWaitNs = hold.longestWaitNs,
                      .victims = {}};
    for (const HoldVictim &victim : hold.victims) {
        incident.victims.push_back(
            {.job = victim.job, .lane = laneOf(victim.job), .waitedNs = victim.waitedNs});
    }
    std::ranges::stable_sort(incident.victims, std::ranges::greater{}, &Victim::waitedNs);
    return incident;
}

} // namespace lockkeeper::events
