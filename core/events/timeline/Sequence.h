// Records in the order of their ends, in chunks that know when their records began, so that a question about
// a span of time looks at those of that time only. The oldest chunk can be dropped.
#pragma once

#include "events/Views.h"
#include "events/timeline/Ranges.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace lockkeeper::events {

template <typename Item>
class Sequence final
{
public:
    static constexpr std::size_t chunkItems = 256;

    void insert(Item item)
    {
        ++m_count;
        if (m_chunks.empty() || item.time.to >= m_chunks.back().items.back().time.to) {
            if (m_chunks.empty() || m_chunks.back().items.size() >= chunkItems)
                m_chunks.emplace_back().items.reserve(chunkItems);
            append(m_chunks.back(), std::move(item));
            return;
        }
        const auto chunk = chunkEndingAfter(item.time.to);
        const auto place = std::ranges::upper_bound(chunk->items, item.time.to, {}, end);
        chunk->noteBegin(item.time.from);
        chunk->items.insert(place, std::move(item));
        if (chunk->items.size() >= 2 * chunkItems)
            split(chunk);
    }

    // Calls `use(item)` for each that shares a moment with `range`, in the order of their ends.
    template <typename Use>
    void forEachOverlapping(Range range, Use use) const
    {
        overlapping(*this, range, use);
    }
    // The same; `use` may change all but the time.
    template <typename Use>
    void forEachOverlapping(Range range, Use use)
    {
        overlapping(*this, range, use);
    }

    // … for each whose end is in `range`.
    template <typename Use>
    void forEachEnding(Range range, Use use) const
    {
        for (auto chunk = chunkEndingAfter(*this, range.from - 1); chunk != m_chunks.end(); ++chunk) {
            auto item = std::ranges::lower_bound(chunk->items, range.from, {}, end);
            for (; item != chunk->items.end(); ++item) {
                if (item->time.to >= range.to)
                    return;
                use(*item);
            }
        }
    }

    // Those that touch `range`, taken out.
    [[nodiscard]] std::vector<Item> take(Range range)
    {
        std::vector<Item> taken;
        for (auto chunk = chunkEndingAfter(range.from - 1); chunk != m_chunks.end();) {
            if (chunk->firstBegin > range.to) {
                ++chunk;
                continue;
            }
            const auto rest =
                std::stable_partition(chunk->items.begin(), chunk->items.end(), [&](const Item &item) {
                    return item.time.to < range.from || item.time.from > range.to;
                });
            std::move(rest, chunk->items.end(), std::back_inserter(taken));
            chunk->items.erase(rest, chunk->items.end());
            chunk = chunk->items.empty() ? m_chunks.erase(chunk) : std::next(chunk);
        }
        m_count -= taken.size();
        return taken;
    }

    // The one that begins first after `time`; null if none does.
    [[nodiscard]] const Item *beginningAfter(std::int64_t time) const
    {
        const Item *best = nullptr;
        for (auto chunk = chunkEndingAfter(*this, time); chunk != m_chunks.end(); ++chunk) {
            if (best != nullptr && chunk->firstBegin >= best->time.from)
                continue;
            for (const Item &item : chunk->items) {
                if (item.time.from > time && (best == nullptr || item.time.from < best->time.from))
                    best = &item;
            }
        }
        return best;
    }
    // The one that begins last before `time`.
    [[nodiscard]] const Item *beginningBefore(std::int64_t time) const
    {
        const Item *best = nullptr;
        for (auto chunk = m_chunks.rbegin(); chunk != m_chunks.rend(); ++chunk) {
            if (chunk->firstBegin >= time || (best != nullptr && chunk->lastBegin <= best->time.from))
                continue;
            for (const Item &item : chunk->items) {
                if (item.time.from < time && (best == nullptr || item.time.from > best->time.from))
                    best = &item;
            }
        }
        return best;
    }

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::size_t bytes() const
    {
        return m_chunks.size() * (sizeof(Chunk) + chunkItems * sizeof(Item));
    }

    // The end of the oldest chunk: what would be lost by dropping it.
    [[nodiscard]] std::optional<std::int64_t> oldest() const
    {
        return m_chunks.empty() ? std::nullopt : std::optional(m_chunks.front().items.back().time.to);
    }
    // Calls `use(item)` for each that goes.
    template <typename Use>
    void dropOldest(Use use)
    {
        for (const Item &item : m_chunks.front().items)
            use(item);
        m_count -= m_chunks.front().items.size();
        m_chunks.pop_front();
    }

private:
    struct Chunk
    {
        std::vector<Item> items; // never empty
        std::int64_t firstBegin = std::numeric_limits<std::int64_t>::max();
        std::int64_t lastBegin = std::numeric_limits<std::int64_t>::min();

        void noteBegin(std::int64_t from)
        {
            firstBegin = std::min(firstBegin, from);
            lastBegin = std::max(lastBegin, from);
        }
    };

    [[nodiscard]] static std::int64_t end(const Item &item) { return item.time.to; }
    [[nodiscard]] static std::int64_t lastEnd(const Chunk &chunk) { return chunk.items.back().time.to; }

    // The first chunk with an end after `time`.
    template <typename Self>
    [[nodiscard]] static auto chunkEndingAfter(Self &self, std::int64_t time)
    {
        return std::ranges::upper_bound(self.m_chunks, time, {}, lastEnd);
    }
    [[nodiscard]] auto chunkEndingAfter(std::int64_t time) { return chunkEndingAfter(*this, time); }

    template <typename Self, typename Use>
    static void overlapping(Self &self, Range range, Use &use)
    {
        for (auto chunk = chunkEndingAfter(self, range.from); chunk != self.m_chunks.end(); ++chunk) {
            if (chunk->firstBegin >= range.to)
                continue;
            auto item = std::ranges::upper_bound(chunk->items, range.from, {}, end);
            for (; item != chunk->items.end(); ++item) {
                if (item->time.from < range.to)
                    use(*item);
            }
        }
    }

    static void append(Chunk &chunk, Item item)
    {
        chunk.noteBegin(item.time.from);
        chunk.items.push_back(std::move(item));
    }

    void split(typename std::deque<Chunk>::iterator chunk)
    {
        Chunk second;
        second.items.reserve(chunkItems);
        Chunk first;
        first.items.reserve(chunkItems);
        for (std::size_t i = 0; i < chunk->items.size(); ++i)
            append(i < chunkItems ? first : second, std::move(chunk->items[i]));
        *chunk = std::move(first);
        m_chunks.insert(std::next(chunk), std::move(second));
    }

    std::deque<Chunk> m_chunks;
    std::size_t m_count = 0;
};

} // namespace lockkeeper::events
