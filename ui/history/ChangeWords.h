// What a change of a row is called, where a run is looked into. Pure.
#pragma once

#include "inspect/changes/RunChanges.h"

#include <QString>

namespace lockkeeper::ui {

[[nodiscard]] QString changeSign(inspect::RowChange kind);                      // "+"
[[nodiscard]] QString changeWord(inspect::RowChange kind);                      // "new"
[[nodiscard]] QString countsText(qint64 added, qint64 changed, qint64 deleted); // "3 new, 1 changed"

// What the database of one community keeps of a run, beside what the history says it came to.
[[nodiscard]] QString keptText(const QList<inspect::RemoteChanges> &kept, qint64 written);

} // namespace lockkeeper::ui
