// Events folded into something that can be drawn and asked at once, however many there were: columns at
// several resolutions (10 ms, 100 ms, 1 s, 10 s) and a bounded number of single spans. Old fine columns and
// spans go first; what is kept is bounded by Limits. Plain C++, for one thread at a time: the Monitor has the
// lock.
#pragma once

#include "events/Directory.h"
#include "events/Event.h"
#include "events/Views.h"

#include <memory>
#include <optional>
#include <vector>

namespace lockkeeper::events {

class Timeline final
{
public:
    struct Limits
    {
        std::size_t spans = 400'000;   // single spans kept, of all lanes together
        std::size_t bytes = 120 << 20; // of everything, about
    };

    explicit Timeline(Directory &directory, Limits limits);
    explicit Timeline(Directory &directory);
    ~Timeline();
    Timeline(const Timeline &) = delete;
    Timeline &operator=(const Timeline &) = delete;

    // Events of one drain, in the order of time; a few of the next may be older than the newest of this one.
    void add(const std::vector<Event> &events);

    // Everything there is, the newest event included. Empty where nothing happened yet.
    [[nodiscard]] std::optional<Range> extent() const;

    // `database` 0: all of them. Each answer has `count` columns of equal length over `range`; what is under
    // way counts up to `now`. At most 4,096 columns.
    [[nodiscard]] std::vector<LaneId>
    lanes(DatabaseId database) const; // that ever had an event, in a fixed order
    [[nodiscard]] std::vector<Column> columns(LaneId lane, Range range, int count, std::int64_t now) const;
    [[nodiscard]] std::vector<OwnerColumn> owners(DatabaseId database, Range range, int count,
                                                  std::int64_t now) const;
    [[nodiscard]] std::vector<WalColumn> wal(DatabaseId database, Range range, int count) const;
    [[nodiscard]] std::vector<RateColumn> rates(DatabaseId database, Range range, int count) const;

    [[nodiscard]] LockNow lockNow(DatabaseId database, std::int64_t now) const;

    // Single spans in the order of beginning, the first `atMost`, as far back as they are kept; `lane` 0: all
    // of the database. A hold with victims is Blocking.
    [[nodiscard]] std::vector<Span> spans(DatabaseId database, LaneId lane, Range range, std::size_t atMost,
                                          std::int64_t now) const;
    // The wait that begins next after `time`, or the last one before it. One that has not ended goes up to
    // the newest event.
    [[nodiscard]] std::optional<Span> nextWait(DatabaseId database, std::int64_t time) const;
    [[nodiscard]] std::optional<Span> previousWait(DatabaseId database, std::int64_t time) const;

    // Holds of which a moment is in `range` and that had a part in a wait of at least `threshold`
    // nanoseconds, the costliest first. A wait counts once it has ended.
    [[nodiscard]] std::vector<Incident> incidents(DatabaseId database, Range range, std::int64_t threshold,
                                                  std::size_t atMost) const;
    // Exact as far back as single spans are kept. `lane` 0: all of the database but the holds of other
    // processes; these are their own lane's.
    [[nodiscard]] Statistics statistics(DatabaseId database, LaneId lane, Range range) const;

    [[nodiscard]] std::size_t bytesUsed() const; // about
    [[nodiscard]] std::size_t spansKept() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockkeeper::events
