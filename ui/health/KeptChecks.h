// Checks and sizes, as the history of runs keeps them. Blocking. Errors: the history's.
#pragma once

#include "base/Result.h"
#include "ui/health/DatabaseRow.h"

#include <QString>

namespace lockkeeper::ui {

// The newest of this file of each kind, the newer one first; which counts.
[[nodiscard]] Result<QList<LastCheck>> lastChecksOf(const QString &historyPath, const QString &community,
                                                    const QString &database);

// The newest of this file; nothing where there is none.
[[nodiscard]] Result<std::optional<LastCheck>> lastCheck(const QString &historyPath, const QString &community,
                                                         const QString &database);

// Of the last history::seriesLength runs.
[[nodiscard]] Result<QList<SizePoint>> growthOf(const QString &historyPath, const QString &community);

} // namespace lockkeeper::ui
