#include "health/CopyFolder.h"

#include "store/DiskFiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};
} // namespace

bool onOneFileSystem(const QString &one, const QString &other)
{
    struct stat a = {};
    struct stat b = {};
    return ::stat(QFile::encodeName(one).constData(), &a) == 0 &&
           ::stat(QFile::encodeName(other).constData(), &b) == 0 && a.st_dev == b.st_dev;
}

Result<std::unique_ptr<CopyFolder>> CopyFolder::make(const QString &databasePath, qint64 needed)
{
    // A link leads to the place where the database, its -wal and its -shm really are.
    const QString beside = QFileInfo(QFileInfo(databasePath).canonicalFilePath()).absolutePath();
    for (const QString &parent : {beside, QDir::tempPath()}) {
        if (!onOneFileSystem(beside, parent))
            continue;
        std::unique_ptr<store::ScratchFolder> folder = store::ScratchFolder::make(parent, u"rehearsal"_s);
        if (!folder)
            continue;
        if (const Result<void> room = store::checkRoom(store::roomIn(folder->path()), needed, parent);
            !room) {
            Error error = room.error();
            error.hint = Tr::tr("Make room there, or rehearse with fewer seconds.");
            return error;
        }
        return std::unique_ptr<CopyFolder>(new CopyFolder(std::move(folder)));
    }
    return Error{.kind = ErrorKind::ReadOnly,
                 .text = Tr::tr("There is no place for a copy on the disk of %1: its folder may not be "
                                "written.")
                             .arg(databasePath),
                 .hint =
                     Tr::tr("Give this user the right to write that folder, or let TMPDIR name one on the "
                            "same disk; on another one the figures would be another disk's."),
                 .url = {}};
}

} // namespace lockkeeper::health
