// Puts spans and folded columns into the columns of an answer: sums by the share of time, the worst state and
// the counts undivided.
#pragma once

#include "events/Views.h"

#include <cstdint>
#include <vector>

namespace lockkeeper::events {

inline constexpr int mostColumns = 4096; // of one answer

// Which column of an answer a moment falls into.
class Grid final
{
public:
    // `count` is cut to 1 … mostColumns, `range` to a positive length.
    Grid(Range range, int count);

    [[nodiscard]] Range range() const { return m_range; }
    [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(m_count); }
    [[nodiscard]] std::int64_t width() const { return m_range.length() / m_count; } // rounded down
    [[nodiscard]] std::int64_t edge(std::int64_t column) const;
    // Of a moment within the range.
    [[nodiscard]] std::int64_t columnOf(std::int64_t time) const;

    // Calls `use(column, overlapNs)` for each column that `span` touches.
    template <typename Use>
    void spread(Range span, Use use) const
    {
        const std::int64_t from = std::max(span.from, m_range.from);
        const std::int64_t to = std::min(std::max(span.to, span.from + 1), m_range.to);
        if (from >= to)
            return;
        std::int64_t begin = from;
        for (std::int64_t column = columnOf(from); begin < to; ++column) {
            const std::int64_t end = std::min(to, edge(column + 1));
            use(static_cast<std::size_t>(column), end - begin);
            begin = end;
        }
    }

private:
    Range m_range;
    std::int64_t m_count;
};

class Painter final
{
public:
    explicit Painter(const Grid &grid);

    [[nodiscard]] const Grid &grid() const { return m_grid; }

    void span(Activity activity, Range time);
    // Within a hold that is painted as a span.
    void blocking(Range time);
    // A folded column of `length` from `begin` on: `ns` spent in it, one moment counts.
    void folded(Activity activity, Range cell, std::int64_t ns);
    void counts(std::int64_t at, std::uint32_t waits, std::uint32_t commits, std::int64_t rows);

    struct Painted
    {
        std::vector<Column> columns;
        std::vector<std::int64_t> rows;
    };
    [[nodiscard]] Painted finish() &&;

private:
    void add(std::size_t column, Activity activity, std::int64_t ns);

    Grid m_grid;
    Painted m_painted; // ns of Holding with those of Blocking in it, until finish()
};

} // namespace lockkeeper::events
