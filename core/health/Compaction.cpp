#include "health/Maintenance.h"

#include "base/Format.h"
#include "health/CopyFolder.h"
#include "health/Sizes.h"
#include "health/WriteWork.h"
#include "health/WrittenBytes.h"
#include "store/DiskFiles.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

// Where SQLite makes its temporary files (sqlite.org/tempfiles.html, 5).
QString temporaryFolder()
{
    for (const QString &folder : {qEnvironmentVariable("SQLITE_TMPDIR"), qEnvironmentVariable("TMPDIR"),
                                  u"/var/tmp"_s, u"/usr/tmp"_s, u"/tmp"_s, u"."_s}) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir() &&
            ::access(QFile::encodeName(folder).constData(), W_OK | X_OK) == 0)
            return folder;
    }
    return u"."_s;
}

Error noRoom(const MaintenanceOptions &options, const QString &detail)
{
    return {.kind = ErrorKind::DiskFull,
            .text = Tr::tr("There is no room to compact %1, which takes %2 for a while%3.")
                        .arg(options.database, formatBytes(roomToCompact(options.database)), detail),
            .hint = Tr::tr("Make room, there and where temporary files go (SQLITE_TMPDIR may name another "
                           "place). The database is as it was."),
            .url = {}};
}

// Before anything is written: the new content goes into a temporary file first, then into the -wal, or the
// former into the journal.
Result<void> checkRooms(const MaintenanceOptions &options, const QString &file)
{
    const QString folder = QFileInfo(file).absolutePath();
    const QString temporary = temporaryFolder();
    const qint64 each = roomToCompact(options.database) / 2;
    const bool together = onOneFileSystem(folder, temporary);
    for (const QString &place : {folder, temporary}) {
        const qint64 free = store::roomIn(place);
        if (free >= 0 && free < (together ? 2 * each : each))
            return noRoom(options, Tr::tr(": %1 are free in %2").arg(formatBytes(free), place));
    }
    return {};
}
} // namespace

qint64 roomToCompact(const QString &database)
{
    const QString file = QFileInfo(database).canonicalFilePath();
    const store::FileSizes sizes = store::fileSizes(file);
    return 2 * (sizes.database + sizes.wal) + store::spareRoom;
}

Result<SizeReport> compactDatabase(const MaintenanceOptions &options, const Listener &listener,
                                   const std::stop_token &stop)
{
    const QString file = QFileInfo(options.database).canonicalFilePath();
    const SizeWatch watch(options.database);
    const OpenedWork work = openForWork(options, stop);
    if (!work)
        return work.error();
    if (const Result<void> room = checkRooms(options, file); !room)
        return room.error();
    if (listener)
        listener(0);
    const WrittenBytes written(options.written);
    if (const Result<void> done = (*work)->run(u"VACUUM"_s); !done)
        return done.error().kind == ErrorKind::DiskFull ? noRoom(options, {}) : done.error();
    // In WAL mode it is safe in the -wal now; the file shrinks when all of that is in it, at the latest with
    // the last connection's close.
    SizeReport report = settle(**work, watch);
    if (listener)
        listener(1);
    return report;
}

} // namespace lockkeeper::health
