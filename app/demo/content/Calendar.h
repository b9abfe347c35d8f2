// When the demo began over a data folder and when days passed at its remotes: what a later start needs to
// bring them to the state the databases know. Times are seconds since the epoch.
#pragma once

#include "base/Result.h"

#include <QString>

#include <optional>
#include <vector>

namespace lockkeeper::demo {

struct Calendar
{
    qint64 began = 0;
    std::vector<qint64> steps; // ascending; each a time some days' worth of changes had come in by

    [[nodiscard]] qint64 last() const { return steps.empty() ? began : steps.back(); }
    friend bool operator==(const Calendar &, const Calendar &) = default;
};

// Nothing: no demo was here yet. Errors (kind config): a damaged file or one of a newer version; read_only.
[[nodiscard]] Result<std::optional<Calendar>> readCalendar(const QString &path);

// Replaces the file as a whole or not at all. Errors: disk_full, read_only.
[[nodiscard]] Result<void> writeCalendar(const QString &path, const Calendar &calendar);

} // namespace lockkeeper::demo
