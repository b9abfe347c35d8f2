#include "ui/contention/PaintedColumns.h"

#include <algorithm>
#include <utility>

namespace lockkeeper::ui {

Stretch PaintedColumns::update(std::int64_t first, std::vector<std::uint64_t> looks, int margin)
{
    const std::int64_t shift = first - m_first;
    const auto count = static_cast<std::int64_t>(looks.size());
    const auto known = static_cast<std::int64_t>(m_looks.size());
    std::swap(m_looks, looks); // `looks` are the old ones now
    m_first = first;

    // Of the columns in sight, those that were known: [from, to).
    const std::int64_t from = std::clamp<std::int64_t>(-shift, 0, count);
    const std::int64_t to = std::clamp<std::int64_t>(known - shift, from, count);
    std::int64_t begin = count;
    std::int64_t end = 0;
    const auto add = [&](std::int64_t some, std::int64_t last) {
        if (some < last) {
            begin = std::min(begin, some);
            end = std::max(end, last);
        }
    };
    add(0, from);
    add(to, count);
    const auto unlike = std::mismatch(m_looks.begin() + from, m_looks.begin() + to,
                                      looks.begin() + std::min(from + shift, known));
    if (const std::int64_t differs = unlike.first - m_looks.begin(); differs < to) {
        std::int64_t last = to;
        while (m_looks[static_cast<std::size_t>(last - 1)] ==
               looks[static_cast<std::size_t>(last - 1 + shift)])
            --last;
        add(differs, last);
    }
    if (begin >= end)
        return {};
    return {static_cast<int>(std::max<std::int64_t>(0, begin - margin)),
            static_cast<int>(std::min(count, end + margin))};
}

} // namespace lockkeeper::ui
