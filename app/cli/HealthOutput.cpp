#include "cli/Console.h"
#include "cli/HealthCommand.h"
#include "cli/JsonOutput.h"
#include "health/RehearsalReport.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

JsonText regimeObject(const health::RegimeFigures &figures)
{
    QList<JsonText> writers;
    for (int writer = 0; writer < figures.writers.size(); ++writer) {
        const health::WriterFigures &one = figures.writers.at(writer);
        writers += JsonText()
                       .number("transactions", one.transactions)
                       .number("rows", one.rows)
                       .number("lock_errors", one.lockErrors)
                       .seconds("share", figures.share(writer)); // three decimals
    }
    return JsonText()
        .text("regime", health::regimeKey(figures.regime))
        .seconds("seconds", figures.seconds)
        .number("transactions", figures.transactions())
        .number("rows", figures.rows())
        .number("rows_per_second", std::llround(figures.rowsPerSecond()))
        .object("waits", JsonText()
                             .milliseconds("median_ms", figures.medianWaitNs)
                             .milliseconds("p99_ms", figures.wait99Ns)
                             .milliseconds("longest_ms", figures.longestWaitNs))
        .number("lock_errors", figures.lockErrors())
        .number("wal_bytes_peak", figures.walBytesPeak)
        .list("writers", writers);
}

} // namespace

JsonText rehearsalObject(const QString &community, const QString &path,
                         const Result<health::RehearsalReport> &report)
{
    JsonText object;
    object.text("community", community).text("path", path);
    if (!report)
        return object.object("error", errorObject(report.error()));
    QList<JsonText> regimes;
    for (const health::RegimeFigures &figures : report->regimes)
        regimes += regimeObject(figures);
    return object.text("journal_mode", report->journalMode)
        .number("bytes", report->bytes)
        .number("sample_rows", report->sampleRows)
        .list("regimes", regimes);
}

JsonText healthObject(const health::RehearsalOptions &options, const QString &sqliteVersion,
                      const QList<JsonText> &communities)
{
    return JsonText()
        .number("writers", options.writers)
        .seconds("seconds", std::chrono::duration<double>(options.eachRegime).count())
        .number("rows_per_transaction", health::rowsPerTransaction)
        .list("rehearsals", communities)
        .text("sqlite", sqliteVersion);
}

QString progressLine(const QString &community, const health::RehearsalProgress &progress, int columns,
                     bool unicode)
{
    constexpr int barColumns = 20;
    const double part = std::clamp(progress.done, 0.0, 1.0);
    const auto full = static_cast<qsizetype>(part * barColumns);
    const QString bar =
        QString(full, unicode ? u'█' : u'#') + QString(barColumns - full, unicode ? u'░' : u'.');
    const QString percent = u"%1 %"_s.arg(static_cast<int>(part * 100), 3);
    return fitTo(printable(u"%1 %2  %3  %4"_s.arg(bar, percent, community, health::progressText(progress))),
                 columns, ellipsis(unicode));
}

} // namespace lockkeeper::cli
