// Memory for one parse: given out in a row, returned all at once, and never more than a budget.
//
// Gumbo frees its tree by recursion, one stack frame a nesting level, and HTML's rules for misnested
// formatting let some kilobytes of input grow into gigabytes of tree. So the tree lives here: it is dropped
// without a walk, and a document that asks for too much is given up.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <memory>
#include <vector>

namespace lockkeeper::text {

class Arena final
{
public:
    explicit Arena(std::size_t budget);

    // Where allocate() jumps once the budget is used up. Gumbo, written in C, checks no allocation and lets
    // no exception through; it holds nothing but this memory, so leaving it by longjmp leaks nothing.
    [[nodiscard]] std::jmp_buf &exhausted() { return m_exhausted; }

    [[nodiscard]] void *allocate(std::size_t bytes);

private:
    std::size_t m_budget; // left
    std::byte *m_next = nullptr;
    std::size_t m_free = 0; // behind m_next
    std::vector<std::unique_ptr<std::byte[]>> m_chunks;
    std::jmp_buf m_exhausted;
};

} // namespace lockkeeper::text
