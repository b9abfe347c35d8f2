// Spans of the demo's time, in seconds.
#pragma once

#include <QtGlobal>

namespace lockkeeper::demo {

inline constexpr qint64 hour = 3600;
inline constexpr qint64 day = 24 * hour;

} // namespace lockkeeper::demo
