#include "cli/JsonOutput.h"
#include "cli/RehearseCommand.h"
#include "cli/WatchedWork.h"
#include "health/RehearsalReport.h"

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

JsonText rehearsalsObject(const health::RehearsalOptions &options, const QString &sqliteVersion,
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
    return progressLine(community, progress.done, health::progressText(progress), columns, unicode);
}

} // namespace lockkeeper::cli
