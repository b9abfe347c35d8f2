#include "health/Recovery.h"

#include "health/WriteWork.h"
#include "store/Database.h"
#include "store/DiskFiles.h"
#include "store/FileSalvage.h"
#include "store/ScratchFolder.h"
#include "store/SqliteError.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

Error nameTaken(const QString &to)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("There is a file %1 already.").arg(to),
            .hint = Tr::tr("Choose a name that is free: nothing is ever replaced."),
            .url = {}};
}

Error cannotWrite(const QString &folder)
{
    return {.kind = ErrorKind::ReadOnly,
            .text = Tr::tr("No file can be written into %1.").arg(folder),
            .hint = Tr::tr("Choose a folder that this user may write."),
            .url = {}};
}

Error withPath(Error error, const QString &path, const QString &name)
{
    error.text.replace(path, name); // the copy's means nothing once it is gone
    return error;
}

// It becomes `to` only when it is whole and on the disk.
Result<void> giveName(const QString &copy, const QString &to)
{
    if (Result<void> kept = store::syncFile(copy); !kept)
        return kept;
    const Result<store::Renamed> named = store::renameToFreeName(copy, to);
    if (!named)
        return named.error();
    if (*named == store::Renamed::NameIsTaken)
        return nameTaken(to);
    return store::syncFolder(QFileInfo(to).absolutePath());
}
} // namespace

Result<RecoveryReport> recoverDatabase(const MaintenanceOptions &options, const QString &to,
                                       const Listener &listener, const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    if (!QFileInfo(options.database).isFile())
        return store::noDatabaseError(options.database);
    if (QFileInfo::exists(to) || QFileInfo(to).isSymLink())
        return nameTaken(to);
    const QString folder = QFileInfo(to).absolutePath();
    if (!QFileInfo(folder).isDir())
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("There is no folder %1.").arg(folder),
                     .hint = Tr::tr("Make it, or choose one that is there."),
                     .url = {}};
    const auto scratch = store::ScratchFolder::make(folder, u"recovery"_s);
    if (!scratch)
        return cannotWrite(folder);
    const store::FileSizes sizes = store::fileSizes(QFileInfo(options.database).canonicalFilePath());
    if (const Result<void> room = store::checkRoom(store::roomIn(scratch->path()),
                                                   sizes.database + sizes.wal + store::spareRoom, folder);
        !room)
        return room.error();

    const QString copy = scratch->file(u"recovered.db"_s);
    const auto told = [&listener](double done) {
        if (listener)
            listener(done);
    };
    const Result<store::SalvageReport> salvaged = store::salvageFile(
        options.database, copy, {.busyTimeout = options.busyTimeout, .waiting = waitListener(options)}, told,
        stop);
    if (!salvaged)
        return withPath(salvaged.error(), copy, to);
    if (stop.stop_requested())
        return cancelledError();
    if (const Result<void> named = giveName(copy, to); !named)
        return withPath(named.error(), copy, to);
    told(1);

    RecoveryReport report{.database = options.database,
                          .path = to,
                          .tables = {},
                          .syncsBeginAnew = !salvaged->cursorsKept,
                          .seconds = double(clock.elapsed()) / 1e3};
    for (const store::SalvageReport::Table &table : salvaged->tables)
        report.tables.append({.table = table.name,
                              .rows = table.rows.rows,
                              .gaps = table.rows.gaps,
                              .missing = table.rows.missing});
    return report;
}

} // namespace lockkeeper::health
