#include "text/html/Arena.h"

#include <algorithm>

namespace lockkeeper::text {

namespace {
constexpr std::size_t chunkSize = 64 * 1024;
constexpr std::size_t alignment = alignof(std::max_align_t);
} // namespace

Arena::Arena(std::size_t budget)
    : m_budget(budget)
{
}

void *Arena::allocate(std::size_t bytes)
{
    bytes = (bytes + alignment - 1) / alignment * alignment;
    if (bytes > m_free) {
        const std::size_t size = std::max(bytes, chunkSize);
        if (size > m_budget)
            std::longjmp(m_exhausted, 1);
        m_budget -= size;
        m_chunks.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
        m_next = m_chunks.back().get();
        m_free = size;
    }
    void *given = m_next;
    m_next += bytes;
    m_free -= bytes;
    return given;
}

} // namespace lockkeeper::text
