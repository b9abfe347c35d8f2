// Items of remotes that could not be read. Each next run of the remote asks for them again, for a file of
// code once its branch has moved on. Blocks; on one thread, not the window's. Opens the database to read, and
// lets it go.
#pragma once

#include "base/Result.h"
#include "inspect/ContentTable.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <stop_token>

namespace lockkeeper::inspect {

inline constexpr int skippedItemsLimit = 10'000; // of a database

struct SkippedEntry
{
    Place place;
    QString kind; // of the job that skipped it: "github"
    QString name;
    QString key; // within its remote: an issue's number, a file's path
    QString reason;
    QDateTime firstAt; // UTC, as lastAt
    QDateTime lastAt;
    QString run; // that skipped it last, by its start (ISO 8601); older ones have no milliseconds

    friend bool operator==(const SkippedEntry &, const SkippedEntry &) = default;
};

// By source, remote and key. Errors: cancelled, and as store::Reading.
[[nodiscard]] Result<QList<SkippedEntry>> readSkippedItems(const Place &place, const std::stop_token &stop);

// Whether it was that run which skipped it last.
[[nodiscard]] bool skippedBy(const SkippedEntry &entry, const QDateTime &run);

} // namespace lockkeeper::inspect

Q_DECLARE_METATYPE(lockkeeper::inspect::SkippedEntry)
