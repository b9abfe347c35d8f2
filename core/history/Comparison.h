// Two runs job by job. Pure.
#pragma once

#include "history/Record.h"

#include <QList>

#include <optional>

namespace lockkeeper::history {

enum class Change {
    Same,    // but for its duration, which is never the same
    Changed, // its state, its error, or a number of its rows, requests, waits or holds
    Added,   // only in the later run
    Removed, // only in the earlier run
};
[[nodiscard]] QLatin1StringView changeName(Change change); // "same", "changed", "added", "removed"
// "~ changed", for people: a sign and a word, so that no colour is needed.
[[nodiscard]] QString changeText(Change change);

struct JobComparison
{
    sync::JobKey key;
    Change change = Change::Same;
    std::optional<sync::JobSnapshot> before;
    std::optional<sync::JobSnapshot> after;
};

struct Comparison
{
    RunSummary before;
    RunSummary after;
    QList<JobComparison> jobs; // in the order of `after`, then those that are gone
};

[[nodiscard]] Comparison compare(const RunDetails &before, const RunDetails &after);

} // namespace lockkeeper::history
