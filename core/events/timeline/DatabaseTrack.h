// All that is known of one database.
#pragma once

#include "events/timeline/Contention.h"
#include "events/timeline/LaneColumns.h"
#include "events/timeline/Running.h"
#include "events/timeline/WalColumns.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace lockkeeper::events {

class DatabaseTrack final
{
public:
    DatabaseTrack(DatabaseId id, LaneId others)
        : m_id(id)
        , m_contention(others)
    {
    }

    void add(const Event &event, LaneId lane, const KeptFrom &kept);

    [[nodiscard]] DatabaseId id() const { return m_id; }
    [[nodiscard]] std::vector<LaneId> lanes() const;
    [[nodiscard]] const WalColumns &wal() const { return m_wal; }
    [[nodiscard]] const Contention &contention() const { return m_contention; }
    [[nodiscard]] const Sequence<Record> &records() const { return m_records; }
    [[nodiscard]] const Running &running() const { return m_running; }

    // `exact`: from single spans instead of folded columns.
    [[nodiscard]] Painter::Painted columns(LaneId lane, const Grid &grid, std::int64_t now,
                                           const KeptFrom &kept, bool exact) const;

    [[nodiscard]] std::size_t levelBytes(std::size_t level) const;
    [[nodiscard]] std::optional<std::int64_t> oldestIn(std::size_t level) const;
    void dropBefore(std::size_t level, std::int64_t time);

    [[nodiscard]] std::size_t spans() const { return m_contention.count() + m_records.count(); }
    [[nodiscard]] std::size_t spanBytes() const { return m_contention.bytes() + m_records.bytes(); }
    [[nodiscard]] std::optional<std::int64_t> oldestSpans() const;
    void dropOldestSpans();

private:
    void ended(const Event &event, LaneId lane, const KeptFrom &kept);
    void keep(const Event &event, LaneId lane);
    void paintSpans(Painter &painter, LaneId lane) const;
    void paintRunning(Painter &painter, LaneId lane, std::int64_t now) const;
    void paintBlocking(Painter &painter, LaneId lane, std::int64_t now) const;

    DatabaseId m_id;
    Contention m_contention;
    Sequence<Record> m_records; // what is neither a hold nor a wait
    std::map<LaneId, LaneColumns> m_lanes;
    WalColumns m_wal;
    Running m_running;
};

} // namespace lockkeeper::events
