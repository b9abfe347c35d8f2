#include "backup/Backup.h"

#include "backup/BackupName.h"
#include "store/CheckedCopy.h"
#include "store/Database.h"
#include "store/DiskFiles.h"
#include "store/FileCheck.h"
#include "store/LockWait.h"
#include "store/ScratchFolder.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::backup)
};

Error notWritable(const QString &folder)
{
    return {.kind = ErrorKind::ReadOnly,
            .text = Tr::tr("No backup can be written into %1.").arg(folder),
            .hint = Tr::tr("Choose a folder that this user may write."),
            .url = {}};
}

// Two backups of one second get two names.
Result<QString> giveName(const QString &copy, const BackupOptions &options, QDateTime taken)
{
    for (;; taken = taken.addSecs(1)) {
        const QString path =
            QDir(options.folder).filePath(fileNameOf({.community = options.community, .taken = taken}));
        const Result<store::Renamed> named = store::renameToFreeName(copy, path);
        if (!named)
            return named.error();
        if (*named == store::Renamed::Yes)
            return path;
    }
}

// SQLite's errors speak of syncs.
Error forBackups(Error error, const BackupOptions &options)
{
    if (error.kind == ErrorKind::DiskFull) {
        error.text =
            Tr::tr("There is no room left in %1 for the backup of %2.").arg(options.folder, options.database);
        error.hint =
            Tr::tr("Make room there, or choose another folder. Nothing has been changed, and no part of the "
                   "backup is left.");
    } else if (error.kind == ErrorKind::Locked) {
        error.hint = Tr::tr("Try again when that program has ended, or let --busy-timeout be longer. Nothing "
                            "has been changed.");
    }
    return error;
}
} // namespace

Result<BackupReport> backUp(const BackupOptions &options, const store::CopyListener &listener,
                            const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    const QDateTime taken = QDateTime::currentDateTimeUtc();
    if (!QFileInfo(options.database).isFile())
        return store::noDatabaseError(options.database);
    if (!QDir().mkpath(options.folder))
        return notWritable(options.folder);
    const auto scratch = store::ScratchFolder::make(options.folder, u"backup"_s);
    if (!scratch)
        return notWritable(options.folder);
    const store::FileSizes sizes = store::fileSizes(options.database);
    const qint64 needed = (sizes.database + sizes.wal) * (options.compact ? 2 : 1) + store::spareRoom;
    if (const Result<void> room = store::checkRoom(store::roomIn(scratch->path()), needed, options.folder);
        !room)
        return room.error();

    if (const Result<void> readable = store::untilReadable(
            options.database, {.deadline = std::chrono::steady_clock::now() + options.busyTimeout,
                               .stop = stop,
                               .waiting = store::namedFor(options.waiting)});
        !readable)
        return forBackups(readable.error(), options);
    const QString copy = scratch->file(u"copy.db"_s);
    const Result<store::CheckedCopy> made = store::makeCheckedCopy(
        options.database, copy,
        {.compact = options.compact,
         .busyTimeout = options.busyTimeout,
         .waiting = store::namedFor(options.waiting),
         .beside = options.jobsPaused ? store::CopyBeside::Others : store::CopyBeside::Anybody,
         .indexes = options.indexes},
        listener, stop);
    if (!made)
        return forBackups(made.error(), options);
    if (stop.stop_requested())
        return cancelledError();
    const Result<QString> path = giveName(copy, options, taken);
    if (!path)
        return forBackups(path.error(), options);
    if (const Result<void> kept = store::syncFolder(options.folder); !kept)
        return forBackups(kept.error(), options);
    return BackupReport{.community = options.community,
                        .database = options.database,
                        .path = *path,
                        .journalMode = made->journalMode,
                        .bytes = made->bytes,
                        .rows = store::contentRows(made->rows),
                        .seconds = double(clock.elapsed()) / 1e3};
}

} // namespace lockkeeper::backup
