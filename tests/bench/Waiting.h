#pragma once

#include <chrono>
#include <functional>

namespace lockkeeper::bench {

// Runs the event loop until `done` says so; false: it did not within `patience`. GUI thread.
[[nodiscard]] bool waitFor(std::chrono::milliseconds patience, const std::function<bool()> &done);

} // namespace lockkeeper::bench
