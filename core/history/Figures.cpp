#include "history/Figures.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

namespace {
using store::LockTotals;
using sync::Costs;
using sync::Counts;

template <auto member>
constexpr Figure count(const char *column)
{
    return {column, false, [](const Counts &counts, const Costs &) -> qint64 { return counts.*member; },
            [](Counts &counts, Costs &, qint64 value) {
                counts.*member = value;
            }};
}

template <auto member>
constexpr Figure cost(const char *column)
{
    return {column, false, [](const Counts &, const Costs &costs) -> qint64 { return costs.*member; },
            [](Counts &, Costs &costs, qint64 value) {
                costs.*member = value;
            }};
}

template <auto member>
constexpr Figure lock(const char *column, bool isLargest = false)
{
    return {column, isLargest,
            [](const Counts &, const Costs &costs) -> qint64 { return costs.locks.*member; },
            [](Counts &, Costs &costs, qint64 value) {
                costs.locks.*member = value;
            }};
}
} // namespace

const QList<Figure> &figures()
{
    static const QList<Figure> all = {
        count<&Counts::added>("added"),
        count<&Counts::changed>("changed"),
        count<&Counts::unchanged>("unchanged"),
        count<&Counts::deleted>("deleted"),
        count<&Counts::skipped>("skipped"),
        cost<&Costs::requests>("requests"),
        cost<&Costs::notModified>("not_modified"),
        cost<&Costs::bytes>("bytes"),
        lock<&LockTotals::queued>("queued"),
        lock<&LockTotals::queuedNs>("queued_ns"),
        lock<&LockTotals::busy>("busy"),
        lock<&LockTotals::busyNs>("busy_ns"),
        lock<&LockTotals::busyCalls>("busy_calls"),
        lock<&LockTotals::timeouts>("timeouts"),
        lock<&LockTotals::longestWaitNs>("longest_wait_ns", true),
        lock<&LockTotals::holds>("holds"),
        lock<&LockTotals::holdNs>("hold_ns"),
        lock<&LockTotals::longestHoldNs>("longest_hold_ns", true),
        lock<&LockTotals::longHolds>("long_holds"),
    };
    return all;
}

QString figureColumns()
{
    QStringList columns;
    for (const Figure &figure : figures())
        columns.append(QLatin1StringView(figure.column));
    return columns.join(u", "_s);
}

QString figureSums()
{
    QStringList sums;
    for (const Figure &figure : figures())
        sums.append((figure.isLargest ? u"max(%1)"_s : u"sum(%1)"_s).arg(QLatin1StringView(figure.column)));
    return sums.join(u", "_s);
}

} // namespace lockkeeper::history
