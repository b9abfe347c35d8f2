#include "backup/Retention.h"

#include "backup/BackupName.h"
#include "store/FileCheck.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::backup {

namespace {
void newestFirst(QList<StoredBackup> &backups)
{
    std::stable_sort(backups.begin(), backups.end(),
                     [](const StoredBackup &a, const StoredBackup &b) { return a.taken > b.taken; });
}
} // namespace

QList<StoredBackup> outdated(QList<StoredBackup> backups, const Retention &retention, const QDateTime &now)
{
    newestFirst(backups);
    QList<StoredBackup> gone;
    bool wholeOneStays = false;
    for (qsizetype i = 0; i < backups.size(); ++i) {
        const StoredBackup &one = backups.at(i);
        const bool last = one.whole && !wholeOneStays;
        wholeOneStays = wholeOneStays || one.whole;
        const bool tooMany = retention.number > 0 && i >= retention.number;
        const bool tooOld = retention.days > 0 && one.taken.addDays(retention.days) < now;
        if (!last && (tooMany || tooOld))
            gone.append(one);
    }
    return gone;
}

QList<StoredBackup> backupsIn(const QString &folder, const QString &community)
{
    QList<StoredBackup> backups;
    const QFileInfoList files = QDir(folder).entryInfoList({community + "-*.db"_L1}, QDir::Files);
    for (const QFileInfo &file : files) {
        const std::optional<BackupName> name = parseFileName(file.fileName());
        if (name && !name->aside && name->community == community)
            backups.append(
                {.path = file.filePath(), .taken = name->taken, .whole = store::looksWhole(file.filePath())});
    }
    newestFirst(backups);
    return backups;
}

QStringList applyRetention(const QString &folder, const QString &community, const Retention &retention,
                           const QDateTime &now)
{
    QStringList removed;
    for (const StoredBackup &one : outdated(backupsIn(folder, community), retention, now)) {
        if (QFile::remove(one.path))
            removed.append(one.path);
    }
    return removed;
}

QStringList applyAsideRetention(const QString &folder, const QString &community, const Retention &retention,
                                const QDateTime &now)
{
    QList<StoredBackup> asides;
    const QFileInfoList files =
        QDir(folder).entryInfoList({community + ".db.before-restore-*"_L1}, QDir::Files);
    for (const QFileInfo &file : files) {
        const std::optional<BackupName> name = parseFileName(file.fileName());
        if (name && name->aside && name->community == community)
            asides.append({.path = file.filePath(), .taken = name->taken, .whole = true});
    }
    QStringList removed;
    for (const StoredBackup &one : outdated(asides, retention, now)) {
        if (!QFile::remove(one.path))
            continue;
        removed.append(one.path);
        for (const QLatin1StringView suffix : {"-wal"_L1, "-shm"_L1, "-journal"_L1})
            QFile::remove(one.path + suffix);
    }
    return removed;
}

} // namespace lockkeeper::backup
