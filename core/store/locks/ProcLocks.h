// Who has which bytes of a file locked, as Linux tells it in /proc/locks
// (Documentation/filesystems/proc.rst), without opening the file: closing any descriptor of a database would
// drop SQLite's locks on it (sqlite.org/howtocorrupt.html, 2.2). Plain C++, any thread; reads a few files of
// /proc, so not on the window's.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockkeeper::store {

struct ByteLock
{
    std::uint64_t major = 0; // of the device
    std::uint64_t minor = 0;
    std::uint64_t inode = 0;
    std::int64_t pid = 0;
    bool writing = false; // exclusive; otherwise shared with other readers
    std::uint64_t first = 0;
    std::uint64_t last = 0; // to the end of the file: the largest number

    [[nodiscard]] bool covers(std::uint64_t from, std::uint64_t to) const
    {
        return first <= to && last >= from;
    }
    friend bool operator==(const ByteLock &, const ByteLock &) = default;
};

// "7: POSIX  ADVISORY  WRITE 4711 fd:01:1234567 120 120". Nothing of whoever only waits ("->"), of other
// kinds of locks, which SQLite does not use, and of a line that makes no sense.
[[nodiscard]] std::optional<ByteLock> parseLockLine(std::string_view line);

// Those of `text` on one file. overlayfs and btrfs show another device than stat() does, so the device
// decides only where it fits for somebody.
[[nodiscard]] std::vector<ByteLock> locksOn(std::istream &text, std::uint64_t device, std::uint64_t inode);

// Those that are on the file now; nothing where there is no such file, or no /proc/locks.
[[nodiscard]] std::vector<ByteLock> locksOn(const std::string &path);

} // namespace lockkeeper::store
