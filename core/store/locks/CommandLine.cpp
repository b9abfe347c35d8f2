#include "store/locks/CommandLine.h"

#include <fstream>
#include <string>

namespace lockkeeper::store {

namespace {
constexpr std::size_t readAtMost = 4096; // the command stands in front
} // namespace

bool namesCommand(std::string_view commandLine, std::string_view command)
{
    std::string_view before;
    for (bool program = true; !commandLine.empty(); program = false) {
        const std::size_t end = commandLine.find('\0');
        if (end == std::string_view::npos) // cut off
            return false;
        const std::string_view argument = commandLine.substr(0, end);
        if (!program && argument == command && before != "--community") // which may have any name
            return true;
        before = argument;
        commandLine.remove_prefix(end + 1);
    }
    return false;
}

bool isStartedAs(std::int64_t pid, std::string_view command)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline", std::ios::binary);
    std::string text(readAtMost, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return namesCommand(text, command);
}

} // namespace lockkeeper::store
