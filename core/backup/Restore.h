// A backup put back in the place of a community's database, which is kept aside. Why in these steps:
// DESIGN.md.
#pragma once

#include "base/Result.h"
#include "store/values/CopyProgress.h"
#include "store/values/TableRows.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace lockkeeper::backup {

struct RestoreOptions
{
    QString community;
    QString database; // its path; the file may be missing, damaged, or a link to another place
    QString backup;   // the path of the file to restore
    std::chrono::milliseconds busyTimeout{30'000};
    // While somebody has one of both in hand, some times a second: who; empty where the system does not tell.
    // Called on the working thread.
    std::function<void(const QString &holder)> waiting = {};
    // What config.yaml says, each as "github owner/name"; the present database's are known besides.
    QStringList configured = {};                        // of the community
    QMap<QString, QStringList> configuredByOthers = {}; // of the other ones, by their ids
};

struct RestoreReport
{
    QString database;
    QString backup;
    QString aside;       // where the former file is now; empty: there was none
    QString journalMode; // as the former file's was; "wal" where there was none, or it could not be read
    qint64 bytes = 0;
    QList<store::TableRows> rows; // of the content tables
    // Of the file that was replaced; nothing where there was none, or it could not be read.
    std::optional<QList<store::TableRows>> formerRows;
    QStringList sources; // of the restored file, as RestoreOptions has them
    QStringList removed; // files that former restores kept aside: Retention.h
    QString notice;      // sentences where something may be missing in what was restored, or not be its own
};

// Blocking. What is put in place is a checked copy of the backup; until that moment nothing is changed, and
// at every moment the database's path leads to the former file or to the restored one. Errors: config (no
// such file, another community's, a newer schema's, no knowledge database), corrupt (the backup), locked
// (somebody has the database in hand), disk_full, read_only, cancelled, internal.
[[nodiscard]] Result<RestoreReport> restore(const RestoreOptions &options,
                                            const store::CopyListener &listener = {},
                                            const std::stop_token &stop = {});

} // namespace lockkeeper::backup
