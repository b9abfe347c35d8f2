#include "health/CopyFolder.h"

#include "base/Format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

constexpr QLatin1StringView prefix{".lockkeeper-rehearsal-"};
constexpr QLatin1StringView lockName{"in-use"};
constexpr int lockedWithin = 60; // seconds: a folder without a lock may be one that is just being made

bool onOneFileSystem(const QString &one, const QString &other)
{
    struct stat a = {};
    struct stat b = {};
    return ::stat(QFile::encodeName(one).constData(), &a) == 0 &&
           ::stat(QFile::encodeName(other).constData(), &b) == 0 && a.st_dev == b.st_dev;
}

void removeLeftovers(const QString &parent)
{
    const QFileInfoList folders = QDir(parent).entryInfoList(
        {prefix + '*'_L1}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        if (folder.lastModified().secsTo(QDateTime::currentDateTime()) < lockedWithin)
            continue;
        QLockFile lock(folder.filePath() + '/'_L1 + lockName);
        lock.setStaleLockTime(0); // however old: only a dead owner's is taken over
        if (!lock.tryLock(0))
            continue;
        lock.unlock(); // its file goes with the folder
        QDir(folder.filePath()).removeRecursively();
    }
}
} // namespace

Result<void> checkRoom(qint64 available, qint64 needed, const QString &folder)
{
    if (available >= needed)
        return {};
    return Error{.kind = ErrorKind::DiskFull,
                 .text = Tr::tr("There is not enough room for the copies in %1: %2 are free, %3 are needed.")
                             .arg(folder, formatBytes(available), formatBytes(needed)),
                 .hint = Tr::tr("Make room, or rehearse with fewer seconds."),
                 .url = {}};
}

CopyFolder::CopyFolder(const QString &parent)
    : m_folder(parent + '/'_L1 + prefix + "XXXXXX"_L1)
{
    if (!m_folder.isValid())
        return;
    m_lock = std::make_unique<QLockFile>(file(lockName));
    m_lock->setStaleLockTime(0);
    (void)m_lock->tryLock(0);
}

CopyFolder::~CopyFolder()
{
    m_lock.reset(); // removes its file
}

Result<std::unique_ptr<CopyFolder>> CopyFolder::make(const QString &databasePath, qint64 needed)
{
    // A link leads to the place where the database, its -wal and its -shm really are.
    const QString beside = QFileInfo(QFileInfo(databasePath).canonicalFilePath()).absolutePath();
    for (const QString &parent : {beside, QDir::tempPath()}) {
        if (!onOneFileSystem(beside, parent))
            continue;
        removeLeftovers(parent);
        std::unique_ptr<CopyFolder> folder(new CopyFolder(parent));
        if (!folder->m_folder.isValid())
            continue;
        const QStorageInfo disk(folder->m_folder.path());
        if (const Result<void> room = checkRoom(disk.bytesAvailable(), needed, parent); !room)
            return room.error();
        return folder;
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
