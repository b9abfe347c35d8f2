// What is said of an answer of the console. Pure.
#pragma once

#include "inspect/console/Console.h"

#include <QString>

namespace lockkeeper::ui {

// "12 rows in 34 ms", "Cut at 10,000 rows; there are more (0.2 s)", "Stopped after 10 s, with 12 rows so
// far".
[[nodiscard]] QString resultWords(const inspect::ConsoleResult &result, const inspect::ConsoleLimits &limits);
// Of one that has none, and no error.
[[nodiscard]] QString emptyWords(const inspect::ConsoleAnswer &answer, const inspect::ConsoleLimits &limits);
// The error with its place, which may be empty, and what to do.
[[nodiscard]] QString errorWords(const Error &error, const QString &place);

} // namespace lockkeeper::ui
