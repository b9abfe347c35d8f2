#include "store/SqliteError.h"

#include "store/values/ProcessName.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};
} // namespace

Error sqliteError(int code, const QString &detail, const QString &path)
{
    if (code == SQLITE_READONLY_ROLLBACK) {
        return {.kind = ErrorKind::ReadOnly,
                .text =
                    Tr::tr("A program was killed in the middle of a transaction on %1, and its journal is "
                           "still there.")
                        .arg(path),
                .hint = Tr::tr("Nothing is lost: the next sync, or any program that opens it for writing, "
                               "undoes that transaction."),
                .url = {}};
    }
    if (QFileInfo(path).isDir()) // SQLite's codes for that differ from call to call
        return noDatabaseError(path);
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return lockedError(path, std::nullopt);
    case SQLITE_FULL:
        return {.kind = ErrorKind::DiskFull,
                .text = Tr::tr("The disk is full: %1 could not be written.").arg(path),
                .hint = Tr::tr("Make room and try again. What was stored before is still there."),
                .url = {}};
    case SQLITE_NOTADB:
        return {.kind = ErrorKind::Corrupt,
                .text = Tr::tr("%1 is not an SQLite database.").arg(path),
                .hint = Tr::tr("Move it away if it is not meant to be there; it has not been changed."),
                .url = {}};
    case SQLITE_CORRUPT:
        return {.kind = ErrorKind::Corrupt,
                .text = Tr::tr("%1 is damaged (%2).").arg(path, detail),
                .hint = Tr::tr("Restore it from a backup. It has not been deleted or replaced."),
                .url = {}};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {.kind = ErrorKind::ReadOnly,
                .text = Tr::tr("%1 or its folder may not be written (%2).").arg(path, detail),
                .hint =
                    Tr::tr("Give this user the right to write the file and its folder: SQLite keeps its -wal "
                           "and -shm files there."),
                .url = {}};
    default:
        return {.kind = ErrorKind::Internal,
                .text = Tr::tr("SQLite refused to work on %1 (%2, code %3).").arg(path, detail).arg(code),
                .hint = {},
                .url = {}};
    }
}

Error lockedError(const QString &path, const std::optional<Process> &holder)
{
    if (!holder) {
        return {.kind = ErrorKind::Locked,
                .text = Tr::tr("%1 is locked by another program.").arg(path),
                .hint = Tr::tr(
                    "End the program that writes to it, or let --busy-timeout be longer. Nothing is lost; "
                    "try again then."),
                .url = {}};
    }
    const QString who = processName(*holder);
    return {.kind = ErrorKind::Locked,
            .text = Tr::tr("%1 is locked by another program: %2.").arg(path, who),
            .hint = Tr::tr("End %1 or its transaction, or let --busy-timeout be longer. Nothing is lost; try "
                           "again then.")
                        .arg(who),
            .url = {}};
}

Error openElsewhereError(const QString &path, const Process &user)
{
    const QString who = processName(user);
    return {.kind = ErrorKind::Locked,
            .text = Tr::tr("%1 is open in another program: %2.").arg(path, who),
            .hint =
                Tr::tr("Close it in %1, or let --busy-timeout be longer. Nothing is lost; try again then.")
                    .arg(who),
            .url = {}};
}

Error lastError(sqlite3 *database, const QString &path)
{
    const int code = ranOutOfRoom(database) ? SQLITE_FULL : sqlite3_extended_errcode(database);
    return sqliteError(code, QString::fromUtf8(sqlite3_errmsg(database)), path);
}

bool ranOutOfRoom(sqlite3 *database)
{
    if ((sqlite3_errcode(database) & 0xff) != SQLITE_IOERR)
        return false;
    const int number = sqlite3_system_errno(database);
    return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

Error noDatabaseError(const QString &path)
{
    if (QFileInfo::exists(path))
        return {.kind = ErrorKind::Config,
                .text = Tr::tr("%1 is a folder, not a database.").arg(path),
                .hint = Tr::tr("Move it away, or put the database there."),
                .url = {}};
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("There is no database %1 yet.").arg(path),
            .hint = Tr::tr("The first sync makes it, in WAL mode."),
            .url = {}};
}

Error newerVersionError(const QString &path)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("%1 was written by a newer version of Lockkeeper.").arg(path),
            .hint = Tr::tr("Update Lockkeeper. The file has not been changed."),
            .url = {}};
}

} // namespace lockkeeper::store
