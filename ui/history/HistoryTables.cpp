#include "ui/history/HistoryTables.h"

#include "store/values/ProcessName.h"
#include "sync/Plan.h"
#include "ui/common/Format.h"
#include "ui/common/Remotes.h"
#include "ui/dashboard/StateText.h"
#include "ui/history/HistoryWords.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::History)
};

Cell number(qint64 value)
{
    return {.text = formatNumber(value), .order = value};
}

Cell nanoseconds(std::int64_t value)
{
    return {.text = formatNanoseconds(value), .order = static_cast<qint64>(value)};
}

Cell seconds(double value)
{
    return {.text = formatDuration(value), .order = value};
}

Cell words(const QString &text)
{
    return {.text = text, .order = {}, .toolTip = text};
}

RowState rowState(sync::JobState state)
{
    switch (state) {
    case sync::JobState::Done:
        return RowState::Done;
    case sync::JobState::Cancelled:
        return RowState::Cancelled;
    case sync::JobState::Skipped:
        return RowState::Skipped;
    default:
        return RowState::Failed;
    }
}

// What of a run deserves the eye first.
RowState runState(const history::RunSummary &run)
{
    if (run.failed > 0)
        return RowState::Failed;
    return run.cancelled > 0 ? RowState::Cancelled : RowState::Done;
}

Cell stateCell(const sync::JobSnapshot &job)
{
    const StateLook look = stateLook(rowState(job.state));
    Cell cell{.text = look.word, .order = {}, .icon = look.icon, .tone = look.tone};
    if (job.error)
        cell.toolTip =
            job.error->hint.isEmpty() ? job.error->text : job.error->text + ' '_L1 + job.error->hint;
    return cell;
}

Cell notesOf(const sync::JobSnapshot &job)
{
    QStringList notes = job.notices;
    if (job.error)
        notes.prepend(job.error->text);
    return words(notes.join(u' '));
}

QString partyText(const history::Party &party)
{
    if (party.kind.isEmpty() && !party.name.isEmpty())
        return party.name; // a program's
    return party.kind.isEmpty() ? Tr::tr("another process")
                                : sync::sourceTitle(party.kind) + u" › "_s + remoteTitle(party.name);
}

Cell line(const QList<history::SourcePoint> &points, double (*value)(const history::SourcePoint &),
          const std::function<QString(double)> &text)
{
    Cell cell;
    for (const history::SourcePoint &point : points)
        cell.line.append(value(point));
    const auto [least, most] = std::minmax_element(cell.line.cbegin(), cell.line.cend());
    cell.text = text(cell.line.constLast());
    cell.order = cell.line.constLast();
    cell.spoken = Tr::tr("last %1, between %2 and %3 in %n run(s)", nullptr, static_cast<int>(points.size()))
                      .arg(cell.text, text(*least), text(*most));
    cell.toolTip = cell.spoken;
    return cell;
}

Cell failures(const QList<history::SourcePoint> &points)
{
    const auto failed = std::count_if(points.cbegin(), points.cend(),
                                      [](const history::SourcePoint &point) { return point.failed > 0; });
    const int runs = static_cast<int>(failed);
    if (runs == 0)
        return {.text = Tr::tr("none"), .order = qint64{0}};
    const StateLook look = stateLook(RowState::Failed);
    return {.text = Tr::tr("in %n run(s)", nullptr, runs),
            .order = qint64{runs},
            .icon = look.icon,
            .tone = look.tone};
}
} // namespace

QString runName(const history::RunSummary &run, const QDateTime &now)
{
    return u"#%1, %2"_s.arg(QString::number(run.id), formatWhen(run.startedAt, now));
}

