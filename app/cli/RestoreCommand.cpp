#include "cli/RestoreCommand.h"

#include "backup/BackupName.h"
#include "backup/Belonging.h"
#include "backup/Restore.h"
#include "base/Format.h"
#include "cli/BackupCommand.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/ErrorLines.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "cli/JsonOutput.h"
#include "cli/KnownChecks.h"
#include "cli/WatchedWork.h"
#include "common/Settings.h"
#include "common/Sqlite.h"
#include "community/Loader.h"
#include "history/CheckRecords.h"
#include "store/Databases.h"
#include "sync/Plan.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>
#include <stop_token>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// On a machine that has nothing yet, the backup's own name says that there is such a community.
bool isNamedForIt(const Arguments &arguments)
{
    const std::optional<backup::BackupName> name =
        backup::parseFileName(QFileInfo(arguments.file).fileName());
    return name && name->community == arguments.communities.constFirst();
}

// Of every community whose configuration can be read, by its id, as sync_metadata has them.
QMap<QString, QStringList> configuredSources(const app::Settings &settings)
{
    const Result<QList<community::LoadedCommunity>> loaded = community::loadFolder(settings.communitiesDir);
    // None: no communities on this machine, as DatabaseChoice has found out.
    return loaded ? sync::configuredSources(*loaded) : QMap<QString, QStringList>();
}

// "github_items 380 → 400, papers 12": what a table had in the file that was replaced, and has now.
QString rowsText(const backup::RestoreReport &report)
{
    const QString arrow = Console::unicodeWanted() ? u" → "_s : u" -> "_s;
    QStringList parts;
    for (qsizetype i = 0; i < report.rows.size(); ++i) {
        const store::TableRows &now = report.rows.at(i);
        const qint64 before = report.formerRows ? report.formerRows->value(i).rows : now.rows;
        if (before == 0 && now.rows == 0)
            continue;
        const QString change = before == now.rows ? QString() : formatNumber(before) + arrow;
        parts += now.table + u' ' + change + formatNumber(now.rows);
    }
    return parts.isEmpty() ? Tr::tr("none") : parts.join(", "_L1);
}

void print(const backup::RestoreReport &report, const Arguments &arguments)
{
    const QString &id = arguments.communities.constFirst();
    if (!report.notice.isEmpty())
        Console::errorLine(printable(report.notice));
    if (arguments.json) {
        JsonText object;
        object.text("community", id)
            .text("path", report.database)
            .text("from", report.backup)
            .textOrNull("aside", report.aside)
            .text("journal_mode", report.journalMode)
            .number("bytes", report.bytes)
            .object("rows", rowsObject(report.rows));
        if (report.formerRows)
            object.object("rows_before", rowsObject(*report.formerRows));
        else
            object.null("rows_before");
        object.list("sources", report.sources).list("removed", report.removed);
        object.textOrNull("notice", report.notice).text("sqlite", app::sqliteVersion());
        Console::out(object.bytes() + '\n');
        return;
    }
    if (arguments.verbosity == Verbosity::Quiet)
        return;
    Console::line(printable(Tr::tr("%1: restored from %2 (%3, rows: %4, journal: %5)")
                                .arg(id, report.backup, formatBytes(report.bytes),
                                     formatNumber(sumOf(report.rows)), report.journalMode)));
    Console::line(printable(Tr::tr("  Rows: %1").arg(rowsText(report))));
    Console::line(
        printable(Tr::tr("  Sources: %1")
                      .arg(report.sources.isEmpty() ? Tr::tr("none") : backup::sourcesText(report.sources))));
    if (!report.formerRows && !report.aside.isEmpty())
        Console::line(Tr::tr("  How many there were before could not be read."));
    Console::line(printable(report.aside.isEmpty()
                                ? Tr::tr("There was no database before.")
                                : Tr::tr("The former database is kept as %1").arg(report.aside)));
    for (const QString &path : report.removed)
        Console::line(printable(Tr::tr("Removed what a restore kept long ago: %1").arg(path)));
}

void printFailure(const Error &error, const QString &path, const Arguments &arguments)
{
    Console::errorLine(printable(error.text));
    tellHint(error.hint);
    if (arguments.json)
        Console::out(JsonText()
                         .text("community", arguments.communities.constFirst())
                         .text("path", path)
                         .text("from", arguments.file)
                         .object("error", errorObject(error))
                         .text("sqlite", app::sqliteVersion())
                         .bytes() +
                     '\n');
}

} // namespace

int runRestore(const Arguments &arguments)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseDatabases(arguments, isNamedForIt(arguments));
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const app::Settings &settings = std::get<DatabaseChoice>(chosen).settings;

    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(Tr::tr("Stopping; the database is left as it is."));
        stop.request_stop();
    });
    const QString &id = arguments.communities.constFirst();
    const QString path = store::databasePath(settings.dataDir, id);
    const QDateTime began = QDateTime::currentDateTimeUtc();
    QMap<QString, QStringList> configured = configuredSources(settings);
    Latest<store::CopyProgress> now;
    WaitNews waits(id, arguments);
    std::optional<Result<backup::RestoreReport>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) {
            const store::CopyProgress progress = now.get();
            return progressLine(id, progress.done, waits.text(copyText(progress)), columns,
                                Console::unicodeWanted());
        },
        [&] {
            report = backup::restore(
                {.community = id,
                 .database = path,
                 .backup = arguments.file,
                 .busyTimeout = settings.busyTimeout,
                 .waiting = [&waits](const QString &holder) { waits.hear(holder); },
                 .configured = configured.take(id),
                 .configuredByOthers = configured},
                [&now](const store::CopyProgress &progress) { now.set(progress); }, stop.get_token());
        });
    if (*report) {
        keepCheck(app::historyPath(settings.dataDir), history::recordOfRestored(id, path, began));
        print(**report, arguments);
        return ExitDone;
    }
    if (report->error().isCancelled())
        return ExitInterrupted;
    printFailure(report->error(), path, arguments);
    return report->error().kind == ErrorKind::Config ? ExitWrongUse : ExitFailed;
}

} // namespace lockkeeper::cli
