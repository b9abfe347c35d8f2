// Numbers as people read them on a terminal.
#pragma once

#include <QString>

#include <cstdint>

namespace lockkeeper::cli {

[[nodiscard]] QString countText(qint64 count);            // "1,234"
[[nodiscard]] QString bytesText(qint64 bytes);            // "812 B", "7.9 KiB", "12 MiB"
[[nodiscard]] QString secondsText(double seconds);        // "0.4 s", "21 s", "3 min 5 s", "2 h 10 min"
[[nodiscard]] QString nanosecondsText(std::int64_t time); // "0.3 ms", "12 ms", "2.6 s", "1 min 4 s"

} // namespace lockkeeper::cli
