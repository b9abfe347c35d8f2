// The temporary folder of a rehearsal's copies: on the original's file system, removed with the object. One
// that a killed program left behind is removed by the next.
#pragma once

#include "base/Result.h"

#include <QLockFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace lockkeeper::health {

// Errors: disk_full.
[[nodiscard]] Result<void> checkRoom(qint64 available, qint64 needed, const QString &folder);

class CopyFolder final
{
public:
    // Beside the database, or in the system's folder for temporary files if that is on the same file system:
    // another disk would give other figures. Errors: read_only (neither will do), disk_full (not `needed`
    // bytes left there).
    [[nodiscard]] static Result<std::unique_ptr<CopyFolder>> make(const QString &databasePath, qint64 needed);
    ~CopyFolder();
    CopyFolder(const CopyFolder &) = delete;
    CopyFolder &operator=(const CopyFolder &) = delete;

    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    explicit CopyFolder(const QString &parent);

    QTemporaryDir m_folder;
    std::unique_ptr<QLockFile> m_lock; // says that somebody alive uses the folder
};

} // namespace lockkeeper::health
