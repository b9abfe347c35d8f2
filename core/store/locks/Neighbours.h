// The other processes at a database: who has its write lock, who reads it. On Linux, by the bytes they have
// locked (sqlite.org/walformat.html, 2.3.1 "WAL locks"; sqlite.org/lockingv3.html and os.h for the rollback
// journal). Nothing of the database is opened. Plain C++, any thread but the window's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockkeeper::store {

struct Process
{
    std::int64_t pid = 0;
    std::uint64_t started = 0; // clock ticks since the system's start: a pid is given out again
    std::string program;       // printable ASCII; empty: it is gone, or the system does not tell

    friend bool operator==(const Process &, const Process &) = default;
};

// Its name as the kernel keeps it (/proc/<pid>/comm, 15 characters), what is not printable as "?": any
// program may choose its own.
[[nodiscard]] Process processOf(std::int64_t pid);
[[nodiscard]] std::string printableName(const std::string &comm);
// Field 22 of /proc/<pid>/stat, whose second one may itself hold blanks and parentheses; 0: not there.
[[nodiscard]] std::uint64_t startOf(const std::string &stat);

struct Neighbours
{
    std::optional<Process> writer; // has the write lock, or something else that keeps every writer out
    std::vector<Process> readers;  // in a reading transaction now; each once
    bool wal = false;              // the readers are of a WAL; otherwise a COMMIT waits for them

    // In whose way a writer is.
    [[nodiscard]] std::optional<Process> blocker() const
    {
        return writer || wal || readers.empty() ? writer : std::optional(readers.front());
    }
    friend bool operator==(const Neighbours &, const Neighbours &) = default;
};

// None of them is this process. Empty where the system does not tell.
[[nodiscard]] Neighbours neighboursAt(const std::string &databasePath);

// What SQLite is asked to cut the WAL down to (journal_size_limit). One that is larger for long is kept from
// being emptied by somebody who reads.
inline constexpr std::int64_t walLimit = 64 << 20; // bytes

// A database as it looks from outside, at one moment.
struct Sight
{
    Neighbours neighbours;
    std::int64_t walBytes = 0;
    std::int64_t written =
        0; // when the database, its WAL or journal last was; nanoseconds of the wall's clock

    friend bool operator==(const Sight &, const Sight &) = default;
};
[[nodiscard]] Sight lookAt(const std::string &databasePath);

// The other processes that have a WAL database open, each once; whoever has one open with a rollback journal
// holds no lock while it is idle, and is not seen.
[[nodiscard]] std::vector<Process> openedBy(const std::string &databasePath);

// Whether another process has a WAL database open, or its locks say so: each holds byte 128 of the -shm file
// (os_unix.c's UNIX_SHM_DMS). False where the system cannot tell.
[[nodiscard]] bool openElsewhere(const std::string &shmPath);

} // namespace lockkeeper::store
