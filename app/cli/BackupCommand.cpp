#include "cli/BackupCommand.h"

#include "backup/BackupName.h"
#include "base/Format.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/ErrorLines.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "cli/JsonOutput.h"
#include "cli/KnownChecks.h"
#include "cli/LeftOut.h"
#include "cli/WatchedWork.h"
#include "common/Settings.h"
#include "common/Sqlite.h"
#include "history/Backups.h"

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

Result<backup::BackupReport> backUpOne(const CommunityStatus &one, const Arguments &arguments,
                                       const std::stop_source &stop)
{
    Latest<store::CopyProgress> now;
    WaitNews waits(one.id, arguments);
    std::optional<Result<backup::BackupReport>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) {
            const store::CopyProgress progress = now.get();
            return progressLine(one.id, progress.done, waits.text(copyText(progress)), columns,
                                Console::unicodeWanted());
        },
        [&] {
            report = backup::backUp(
                {.community = one.id,
                 .database = one.database.path,
                 .folder = arguments.folder,
                 .compact = arguments.compact,
                 .busyTimeout = arguments.settings.busyTimeout,
                 .waiting =
                     [&waits](const QString &holder) {
                         waits.hear(holder);
                     }},
                [&now](const store::CopyProgress &progress) { now.set(progress); }, stop.get_token());
        });
    return std::move(*report);
}

// The program's own folder is looked into anyway.
void remember(const backup::BackupReport &report, const app::Settings &settings)
{
    const QFileInfo file(report.path);
    const std::optional<backup::BackupName> name = backup::parseFileName(file.fileName());
    if (!name || file.canonicalPath() == QFileInfo(app::backupFolderOf(settings)).canonicalFilePath())
        return;
    const Result<void> kept = history::saveBackup(
        app::historyPath(settings.dataDir),
        {.community = report.community, .path = file.absoluteFilePath(), .taken = name->taken});
    if (!kept)
        tellHistory(kept.error());
}

void tell(const Result<backup::BackupReport> &report, const QString &id, const Arguments &arguments)
{
    if (!report) {
        tellError(id, report.error());
        return;
    }
    if (arguments.json || arguments.verbosity == Verbosity::Quiet)
        return;
    Console::line(printable(Tr::tr("%1: %2 (%3, rows: %4, %5)")
                                .arg(id, report->path, formatBytes(report->bytes),
                                     formatNumber(sumOf(report->rows)), formatDuration(report->seconds))));
}

} // namespace

void tellRemoved(const QString &community, const QStringList &backups, const Arguments &arguments)
{
    if (arguments.json || arguments.verbosity == Verbosity::Quiet)
        return;
    for (const QString &path : backups)
        Console::line(printable(Tr::tr("%1: removed the old backup %2").arg(community, path)));
}

QString copyText(const store::CopyProgress &progress)
{
    switch (progress.phase) {
    case store::CopyProgress::Phase::Copying:
        return Tr::tr("copying");
    case store::CopyProgress::Phase::Compacting:
        return Tr::tr("compacting");
    case store::CopyProgress::Phase::Checking:
        return Tr::tr("checking the copy");
    }
    return {};
}

JsonText rowsObject(const QList<store::TableRows> &rows)
{
    JsonText object;
    for (const store::TableRows &table : rows)
        object.number(table.table.toLatin1().constData(), table.rows);
    return object;
}

JsonText backupObject(const QString &community, const QString &database,
                      const Result<backup::BackupReport> &report, const QStringList &removed)
{
    JsonText object;
    object.text("community", community).text("database", database);
    if (!report)
        return object.object("error", errorObject(report.error()));
    return object.text("path", report->path)
        .text("journal_mode", report->journalMode)
        .number("bytes", report->bytes)
        .seconds("seconds", report->seconds)
        .object("rows", rowsObject(report->rows))
        .list("removed", removed);
}

int runBackup(const Arguments &arguments)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const auto &choice = std::get<DatabaseChoice>(chosen);
    tellNoDatabase(choice, arguments);

    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(Tr::tr("Stopping; the unfinished copy is removed. Ctrl+C again ends at once and "
                                  "leaves it to a later backup."));
        stop.request_stop();
    });
    QList<JsonText> objects;
    bool failed = false;
    for (const CommunityStatus &one : choice.communities) {
        const Result<backup::BackupReport> report = backUpOne(one, arguments, stop);
        if (!report && report.error().isCancelled())
            break;
        failed = failed || !report;
        if (report)
            remember(*report, choice.settings);
        tell(report, one.id, arguments);
        QStringList removed;
        if (report && arguments.retention)
            removed = backup::applyRetention(arguments.folder, one.id, *arguments.retention);
        tellRemoved(one.id, removed, arguments);
        objects += backupObject(one.id, one.database.path, report, removed);
    }
    if (arguments.json) {
        JsonText object;
        object.text("folder", arguments.folder).list("backups", objects);
        Console::out(addLeftOut(object, choice).text("sqlite", app::sqliteVersion()).bytes() + '\n');
    }
    if (stop.stop_requested())
        return ExitInterrupted;
    return exitCodeOf(choice, failed ? ExitFailed : ExitDone);
}

} // namespace lockkeeper::cli
