// Which repository, forum, list or provider `--origin` means. Blocks; opens the databases to read.
#pragma once

#include "base/Result.h"
#include "inspect/ContentTable.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace lockkeeper::cli {

// As in the window: one that is typed whole; else the only one that has what was typed in it. Where a
// database cannot be read, what was typed, for the search tells about it. Errors: cancelled; Config: there is
// none, or there are several.
[[nodiscard]] Result<QString> chooseOrigin(const QString &typed, const QList<inspect::Place> &places,
                                           const std::stop_token &stop);

} // namespace lockkeeper::cli
