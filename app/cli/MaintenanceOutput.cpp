#include "cli/MaintenanceOutput.h"

#include "base/Format.h"
#include "cli/Console.h"
#include "cli/ErrorLines.h"
#include "cli/HealthFindings.h"
#include "cli/JsonOutput.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

bool linesWanted(const Arguments &arguments)
{
    return !arguments.json && arguments.verbosity != Verbosity::Quiet;
}

QLatin1StringView workName(HealthWork work)
{
    switch (work) {
    case HealthWork::Compact:
        return "compact"_L1;
    case HealthWork::RebuildIndex:
        return "rebuild_index"_L1;
    default:
        return "optimize"_L1;
    }
}

QString doneText(HealthWork work)
{
    switch (work) {
    case HealthWork::Compact:
        return Tr::tr("%1: compacted from %2 to %3 (%4)");
    case HealthWork::RebuildIndex:
        return Tr::tr("%1: full-text indexes made anew; %2 before, %3 now (%4)");
    default:
        return Tr::tr("%1: optimised; %2 before, %3 now (%4)");
    }
}

QString unsettledText(HealthWork work)
{
    return work == HealthWork::Compact
               ? Tr::tr("%1: the result is in the WAL; the file shrinks once %2 lets go of it.")
               : Tr::tr("%1: the result is in the WAL, where it is safe, until %2 lets go of it.");
}

QString gapText(const health::RecoveredTable &table)
{
    if (!table.gaps)
        return {};
    return table.missing ? Tr::tr(", %1 more could not be read").arg(formatNumber(*table.missing))
                         : Tr::tr(", not all could be read; how many are missing is not known");
}

} // namespace

QString writtenText(const QString &work, qint64 bytes)
{
    return bytes > 0 ? Tr::tr("%1, %2 written so far").arg(work, formatBytes(bytes)) : work;
}

void tellTidying(const QString &community, const Result<health::SizeReport> &report,
                 const Arguments &arguments)
{
    if (!report)
        tellError(community, report.error());
    else if (linesWanted(arguments))
        Console::line(printable(doneText(arguments.healthWork)
                                    .arg(community, formatBytes(report->bytesBefore),
                                         formatBytes(report->bytesAfter), formatDuration(report->seconds))));
    if (report && !report->settled && linesWanted(arguments))
        Console::line(printable(
            unsettledText(arguments.healthWork)
                .arg(community, report->holder.isEmpty() ? Tr::tr("another program") : report->holder)));
}

JsonText tidyingObject(const QString &community, const QString &path, HealthWork work,
                       const Result<health::SizeReport> &report)
{
    JsonText object;
    object.text("community", community).text("path", path).text("work", workName(work));
    if (!report)
        return object.object("error", errorObject(report.error()));
    return object.number("bytes_before", report->bytesBefore)
        .number("bytes_after", report->bytesAfter)
        .boolean("settled", report->settled)
        .textOrNull("holder", report->holder)
        .seconds("seconds", report->seconds);
}

void tellCheck(const QString &community, const Result<health::CheckReport> &check, const Arguments &arguments)
{
    HealthFindings findings;
    findings.community = community;
    findings.check = check;
    for (const QString &problem : problemsOf(findings))
        Console::errorLine(printable(community + ": "_L1 + problem));
    for (const QString &advice : adviceOn(findings))
        tellHint(advice);
    if (check && check->whole() && linesWanted(arguments))
        Console::line(printable(Tr::tr("%1: whole, checked in depth").arg(community)));
}

void tellRecovery(const QString &community, const Result<health::RecoveryReport> &report,
                  const Arguments &arguments)
{
    if (!report) {
        tellError(community, report.error());
        return;
    }
    if (!linesWanted(arguments))
        return;
    Console::line(printable(
        Tr::tr("%1: recovered into %2 (%3)").arg(community, report->path, formatDuration(report->seconds))));
    for (const health::RecoveredTable &table : report->tables) {
        if (table.rows == 0 && !table.gaps)
            continue;
        const QString line = u"  %1 %2"_s.arg(table.table.leftJustified(24), formatNumber(table.rows));
        Console::line(printable(line + gapText(table)));
    }
    if (report->syncsBeginAnew)
        Console::line(Tr::tr("  Rows are missing, so the next sync of it walks every source from its "
                             "beginning and fetches what is not there."));
    Console::line(printable(Tr::tr("  To put it in place: lockkeeper-cli restore --community %1 --from %2")
                                .arg(community, report->path)));
}

JsonText recoveryObject(const QString &community, const QString &path,
                        const Result<health::RecoveryReport> &report)
{
    JsonText object;
    object.text("community", community).text("path", path).text("work", u"recover"_s);
    if (!report)
        return object.object("error", errorObject(report.error()));
    QList<JsonText> tables;
    for (const health::RecoveredTable &table : report->tables) {
        JsonText one;
        one.text("table", table.table).number("rows", table.rows).boolean("gaps", table.gaps);
        tables += table.missing ? one.number("missing", *table.missing) : one.null("missing");
    }
    return object.text("to", report->path)
        .list("tables", tables)
        .boolean("syncs_begin_anew", report->syncsBeginAnew)
        .seconds("seconds", report->seconds);
}

void tellCheckpoint(const QString &community, const Result<health::CheckpointReport> &report,
                    const Arguments &arguments)
{
    if (!report) {
        tellError(community, report.error());
        return;
    }
    if (!report->complete) {
        const QString left = formatBytes(report->walAfter);
        Console::errorLine(printable(
            report->holder.isEmpty()
                ? Tr::tr("%1: %2 stay in the WAL: another program uses the database.").arg(community, left)
                : Tr::tr("%1: %2 stay in the WAL as long as %3 uses the database.")
                      .arg(community, left, report->holder)));
        return;
    }
    if (!linesWanted(arguments))
        return;
    Console::line(printable(
        report->wal ? Tr::tr("%1: %2 brought in from the WAL").arg(community, formatBytes(report->walBefore))
                    : Tr::tr("%1: not in WAL mode, nothing to bring in").arg(community)));
}

JsonText checkpointObject(const QString &community, const QString &path,
                          const Result<health::CheckpointReport> &report)
{
    JsonText object;
    object.text("community", community).text("path", path);
    if (!report)
        return object.object("error", errorObject(report.error()));
    return object.boolean("wal", report->wal)
        .boolean("complete", report->complete)
        .number("wal_bytes_before", report->walBefore)
        .number("wal_bytes_after", report->walAfter)
        .textOrNull("holder", report->holder);
}

} // namespace lockkeeper::cli
