#include "ui/health/HealthTasks.h"

#include "backup/Backup.h"
#include "backup/Restore.h"
#include "backup/Retention.h"
#include "base/Format.h"
#include "health/Maintenance.h"
#include "health/Recovery.h"
#include "history/CheckRecords.h"
#include "ui/common/Format.h"
#include "ui/health/HealthLimits.h"
#include "ui/health/KeptChecks.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthTasks)
};
using Tell = std::function<void(double)>;
using TellAll = std::function<void(const TaskProgress &)>;

constexpr qsizetype toldProblems = 20; // in the log; a damaged file may have thousands

QString native(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

QString rowsText(qint64 rows)
{
    return Tr::tr("%Ln rows", nullptr, static_cast<int>(std::min<qint64>(rows, INT_MAX)));
}

health::MaintenanceOptions optionsOf(const TaskOrder &order)
{
    health::MaintenanceOptions options;
    options.database = order.database;
    options.busyTimeout = order.busyTimeout;
    return options;
}

// For what writes: it leaves alone what the last check found damaged.
health::MaintenanceOptions writeOptionsOf(const TaskOrder &order)
{
    health::MaintenanceOptions options = optionsOf(order);
    const auto check = lastCheck(order.historyPath, order.community, order.database); // unread: not known
    if (check && *check && (*check)->damaged)
        options.damage = (*check)->text.isEmpty() ? Tr::tr("it did not say what") : (*check)->text;
    return options;
}

// Kept so that it is known after a restart; if it cannot be, that is said beside it.
void keep(const TaskOrder &order, const history::CheckRecord &record, TaskReport &report)
{
    if (order.historyPath.isEmpty())
        return;
    if (const Result<void> kept = history::saveCheck(order.historyPath, record); !kept)
        report.more.append(Tr::tr("This is not kept: %1").arg(kept.error().text));
}

// A quick check sees less than one in depth, and takes back nothing that one has found.
bool seesLess(const TaskOrder &order, const history::CheckRecord &record)
{
    if (record.deep)
        return false;
    const Result<std::optional<LastCheck>> before =
        lastCheck(order.historyPath, order.community, order.database);
    if (!before || !*before || (*before)->depth != health::CheckDepth::Deep)
        return false;
    return (*before)->damaged ? record.outcome != history::CheckOutcome::Damaged
                              : (*before)->indexDamaged && record.outcome == history::CheckOutcome::Whole;
}

Result<TaskReport> checked(const TaskOrder &order, health::CheckDepth depth, const Tell &tell,
                           const std::stop_token &stop)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Result<health::CheckReport> found = health::checkDatabase(optionsOf(order), depth, tell, stop);
    TaskReport report;
    const std::optional<history::CheckRecord> record =
        history::recordOf({.community = order.community,
                           .path = order.database,
                           .at = now,
                           .deep = depth == health::CheckDepth::Deep},
                          found);
    if (!found) {
        if (!record)
            return found.error();
        // What can't even be read as a database is a finding, too.
        report = failedReport(order.task, found.error());
        keep(order, *record, report);
        return report;
    }
    const QString rows = rowsText(store::sumOf(found->rows));
    const QString time = formatDuration(found->seconds);
    if (found->whole()) {
        report.text =
            depth == health::CheckDepth::Deep
                ? Tr::tr("Whole: file, indexes and texts were checked in depth, %1 in %2.").arg(rows, time)
                : Tr::tr("Whole: %1 were checked in %2.").arg(rows, time);
    } else if (found->problems.isEmpty()) {
        report.level = LogLevel::Error;
        report.text =
            Tr::tr("The items are whole, but these full-text indexes are damaged: %1. Rebuild them.")
                .arg(found->brokenIndexes.join(u", "_s));
    } else {
        report.level = LogLevel::Error;
        report.text =
            Tr::tr("The file is damaged: %n problem(s) were found. Nothing was changed. Restore a backup, "
                   "or recover what can be read into a new file.",
                   nullptr, static_cast<int>(found->problems.size()));
        report.more = found->problems.first(std::min(toldProblems, found->problems.size()));
        if (found->problems.size() > toldProblems)
            report.more.append(Tr::tr("%n further problem(s)", nullptr,
                                      static_cast<int>(found->problems.size() - toldProblems)));
    }
    if (seesLess(order, *record)) {
        report.level = std::max(report.level, LogLevel::Warning);
        report.text +=
            ' '_L1 + Tr::tr("The last check in depth found more, and still counts: check in depth again.");
    } else {
        keep(order, *record, report);
    }
    return report;
}

TaskReport sizeReport(const health::SizeReport &size, const QString &done)
{
    TaskReport report;
    const QString time = formatDuration(size.seconds);
    report.text =
        size.bytesBefore == size.bytesAfter
            ? Tr::tr("%1 in %2; its size is as before: %3.").arg(done, time, formatBytes(size.bytesAfter))
            : Tr::tr("%1 in %2: %3 → %4.")
                  .arg(done, time, formatBytes(size.bytesBefore), formatBytes(size.bytesAfter));
    return report;
}

