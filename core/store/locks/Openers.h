// The other processes that have a file open, whatever they do with it. On Linux, by their descriptors
// (/proc/<pid>/fd): those of this user, of everybody for root. Plain C++, any thread but the window's: it
// reads the whole table of processes.
#pragma once

#include "store/locks/Neighbours.h"

#include <string>
#include <vector>

namespace lockkeeper::store {

// None of them is this process; each once, by pid. Empty where the system does not tell.
[[nodiscard]] std::vector<Process> openersOf(const std::string &path);

} // namespace lockkeeper::store
