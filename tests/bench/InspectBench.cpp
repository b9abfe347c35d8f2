#include "tests/bench/Benches.h"
#include "tests/bench/InspectQuestions.h"
#include "tests/bench/InspectWindow.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
// By a process of its own, since this one's memory is measured.
bool makeDatabase(const QString &path, qint64 items, Report &report)
{
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QStringLiteral(LOCKKEEPER_MAKE_KNOWLEDGE), {path, QString::number(items)});
    if (!process.waitForFinished(-1) || process.exitCode() != 0) {
        report.failures.append(u"The database could not be made."_s);
        return false;
    }
    report.figures.append({u"made a database of %L1 items"_s.arg(items),
                           u"%1 s"_s.arg(number(static_cast<double>(timer.elapsed()) / 1000, 0))});
    return true;
}

void addWindow(const QString &database, const Options &options, Report &report)
{
    const QString folder = options.folder + u"/inspector"_s;
    QDir().mkpath(folder);
    auto &application = *static_cast<TimedApplication *>(QCoreApplication::instance());
    const InspectRun run = runInspectWindow(application, database, folder, options.quick ? 4s : 64s);
    report.failures += run.failures;
    report.figures.append(
        {atMost(u"opening the inspector, until a table's rows are painted"_s, run.openedMs, 200, u" ms"_s, 0),
         atMost(u"GUI thread deaf at most, all tabs in use"_s, run.deafness.longestMs, 50, u" ms"_s, 1),
         {u"99 % of the pulses were heard within"_s, number(run.deafness.percentile99Ms, 2) + u" ms"_s},
         {u"pulses, and steps that somebody took"_s, u"%1, %2"_s.arg(run.deafness.pulses).arg(run.acts)},
         {u"at most, time without a CPU included"_s,
          number(run.deafness.longestWithRunDelayMs, 1) + u" ms"_s},
         {u"of an event, waited for anything but a CPU at most: "_s + run.longestWait,
          number(run.longestWaitMs, 1) + u" ms"_s},
         {u"longest single event: "_s + run.longestDispatch, number(run.longestDispatchMs, 1) + u" ms"_s},
         atMost(u"memory it takes at its peak"_s, static_cast<double>(run.grownBytes) / 1e6, 250, u" MB"_s,
                0)});
}
} // namespace

Report benchInspect(const Options &options)
{
    Report report{.title = u"Inspector: looking into a large database"_s, .figures = {}, .failures = {}};
    const qint64 items = options.quick ? 5'000 : 1'000'000;
    QString database = options.knowledge;
    if (database.isEmpty()) {
        database = options.folder + u"/knowledge.db"_s;
        if (!makeDatabase(database, items, report))
            return report;
    }
    report.figures.append(
        {u"its size"_s, number(static_cast<double>(QFileInfo(database).size()) / 1e9, 2) + u" GB"_s});
    addWindow(database, options, report); // first: what comes after it leaves memory behind
    addSearches(database, options.quick ? 5 : 100, report);
    addJumps(database, options.quick ? 5 : 100, report);
    return report;
}

} // namespace lockkeeper::bench
