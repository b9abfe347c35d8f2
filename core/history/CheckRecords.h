// What a check found, or a restore put in place, as the history keeps it: the same for the window and the
// command line. Pure.
#pragma once

#include "base/Result.h"
#include "history/Checks.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace lockkeeper::health {
struct CheckReport;
}

namespace lockkeeper::history {

[[nodiscard]] CheckOutcome outcomeOf(const health::CheckReport &report);

struct CheckedFile
{
    QString community;
    QString path;
    QDateTime at; // UTC, when the check began
    bool deep = false;
};
// Nothing where it says nothing about the file: locked, stopped, no room. A file that cannot even be copied
// is damaged.
[[nodiscard]] std::optional<CheckRecord> recordOf(const CheckedFile &file,
                                                  const Result<health::CheckReport> &check);

// Of a file that a restore has checked and put in place at that path: what was found in the former one is no
// longer true.
[[nodiscard]] CheckRecord recordOfRestored(const QString &community, const QString &path,
                                           const QDateTime &at);

} // namespace lockkeeper::history
