#include "store/locks/Neighbours.h"

#include "store/locks/ProcLocks.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace lockkeeper::store {

namespace {
// Bytes of the -shm file.
constexpr std::uint64_t walWriter = 120;
constexpr std::uint64_t walCheckpointer = 121;
constexpr std::uint64_t walRecovery = 122;
constexpr std::uint64_t walFirstReader = 123;
constexpr std::uint64_t walLastReader = 127;
constexpr std::uint64_t walOpen = 128;
// Bytes of the database.
constexpr std::uint64_t pending = 0x40000000;
constexpr std::uint64_t sharedFirst = pending + 2; // behind the reserved byte
constexpr std::uint64_t sharedLast = sharedFirst + 509;

constexpr std::size_t longestName = 64; // of threads of the kernel; programs' have 15 characters
constexpr std::size_t longestStat = 4096;
constexpr std::size_t mostReaders = 16; // named

using Locks = std::vector<ByteLock>;

std::optional<std::int64_t> writerIn(const Locks &locks, std::uint64_t first, std::uint64_t last)
{
    const auto found = std::ranges::find_if(
        locks, [=](const ByteLock &lock) { return lock.writing && lock.covers(first, last); });
    return found == locks.end() ? std::nullopt : std::optional(found->pid);
}

std::vector<Process> readersIn(const Locks &locks, std::uint64_t first, std::uint64_t last)
{
    std::vector<Process> readers;
    for (const ByteLock &lock : locks) {
        const bool reads = !lock.writing && lock.covers(first, last);
        if (reads && readers.size() < mostReaders &&
            std::ranges::find(readers, lock.pid, &Process::pid) == readers.end())
            readers.push_back(processOf(lock.pid));
    }
    return readers;
}

std::string beginningOf(const std::string &path, std::size_t length)
{
    std::ifstream file(path, std::ios::binary);
    std::string text(length, '\0');
    file.read(text.data(), static_cast<std::streamsize>(length));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return text;
}
} // namespace

std::string printableName(const std::string &comm)
{
    std::string name = comm.substr(0, std::min(comm.find('\n'), longestName));
    for (char &one : name) {
        if (one < ' ' || one > '~')
            one = '?';
    }
    return name;
}

std::uint64_t startOf(const std::string &stat)
{
    const std::size_t end = stat.rfind(')');
    if (end == std::string::npos)
        return 0;
    std::istringstream words(stat.substr(end + 1));
    std::string word;
    for (int field = 3; field < 22; ++field)
        words >> word;
    std::uint64_t start = 0;
    return words >> start ? start : 0;
}

Process processOf(std::int64_t pid)
{
    const std::string folder = "/proc/" + std::to_string(pid);
    return {.pid = pid,
            .started = startOf(beginningOf(folder + "/stat", longestStat)),
            .program = printableName(beginningOf(folder + "/comm", longestName))};
}

Neighbours neighboursAt(const std::string &databasePath)
{
    Locks wal = locksOn(databasePath + "-shm");
    Locks database = locksOn(databasePath);
    Neighbours result;
    result.wal = std::ranges::any_of(wal, [](const ByteLock &lock) { return lock.covers(walOpen, walOpen); });
    const std::int64_t self = ::getpid();
    const auto ours = [self](const ByteLock &lock) {
        return lock.pid == self;
    };
    std::erase_if(wal, ours);
    std::erase_if(database, ours);
    for (const std::optional<std::int64_t> pid :
         {writerIn(wal, walWriter, walWriter), writerIn(database, pending, sharedLast),
          writerIn(wal, walRecovery, walRecovery), writerIn(wal, walCheckpointer, walCheckpointer)}) {
        if (pid && !result.writer)
            result.writer = processOf(*pid);
    }
    result.readers = result.wal ? readersIn(wal, walFirstReader, walLastReader)
                                : readersIn(database, sharedFirst, sharedLast);
    return result;
}

Sight lookAt(const std::string &databasePath)
{
    Sight sight{.neighbours = neighboursAt(databasePath)};
    for (const std::string_view suffix : {"", "-wal", "-journal"}) {
        struct stat file = {};
        if (::stat((databasePath + std::string(suffix)).c_str(), &file) != 0)
            continue;
        sight.written =
            std::max(sight.written, file.st_mtim.tv_sec * std::int64_t{1'000'000'000} + file.st_mtim.tv_nsec);
        if (suffix == "-wal")
            sight.walBytes = file.st_size;
    }
    return sight;
}

std::vector<Process> openedBy(const std::string &databasePath)
{
    Locks locks = locksOn(databasePath + "-shm");
    const std::int64_t self = ::getpid();
    std::erase_if(locks, [self](const ByteLock &lock) { return lock.pid == self; });
    return readersIn(locks, walOpen, walOpen);
}

bool openElsewhere(const std::string &shmPath)
{
    const std::int64_t self = ::getpid();
    return std::ranges::any_of(locksOn(shmPath), [self](const ByteLock &lock) {
        return lock.pid != self && lock.covers(walOpen, walOpen);
    });
}

} // namespace lockkeeper::store
