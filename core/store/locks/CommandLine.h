// What another process was asked to do, as far as the system tells (/proc/<pid>/cmdline on Linux). Plain C++,
// any thread but the window's.
#pragma once

#include <cstdint>
#include <string_view>

namespace lockkeeper::store {

// Whether a Lockkeeper of that pid was started as the command line's `command`. Nothing else of a command
// line is told, for people write secrets into it. False where the system does not tell.
[[nodiscard]] bool isStartedAs(std::int64_t pid, std::string_view command);

// The same of a command line's bytes, in which every argument ends with a zero byte.
[[nodiscard]] bool namesCommand(std::string_view commandLine, std::string_view command);

} // namespace lockkeeper::store
