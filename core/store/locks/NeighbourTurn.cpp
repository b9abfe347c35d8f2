#include "store/locks/NeighbourTurn.h"

#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace lockkeeper::store {

namespace {
constexpr unsigned long long openByte = 128;

// "7: POSIX  ADVISORY  READ 4711 fd:01:1234567 128 128", after "->" where somebody waits for it
// (Documentation/filesystems/proc.rst). The device is left aside: overlayfs and btrfs show another one than
// stat() does, and a mistaken neighbour costs nothing but some milliseconds.
bool isForeignOpening(const std::string &line, ino_t inode, pid_t self)
{
    std::istringstream words(line);
    std::string number, kind, mode, access, place;
    long long process = 0;
    unsigned long long first = 0;
    if (!(words >> number >> kind >> mode >> access >> process >> place >> first) || kind != "POSIX")
        return false;
    const std::size_t colon = place.rfind(':');
    return process != self && first == openByte && colon != std::string::npos &&
           place.compare(colon + 1, std::string::npos, std::to_string(inode)) == 0;
}
} // namespace

bool openElsewhere(const std::string &shmPath)
{
    struct stat shm = {};
    if (::stat(shmPath.c_str(), &shm) != 0)
        return false;
    const pid_t self = ::getpid();
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        if (isForeignOpening(line, shm.st_ino, self))
            return true;
    }
    return false;
}

NeighbourTurn::NeighbourTurn(Elsewhere elsewhere, Clock::time_point now)
    : m_elsewhere(std::move(elsewhere))
    , m_released(now)
    , m_lastTurn(now)
    , m_metUntil(now)
{
}

NeighbourTurn::Clock::duration NeighbourTurn::due(Clock::time_point now)
{
    const Clock::duration free = now - m_released;
    if (free >= pause) { // nobody of ours wanted it for long enough
        m_lastTurn = now;
        return {};
    }
    if (now - m_lastTurn < every)
        return {};
    m_lastTurn = now;
    return now < m_metUntil || m_elsewhere() ? pause - free : Clock::duration{};
}

void NeighbourTurn::released(Clock::time_point now)
{
    m_released = now;
}

void NeighbourTurn::met(Clock::time_point now)
{
    m_metUntil = now + remembered;
}

} // namespace lockkeeper::store
