// What the columns of one band of a picture looked like when they were painted last, so that only what looks
// different is painted again. Pure.
#pragma once

#include <cstdint>
#include <vector>

namespace lockkeeper::ui {

// Columns [begin, end) of those in sight.
struct Stretch
{
    int begin = 0;
    int end = 0;

    [[nodiscard]] bool empty() const { return begin >= end; }
    [[nodiscard]] bool meets(int from, int to) const { return from < end && to > begin; }
    friend bool operator==(const Stretch &, const Stretch &) = default;
};

class PaintedColumns final
{
public:
    // Each column's look from the one numbered `first` on, as a number of the caller's. Answers with those to
    // be painted again: all that differ from the last time or were not in sight then, and `margin` columns on
    // either side.
    [[nodiscard]] Stretch update(std::int64_t first, std::vector<std::uint64_t> looks, int margin);

private:
    std::vector<std::uint64_t> m_looks;
    std::int64_t m_first = 0;
};

} // namespace lockkeeper::ui
