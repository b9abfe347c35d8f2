#include "store/locks/ProcLocks.h"

#include <charconv>
#include <fstream>
#include <limits>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace lockkeeper::store {

namespace {
constexpr std::size_t longestLine = 256;
constexpr int mostLines = 100'000; // a system with more has other troubles, and would keep us too long

std::string_view nextWord(std::string_view &text)
{
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return word;
}

template <typename Number>
bool read(std::string_view word, Number &number, int base = 10)
{
    const char *end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number, base);
    return error == std::errc() && stop == end && !word.empty();
}

// "fd:01:1234567": the device's halves in hexadecimal, the inode in decimal.
bool readPlace(std::string_view place, ByteLock &lock)
{
    const std::size_t one = place.find(':');
    const std::size_t two = one == std::string_view::npos ? one : place.find(':', one + 1);
    return two != std::string_view::npos && read(place.substr(0, one), lock.major, 16) &&
           read(place.substr(one + 1, two - one - 1), lock.minor, 16) &&
           read(place.substr(two + 1), lock.inode);
}

bool readEnd(std::string_view word, std::uint64_t &last)
{
    if (word != "EOF")
        return read(word, last);
    last = std::numeric_limits<std::uint64_t>::max();
    return true;
}
} // namespace

std::optional<ByteLock> parseLockLine(std::string_view line)
{
    if (line.size() > longestLine)
        return std::nullopt;
    std::uint64_t number = 0;
    std::string_view head = nextWord(line);
    if (head.empty() || head.back() != ':' || !read(head.substr(0, head.size() - 1), number))
        return std::nullopt;
    if (nextWord(line) != "POSIX")
        return std::nullopt;
    (void)nextWord(line); // ADVISORY; of old systems MANDATORY
    ByteLock lock;
    const std::string_view access = nextWord(line);
    lock.writing = access == "WRITE";
    const bool known = lock.writing || access == "READ";
    const bool good = known && read(nextWord(line), lock.pid) && lock.pid > 0 &&
                      readPlace(nextWord(line), lock) && read(nextWord(line), lock.first) &&
                      readEnd(nextWord(line), lock.last) && lock.first <= lock.last && nextWord(line).empty();
    return good ? std::optional(lock) : std::nullopt;
}

std::vector<ByteLock> locksOn(std::istream &text, std::uint64_t device, std::uint64_t inode)
{
    std::vector<ByteLock> locks;
    std::vector<ByteLock> here; // on the same device, too
    std::string line;
    for (int lines = 0; lines < mostLines && std::getline(text, line); ++lines) {
        const std::optional<ByteLock> lock = parseLockLine(line);
        if (!lock || lock->inode != inode)
            continue;
        locks.push_back(*lock);
        if (lock->major == major(device) && lock->minor == minor(device))
            here.push_back(*lock);
    }
    return here.empty() ? locks : here;
}

std::vector<ByteLock> locksOn(const std::string &path)
{
    struct stat file = {};
    if (::stat(path.c_str(), &file) != 0)
        return {};
    std::ifstream text("/proc/locks");
    return locksOn(text, file.st_dev, file.st_ino);
}

} // namespace lockkeeper::store
