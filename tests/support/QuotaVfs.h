// A disk of a set size: a VFS over SQLite's own whose files together cannot grow past a quota, then answer
// SQLITE_FULL, as a full disk does. Registered as the process's default while it lives.
#pragma once

#include <atomic>
#include <cstdint>

namespace lockkeeper::tests {

class QuotaVfs final
{
public:
    explicit QuotaVfs(std::int64_t bytes);
    ~QuotaVfs();
    QuotaVfs(const QuotaVfs &) = delete;
    QuotaVfs &operator=(const QuotaVfs &) = delete;

    void setQuota(std::int64_t bytes);  // of what is written from now on past the files' present ends
    [[nodiscard]] int refusals() const; // writes answered with SQLITE_FULL
};

} // namespace lockkeeper::tests
