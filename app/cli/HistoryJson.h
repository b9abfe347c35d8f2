// `history --json`: one object. Names and meanings are an interface that scripts rely on; what a job or a run
// is said of is called as in `sync --json`.
#pragma once

#include "cli/JsonText.h"
#include "history/Comparison.h"
#include "history/Record.h"

#include <QList>
#include <QString>

namespace lockkeeper::cli {

// {"path","runs":[…]}. A run that is among `details`, too, has "job_list", "databases" and "incidents".
[[nodiscard]] JsonText historyObject(const QString &path, const QList<history::RunSummary> &runs,
                                     const QList<history::RunDetails> &details);

// {"path","before","after","jobs":[{"community","source","name","change","before","after"}]}; a job that is
// in one run only is null in the other.
[[nodiscard]] JsonText comparisonObject(const QString &path, const history::Comparison &comparison);

} // namespace lockkeeper::cli
