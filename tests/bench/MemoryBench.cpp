#include "tests/bench/Benches.h"
#include "tests/bench/MeasuredChild.h"
#include "tests/bench/World.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
QJsonObject summaryIn(const QString &file)
{
    QFile output(file);
    QByteArray last;
    if (output.open(QIODevice::ReadOnly)) {
        while (!output.atEnd())
            last = output.readLine();
    }
    return QJsonDocument::fromJson(last).object();
}
} // namespace

Report benchMemory(const Options &options)
{
    const QString folder = options.folder + u"/memory"_s;
    const World world(
        folder,
        {.communities = 2, .repositories = 4, .items = options.quick ? 200 : 12'500, .bodyCharacters = 1500});
    const QString output = options.folder + u"/memory.jsonl"_s;
    const Ended ended =
        runMeasured({QStringLiteral(LOCKKEEPER_CLI), u"sync"_s, u"--json"_s, u"--communities"_s,
                     world.communitiesDir(), u"--data-dir"_s, world.dataDir(), u"--endpoint"_s,
                     u"github="_s + world.githubUrl(), u"--pace"_s, u"github=5000"_s},
                    output);
    const QJsonObject summary = summaryIn(output);

    Report report{.title =
                      u"Memory: %1 items of 8 repositories synced by lockkeeper-cli"_s.arg(world.items()),
                  .figures = {},
                  .failures = {}};
    const double peak = static_cast<double>(ended.peakBytes) / 1e6;
    const double took = seconds(ended.took);
    report.figures = {atMost(u"peak resident memory"_s, peak, 200, u" MB"_s, 1),
                      {u"took"_s, number(took, 1) + u" s"_s},
                      {u"requests"_s, QString::number(world.requests())},
                      {u"rows/s, network and all"_s, number(static_cast<double>(world.items()) / took, 0)}};
    if (ended.peakBytes <= 0)
        report.failures.append(u"The peak of memory is not known."_s);
    if (ended.exitCode != 0)
        report.failures.append(u"lockkeeper-cli ended with %1."_s.arg(ended.exitCode));
    if (summary.value("new"_L1).toInteger() != world.items() || world.storedRows() != world.items())
        report.failures.append(
            u"The run stored %1 of %2 items."_s.arg(world.storedRows()).arg(world.items()));
    if (summary.value("lock_errors"_L1).toInteger(-1) != 0)
        report.failures.append(u"The run met lock errors."_s);
    return report;
}

} // namespace lockkeeper::bench
