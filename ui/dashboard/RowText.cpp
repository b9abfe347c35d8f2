#include "ui/dashboard/RowText.h"

#include "ui/common/Format.h"
#include "ui/dashboard/ProgressLook.h"
#include "ui/dashboard/StateText.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::RowText)
};

QString failedText(const Figures &figures)
{
    QStringList parts;
    if (figures.failed > 0)
        parts.append(Tr::tr("%Ln failed", "jobs", figures.failed));
    if (figures.counts.skipped > 0)
        parts.append(Tr::tr("%Ln skipped", "items",
                            static_cast<int>(std::min<qint64>(figures.counts.skipped, INT_MAX))));
    return parts.isEmpty() ? formatNumber(0) : parts.join(u", "_s);
}

qint64 changedCount(const sync::Counts &counts)
{
    return counts.changed + counts.deleted;
}
} // namespace

QString cellText(Column column, const Figures &figures)
{
    switch (column) {
    case Column::Name:
    case Column::Progress:
        return {};
    case Column::State:
        return stateLook(figures).word;
    case Column::LastSync:
        return formatWhen(figures.lastSync);
    case Column::NextRun:
        return formatWhen(figures.nextRun);
    default:
        break;
    }
    if (!figures.ran)
        return unknownText();
    switch (column) {
    case Column::New:
        return formatNumber(figures.counts.added);
    case Column::Changed:
        return formatNumber(changedCount(figures.counts));
    case Column::Unchanged:
        return formatNumber(figures.counts.unchanged);
    case Column::Failed:
        return failedText(figures);
    case Column::Requests:
        return formatNumber(figures.costs.requests);
    case Column::Rate:
        return figures.rate ? formatRate(*figures.rate) : unknownText();
    case Column::Waits:
        return formatNumber(figures.costs.locks.waits());
    case Column::TimeWaited:
        return formatNanoseconds(figures.costs.locks.waitNs());
    case Column::LockHeld:
        return formatNanoseconds(figures.costs.locks.holdNs);
    default:
        return {};
    }
}

QString checkedText(const Figures &figures)
{
    if (!figures.ran)
        return {};
    const sync::Counts &counts = figures.counts;
    QStringList parts{Tr::tr("%1 new").arg(formatNumber(counts.added)),
                      Tr::tr("%1 changed").arg(formatNumber(changedCount(counts))),
                      Tr::tr("%1 unchanged").arg(formatNumber(counts.unchanged))};
    if (counts.skipped > 0)
        parts.append(Tr::tr("%1 unreadable").arg(formatNumber(counts.skipped)));
    const QString checked = parts.join(u", "_s);
    return figures.active() ? Tr::tr("Checked so far: %1").arg(checked)
                            : Tr::tr("Checked in the last run: %1").arg(checked);
}

QString neverSyncedText(const Figures &figures)
{
    if (figures.neverSynced == 0)
        return {};
    if (figures.neverSynced == figures.jobs)
        return Tr::tr("never synced yet");
    return Tr::tr("%Ln of %1 jobs never synced yet", nullptr, figures.neverSynced)
        .arg(formatNumber(figures.jobs));
}

QVariant cellSortKey(Column column, const Figures &figures)
{
    // What is not known sorts below every number.
    const auto number = [&figures](qint64 value) {
        return QVariant(figures.ran ? value : qint64(-1));
    };
    switch (column) {
    case Column::Name:
        return {};
    case Column::State:
        return static_cast<int>(figures.state);
    case Column::Progress:
        return figures.ran ? figures.share : -1.0;
    case Column::New:
        return number(figures.counts.added);
    case Column::Changed:
        return number(changedCount(figures.counts));
    case Column::Unchanged:
        return number(figures.counts.unchanged);
    case Column::Failed:
        return number(figures.failed * 1'000'000'000LL + figures.counts.skipped);
    case Column::Requests:
        return number(figures.costs.requests);
    case Column::Rate:
        return figures.rate.value_or(-1);
    case Column::Waits:
        return number(figures.costs.locks.waits());
    case Column::TimeWaited:
        return number(figures.costs.locks.waitNs());
    case Column::LockHeld:
        return number(figures.costs.locks.holdNs);
    case Column::LastSync:
        return figures.lastSync.isValid() ? figures.lastSync.toMSecsSinceEpoch() : qint64(-1);
    case Column::NextRun:
        return figures.nextRun.isValid() ? figures.nextRun.toMSecsSinceEpoch()
                                         : std::numeric_limits<qint64>::max();
    }
    return {};
}

ColumnRange changedColumns(const Figures &before, const Figures &after)
{
    ColumnRange range;
    for (const ColumnInfo &info : columns()) {
        const bool differs =
            info.column == Column::Progress ? progressLook(before) != progressLook(after)
            : info.column == Column::State
                ? before.state != after.state || stateLook(before).word != stateLook(after).word
            : info.column == Column::LastSync
                ? before.neverSynced != after.neverSynced ||
                      cellText(info.column, before) != cellText(info.column, after)
                : cellText(info.column, before) != cellText(info.column, after);
        if (!differs)
            continue;
        const int column = static_cast<int>(info.column);
        if (range.empty())
            range.first = column;
        range.last = column;
    }
    return range;
}

} // namespace lockkeeper::ui
