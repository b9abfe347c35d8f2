// A process as people name it, everywhere the same: "python3 (pid 4711)". Pure.
#pragma once

#include "store/locks/Neighbours.h"

#include <QString>

#include <optional>

namespace lockkeeper::store {

// "another process (pid 4711)" where its program is not known, "another process" where `pid` is 0.
[[nodiscard]] QString processName(const QString &program, qint64 pid);
[[nodiscard]] QString processName(const Process &process);
[[nodiscard]] QString processName(const std::optional<Process> &process); // empty where there is none

} // namespace lockkeeper::store
