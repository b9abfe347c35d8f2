#include "ui/dashboard/RunLog.h"

#include "sync/Failures.h"
#include "sync/Plan.h"
#include "ui/common/Format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::RunLog)
};

QString where(const sync::JobKey &key)
{
    return key.community + " / "_L1 + key.name;
}

QString errorText(const Error &error)
{
    QString text = error.text;
    if (!error.hint.isEmpty())
        text += ' '_L1 + error.hint;
    if (!error.url.isEmpty())
        text += " ("_L1 + error.url + ')'_L1;
    return text.simplified();
}

QString countsText(const sync::Counts &counts)
{
    return Tr::tr("%1 new, %2 changed, %3 unchanged")
        .arg(formatNumber(counts.added), formatNumber(counts.changed), formatNumber(counts.unchanged));
}
} // namespace

LogEntry logStarted(const sync::JobKey &key, const QDateTime &now)
{
    return {.time = now,
            .level = LogLevel::Info,
            .where = where(key),
            .text = Tr::tr("%1: started").arg(sync::sourceTitle(key.kind))};
}

QList<LogEntry> logEnded(const sync::JobSnapshot &job, bool told, const QDateTime &now)
{
    QList<LogEntry> entries;
    for (const QString &notice : job.notices)
        entries.append(
            {.time = now, .level = LogLevel::Warning, .where = where(job.key), .text = notice.simplified()});
    LogEntry end{.time = now, .level = LogLevel::Info, .where = where(job.key), .text = {}};
    const QString seconds = formatDuration(job.seconds);
    switch (job.state) {
    case sync::JobState::Failed:
        if (told)
            return entries;
        end.level = LogLevel::Error;
        end.text = job.error ? errorText(*job.error) : Tr::tr("Failed.");
        break;
    case sync::JobState::Cancelled:
        end.text = Tr::tr("Cancelled after %1; kept: %2").arg(seconds, countsText(job.counts));
        break;
    case sync::JobState::Skipped:
        end.text = Tr::tr("Skipped: nothing to do");
        break;
    case sync::JobState::Waiting:
    case sync::JobState::Running:
    case sync::JobState::Done:
        end.text = Tr::tr("Done in %1: %2").arg(seconds, countsText(job.counts));
        break;
    }
    entries.append(end);
    return entries;
}

QList<LogEntry> logRunEnded(const sync::RunSnapshot &run, const QDateTime &now)
{
    QList<LogEntry> entries;
    for (const sync::FailureGroup &group : sync::failureGroups(run.jobs)) {
        if (group.jobs.size() > 1)
            entries.append({.time = now,
                            .level = LogLevel::Error,
                            .where = {},
                            .text = Tr::tr("%Ln jobs failed", nullptr, static_cast<int>(group.jobs.size())) +
                                    ": "_L1 + group.error.text.simplified()});
    }
    const int failed = run.jobsIn(sync::JobState::Failed);
    const int cancelled = run.jobsIn(sync::JobState::Cancelled);
    QStringList parts; // what went wrong first: the line may be cut at its end
    if (failed > 0)
        parts.append(Tr::tr("%Ln jobs failed", nullptr, failed));
    if (cancelled > 0)
        parts.append(Tr::tr("%Ln jobs cancelled", nullptr, cancelled));
    parts.append(countsText(run.counts()));
    parts.append(Tr::tr("waited %1 for write locks").arg(formatNanoseconds(run.costs().locks.waitNs())));
    const QString text =
        Tr::tr("Run ended after %1: %2").arg(formatDuration(run.seconds), parts.join(u"; "_s));
    entries.append(
        {.time = now, .level = failed > 0 ? LogLevel::Warning : LogLevel::Info, .where = {}, .text = text});
    return entries;
}

QList<LogEntry> logCatalog(const sync::Catalog &catalog, const QDateTime &now)
{
    QList<LogEntry> entries;
    if (catalog.error)
        entries.append(logError(*catalog.error, now));
    for (const sync::CatalogEntry &entry : catalog.entries) {
        for (const community::Problem &problem : entry.loaded.problems) {
            const bool warning = problem.severity == community::Problem::Severity::Warning;
            entries.append({.time = now,
                            .level = warning ? LogLevel::Warning : LogLevel::Error,
                            .where = entry.loaded.id,
                            .text = (problem.describe() + ' '_L1 + problem.hint).simplified()});
        }
        if (entry.databaseError)
            entries.append({.time = now,
                            .level = entry.databaseError->kind == ErrorKind::Locked ? LogLevel::Warning
                                                                                    : LogLevel::Error,
                            .where = entry.loaded.id,
                            .text = errorText(*entry.databaseError)});
    }
    return entries;
}

LogEntry logError(const Error &error, const QDateTime &now)
{
    return {.time = now, .level = LogLevel::Error, .where = {}, .text = errorText(error)};
}

} // namespace lockkeeper::ui
