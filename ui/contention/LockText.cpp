#include "ui/contention/LockText.h"

#include "ui/common/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockText)
};

constexpr std::size_t namedInQueue = 3;

// Source and job; another process with its program and pid.
QString who(const events::Span &span, const LockNames &names)
{
    if (names.isForeign(span.lane) || (span.lane == 0 && span.job == 0))
        return names.process(span.pid, span.time.to);
    return names.path(0, span.lane, span.job);
}

QString details(const events::Span &span)
{
    switch (span.activity) {
    case events::Activity::Holding:
    case events::Activity::Blocking:
        return Tr::tr("%Ln rows", nullptr, static_cast<int>(span.value));
    case events::Activity::Busy:
        return Tr::tr("%Ln tries", nullptr, static_cast<int>(span.value));
    case events::Activity::Queued:
        return span.value == events::forOpening ? Tr::tr("until another job had opened the database")
                                                : QString();
    case events::Activity::Network:
        return span.value < 0 ? Tr::tr("nothing was asked") : formatBytes(span.value);
    default:
        return {};
    }
}
} // namespace

QString activityText(events::Activity activity)
{
    switch (activity) {
    case events::Activity::Reading:
        return Tr::tr("turns an answer into rows");
    case events::Activity::Network:
        return Tr::tr("waits for the network");
    case events::Activity::Holding:
        return Tr::tr("holds the write lock");
    case events::Activity::Blocking:
        return Tr::tr("holds the write lock while others wait");
    case events::Activity::Queued:
        return Tr::tr("waits in line for the write lock");
    case events::Activity::Busy:
        return Tr::tr("waits for another process to give the write lock");
    case events::Activity::Idle:
        break;
    }
    return Tr::tr("does nothing here");
}

QString spanText(const events::Span &span, const LockNames &names, const WallClock &clock)
{
    QStringList lines{names.path(span.database, span.lane, span.job)};
    const QString length = formatNanoseconds(span.time.length());
    lines += span.running ? Tr::tr("%1, for %2 so far").arg(activityText(span.activity), length)
                          : Tr::tr("%1, %2").arg(activityText(span.activity), length);
    lines += rangeText(span.time, clock);
    const bool foreign = names.isForeign(span.lane);
    if (span.pid > 0)
        lines += names.process(span.pid, span.time.to);
    if (const QString more = details(span); !foreign && !span.running && !more.isEmpty())
        lines += more;
    if (span.victims > 0)
        lines += Tr::tr("%n made to wait, %1 together", nullptr, static_cast<int>(span.victims))
                     .arg(formatNanoseconds(span.causedNs));
    if (span.blocker != 0 || span.blockerJob != 0)
        lines += Tr::tr("behind %1").arg(names.path(0, span.blocker, span.blockerJob));
    else if (span.activity == events::Activity::Busy)
        lines += Tr::tr("behind another process");
    return lines.join('\n'_L1);
}

QString nowText(const events::LockNow &lock, const LockNames &names)
{
    if (!lock.holder && lock.queue.empty())
        return Tr::tr("free");
    QString text = lock.holder ? Tr::tr("%1, %2").arg(who(*lock.holder, names),
                                                      formatNanoseconds(lock.holder->time.length()))
                               : Tr::tr("free");
    if (lock.queue.empty())
        return text;
    QStringList waiting;
    for (const events::Span &wait : lock.queue) {
        if (waiting.size() < static_cast<qsizetype>(namedInQueue))
            waiting += Tr::tr("%1 %2").arg(names.source(wait.lane), formatNanoseconds(wait.time.length()));
    }
    if (lock.queue.size() > namedInQueue)
        waiting += u"…"_s;
    return Tr::tr("%1 → %n wait: %2", nullptr, static_cast<int>(lock.queue.size()))
        .arg(text, waiting.join(u", "_s));
}

QString rateText(double perSecond, bool time)
{
    if (time)
        return formatNanoseconds(std::llround(perSecond));
    return perSecond > 0 ? formatFigure(perSecond) : formatNumber(0);
}

QList<Fact> factsOf(const events::Statistics &statistics, events::Range range, const WallClock &clock,
                    std::size_t databases)
{
    const double seconds = std::max(1e-9, static_cast<double>(range.length()) / 1e9);
    const auto number = [](qint64 count) {
        return formatNumber(count);
    };
    const auto timed = [&](qint64 count, std::int64_t time) {
        return count == 0 ? number(0) : Tr::tr("%1, %2").arg(number(count), formatNanoseconds(time));
    };
    const std::int64_t waits = std::int64_t{statistics.queued} + statistics.busy;
    return {
        {Tr::tr("From"), timeLabel(range.from, millisecond, clock)},
        {Tr::tr("To"), timeLabel(range.to, millisecond, clock)},
        {Tr::tr("Length"), formatNanoseconds(range.length())},
        {Tr::tr("Waiting"), {}, true},
        {Tr::tr("Waits"), timed(waits, statistics.queuedNs + statistics.busyNs)},
        {Tr::tr("in line"), timed(statistics.queued, statistics.queuedNs)},
        {Tr::tr("for others"), timed(statistics.busy, statistics.busyNs)},
        {Tr::tr("tries"), number(statistics.busyTries)},
        {Tr::tr("Longest wait"), formatNanoseconds(statistics.longestWaitNs)},
        {Tr::tr("Given up"), number(statistics.timeouts)},
        {Tr::tr("Writing"), {}, true},
        {Tr::tr("Lock held"), timed(statistics.holds, statistics.holdNs)},
        {Tr::tr("Longest hold"), formatNanoseconds(statistics.longestHoldNs)},
        {Tr::tr("Share of time"), u"%1 %"_s.arg(static_cast<double>(statistics.holdNs) / 1e7 / seconds /
                                                    static_cast<double>(std::max<std::size_t>(1, databases)),
                                                0, 'f', 1)},
        {Tr::tr("Commits"), number(statistics.commits)},
        {Tr::tr("Rows"), number(statistics.rows)},
        {Tr::tr("Rows a second"), formatRate(static_cast<double>(statistics.rows) / seconds)},
        {Tr::tr("Fetching"), {}, true},
        {Tr::tr("Network"), timed(statistics.requests, statistics.networkNs)},
        {Tr::tr("Reading"), formatNanoseconds(statistics.readingNs)},
    };
}

QString plainText(const QList<Fact> &facts)
{
    QStringList lines;
    for (const Fact &fact : facts)
        lines += fact.heading ? fact.what : u"%1\t%2"_s.arg(fact.what, fact.value);
    return lines.join('\n'_L1);
}

QString rangeText(events::Range range, const WallClock &clock)
{
    return u"%1 – %2"_s.arg(timeLabel(range.from, millisecond, clock),
                            timeLabel(range.to, millisecond, clock));
}

} // namespace lockkeeper::ui
