// What several of the history's tables say, in words. Pure.
#pragma once

#include "history/Record.h"

#include <QString>

#include <functional>
#include <optional>

namespace lockkeeper::ui {

// "31 done, 1 failed"
[[nodiscard]] QString resultText(const history::RunSummary &run);

// "12 s → 10 s (−2.0 s, less)"; one value where both are written alike; a dash where a job is missing.
[[nodiscard]] QString changeText(std::optional<double> before, std::optional<double> after,
                                 const std::function<QString(double)> &text);

} // namespace lockkeeper::ui
