// Numbers, times and sizes as people read them, in the window, on a terminal and in reports alike. Pure; the
// text around them is English, so they are, too, whatever the user's locale.
#pragma once

#include <QString>

#include <cstdint>

namespace lockkeeper {

[[nodiscard]] QString formatNumber(qint64 number);    // "4,812"
[[nodiscard]] QString formatFigure(double figure);    // "0.4", "12", "1,234": a decimal below ten only
[[nodiscard]] QString formatDuration(double seconds); // "0.4 s", "12 s", "3 min 05 s", "2 h 07 min"
[[nodiscard]] QString formatMilliseconds(std::int64_t nanoseconds); // "0 ms", "<0.1 ms", "0.3 ms", "2,600 ms"
[[nodiscard]] QString formatNanoseconds(std::int64_t nanoseconds); // the same, from a second on as a duration
[[nodiscard]] QString formatBytes(qint64 bytes);                   // "812 B", "7.9 KiB", "12 MiB"

} // namespace lockkeeper
