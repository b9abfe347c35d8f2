// Past runs for people: a table, and beneath each run what --verbose adds. Pure.
#pragma once

#include "history/Comparison.h"
#include "history/Record.h"

#include <QList>
#include <QStringList>

namespace lockkeeper::cli {

// `details`: of the runs whose jobs and incidents are shown, too.
[[nodiscard]] QStringList historyText(const QList<history::RunSummary> &runs,
                                      const QList<history::RunDetails> &details);

// `everyJob`: those without a difference, too.
[[nodiscard]] QStringList comparisonText(const history::Comparison &comparison, bool everyJob);

} // namespace lockkeeper::cli
