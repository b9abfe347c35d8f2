// Which backups of a community go: by number and by age, and never the newest one that is whole.
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::backup {

struct Retention
{
    int number = 10; // so many stay at most; 0: any number
    int days = 90;   // those older than that go; 0: none does

    friend bool operator==(const Retention &, const Retention &) = default;
};

struct StoredBackup
{
    QString path;
    QDateTime taken;
    bool whole = true; // looks like a backup that can be restored
};

// Those to remove, whatever their order here. Pure.
[[nodiscard]] QList<StoredBackup> outdated(QList<StoredBackup> backups, const Retention &retention,
                                           const QDateTime &now);

// By their names, the newest first; what a restore kept aside is none. Blocking: looks into each file.
[[nodiscard]] QList<StoredBackup> backupsIn(const QString &folder, const QString &community);

// Removes those that are outdated and says which; one that cannot be removed stays and is not named.
// Blocking.
QStringList applyRetention(const QString &folder, const QString &community, const Retention &retention,
                           const QDateTime &now = QDateTime::currentDateTimeUtc());

// The same of what restores kept aside in the database's own folder, counted by itself, with the -wal, -shm
// and -journal of a damaged one; the newest always stays. Blocking.
QStringList applyAsideRetention(const QString &folder, const QString &community, const Retention &retention,
                                const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace lockkeeper::backup
