// Numbers, times and sizes as the window writes them. Pure; the text around them is English, so they are,
// too.
#pragma once

#include <QDateTime>
#include <QString>

#include <cstdint>

namespace lockkeeper::ui {

// Stands where nothing is known.
[[nodiscard]] QString unknownText(); // an en dash

[[nodiscard]] QString formatNumber(qint64 number);    // "4,812"
[[nodiscard]] QString formatDuration(double seconds); // "0.4 s", "12 s", "3 min 05 s", "2 h 07 min"
[[nodiscard]] QString
formatNanoseconds(std::int64_t nanoseconds);        // "0 ms", "0.3 ms", "12 ms", then as a duration
[[nodiscard]] QString formatBytes(qint64 bytes);    // "812 KiB"
[[nodiscard]] QString formatRate(double perSecond); // "0.4/s", "12/s"

// "today 14:05", "yesterday 14:05", "tomorrow 02:00", "2026-01-27 14:05", in the maintainer's own clock.
[[nodiscard]] QString formatWhen(const QDateTime &time, const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper::ui
