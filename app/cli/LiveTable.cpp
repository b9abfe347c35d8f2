#include "cli/LiveTable.h"

#include "base/Format.h"
#include "cli/Console.h"
#include "cli/EventText.h"
#include "cli/SourceRow.h"
#include "cli/TableColumns.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

TableLine single(const QString &text, const TableStyle &style, Tone tone)
{
    return {Span{fitTo(printable(text), style.columns, ellipsis(style.unicode)), tone}};
}

// As many of the parts as fit, the first ones before the others.
QString joined(const QStringList &parts, int columns)
{
    QString text = parts.value(0);
    for (const QString &part : parts.mid(1)) {
        const QString longer = text + "; "_L1 + part;
        if (columnsOf(longer) > columns)
            break;
        text = longer;
    }
    return text;
}

TableLine totals(const sync::RunSnapshot &run, const TableStyle &style)
{
    const sync::Costs costs = run.costs();
    QStringList states;
    const auto add = [&states](const QString &text, int jobs) {
        if (jobs > 0)
            states += text.arg(jobs);
    };
    const int failed = run.jobsIn(sync::JobState::Failed);
    add(Tr::tr("%1 running"), run.jobsIn(sync::JobState::Running));
    add(Tr::tr("%1 waiting"), run.jobsIn(sync::JobState::Waiting));
    add(Tr::tr("%1 done"), run.jobsIn(sync::JobState::Done));
    add(Tr::tr("%1 with nothing to do"), run.jobsIn(sync::JobState::Skipped));
    add(Tr::tr("%1 cancelled"), run.jobsIn(sync::JobState::Cancelled));
    add(Tr::tr("%1 failed"), failed);
    QStringList parts{(run.cancelling ? Tr::tr("stopping, %1") : u"%1"_s).arg(formatDuration(run.seconds)),
                      states.join(", "_L1), Tr::tr("%n requests", nullptr, static_cast<int>(costs.requests)),
                      Tr::tr("lock waits %1").arg(waitsText(costs.locks)), formatBytes(costs.bytes)};
    return single(joined(parts, style.columns), style, failed > 0 ? Tone::Bad : Tone::Strong);
}

// The one wait that can last an hour has a line of its own: where columns are few, "now" is the first to go.
std::optional<TableLine> limitLine(const sync::RunSnapshot &run, const TableStyle &style)
{
    for (const sync::JobSnapshot &job : run.jobs) {
        if (job.state == sync::JobState::Running && job.phase == sync::Phase::Limit)
            return single(phaseText(job, style.now), style, Tone::Waiting);
    }
    return std::nullopt;
}

int urgency(sync::JobState state)
{
    switch (state) {
    case sync::JobState::Running:
        return 0;
    case sync::JobState::Failed:
        return 1;
    case sync::JobState::Waiting:
        return 2;
    default:
        return 3;
    }
}

// Marks the `room` rows that matter most.
QList<bool> chosen(const QList<SourceRow> &rows, qsizetype room)
{
    QList<qsizetype> order(rows.size());
    for (qsizetype i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&rows](qsizetype a, qsizetype b) {
        return urgency(rows.at(a).state) < urgency(rows.at(b).state);
    });
    QList<bool> shown(rows.size(), false);
    for (qsizetype i = 0; i < std::min(room, order.size()); ++i)
        shown[order.at(i)] = true;
    return shown;
}

} // namespace

QList<TableLine> liveTable(const sync::RunSnapshot &run, const TableStyle &style)
{
    const QList<SourceRow> rows = sourceRows(run, style.now);
    const std::optional<TableLine> limit = limitLine(run, style);
    qsizetype room = std::max(1, style.rows - 2 - (limit ? 1 : 0)); // heading, totals
    if (rows.size() > room)
        room = std::max<qsizetype>(1, room - 1); // the line of those left out

    const TableColumns columns(rows, style.columns, style.unicode);
    QList<TableLine> lines{columns.heading()};
    const QList<bool> shown = chosen(rows, room);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (shown.at(i))
            lines += columns.row(i);
    }
    const qsizetype left = shown.count(false);
    if (left > 0)
        lines += single(Tr::tr("%n more sources", nullptr, static_cast<int>(left)), style, Tone::Dim);
    if (limit)
        lines += *limit;
    lines += totals(run, style);
    return lines.mid(0, std::max(1, style.rows));
}

} // namespace lockkeeper::cli
