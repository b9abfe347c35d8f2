#include "cli/EventText.h"

#include "base/Format.h"
#include "base/Time.h"
#include "cli/Console.h"
#include "sync/Failures.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QString requestsText(qint64 requests)
{
    return Tr::tr("%n requests", nullptr, static_cast<int>(requests));
}

// "120 new, 3 changed, 17 unchanged": what is nothing is left out, but for "new".
QString countsText(const sync::Counts &counts)
{
    QStringList parts{Tr::tr("%1 new").arg(formatNumber(counts.added))};
    if (counts.changed > 0)
        parts += Tr::tr("%1 changed").arg(formatNumber(counts.changed));
    if (counts.unchanged > 0)
        parts += Tr::tr("%1 unchanged").arg(formatNumber(counts.unchanged));
    if (counts.deleted > 0)
        parts += Tr::tr("%1 deleted").arg(formatNumber(counts.deleted));
    if (counts.skipped > 0)
        parts += Tr::tr("%1 unreadable").arg(formatNumber(counts.skipped));
    return parts.join(", "_L1);
}

QString until(const sync::JobSnapshot &job, const QDateTime &now)
{
    return job.phaseUntil.isValid() ? Tr::tr("goes on at %1").arg(clockTime(job.phaseUntil, now))
                                    : Tr::tr("nobody knows until when");
}

QString headline(const sync::RunSnapshot &run)
{
    QStringList parts{Tr::tr("%1 done").arg(run.jobsIn(sync::JobState::Done))};
    if (const int failed = run.jobsIn(sync::JobState::Failed); failed > 0)
        parts += Tr::tr("%1 failed").arg(failed);
    if (const int cancelled = run.jobsIn(sync::JobState::Cancelled); cancelled > 0)
        parts += Tr::tr("%1 cancelled").arg(cancelled);
    if (const int skipped = run.jobsIn(sync::JobState::Skipped); skipped > 0)
        parts += Tr::tr("%1 with nothing to do").arg(skipped);
    return Tr::tr("%1 in %2: %3.")
        .arg(Tr::tr("%n jobs", nullptr, static_cast<int>(run.jobs.size())), formatDuration(run.seconds),
             parts.join(", "_L1));
}

QString networkText(const sync::Costs &costs)
{
    QString text = requestsText(costs.requests);
    if (costs.notModified > 0)
        text += Tr::tr(" (%1 not modified)").arg(formatNumber(costs.notModified));
    return text + ", "_L1 + formatBytes(costs.bytes);
}

QString waitText(const store::LockTotals &locks)
{
    if (locks.waits() == 0)
        return Tr::tr("no waits");
    return Tr::tr("%n waits", nullptr, static_cast<int>(locks.waits())) +
           Tr::tr(", %1 in all, the longest %2")
               .arg(formatNanoseconds(locks.waitNs()), formatNanoseconds(locks.longestWaitNs));
}

QString holdText(const store::LockTotals &locks)
{
    if (locks.holds == 0)
        return Tr::tr("never held");
    return Tr::tr("held %n times", nullptr, static_cast<int>(locks.holds)) +
           Tr::tr(", the longest %1").arg(formatNanoseconds(locks.longestHoldNs));
}

QString lockText(const sync::RunSnapshot &run)
{
    const store::LockTotals locks = run.costs().locks;
    const qint64 errors = run.lockErrors();
    const QString end =
        errors == 0 ? Tr::tr("no lock errors") : Tr::tr("%n lock errors", nullptr, static_cast<int>(errors));
    return waitText(locks) + "; "_L1 + holdText(locks) + "; "_L1 + end;
}

QString namesOf(const QList<sync::JobKey> &jobs)
{
    constexpr qsizetype most = 5;
    QStringList names;
    for (const sync::JobKey &job : jobs.first(std::min(most, jobs.size())))
        names += jobTitle(job);
    if (jobs.size() > most)
        names += Tr::tr("and %n more", nullptr, static_cast<int>(jobs.size() - most));
    return names.join(", "_L1);
}

QStringList failureLines(const sync::RunSnapshot &run)
{
    QStringList lines;
    for (const sync::FailureGroup &group : sync::failureGroups(run.jobs)) {
        const Error &error = group.error;
        const int jobs = static_cast<int>(group.jobs.size());
        if (jobs > 1) { // one host's fault: told once
            lines += Tr::tr("%n jobs failed:", nullptr, jobs) + u' ' + error.text;
            lines += "  "_L1 + namesOf(group.jobs);
        } else {
            lines += Tr::tr("Failed: %1").arg(jobTitle(group.jobs.constFirst()));
            lines += "  "_L1 + error.text;
            if (!error.url.isEmpty())
                lines += "  "_L1 + error.url;
        }
        if (!error.hint.isEmpty())
            lines += "  "_L1 + error.hint;
    }
    return lines;
}

