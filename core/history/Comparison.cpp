#include "history/Comparison.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::history)
};

Change changeOf(const sync::JobSnapshot &before, const sync::JobSnapshot &after)
{
    const auto sameLocks = [](const store::LockTotals &one, const store::LockTotals &other) {
        return one.queued == other.queued && one.busy == other.busy && one.timeouts == other.timeouts &&
               one.holds == other.holds;
    };
    const bool same = before.state == after.state && before.error == after.error &&
                      before.counts == after.counts && before.costs.requests == after.costs.requests &&
                      sameLocks(before.costs.locks, after.costs.locks);
    return same ? Change::Same : Change::Changed;
}
} // namespace

QLatin1StringView changeName(Change change)
{
    switch (change) {
    case Change::Same:
        return "same"_L1;
    case Change::Changed:
        return "changed"_L1;
    case Change::Added:
        return "added"_L1;
    case Change::Removed:
        break;
    }
    return "removed"_L1;
}

QString changeText(Change change)
{
    switch (change) {
    case Change::Same:
        return Tr::tr("= same");
    case Change::Changed:
        return Tr::tr("~ changed");
    case Change::Added:
        return Tr::tr("+ added");
    case Change::Removed:
        break;
    }
    return Tr::tr("− removed");
}

Comparison compare(const RunDetails &before, const RunDetails &after)
{
    Comparison result{.before = before.summary, .after = after.summary, .jobs = {}};
    QHash<sync::JobKey, const sync::JobSnapshot *> earlier;
    for (const sync::JobSnapshot &job : before.jobs)
        earlier.insert(job.key, &job);
    QSet<sync::JobKey> later;
    for (const sync::JobSnapshot &job : after.jobs) {
        later.insert(job.key);
        JobComparison line{.key = job.key, .change = Change::Added, .before = {}, .after = job};
        if (const sync::JobSnapshot *known = earlier.value(job.key)) {
            line.before = *known;
            line.change = changeOf(*known, job);
        }
        result.jobs.append(line);
    }
    for (const sync::JobSnapshot &job : before.jobs) {
        if (!later.contains(job.key))
            result.jobs.append({.key = job.key, .change = Change::Removed, .before = job, .after = {}});
    }
    return result;
}

} // namespace lockkeeper::history
