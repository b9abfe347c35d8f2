// The temporary folder of a rehearsal's copies: on the original's file system, removed with the object.
#pragma once

#include "base/Result.h"
#include "store/ScratchFolder.h"

#include <QString>

#include <memory>
#include <utility>

namespace lockkeeper::health {

[[nodiscard]] bool onOneFileSystem(const QString &one, const QString &other);

class CopyFolder final
{
public:
    // Beside the database, or in the system's folder for temporary files if that is on the same file system:
    // another disk would give other figures. Errors: read_only (neither will do), disk_full (not `needed`
    // bytes left there).
    [[nodiscard]] static Result<std::unique_ptr<CopyFolder>> make(const QString &databasePath, qint64 needed);

    [[nodiscard]] QString file(const QString &name) const { return m_folder->file(name); }

private:
    explicit CopyFolder(std::unique_ptr<store::ScratchFolder> folder)
        : m_folder(std::move(folder))
    {
    }

    std::unique_ptr<store::ScratchFolder> m_folder;
};

} // namespace lockkeeper::health
