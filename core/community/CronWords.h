// A cron line in plain words, and when it will be next.
#pragma once

#include "base/Result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lockkeeper::community {

// "every day at 02:00 UTC", "every 6 hours", "on Mondays at 03:30 UTC"; a line that is none of the usual ones
// is told field by field. Errors: as Cron::parse().
[[nodiscard]] Result<QString> cronWords(const QString &line);

// At most `count` times after `after`, in UTC; fewer where there are no more within eight years, none where
// the line is wrong.
[[nodiscard]] QList<QDateTime> nextRuns(const QString &line, const QDateTime &after, int count);

} // namespace lockkeeper::community
