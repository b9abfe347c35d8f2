#include "store/ScratchFolder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
constexpr QLatin1StringView hiddenName{".lockkeeper-"};
constexpr QLatin1StringView lockName{"in-use"};
constexpr int lockedWithin = 60; // seconds: a folder without a lock may be one that is just being made

// Also what was made for something else, which may not be done again, where its lock tells whose it is.
void removeLeftovers(const QString &parent, const QString &prefix)
{
    const QFileInfoList folders = QDir(parent).entryInfoList(
        {QString(hiddenName) + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        if (!folder.fileName().startsWith(prefix) && !QFileInfo::exists(folder.filePath() + u'/' + lockName))
            continue;
        if (folder.lastModified().secsTo(QDateTime::currentDateTime()) < lockedWithin)
            continue;
        QLockFile lock(folder.filePath() + u'/' + lockName);
        lock.setStaleLockTime(0); // however old: only a dead owner's is taken over
        if (!lock.tryLock(0))
            continue;
        lock.unlock(); // its file goes with the folder
        QDir(folder.filePath()).removeRecursively();
    }
}
} // namespace

ScratchFolder::ScratchFolder(const QString &pattern)
    : m_folder(pattern)
{
    if (!m_folder.isValid())
        return;
    m_lock = std::make_unique<QLockFile>(file(lockName));
    m_lock->setStaleLockTime(0);
    (void)m_lock->tryLock(0);
}

ScratchFolder::~ScratchFolder()
{
    m_lock.reset(); // removes its file
}

std::unique_ptr<ScratchFolder> ScratchFolder::make(const QString &parent, const QString &purpose)
{
    const QString prefix = hiddenName + purpose + u'-';
    removeLeftovers(parent, prefix);
    std::unique_ptr<ScratchFolder> folder(new ScratchFolder(parent + u'/' + prefix + "XXXXXX"_L1));
    return folder->m_folder.isValid() ? std::move(folder) : nullptr;
}

} // namespace lockkeeper::store
