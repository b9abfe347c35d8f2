#include "events/timeline/DatabaseTrack.h"

#include <algorithm>

namespace lockkeeper::events {

void DatabaseTrack::add(const Event &event, LaneId lane, const KeptFrom &kept)
{
    switch (event.kind) {
    case Kind::Began:
        m_lanes.try_emplace(lane);
        m_running.began(event, lane);
        break;
    case Kind::Ended:
        if (event.activity != Activity::Idle)
            ended(event, lane, kept);
        break;
    case Kind::Committed:
        m_lanes[lane].count(event.at, 0, 1, event.value, kept);
        keep(event, lane);
        break;
    case Kind::TimedOut:
        keep(event, lane);
        break;
    case Kind::Checkpoint:
        m_wal.checkpoint(event.at, event.value > 0, kept);
        break;
    case Kind::WalSize:
        m_wal.size(event.at, event.value, kept);
        break;
    case Kind::ForeignLock:
        m_contention.foreignLock(event.at, event.value);
        break;
    }
}

void DatabaseTrack::ended(const Event &event, LaneId lane, const KeptFrom &kept)
{
    const Range time = {event.at - event.duration, event.at};
    const FoldHold fold = [&](LaneId holder, Activity activity, Range part) {
        m_lanes[holder].fold(activity, part, kept);
    };
    m_running.ended(event);
    if (isWait(event.activity)) {
        m_lanes[lane].fold(event.activity, time, kept);
        m_lanes[lane].count(event.at, 1, 0, 0, kept);
        m_contention.addWait(
            {.time = time, .job = event.job, .lane = lane, .activity = event.activity, .value = event.value},
            fold);
    } else if (event.activity == Activity::Holding && event.job == 0) {
        m_contention.addForeignHold(time, fold);
    } else if (event.activity == Activity::Holding) {
        Hold hold{.time = time, .job = event.job, .lane = lane, .value = event.value};
        m_contention.addHold(std::move(hold), fold);
    } else {
        m_lanes[lane].fold(event.activity, time, kept);
        keep(event, lane);
    }
}

void DatabaseTrack::keep(const Event &event, LaneId lane)
{
    m_records.insert({.time = {event.at - event.duration, event.at},
                      .job = event.job,
                      .lane = lane,
                      .kind = event.kind,
                      .activity = event.activity,
                      .value = event.value});
}

std::vector<LaneId> DatabaseTrack::lanes() const
{
    std::vector<LaneId> result;
    for (const auto &[lane, columns] : m_lanes) {
        if (lane != m_contention.others())
            result.push_back(lane);
    }
    if (m_lanes.contains(m_contention.others()))
        result.push_back(m_contention.others());
    return result;
}

Painter::Painted DatabaseTrack::columns(LaneId lane, const Grid &grid, std::int64_t now, const KeptFrom &kept,
                                        bool exact) const
{
    Painter painter(grid);
    const auto found = m_lanes.find(lane);
    if (exact) {
        paintSpans(painter, lane);
    } else if (found != m_lanes.end()) {
        for (const LevelPart &one : levelParts(grid.range(), levelFor(grid.width()), kept))
            found->second.paint(painter, one.level, one.part);
    }
    paintRunning(painter, lane, now);
    return std::move(painter).finish();
}

void DatabaseTrack::paintSpans(Painter &painter, LaneId lane) const
{
    const Range range = painter.grid().range();
    const auto paintHold = [&](const Hold &hold) {
        if (hold.lane != lane)
            return;
        painter.span(Activity::Holding, hold.time);
        for (const Range &part : hold.blocked)
            painter.blocking(part);
    };
    // What ended at the very beginning of the range is counted in it, too.
    const Range touched = {range.from - 1, range.to};
    m_contention.holds().forEachOverlapping(range, paintHold);
    m_contention.foreignHolds().forEachOverlapping(range, paintHold);
    m_contention.waits().forEachOverlapping(touched, [&](const Wait &wait) {
        if (wait.lane != lane)
            return;
        painter.span(wait.activity, wait.time);
        painter.counts(wait.time.to, 1, 0, 0);
    });
    m_records.forEachOverlapping(touched, [&](const Record &record) {
        if (record.lane == lane && record.kind == Kind::Ended)
            painter.span(record.activity, record.time);
    });
    m_records.forEachEnding(range, [&](const Record &record) {
        if (record.lane == lane && record.kind == Kind::Committed)
            painter.counts(record.time.to, 0, 1, record.value);
    });
}

void DatabaseTrack::paintRunning(Painter &painter, LaneId lane, std::int64_t now) const
{
    const std::vector<RunningJob> running = m_running.jobs();
    for (const RunningJob &job : running) {
        if (job.lane == lane && job.activity != Activity::Holding && job.since < now)
            painter.span(job.activity, {job.since, now});
    }
    for (const Hold &hold : m_contention.runningHolds(running, now)) {
        if (hold.lane != lane)
            continue;
        painter.span(Activity::Holding, hold.time);
        for (const Range &part : hold.blocked)
            painter.blocking(part);
    }
    paintBlocking(painter, lane, now);
}

// Holds that have ended while somebody who waited for them waits on.
void DatabaseTrack::paintBlocking(Painter &painter, LaneId lane, std::int64_t now) const
{
    const std::vector<RunningJob> waits = m_running.waits();
    if (waits.empty() || waits.front().since >= now)
        return;
    const auto paint = [&](const Hold &hold) {
        if (hold.lane != lane)
            return;
        Hold copy = hold;
        for (const RunningJob &wait : waits)
            pair(copy, asWait(wait, now), [&](LaneId, Activity, Range part) { painter.blocking(part); });
    };
    m_contention.holds().forEachOverlapping({waits.front().since, now}, paint);
    m_contention.foreignHolds().forEachOverlapping({waits.front().since, now}, paint);
}

std::size_t DatabaseTrack::levelBytes(std::size_t level) const
{
    std::size_t sum = m_wal.bytes(level);
    for (const auto &[lane, columns] : m_lanes)
        sum += columns.bytes(level);
    return sum;
}

std::optional<std::int64_t> DatabaseTrack::oldestIn(std::size_t level) const
{
    std::optional<std::int64_t> first = m_wal.oldest(level);
    for (const auto &[lane, columns] : m_lanes) {
        const std::optional<std::int64_t> one = columns.oldest(level);
        if (one && (!first || *one < *first))
            first = one;
    }
    return first;
}

void DatabaseTrack::dropBefore(std::size_t level, std::int64_t time)
{
    m_wal.dropBefore(level, time);
    for (auto &[lane, columns] : m_lanes)
        columns.dropBefore(level, time);
}

std::optional<std::int64_t> DatabaseTrack::oldestSpans() const
{
    const std::optional<std::int64_t> a = m_contention.oldest();
    const std::optional<std::int64_t> b = m_records.oldest();
    return a && b ? std::optional(std::min(*a, *b)) : (a ? a : b);
}

void DatabaseTrack::dropOldestSpans()
{
    const std::optional<std::int64_t> first = oldestSpans();
    if (!first)
        return;
    if (m_contention.oldest() == first)
        m_contention.dropOldest();
    else
        m_records.dropOldest([](const Record &) {});
}

} // namespace lockkeeper::events
