#include "store/DiskFiles.h"

#include "base/Format.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};

// Of the system's last call.
Error systemError(const QString &path)
{
    const int number = errno;
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    const bool refused = number == EACCES || number == EPERM || number == EROFS;
    return {.kind = full      ? ErrorKind::DiskFull
                    : refused ? ErrorKind::ReadOnly
                              : ErrorKind::Internal,
            .text = Tr::tr("%1 could not be written (%2).").arg(path, qt_error_string(number)),
            .hint = full      ? Tr::tr("Make room there.")
                    : refused ? Tr::tr("Give this user the right to write that folder.")
                              : QString(),
            .url = {}};
}

Result<void> syncOpened(const QString &path, int flags)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (descriptor < 0)
        return systemError(path);
    Result<void> done;
    if (::fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS) // some file systems have nothing to do
        done = systemError(path);
    ::close(descriptor);
    return done;
}

bool unsupported(int number)
{
    return number == EINVAL || number == ENOSYS || number == ENOTSUP;
}

int renameWith(const QString &from, const QString &to, unsigned flags)
{
    return ::renameat2(AT_FDCWD, QFile::encodeName(from).constData(), AT_FDCWD,
                       QFile::encodeName(to).constData(), flags);
}
} // namespace

Result<void> syncFile(const QString &path)
{
    return syncOpened(path, O_RDONLY);
}

Result<void> syncFolder(const QString &path)
{
    return syncOpened(path, O_RDONLY | O_DIRECTORY);
}

Result<Renamed> renameToFreeName(const QString &from, const QString &to)
{
    if (renameWith(from, to, RENAME_NOREPLACE) == 0)
        return Renamed::Yes;
    if (errno == EEXIST)
        return Renamed::NameIsTaken;
    if (!unsupported(errno))
        return systemError(to);
    if (QFileInfo::exists(to))
        return Renamed::NameIsTaken;
    if (renameWith(from, to, 0) != 0)
        return systemError(to);
    return Renamed::Yes;
}

Result<void> replaceKeeping(const QString &fresh, const QString &present, const QString &aside)
{
    if (renameWith(fresh, aside, RENAME_NOREPLACE) == 0) {
        if (renameWith(aside, present, RENAME_EXCHANGE) == 0)
            return {};
        const int number = errno;
        (void)renameWith(aside, fresh, 0);
        errno = number;
    }
    if (!unsupported(errno))
        return systemError(present);
    if (renameWith(present, aside, 0) != 0)
        return systemError(aside);
    if (renameWith(fresh, present, 0) == 0)
        return {};
    const Error error = systemError(present);
    (void)renameWith(aside, present, 0);
    return error;
}

qint64 roomIn(const QString &folder)
{
    const QStorageInfo disk(folder);
    return disk.isValid() ? disk.bytesAvailable() : -1;
}

Result<void> checkRoom(qint64 available, qint64 needed, const QString &folder)
{
    if (available < 0 || available >= needed)
        return {};
    return Error{.kind = ErrorKind::DiskFull,
                 .text = Tr::tr("There is not enough room in %1: %2 are free, %3 are needed.")
                             .arg(folder, formatBytes(available), formatBytes(needed)),
                 .hint = Tr::tr("Make room there. Nothing has been changed."),
                 .url = {}};
}

} // namespace lockkeeper::store
