#include "sync/CommunityRemoval.h"

#include "community/ConfigStore.h"
#include "store/DatabaseStatus.h"
#include "store/Databases.h"
#include "store/DiskFiles.h"
#include "store/QuietFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <memory>

namespace lockkeeper::sync {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::CommunityRemoval)
};

Result<void> moveFile(const QString &from, const QString &to)
{
    const QString folder = QFileInfo(to).absolutePath();
    if (!QDir().mkpath(folder))
        return Error{.kind = ErrorKind::ReadOnly,
                     .text = Tr::tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(folder)),
                     .hint = Tr::tr("Mend its rights, or keep the database where it is."),
                     .url = {}};
    const Result<store::Renamed> renamed = store::renameToFreeName(from, to);
    if (!renamed) {
        Error error = renamed.error();
        error.hint = Tr::tr("Nothing has been changed. Keep the database where it is, or choose a backup "
                            "folder on the same disk.");
        return error;
    }
    if (*renamed == store::Renamed::NameIsTaken)
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("There is a file %1 already.").arg(QDir::toNativeSeparators(to)),
                     .hint = Tr::tr("Nothing has been changed. Try again."),
                     .url = {}};
    return store::syncFolder(folder);
}

Result<RemovedCommunity> removeBoth(const CommunityRemoval &removal, const QString &path,
                                    const std::stop_token &stop)
{
    const Result<std::unique_ptr<store::QuietFile>> quiet = store::QuietFile::hold(
        path, {.deadline = std::chrono::steady_clock::now() + removal.busyTimeout, .stop = stop});
    if (!quiet)
        return quiet.error();
    if (const Result<void> moved = moveFile(path, removal.moveTo); !moved)
        return (*quiet)->giveBack(moved.error());
    const Result<QString> folder = community::removeCommunity(removal.communitiesDir, removal.id);
    if (!folder) {
        if (moveFile(removal.moveTo, path))
            return (*quiet)->giveBack(folder.error());
        Error error = folder.error();
        error.text += u' ' + Tr::tr("Its database is %1 now.").arg(QDir::toNativeSeparators(removal.moveTo));
        return error;
    }
    return RemovedCommunity{.configuration = *folder, .database = removal.moveTo};
}
} // namespace

Result<CommunityRows> countCommunityRows(const QString &dataDir, const QString &id)
{
    const Result<store::DatabaseStatus> status = store::readStatus(store::databasePath(dataDir, id));
    if (!status)
        return status.error();
    return CommunityRows{
        .exists = status->exists, .bytes = status->bytes + status->walBytes, .rows = status->rows};
}

Result<RemovedCommunity> removeCommunity(const CommunityRemoval &removal, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return cancelledError();
    const QString path = store::databasePath(removal.dataDir, removal.id);
    const bool exists = QFileInfo::exists(path);
    if (exists && !removal.moveTo.isEmpty())
        return removeBoth(removal, path, stop);
    const Result<QString> folder = community::removeCommunity(removal.communitiesDir, removal.id);
    if (!folder)
        return folder.error();
    return RemovedCommunity{.configuration = *folder, .database = exists ? path : QString()};
}

} // namespace lockkeeper::sync
