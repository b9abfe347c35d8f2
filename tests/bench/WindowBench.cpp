#include "store/Database.h"
#include "store/Databases.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"
#include "tests/bench/Benches.h"
#include "tests/bench/BusyWindow.h"
#include "tests/bench/FirstPaint.h"
#include "tests/bench/Rows.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
constexpr int jobs = 40;
constexpr int communitiesAtStart = 50;

void addBusyRun(const Options &options, View view, Report &report)
{
    const QString shown = view == View::Locks ? u"locks"_s : u"communities"_s;
    const QString folder = options.folder + u"/busy-"_s + shown;
    QDir().mkpath(folder);
    const World world(folder, {.communities = 8,
                               .repositories = 5,
                               .items = options.quick ? 100 : 1000,
                               .latency = options.quick ? 10ms : 60ms});
    auto &application = *static_cast<TimedApplication *>(QCoreApplication::instance());
    const BusyRun run = runBusyWindow(application, world, folder, jobs, 300s, view);
    if (!run.ended)
        report.failures.append(u"The run of %1 jobs did not end."_s.arg(jobs));
    if (world.storedRows() != world.items())
        report.failures.append(
            u"The run stored %1 of %2 items."_s.arg(world.storedRows()).arg(world.items()));
    report.figures.append(
        {{u"items synced by %1 jobs, with the window in use: %2"_s.arg(jobs).arg(shown),
          u"%1 in %2 s"_s.arg(world.items()).arg(number(run.seconds, 1))},
         atMost(u"GUI thread deaf at most"_s, run.deafness.longestMs, 50, u" ms"_s, 1),
         {u"making the window, before it shows"_s, number(run.makingMs, 1) + u" ms"_s},
         {u"99 % of the pulses were heard within"_s, number(run.deafness.percentile99Ms, 2) + u" ms"_s},
         {u"pulses"_s, QString::number(run.deafness.pulses)},
         {u"at most, time without a CPU included"_s,
          number(run.deafness.longestWithRunDelayMs, 1) + u" ms"_s},
         {u"of an event, waited for anything but a CPU at most"_s, number(run.longestWaitMs, 1) + u" ms"_s},
         {u"longest single event: "_s + run.longestDispatch, number(run.longestDispatchMs, 1) + u" ms"_s}});
    if (view == View::Locks)
        report.figures.append(
            {u"pictures of the locks a second, while it follows"_s, number(run.lockFramesASecond, 1)});
}

// Communities with a database each, some of them with rows.
void fill(const World &world, Report &report)
{
    for (int community = 0; community < communitiesAtStart; ++community) {
        const auto database =
            store::Database::open(store::databasePath(world.dataDir(), world.id(community)), 30s);
        store::LockCounters counters;
        store::Writer writer(**database, counters, {});
        for (const store::Batch &batch :
             inBatches(madeRows(world.id(community) + u"/repository-0"_s, 1, 500))) {
            if (!writer.commit(batch))
                report.failures.append(u"A database could not be filled."_s);
        }
    }
}

void addFirstPaint(const Options &options, Report &report)
{
    const QString folder = options.folder + u"/start"_s;
    const World world(folder, {.communities = communitiesAtStart, .repositories = 3});
    fill(world, report);
    std::vector<double> painted;
    std::vector<double> filled;
    const int times = options.quick ? 1 : 15;
    for (int i = 0; i < times; ++i) {
        const std::optional<FirstPaint> paint = measureFirstPaint(folder);
        if (!paint || paint->communities != communitiesAtStart) {
            report.failures.append(u"The window did not come up with its communities."_s);
            return;
        }
        painted.push_back(paint->paintedMs);
        filled.push_back(paint->filledMs);
    }
    const Spread spread = spreadOf(painted);
    report.figures.append(atMost(u"process start to first paint, %1 communities"_s.arg(communitiesAtStart),
                                 spread.median, 500, u" ms"_s, 0));
    report.figures.append(
        {u"the same, median (least … most) of %1 starts, ms"_s.arg(times), withSpread(spread, 0)});
    report.figures.append(
        {u"process start to a paint with all communities, ms"_s, withSpread(spreadOf(filled), 0)});
}
} // namespace

Report benchWindow(const Options &options)
{
    Report report{
        .title = u"Window: %1 jobs at once, and its start"_s.arg(jobs), .figures = {}, .failures = {}};
    addBusyRun(options, View::Communities, report);
    addBusyRun(options, View::Locks, report);
    addFirstPaint(options, report);
    return report;
}

} // namespace lockkeeper::bench
