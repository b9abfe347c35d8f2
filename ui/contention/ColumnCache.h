// Columns of one track that stay known from picture to picture: a picture that moved on asks for what is new
// at its edges and for the newest part, which may still change. Pure.
#pragma once

#include "ui/contention/TimeView.h"

#include <algorithm>
#include <vector>

namespace lockkeeper::ui {

template <typename T>
class ColumnCache final
{
public:
    // `ask(range, count)` answers with `count` columns over `range`. Columns from `stale` on may have changed
    // since the last time; `columnsEach` of the view's columns are one here.
    template <typename Ask>
    void refresh(const TimeView &view, std::int64_t stale, int columnsEach, const Ask &ask)
    {
        const std::int64_t length = view.columnNs() * columnsEach;
        const std::int64_t first = divided(view.range().from, length);
        const std::int64_t end = divided(view.range().to - 1, length) + 1;
        if (length != m_length || end <= m_first || first >= this->end()) {
            m_length = length;
            m_first = first;
            m_columns.clear();
        }
        // What left the picture goes; what came in is asked for.
        if (first > m_first) {
            m_columns.erase(m_columns.begin(), m_columns.begin() + (first - m_first));
            m_first = first;
        } else if (first < m_first) {
            std::vector<T> before = answer(ask, first, m_first);
            m_columns.insert(m_columns.begin(), before.begin(), before.end());
            m_first = first;
        }
        if (end < this->end())
            m_columns.resize(static_cast<std::size_t>(end - m_first));
        const std::int64_t from = std::clamp(std::min(divided(stale, length), this->end()), first, end);
        if (from < end) {
            m_columns.resize(static_cast<std::size_t>(from - m_first));
            std::vector<T> newest = answer(ask, from, end);
            m_columns.insert(m_columns.end(), newest.begin(), newest.end());
        }
    }

    [[nodiscard]] const std::vector<T> &columns() const { return m_columns; }
    [[nodiscard]] std::int64_t first() const { return m_first; } // on the grid of `columnNs()`
    [[nodiscard]] std::int64_t columnNs() const { return m_length; }
    [[nodiscard]] std::int64_t asked() const { return m_asked; } // columns, since the beginning

private:
    [[nodiscard]] std::int64_t end() const { return m_first + static_cast<std::int64_t>(m_columns.size()); }
    [[nodiscard]] static std::int64_t divided(std::int64_t time, std::int64_t by)
    {
        return time / by - (time % by < 0 ? 1 : 0);
    }
    template <typename Ask>
    [[nodiscard]] std::vector<T> answer(const Ask &ask, std::int64_t from, std::int64_t to)
    {
        const auto count = static_cast<std::size_t>(to - from);
        m_asked += to - from;
        std::vector<T> columns = ask(events::Range{from * m_length, to * m_length}, static_cast<int>(count));
        columns.resize(count);
        return columns;
    }

    std::vector<T> m_columns;
    std::int64_t m_first = 0;
    std::int64_t m_length = 0;
    std::int64_t m_asked = 0;
};

} // namespace lockkeeper::ui
