// Who made whom wait at one database: every wait is laid over the holds of its time, each pair counted once,
// whichever of the two is told of first.
#pragma once

#include "events/timeline/Records.h"
#include "events/timeline/Sequence.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace lockkeeper::events {

struct RunningJob;

// The lane of the hold spent `time` at `activity`: told once of every moment.
using FoldHold = std::function<void(LaneId lane, Activity activity, Range time)>;

// Adds what `wait` has in common with `hold` to the hold, unless both are the same job's. Tells of the time
// that is found to have been blocking only now.
void pair(Hold &hold, const Wait &wait, const FoldHold &fold);

class Contention final
{
public:
    explicit Contention(LaneId others)
        : m_others(others)
    {
    }

    void addHold(Hold hold, const FoldHold &fold);
    // One for which SQLite said busy tells of a hold by another process, too: as long as somebody waited.
    void addWait(const Wait &wait, const FoldHold &fold);
    // By another process.
    void addForeignHold(Range time, const FoldHold &fold);
    void foreignLock(std::int64_t at, std::int64_t pid);

    [[nodiscard]] LaneId others() const { return m_others; } // the lane of other processes
    [[nodiscard]] const Sequence<Hold> &holds() const { return m_holds; }
    [[nodiscard]] const Sequence<Hold> &foreignHolds() const { return m_foreign; }
    [[nodiscard]] const Sequence<Wait> &waits() const { return m_waits; }

    // Holds and waits that have not ended, up to `now`, as if they ended then.
    [[nodiscard]] std::vector<Hold> runningHolds(const std::vector<RunningJob> &running,
                                                 std::int64_t now) const;
    // Who made it wait longest; null if nobody is known. `running`: holds under way.
    [[nodiscard]] std::optional<std::pair<LaneId, JobId>> blockerOf(const Wait &wait,
                                                                    const std::vector<Hold> &running) const;

    [[nodiscard]] std::size_t count() const { return m_holds.count() + m_foreign.count() + m_waits.count(); }
    [[nodiscard]] std::size_t bytes() const
    {
        return m_holds.bytes() + m_foreign.bytes() + m_waits.bytes() + m_heapBytes;
    }
    // The end of the oldest chunk of records, and how it goes.
    [[nodiscard]] std::optional<std::int64_t> oldest() const;
    void dropOldest();

private:
    void pairCounted(Hold &hold, const Wait &wait, const FoldHold &fold);
    [[nodiscard]] std::int64_t pidIn(Range time) const;

    LaneId m_others;
    Sequence<Hold> m_holds;
    Sequence<Hold> m_foreign;
    Sequence<Wait> m_waits;
    std::deque<std::pair<std::int64_t, std::int64_t>> m_pids; // when seen, which; the last ones
    std::size_t m_heapBytes = 0;                              // of the holds' lists
};

[[nodiscard]] Wait asWait(const RunningJob &job, std::int64_t now);

} // namespace lockkeeper::events
