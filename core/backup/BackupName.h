// How backups are named: `<community>-<UTC time>.db`, the time as 20260127T101500Z. A restore keeps the
// former file as `<community>.db.before-restore-<UTC time>`.
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace lockkeeper::backup {

struct BackupName
{
    QString community;
    QDateTime taken;    // UTC, to the second
    bool aside = false; // kept by a restore

    friend bool operator==(const BackupName &, const BackupName &) = default;
};

// Where the program itself keeps them.
[[nodiscard]] QString backupsFolder(const QString &dataDir);

[[nodiscard]] QString fileNameOf(const BackupName &name);

// Nothing for any other name.
[[nodiscard]] std::optional<BackupName> parseFileName(const QString &fileName);

} // namespace lockkeeper::backup