CellTable runTable(const QList<history::RunSummary> &runs, const CommunityNames &names, const QDateTime &now)
{
    CellTable table{.headers = {Tr::tr("Run"), Tr::tr("Started"), Tr::tr("Result"), Tr::tr("Duration"),
                                Tr::tr("New"), Tr::tr("Changed"), Tr::tr("Deleted"), Tr::tr("Requests"),
                                Tr::tr("Waits"), Tr::tr("Waited"), Tr::tr("Longest hold"),
                                Tr::tr("Lock errors")},
                    .rows = {}};
    for (const history::RunSummary &run : runs) {
        const StateLook look = stateLook(runState(run));
        const store::LockTotals &locks = run.costs.locks;
        QStringList communities;
        for (const QString &id : run.communities)
            communities += names.of(id);
        table.rows.append({.id = run.id,
                           .cells = {{.text = u"#%1"_s.arg(run.id), .order = run.id},
                                     {.text = formatWhen(run.startedAt, now), .order = run.startedAt},
                                     {.text = resultText(run),
                                      .order = {},
                                      .icon = look.icon,
                                      .tone = look.tone,
                                      .toolTip = resultText(run) + u" – "_s + communities.join(", "_L1)},
                                     seconds(run.seconds),
                                     number(run.counts.added),
                                     number(run.counts.changed),
                                     number(run.counts.deleted),
                                     number(run.costs.requests),
                                     number(locks.waits()),
                                     nanoseconds(locks.waitNs()),
                                     nanoseconds(locks.longestHoldNs),
                                     number(run.lockErrors)}});
    }
    return table;
}

CellTable jobTable(const history::RunDetails &run, const CommunityNames &names)
{
    CellTable table{.headers = {Tr::tr("Community"), Tr::tr("Source"), Tr::tr("Job"), Tr::tr("State"),
                                Tr::tr("Duration"), Tr::tr("New"), Tr::tr("Changed"), Tr::tr("Deleted"),
                                Tr::tr("Unchanged"), Tr::tr("Requests"), Tr::tr("Waits"), Tr::tr("Waited"),
                                Tr::tr("Longest hold"), Tr::tr("Notes")},
                    .rows = {}};
    for (const sync::JobSnapshot &job : run.jobs) {
        const store::LockTotals &locks = job.costs.locks;
        table.rows.append(
            {.id = table.rows.size(),
             .cells = {words(names.of(job.key.community)), words(sync::sourceTitle(job.key.kind)),
                       words(remoteTitle(job.key.name)), stateCell(job), seconds(job.seconds),
                       number(job.counts.added), number(job.counts.changed), number(job.counts.deleted),
                       number(job.counts.unchanged), number(job.costs.requests), number(locks.waits()),
                       nanoseconds(locks.waitNs()), nanoseconds(locks.longestHoldNs), notesOf(job)}});
    }
    return table;
}

CellTable incidentTable(const history::RunDetails &run, const CommunityNames &names)
{
    CellTable table{.headers = {Tr::tr("Time"), Tr::tr("Community"), Tr::tr("Who held the lock"),
                                Tr::tr("Held for"), Tr::tr("Rows"), Tr::tr("Waits caused"),
                                Tr::tr("Longest wait"), Tr::tr("Who waited")},
                    .rows = {}};
    for (const history::IncidentRecord &incident : run.incidents) {
        QString holder = partyText(incident.holder);
        if (incident.pid > 0)
            holder = store::processName(holder, incident.pid);
        QStringList victims;
        for (const history::VictimRecord &victim : incident.victims)
            victims.append(u"%1 %2"_s.arg(partyText(victim.job), formatNanoseconds(victim.waitedNs)));
        table.rows.append({.id = table.rows.size(),
                           .cells = {{.text = incident.startedAt.toLocalTime().toString(u"HH:mm:ss.zzz"_s),
                                      .order = incident.startedAt},
                                     words(names.of(incident.community)),
                                     words(holder),
                                     nanoseconds(incident.heldNs),
                                     number(incident.rows),
                                     nanoseconds(incident.causedNs),
                                     nanoseconds(incident.longestWaitNs),
                                     words(victims.join(", "_L1))}});
    }
    return table;
}

CellTable seriesTable(const QList<history::SourceSeries> &series, const CommunityNames &names)
{
    CellTable table{.headers = {Tr::tr("Community"), Tr::tr("Source"), Tr::tr("Longest job"),
                                Tr::tr("Time waited for the lock"), Tr::tr("Rows written"),
                                Tr::tr("Failures")},
                    .rows = {}};
    for (const history::SourceSeries &one : series) {
        using Point = history::SourcePoint;
        table.rows.append(
            {.id = table.rows.size(),
             .cells = {words(names.of(one.community)), words(sync::sourceTitle(one.kind)),
                       line(
                           one.points, [](const Point &point) { return point.seconds; }, formatDuration),
                       line(
                           one.points, [](const Point &point) { return static_cast<double>(point.waitNs); },
                           [](double value) { return formatNanoseconds(static_cast<std::int64_t>(value)); }),
                       line(
                           one.points, [](const Point &point) { return static_cast<double>(point.rows); },
                           [](double value) { return formatNumber(static_cast<qint64>(value)); }),
                       failures(one.points)}});
    }
    return table;
}

