// Where backups were written: a folder that is not the program's own is known only from here. Blocking, short
// statements on connections of their own: not for the GUI thread. Errors: as Checks.h.
#pragma once

#include "base/Result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lockkeeper::history {

struct BackupRecord
{
    QString community;
    QString path;    // of the backup, absolute
    QDateTime taken; // UTC

    friend bool operator==(const BackupRecord &, const BackupRecord &) = default;
};

inline constexpr int keptBackupFolders = 10; // of a community, those with the newest backups

// `path` is the history's; made if it is missing.
[[nodiscard]] Result<void> saveBackup(const QString &path, const BackupRecord &backup);

// The newest of each folder, the newest first; the files may be gone since. Nothing where there is no
// history.
[[nodiscard]] Result<QList<BackupRecord>> lastBackups(const QString &path, const QString &community);

} // namespace lockkeeper::history
