// What checks of databases found, and how databases grew from run to run. Blocking, short statements on
// connections of their own: not for the GUI thread. Errors: read_only, locked, corrupt, disk_full, config (a
// newer Lockkeeper's file, or none of ours).
#pragma once

#include "base/Result.h"

#include <QDateTime>
#include <QLatin1StringView>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace lockkeeper::history {

enum class CheckOutcome {
    Whole,
    BrokenIndex, // only a full-text index, which can be made anew
    Damaged,
};
[[nodiscard]] QLatin1StringView outcomeName(CheckOutcome outcome); // "whole", "broken_index", "damaged"

// A check that came to its end: one that could not get in says nothing about the file.
struct CheckRecord
{
    QString community;
    QString path; // of the database
    QDateTime at; // UTC
    bool deep = false;
    CheckOutcome outcome = CheckOutcome::Whole;
    QString found; // in words; empty: nothing
    double seconds = 0;

    friend bool operator==(const CheckRecord &, const CheckRecord &) = default;
};

inline constexpr int keptChecks = 50; // of a community, the newest

// `path` is the history's. Made if it is missing.
[[nodiscard]] Result<void> saveCheck(const QString &path, const CheckRecord &check);

// The newest of each community, of either kind or of one. Nothing where there is no history yet.
enum class CheckKind { Any, Quick, Deep };
[[nodiscard]] Result<QMap<QString, CheckRecord>> lastChecks(const QString &path,
                                                            CheckKind kind = CheckKind::Any);

struct DatabaseSize
{
    QDateTime startedAt; // of the run, UTC
    qint64 bytes = 0;    // at its end

    friend bool operator==(const DatabaseSize &, const DatabaseSize &) = default;
};

// Of the runs that are kept, the oldest first.
[[nodiscard]] Result<QList<DatabaseSize>> growth(const QString &path, const QString &community);

} // namespace lockkeeper::history