Result<TaskReport> tidy(const TaskOrder &order, const Tell &tell, const std::stop_token &stop)
{
    Result<health::SizeReport> size = cancelledError();
    QString done;
    if (order.task == HealthTask::Optimise) {
        size = health::optimizeDatabase(writeOptionsOf(order), tell, stop);
        done = Tr::tr("Optimised");
    } else {
        size = health::rebuildIndexes(writeOptionsOf(order), {}, tell, stop);
        done = Tr::tr("Full-text indexes rebuilt");
    }
    if (!size)
        return size.error();
    return sizeReport(*size, done);
}

Result<TaskReport> compact(const TaskOrder &order, const TellAll &tell, const std::stop_token &stop)
{
    health::MaintenanceOptions options = writeOptionsOf(order);
    options.written = [&tell](qint64 bytes) {
        tell({.done = -1, .written = bytes});
    };
    const Result<health::SizeReport> size = health::compactDatabase(options, {}, stop);
    if (!size)
        return size.error();
    return sizeReport(*size, Tr::tr("Compacted"));
}

Result<TaskReport> checkpoint(const TaskOrder &order, const std::stop_token &stop)
{
    const Result<health::CheckpointReport> done = health::checkpointDatabase(writeOptionsOf(order), stop);
    if (!done)
        return done.error();
    TaskReport report;
    if (!done->wal) {
        report.text = Tr::tr("It is not in WAL mode: there is nothing to bring in.");
    } else if (done->complete) {
        report.text = Tr::tr("The WAL is in the database: %1 → %2.")
                          .arg(formatBytes(done->walBefore), formatBytes(done->walAfter));
    } else {
        report.level = LogLevel::Warning;
        report.text =
            done->holder.isEmpty()
                ? Tr::tr("The WAL could not be emptied (%1): somebody reads from it. Try again later.")
                      .arg(formatBytes(done->walAfter))
                : Tr::tr("The WAL could not be emptied (%1): %2 reads from it.")
                      .arg(formatBytes(done->walAfter), done->holder);
    }
    return report;
}

std::function<void(const QString &)> tellHolder(const TellAll &tell)
{
    return [&tell](const QString &holder) {
        tell({.done = -1, .holder = holder.isEmpty() ? Tr::tr("another process") : holder});
    };
}

Result<TaskReport> backUp(const TaskOrder &order, const TellAll &tell, const std::stop_token &stop)
{
    backup::BackupOptions options{.community = order.community,
                                  .database = order.database,
                                  .folder = order.backupFolder,
                                  .compact = order.compact,
                                  .busyTimeout = order.busyTimeout,
                                  .waiting = tellHolder(tell)};
    const Result<backup::BackupReport> made = backup::backUp(
        options, [&tell](const store::CopyProgress &progress) { tell({.done = progress.done}); }, stop);
    if (!made)
        return made.error();
    TaskReport report;
    report.text = Tr::tr("Backed up and checked: %1 in %2, %3, in %4.")
                      .arg(rowsText(store::sumOf(made->rows)), QFileInfo(made->path).fileName(),
                           formatBytes(made->bytes), formatDuration(made->seconds));
    report.more.append(native(made->path));
    // Only here, where backups are this program's to keep in number.
    const backup::Retention &retention = order.retention;
    for (const QString &gone : backup::applyRetention(order.backupFolder, order.community, retention))
        report.more.append(
            Tr::tr("Removed, being more or older than the settings keep: %1").arg(native(gone)));
    return report;
}

// "380 rows (before: 400)"
QString restoredRowsText(const backup::RestoreReport &report)
{
    const qint64 rows = store::sumOf(report.rows);
    if (!report.formerRows || store::sumOf(*report.formerRows) == rows)
        return rowsText(rows);
    return Tr::tr("%1 (before: %2)").arg(rowsText(rows), formatNumber(store::sumOf(*report.formerRows)));
}

Result<TaskReport> restoreFrom(const TaskOrder &order, const TellAll &tell, const std::stop_token &stop)
{
    backup::RestoreOptions options{.community = order.community,
                                   .database = order.database,
                                   .backup = order.file,
                                   .busyTimeout = order.busyTimeout,
                                   .waiting = tellHolder(tell),
                                   .configuredByOthers = order.configured};
    options.configured = options.configuredByOthers.take(order.community);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Result<backup::RestoreReport> done = backup::restore(
        options, [&tell](const store::CopyProgress &progress) { tell({.done = progress.done}); }, stop);
    if (!done)
        return done.error();
    TaskReport report;
    report.text = Tr::tr("Restored and checked: %1 from %2.")
                      .arg(restoredRowsText(*done), QFileInfo(order.file).fileName());
    if (!done->aside.isEmpty())
        report.text +=
            ' '_L1 + Tr::tr("The former database is kept as %1.").arg(QFileInfo(done->aside).fileName());
    if (!done->notice.isEmpty()) {
        report.level = LogLevel::Warning;
        report.text += ' '_L1 + done->notice;
    }
    for (const QString &gone : done->removed)
        report.more.append(Tr::tr("Removed what a restore kept long ago: %1").arg(native(gone)));
    // What was found in the former file is no longer true of this one.
    keep(order, history::recordOfRestored(order.community, order.database, now), report);
    return report;
}

