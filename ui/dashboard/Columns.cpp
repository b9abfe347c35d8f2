#include "ui/dashboard/Columns.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Columns)
};

constexpr std::array<ColumnInfo, columnCount> columnTable{{
    {Column::Name, "name"_L1, 264, true, false},
    {Column::State, "state"_L1, 126, true, false},
    {Column::Progress, "progress"_L1, 176, true, false},
    {Column::New, "new"_L1, 64, true, true},
    {Column::Changed, "changed"_L1, 74, true, true},
    {Column::Unchanged, "unchanged"_L1, 84, true, true},
    {Column::Failed, "failed"_L1, 110, true, true},
    {Column::Requests, "requests"_L1, 82, false, true},
    {Column::Rate, "rate"_L1, 70, false, true},
    {Column::Waits, "waits"_L1, 76, true, true},
    {Column::TimeWaited, "time-waited"_L1, 76, true, true},
    {Column::LockHeld, "lock-held"_L1, 88, false, true},
    {Column::LastSync, "last-sync"_L1, 112, true, false},
    {Column::NextRun, "next-run"_L1, 148, false, false},
}};
} // namespace

std::span<const ColumnInfo, columnCount> columns()
{
    return columnTable;
}

const ColumnInfo &columnInfo(Column column)
{
    return columnTable.at(static_cast<std::size_t>(column));
}

std::optional<Column> columnWithId(const QString &id)
{
    const auto found =
        std::ranges::find(columnTable, id, [](const ColumnInfo &info) { return QString(info.id); });
    return found == columnTable.end() ? std::nullopt : std::optional(found->column);
}

QString columnTitle(Column column)
{
    switch (column) {
    case Column::Name:
        return Tr::tr("Name");
    case Column::State:
        return Tr::tr("State");
    case Column::Progress:
        return Tr::tr("Progress");
    case Column::New:
        return Tr::tr("New");
    case Column::Changed:
        return Tr::tr("Changed");
    case Column::Unchanged:
        return Tr::tr("Unchanged");
    case Column::Failed:
        return Tr::tr("Failed, skipped");
    case Column::Requests:
        return Tr::tr("Requests");
    case Column::Rate:
        return Tr::tr("Rate");
    case Column::Waits:
        return Tr::tr("Lock waits");
    case Column::TimeWaited:
        return Tr::tr("Lock delay");
    case Column::LockHeld:
        return Tr::tr("Lock held");
    case Column::LastSync:
        return Tr::tr("Last sync");
    case Column::NextRun:
        return Tr::tr("Scheduled for");
    }
    return {};
}

QString columnToolTip(Column column)
{
    switch (column) {
    case Column::Name:
        return Tr::tr("Community, source and remote");
    case Column::State:
        return Tr::tr("What became of it, or what it does now");
    case Column::Progress:
        return Tr::tr(
            "Items checked in the last run, of those the remote had to show. What was checked is new, "
            "changed or unchanged; how much the database holds stands in the details.");
    case Column::New:
        return Tr::tr("Items that were not in the database");
    case Column::Changed:
        return Tr::tr("Items that differed from the database, deleted ones among them");
    case Column::Unchanged:
        return Tr::tr("Items that were as the database has them: nothing was written");
    case Column::Failed:
        return Tr::tr("Jobs that failed, and items that could not be read");
    case Column::Requests:
        return Tr::tr("Requests sent, repeats and redirects among them");
    case Column::Rate:
        return Tr::tr("Items a second, over the whole run");
    case Column::Waits:
        return Tr::tr("Times a writer waited for the database's write lock");
    case Column::TimeWaited:
        return Tr::tr(
            "How long writers waited for the database's write lock, in sum. Waits for the network are "
            "not among them: those stand in the state.");
    case Column::LockHeld:
        return Tr::tr("How long the write lock was held, in sum");
    case Column::LastSync:
        return Tr::tr("When it was last synced, in your own clock; of several, the one that waits longest");
    case Column::NextRun:
        return Tr::tr("When the schedule in its configuration is due next, in your own clock. Shown only: "
                      "Lockkeeper starts no sync by itself.");
    }
    return {};
}

} // namespace lockkeeper::ui
