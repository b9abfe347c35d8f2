#include "store/locks/Openers.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace lockkeeper::store {

namespace {
namespace fs = std::filesystem;

std::optional<std::int64_t> pidOf(const std::string &name)
{
    std::int64_t pid = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
    return error == std::errc() && end == name.data() + name.size() ? std::optional(pid) : std::nullopt;
}

// By stat(), which opens nothing: the name behind a descriptor may be another one of the same file.
bool hasOpen(std::int64_t pid, const struct stat &file)
{
    std::error_code refused; // somebody else's process, or one that has just ended
    for (fs::directory_iterator one("/proc/" + std::to_string(pid) + "/fd", refused), end;
         !refused && one != end; one.increment(refused)) {
        struct stat opened = {};
        if (::stat(one->path().c_str(), &opened) == 0 && opened.st_dev == file.st_dev &&
            opened.st_ino == file.st_ino)
            return true;
    }
    return false;
}
} // namespace

std::vector<Process> openersOf(const std::string &path)
{
    std::vector<Process> openers;
    struct stat file = {};
    if (::stat(path.c_str(), &file) != 0)
        return openers;
    std::error_code refused;
    for (fs::directory_iterator one("/proc", refused), end; !refused && one != end; one.increment(refused)) {
        const std::optional<std::int64_t> pid = pidOf(one->path().filename().string());
        if (pid && *pid != ::getpid() && hasOpen(*pid, file))
            openers.push_back(processOf(*pid));
    }
    std::ranges::sort(openers, {}, &Process::pid);
    return openers;
}

} // namespace lockkeeper::store
