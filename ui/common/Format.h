// What the window writes of numbers and times beyond base/Format.h, which comes with it. Pure.
#pragma once

#include "base/Format.h"

#include <QDateTime>
#include <QString>

namespace lockkeeper::ui {

// Stands where nothing is known.
[[nodiscard]] QString unknownText(); // an en dash

[[nodiscard]] QString formatRate(double perSecond); // "0.4/s", "12/s"

// "today 14:05", "yesterday 14:05", "tomorrow 02:00", "2026-01-27 14:05", in the maintainer's own clock.
[[nodiscard]] QString formatWhen(const QDateTime &time, const QDateTime &now = QDateTime::currentDateTime());

} // namespace lockkeeper::ui
