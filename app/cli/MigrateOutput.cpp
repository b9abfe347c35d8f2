#include "cli/MigrateOutput.h"

#include "base/Format.h"
#include "cli/BackupCommand.h"
#include "cli/Console.h"
#include "cli/ErrorLines.h"
#include "cli/JsonOutput.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

using MigrationFinding = migration::Finding;

QLatin1StringView checkName(MigrationFinding::Check check)
{
    switch (check) {
    case MigrationFinding::Check::Database:
        return "database"_L1;
    case MigrationFinding::Check::LastCheck:
        return "last_check"_L1;
    case MigrationFinding::Check::Writable:
        return "writable"_L1;
    case MigrationFinding::Check::Folder:
        return "folder"_L1;
    case MigrationFinding::Check::FileSystem:
        return "file_system"_L1;
    case MigrationFinding::Check::Room:
        return "room"_L1;
    case MigrationFinding::Check::OthersHaveItOpen:
        return "others_have_it_open"_L1;
    case MigrationFinding::Check::RunningSync:
        return "running_sync"_L1;
    }
    return {};
}

QLatin1StringView outcomeName(MigrationFinding::Outcome outcome)
{
    switch (outcome) {
    case MigrationFinding::Outcome::Passed:
        return "passed"_L1;
    case MigrationFinding::Outcome::Notice:
        return "notice"_L1;
    case MigrationFinding::Outcome::Refused:
        return "refused"_L1;
    }
    return {};
}

bool isQuiet(const Arguments &arguments)
{
    return arguments.json || arguments.verbosity == Verbosity::Quiet;
}

// One that others had in hand until the timeout: nothing was tried at it.
QString stateOf(const Error &error)
{
    if (error.isCancelled())
        return u"cancelled"_s;
    return error.kind == ErrorKind::Locked ? u"skipped"_s : u"failed"_s;
}

} // namespace

QString migrationText(const migration::MigrationProgress &progress)
{
    using Phase = migration::MigrationProgress::Phase;
    switch (progress.phase) {
    case Phase::Preflight:
        return Tr::tr("looking at it");
    case Phase::BackingUp:
        return Tr::tr("backing up");
    case Phase::Waiting:
        return progress.holder.isEmpty() ? Tr::tr("waiting for another program")
                                         : Tr::tr("waiting for %1").arg(progress.holder);
    case Phase::Switching:
        return Tr::tr("switching");
    case Phase::Verifying:
        return Tr::tr("checking");
    }
    return {};
}

void tellPlan(const migration::MigrationPlan &plan, const Arguments &arguments)
{
    if (const std::optional<Error> refusal = plan.refusal()) {
        tellError(plan.community, *refusal);
        return;
    }
    if (isQuiet(arguments))
        return;
    const QString to = migration::modeName(plan.to);
    if (!plan.needed) {
        Console::line(printable(Tr::tr("%1: is in the mode %2 already").arg(plan.community, to)));
        return;
    }
    const QString from = plan.from.isEmpty() ? Tr::tr("an unknown mode") : plan.from;
    QString line = Tr::tr("%1: would be switched from %2 to %3 (%4)")
                       .arg(plan.community, from, to, formatBytes(plan.bytes));
    if (!plan.backupFolder.isEmpty())
        line += Tr::tr(", with a backup in %1").arg(plan.backupFolder);
    Console::line(printable(line));
    for (const MigrationFinding &finding : plan.findings) {
        if (finding.outcome == MigrationFinding::Outcome::Notice || arguments.verbosity == Verbosity::Verbose)
            Console::line(printable("  "_L1 + finding.text +
                                    (finding.hint.isEmpty() ? QString() : u' ' + finding.hint)));
    }
}

void tellMigration(const QString &community, const Result<migration::MigrationReport> &report,
                   const Arguments &arguments)
{
    if (!report) {
        tellError(community, report.error());
        return;
    }
    if (isQuiet(arguments))
        return;
    if (!report->changed) {
        Console::line(printable(Tr::tr("%1: is in the mode %2 already").arg(community, report->to)));
        return;
    }
    Console::line(printable(Tr::tr("%1: switched from %2 to %3 (%4, rows: %5, as before; %6)")
                                .arg(community, report->from, report->to, formatBytes(report->bytes),
                                     formatNumber(sumOf(report->rows)), formatDuration(report->seconds))));
    if (!report->backup.isEmpty())
        Console::line(printable(Tr::tr("%1: backup in %2").arg(community, report->backup)));
    tellRemoved(community, report->removed, arguments);
}

JsonText planObject(const migration::MigrationPlan &plan)
{
    QList<JsonText> users;
    for (const store::Process &user : plan.users)
        users += JsonText().number("pid", user.pid).text("program", QString::fromStdString(user.program));
    QList<JsonText> findings;
    for (const MigrationFinding &finding : plan.findings)
        findings += JsonText()
                        .text("check", checkName(finding.check))
                        .text("outcome", outcomeName(finding.outcome))
                        .text("text", finding.text)
                        .textOrNull("hint", finding.hint);
    return JsonText()
        .text("community", plan.community)
        .text("database", plan.database)
        .textOrNull("from", plan.from)
        .text("to", migration::modeName(plan.to))
        .boolean("needed", plan.needed)
        .number("bytes", plan.bytes)
        .list("users", users)
        .list("findings", findings);
}

JsonText migrationObject(const QString &community, const QString &database,
                         const Result<migration::MigrationReport> &report)
{
    JsonText object;
    object.text("community", community).text("database", database);
    if (!report)
        return object.text("state", stateOf(report.error())).object("error", errorObject(report.error()));
    return object.text("from", report->from)
        .text("to", report->to)
        .text("state", report->changed ? u"switched"_s : u"unchanged"_s)
        .textOrNull("backup", report->backup)
        .list("removed", report->removed)
        .number("bytes", report->bytes)
        .seconds("seconds", report->seconds)
        .object("rows", rowsObject(report->rows));
}

} // namespace lockkeeper::cli