Result<TaskReport> recover(const TaskOrder &order, const Tell &tell, const std::stop_token &stop)
{
    if (!QDir().mkpath(QFileInfo(order.file).path()))
        return Error{.kind = ErrorKind::ReadOnly,
                     .text =
                         Tr::tr("The folder %1 cannot be made.").arg(native(QFileInfo(order.file).path())),
                     .hint = Tr::tr("Choose another one."),
                     .url = {}};
    const Result<health::RecoveryReport> done =
        health::recoverDatabase(optionsOf(order), order.file, tell, stop);
    if (!done)
        return done.error();
    TaskReport report;
    qint64 rows = 0;
    QStringList gaps;
    for (const health::RecoveredTable &table : done->tables) {
        rows += table.rows;
        if (table.gaps)
            gaps.append(table.missing
                            ? Tr::tr("%1 (missing: %2)").arg(table.table, formatNumber(*table.missing))
                            : table.table);
    }
    report.text = Tr::tr("Recovered %1 into %2.").arg(rowsText(rows), native(done->path));
    if (!gaps.isEmpty()) {
        report.level = LogLevel::Warning;
        report.text += ' '_L1 + Tr::tr("Some could not be read of %1.").arg(gaps.join(u", "_s));
    }
    report.text +=
        ' '_L1 + Tr::tr("The damaged database is as it was; Restore… puts the new file in its place.");
    return report;
}
} // namespace

bool worksAlone(HealthTask task)
{
    switch (task) {
    case HealthTask::Check: // of a copy, which a reader makes
    case HealthTask::CheckDeep:
    case HealthTask::BackUp:
        return false;
    case HealthTask::Optimise:
    case HealthTask::Compact:
    case HealthTask::Rebuild:
    case HealthTask::Checkpoint:
    case HealthTask::Restore:
    case HealthTask::Recover:
        break;
    }
    return true;
}

bool suits(HealthTask task, const DatabaseRow &row)
{
    return hindrance(task, row).isEmpty();
}

Result<TaskReport> perform(const TaskOrder &order, const TellAll &tellAll, const std::stop_token &stop)
{
    const Tell tell = [&tellAll](double done) {
        tellAll({.done = done});
    };
    switch (order.task) {
    case HealthTask::Check:
        return checked(order, health::CheckDepth::Quick, tell, stop);
    case HealthTask::CheckDeep:
        return checked(order, health::CheckDepth::Deep, tell, stop);
    case HealthTask::Compact:
        return compact(order, tellAll, stop);
    case HealthTask::Optimise:
    case HealthTask::Rebuild:
        return tidy(order, tell, stop);
    case HealthTask::Checkpoint:
        return checkpoint(order, stop);
    case HealthTask::BackUp:
        return backUp(order, tellAll, stop);
    case HealthTask::Restore:
        return restoreFrom(order, tellAll, stop);
    case HealthTask::Recover:
        return recover(order, tell, stop);
    }
    return cancelledError();
}

TaskReport failedReport(HealthTask task, const Error &error)
{
    TaskReport report;
    report.text = error.hint.isEmpty() ? error.text : error.text + ' '_L1 + error.hint;
    report.level = LogLevel::Error;
    // Each merge of an index, and each index made anew, is a transaction of its own.
    const bool byParts = task == HealthTask::Optimise || task == HealthTask::Rebuild;
    const QString done = Tr::tr("What was done until then stays.");
    if (error.isCancelled()) {
        report.level = LogLevel::Info;
        report.stopped = true;
        report.text =
            byParts ? Tr::tr("Stopped.") + ' '_L1 + done : Tr::tr("Stopped. The database is as it was.");
        return report;
    }
    const bool checks = task == HealthTask::Check || task == HealthTask::CheckDeep;
    if (error.kind == ErrorKind::Locked) {
        report.level = LogLevel::Warning;
        report.text =
            error.text + ' '_L1 +
            (checks
                 ? Tr::tr("It was not checked: that says nothing about the file. Try again once it is free.")
             : byParts ? done + ' '_L1 + Tr::tr("Try again once it is free.")
                       : Tr::tr("Nothing was changed. Try again once it is free."));
    } else if (byParts && error.kind != ErrorKind::Corrupt) {
        report.text += ' '_L1 + done;
    }
    // The error's own hint knows of the backups only.
    if (error.kind == ErrorKind::Corrupt && (checks || task == HealthTask::BackUp))
        report.text =
            error.text + ' '_L1 +
            Tr::tr("Nothing was changed. Restore a backup, or recover what can be read into a new file.");
    return report;
}

} // namespace lockkeeper::ui
