// All databases' tracks, and how much of them is kept.
#pragma once

#include "events/Timeline.h"
#include "events/timeline/DatabaseTrack.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace lockkeeper::events {

class Tracks final
{
public:
    Tracks(Directory &directory, Timeline::Limits limits);

    void add(const Event &event);
    // What takes most room gives first, so that a fine level goes back less far than a coarse one.
    void shrink();

    // Calls `use(track)` for one database, or for all where it is 0.
    template <typename Use>
    void forEach(DatabaseId database, Use use) const
    {
        for (const std::unique_ptr<DatabaseTrack> &one : m_tracks) {
            if (one && (database == 0 || one->id() == database))
                use(*one);
        }
    }
    // Null where nothing happened yet.
    [[nodiscard]] const DatabaseTrack *find(DatabaseId database) const;
    [[nodiscard]] const DatabaseTrack *ofLane(LaneId lane) const;
    [[nodiscard]] LaneId laneOf(JobId job) const;

    [[nodiscard]] std::optional<Range> extent() const;
    [[nodiscard]] std::int64_t newest() const { return m_newest; }
    [[nodiscard]] const KeptFrom &kept() const { return m_kept; }
    // Single spans that ended later are there.
    [[nodiscard]] std::int64_t spansFrom() const { return m_spansFrom; }

    [[nodiscard]] std::size_t spans() const;
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] DatabaseTrack *track(DatabaseId database);
    [[nodiscard]] std::size_t spanBytes() const;
    [[nodiscard]] std::size_t levelBytes(std::size_t level) const;
    bool dropSpans();
    bool dropFrom(std::size_t level);
    void dropBefore(std::size_t level, std::int64_t time);

    Directory &m_directory;
    Timeline::Limits m_limits;
    Names m_names;                                        // a copy, renewed when an unknown number turns up
    std::vector<std::unique_ptr<DatabaseTrack>> m_tracks; // by number
    KeptFrom m_kept{};
    std::int64_t m_spansFrom = std::numeric_limits<std::int64_t>::min();
    std::int64_t m_first = 0;
    std::int64_t m_newest = 0;
    bool m_any = false;
};

} // namespace lockkeeper::events