constexpr qsizetype NoticesInSummary = 20; // --verbose tells them all as they come

QStringList noticeLines(const sync::RunSnapshot &run)
{
    QStringList told;
    for (const sync::JobSnapshot &job : run.jobs) {
        for (const QString &notice : job.notices)
            told += "  "_L1 + jobTitle(job.key) + ": "_L1 + notice;
    }
    if (told.isEmpty())
        return {};
    QStringList lines{Tr::tr("%n notices:", nullptr, static_cast<int>(told.size()))};
    lines += told.first(std::min(NoticesInSummary, told.size()));
    if (const qsizetype rest = told.size() - NoticesInSummary; rest > 0)
        lines += "  "_L1 + Tr::tr("and %n more; --verbose shows them all.", nullptr, static_cast<int>(rest));
    return lines;
}

} // namespace

QString jobTitle(const sync::JobKey &key)
{
    return key.community + u' ' + key.kind + u' ' + key.name;
}

QString stateText(sync::JobState state)
{
    switch (state) {
    case sync::JobState::Waiting:
        return Tr::tr("waiting");
    case sync::JobState::Running:
        return Tr::tr("running");
    case sync::JobState::Done:
        return Tr::tr("done");
    case sync::JobState::Failed:
        return Tr::tr("failed");
    case sync::JobState::Cancelled:
        return Tr::tr("cancelled");
    case sync::JobState::Skipped:
        return Tr::tr("nothing to do");
    }
    return {};
}

QString endText(const sync::JobSnapshot &job)
{
    const QString begin = stateText(job.state) + ": "_L1 + jobTitle(job.key);
    switch (job.state) {
    case sync::JobState::Failed:
        return begin + ": "_L1 + job.error.value_or(Error{}).text;
    case sync::JobState::Skipped:
        return begin;
    default:
        return begin + ": "_L1 +
               QStringList{countsText(job.counts), requestsText(job.costs.requests),
                           formatDuration(job.seconds)}
                   .join(", "_L1);
    }
}

QString phaseText(const sync::JobSnapshot &job, const QDateTime &now)
{
    switch (job.phase) {
    case sync::Phase::Preparing:
        return Tr::tr("opens the database");
    case sync::Phase::Pace:
        return job.phaseUntil > now
                   ? Tr::tr("limit of %1, %2")
                         .arg(job.phaseHost,
                              formatDuration(static_cast<double>(now.msecsTo(job.phaseUntil)) / 1000))
                   : Tr::tr("waits its turn at %1").arg(job.phaseHost);
    case sync::Phase::Limit:
        return Tr::tr("limit of %1 reached, %2").arg(job.phaseHost, until(job, now));
    case sync::Phase::Backoff:
        return Tr::tr("trouble with %1, tries again").arg(job.phaseHost);
    case sync::Phase::Requesting:
        return Tr::tr("asks %1").arg(job.phaseHost);
    case sync::Phase::Reading:
        return Tr::tr("reads the answer");
    case sync::Phase::LockWait:
        return Tr::tr("waits for the database's lock");
    case sync::Phase::Writing:
        return Tr::tr("writes");
    }
    return {};
}

QStringList summaryText(const sync::RunSnapshot &run, bool noticesTold)
{
    const sync::Costs costs = run.costs();
    QStringList lines{
        headline(run),
        Tr::tr("Items:   %1").arg(countsText(run.counts())),
        Tr::tr("Network: %1").arg(networkText(costs)),
        Tr::tr("Locks:   %1").arg(lockText(run)),
    };
    for (const sync::DatabaseSnapshot &database : run.databases) {
        if (!database.journalMode.isEmpty() && database.journalMode != "wal"_L1)
            lines += Tr::tr("%1 is not in WAL mode but “%2”: readers and writers wait for each other.")
                         .arg(database.path, database.journalMode);
    }
    if (!noticesTold)
        lines += noticeLines(run);
    lines += failureLines(run);
    for (QString &line : lines)
        line = printable(line);
    return lines;
}

} // namespace lockkeeper::cli
