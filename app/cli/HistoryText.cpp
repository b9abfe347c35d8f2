#include "cli/HistoryText.h"

#include "base/Format.h"
#include "cli/Console.h"
#include "cli/EventText.h"
#include "store/values/ProcessName.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// Lines whose cells stand beneath each other; those from `firstNumber` on to the right.
QStringList aligned(const QList<QStringList> &rows, qsizetype firstNumber)
{
    QList<int> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), columnsOf(row.at(i)));
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QString padding(widths.at(i) - columnsOf(row.at(i)), u' ');
            line += (i == 0 ? QString() : u"  "_s) +
                    (i >= firstNumber ? padding + row.at(i) : row.at(i) + padding);
        }
        while (line.endsWith(u' '))
            line.chop(1);
        lines += line;
    }
    return lines;
}

QString runTime(const history::RunSummary &run)
{
    return run.startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s);
}

QStringList cellsOf(const history::RunSummary &run)
{
    const store::LockTotals &locks = run.costs.locks;
    return {u"#%1"_s.arg(run.id),
            runTime(run),
            run.trigger == history::Trigger::CommandLine ? Tr::tr("command line") : Tr::tr("window"),
            formatDuration(run.seconds),
            formatNumber(run.done),
            formatNumber(run.failed),
            formatNumber(run.cancelled),
            formatNumber(run.counts.added),
            formatNumber(run.counts.changed),
            formatNumber(run.counts.deleted),
            formatNumber(locks.waits()),
            formatNanoseconds(locks.waitNs()),
            formatNanoseconds(locks.longestHoldNs),
            formatNumber(run.lockErrors)};
}

QString partyText(const QString &community, const history::Party &party)
{
    if (party.kind.isEmpty() && !party.name.isEmpty())
        return party.name; // a program's
    return party.kind.isEmpty() ? Tr::tr("another process") : jobTitle({community, party.kind, party.name});
}

QStringList detailLines(const history::RunDetails &run)
{
    QStringList lines;
    for (const sync::JobSnapshot &job : run.jobs)
        lines += printable("  "_L1 + endText(job));
    for (const history::IncidentRecord &incident : run.incidents) {
        QString holder = partyText(incident.community, incident.holder);
        if (incident.pid > 0)
            holder = store::processName(holder, incident.pid);
        lines += printable("  "_L1 + Tr::tr("held: %1 for %2, while %n job(s) waited %3 in all", nullptr,
                                            static_cast<int>(incident.victims.size()))
                                         .arg(holder, formatNanoseconds(incident.heldNs),
                                              formatNanoseconds(incident.causedNs)));
        for (const history::VictimRecord &victim : incident.victims)
            lines += printable("    "_L1 + Tr::tr("%1 waited %2")
                                               .arg(partyText(incident.community, victim.job),
                                                    formatNanoseconds(victim.waitedNs)));
    }
    return lines;
}

// "3 → 5", or one number where both are the same.
QString change(const std::optional<sync::JobSnapshot> &before, const std::optional<sync::JobSnapshot> &after,
               const std::function<QString(const sync::JobSnapshot &)> &text)
{
    const QString one = before ? text(*before) : u"–"_s;
    const QString other = after ? text(*after) : u"–"_s;
    return one == other ? one : one + u" → "_s + other;
}

QStringList cellsOf(const history::JobComparison &job)
{
    using Job = sync::JobSnapshot;
    const auto cell = [&job](const std::function<QString(const Job &)> &text) {
        return change(job.before, job.after, text);
    };
    return {changeText(job.change),
            printable(jobTitle(job.key)),
            cell([](const Job &one) { return stateText(one.state); }),
            cell([](const Job &one) { return formatDuration(one.seconds); }),
            cell([](const Job &one) { return formatNumber(history::rowsWritten(one.counts)); }),
            cell([](const Job &one) { return formatNumber(one.costs.requests); }),
            cell([](const Job &one) { return formatNumber(one.costs.locks.waits()); }),
            cell([](const Job &one) { return formatNanoseconds(one.costs.locks.waitNs()); }),
            cell([](const Job &one) { return formatNanoseconds(one.costs.locks.longestHoldNs); })};
}

} // namespace

QStringList historyText(const QList<history::RunSummary> &runs, const QList<history::RunDetails> &details)
{
    QList<QStringList> rows{{Tr::tr("Run"), Tr::tr("Started"), Tr::tr("By"), Tr::tr("Duration"),
                             Tr::tr("Done"), Tr::tr("Failed"), Tr::tr("Cancelled"), Tr::tr("New"),
                             Tr::tr("Changed"), Tr::tr("Deleted"), Tr::tr("Waits"), Tr::tr("Waited"),
                             Tr::tr("Longest hold"), Tr::tr("Lock errors")}};
    for (const history::RunSummary &run : runs)
        rows += cellsOf(run);
    const QStringList table = aligned(rows, 3);
    QStringList lines{table.constFirst()};
    for (qsizetype i = 0; i < runs.size(); ++i) {
        lines += table.at(i + 1);
        for (const history::RunDetails &run : details) {
            if (run.summary.id == runs.at(i).id)
                lines += detailLines(run);
        }
    }
    return lines;
}

QStringList comparisonText(const history::Comparison &comparison, bool everyJob)
{
    QStringList lines{
        Tr::tr("Run #%1 of %2, then run #%3 of %4")
            .arg(QString::number(comparison.before.id), runTime(comparison.before),
                 QString::number(comparison.after.id), runTime(comparison.after)),
        Tr::tr("Duration: %1, then %2")
            .arg(formatDuration(comparison.before.seconds), formatDuration(comparison.after.seconds))};
    QList<QStringList> rows{{Tr::tr("Difference"), Tr::tr("Job"), Tr::tr("State"), Tr::tr("Duration"),
                             Tr::tr("Rows"), Tr::tr("Requests"), Tr::tr("Waits"), Tr::tr("Waited"),
                             Tr::tr("Longest hold")}};
    int same = 0;
    for (const history::JobComparison &job : comparison.jobs) {
        if (job.change == history::Change::Same && !everyJob)
            ++same;
        else
            rows += cellsOf(job);
    }
    if (rows.size() > 1)
        lines += aligned(rows, 3);
    if (same > 0)
        lines += Tr::tr("%n job(s) without a difference but in time; --verbose shows them.", nullptr, same);
    return lines;
}

} // namespace lockkeeper::cli
