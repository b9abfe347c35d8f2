#include "community/AtomicFile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

constexpr mode_t newFileMode = 0666; // less the user's umask, as any editor's
constexpr mode_t newFolderMode = 0777;
constexpr int triesForName = 8;

// Of the system's last call.
Error systemError(const QString &path)
{
    const int number = errno;
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    const bool denied = number == EACCES || number == EPERM || number == EROFS;
    return {.kind = full     ? ErrorKind::DiskFull
                    : denied ? ErrorKind::ReadOnly
                             : ErrorKind::Internal,
            .text = Tr::tr("%1 could not be written (%2).").arg(path, qt_error_string(number)),
            .hint = full ? Tr::tr("Make room there. Nothing has been changed.")
                    : denied
                        ? Tr::tr("Give this user the right to write that folder. Nothing has been changed.")
                        : Tr::tr("Nothing has been changed."),
            .url = {},
            .status = 0};
}

// Without it, a crash may bring the former entry back.
void syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return; // the file itself is there, and whole
    (void)::fsync(descriptor);
    ::close(descriptor);
}

bool writeAll(int descriptor, const QByteArray &content)
{
    for (qsizetype done = 0; done < content.size();) {
        const ssize_t count =
            ::write(descriptor, content.constData() + done, static_cast<std::size_t>(content.size() - done));
        if (count < 0 && errno != EINTR)
            return false;
        done += count > 0 ? count : 0;
    }
    return true;
}

// The file a link leads to in the end, so that the link stays; a dangling one is written through, too.
QString behindLinks(const QString &path)
{
    QFileInfo info(path);
    for (int links = 0; links < 40 && info.isSymLink(); ++links)
        info.setFile(info.symLinkTarget());
    return info.filePath();
}
} // namespace

PreparedFile::PreparedFile(QString target, QByteArray temporary)
    : m_target(std::move(target))
    , m_temporary(std::move(temporary))
{
}

PreparedFile::PreparedFile(PreparedFile &&other) noexcept
    : m_target(std::move(other.m_target))
    , m_temporary(std::exchange(other.m_temporary, {}))
{
}

PreparedFile::~PreparedFile()
{
    if (!m_temporary.isEmpty())
        (void)::unlink(m_temporary.constData());
}

Result<PreparedFile> PreparedFile::write(const QString &path, const QByteArray &content)
{
    const QString target = behindLinks(path);
    const QByteArray name = QFile::encodeName(target);
    QByteArray temporary;
    int descriptor = -1;
    for (int i = 0; i < triesForName && descriptor < 0; ++i) {
        temporary = name + ".new-" + QByteArray::number(QRandomGenerator::global()->generate(), 36);
        descriptor = ::open(temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, newFileMode);
        if (descriptor < 0 && errno != EEXIST)
            break;
    }
    if (descriptor < 0)
        return systemError(target);

    PreparedFile prepared(target, temporary);
    struct stat old = {};
    const bool replaces = ::stat(name.constData(), &old) == 0;
    bool good = writeAll(descriptor, content);
    good = good && (!replaces || ::fchmod(descriptor, old.st_mode & 07777U) == 0);
    good = good && (::fsync(descriptor) == 0 || errno == EINVAL);
    const int writeError = errno;
    const bool closed = ::close(descriptor) == 0;
    errno = good ? errno : writeError;
    if (!good || !closed)
        return systemError(target);
    return Result<PreparedFile>(std::move(prepared));
}

Result<void> PreparedFile::putInPlace()
{
    if (::rename(m_temporary.constData(), QFile::encodeName(m_target).constData()) != 0)
        return systemError(m_target);
    m_temporary.clear();
    syncFolderOf(m_target);
    return {};
}

Result<void> writeAtomically(const QString &path, const QByteArray &content)
{
    Result<PreparedFile> prepared = PreparedFile::write(path, content);
    return prepared ? prepared->putInPlace() : Result<void>(prepared.error());
}

Result<void> makeFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), newFolderMode) == 0) {
        syncFolderOf(path);
        return {};
    }
    if (errno == EEXIST && QFileInfo(path).isDir())
        return {};
    return systemError(path);
}

Result<void> moveAside(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return systemError(from);
    syncFolderOf(from);
    syncFolderOf(to);
    return {};
}

} // namespace lockkeeper::community