CellTable comparisonTable(const history::Comparison &comparison, const CommunityNames &names)
{
    CellTable table{.headers = {Tr::tr("Difference"), Tr::tr("Community"), Tr::tr("Source"), Tr::tr("Job"),
                                Tr::tr("State"), Tr::tr("Duration"), Tr::tr("Rows written"),
                                Tr::tr("Requests"), Tr::tr("Waits"), Tr::tr("Waited"),
                                Tr::tr("Longest hold")},
                    .rows = {}};
    for (const history::JobComparison &job : comparison.jobs) {
        using Job = sync::JobSnapshot;
        const auto both = [&job](double (*value)(const Job &), const std::function<QString(double)> &text) {
            const auto of = [value](const std::optional<Job> &one) {
                return one ? std::optional(value(*one)) : std::nullopt;
            };
            return words(changeText(of(job.before), of(job.after), text));
        };
        const auto count = [](double value) {
            return formatNumber(static_cast<qint64>(value));
        };
        const auto time = [](double value) {
            return formatNanoseconds(static_cast<std::int64_t>(value));
        };
        const auto state = [](const std::optional<Job> &one) {
            return one ? stateLook(rowState(one->state)).word : unknownText();
        };
        const QString before = state(job.before);
        const QString after = state(job.after);
        table.rows.append(
            {.id = table.rows.size(),
             .cells = {words(changeText(job.change)), words(names.of(job.key.community)),
                       words(sync::sourceTitle(job.key.kind)), words(remoteTitle(job.key.name)),
                       words(before == after ? before : before + u" → "_s + after),
                       both([](const Job &one) { return one.seconds; }, formatDuration),
                       both([](const Job &one) { return double(history::rowsWritten(one.counts)); }, count),
                       both([](const Job &one) { return double(one.costs.requests); }, count),
                       both([](const Job &one) { return double(one.costs.locks.waits()); }, count),
                       both([](const Job &one) { return double(one.costs.locks.waitNs()); }, time),
                       both([](const Job &one) { return double(one.costs.locks.longestHoldNs); }, time)}});
    }
    return table;
}

QString runText(const history::RunDetails &run, const CommunityNames &names, const QDateTime &now)
{
    const history::RunSummary &summary = run.summary;
    QStringList parts = {Tr::tr("Run %1").arg(runName(summary, now)),
                         summary.trigger == history::Trigger::CommandLine ? Tr::tr("by the command line")
                                                                          : Tr::tr("by the window")};
    if (summary.options.full)
        parts.append(Tr::tr("in full"));
    if (summary.options.limit)
        parts.append(Tr::tr("at most %1 items a job").arg(formatNumber(*summary.options.limit)));
    parts.append(Tr::tr("Lockkeeper %1").arg(summary.version));
    for (const sync::DatabaseSnapshot &database : run.databases)
        parts.append(u"%1: %2"_s.arg(names.of(database.community), formatBytes(database.bytes)));
    return parts.join(u" · "_s);
}

QString comparisonText(const history::Comparison &comparison, const QDateTime &now)
{
    const auto jobs = [&comparison](history::Change change) {
        return std::count_if(comparison.jobs.cbegin(), comparison.jobs.cend(),
                             [change](const history::JobComparison &job) { return job.change == change; });
    };
    return Tr::tr("Run %1 → run %2 · duration %3 · %4 changed, %5 added, %6 removed, %7 the same")
        .arg(runName(comparison.before, now), runName(comparison.after, now),
             changeText(comparison.before.seconds, comparison.after.seconds, formatDuration))
        .arg(jobs(history::Change::Changed))
        .arg(jobs(history::Change::Added))
        .arg(jobs(history::Change::Removed))
        .arg(jobs(history::Change::Same));
}

} // namespace lockkeeper::ui
