// The benchmarks. Each prepares what it needs in `options.folder` and may take minutes unless `quick`.
#pragma once

#include "tests/bench/Figures.h"

namespace lockkeeper::bench {

[[nodiscard]] Report benchStore(const Options &options);
[[nodiscard]] Report benchContention(const Options &options);
[[nodiscard]] Report benchWindow(const Options &options); // GUI thread
[[nodiscard]] Report benchLockView(const Options &options);
[[nodiscard]] Report benchSources(const Options &options); // all of one community at once
[[nodiscard]] Report benchDocstrings(const Options &options);
[[nodiscard]] Report benchEvents(const Options &options); // no Qt, no database
[[nodiscard]] Report benchMemory(const Options &options);
[[nodiscard]] Report benchBackups(const Options &options);
[[nodiscard]] Report benchInspect(const Options &options); // GUI thread

} // namespace lockkeeper::bench
