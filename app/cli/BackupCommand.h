// `backup`: each community's database into one checked file.
#pragma once

#include "backup/Backup.h"
#include "cli/Arguments.h"
#include "cli/JsonText.h"

#include <QList>
#include <QString>

namespace lockkeeper::cli {

// {"community","database","path","journal_mode","bytes","seconds","rows":{…},"removed":[…]}, or
// {"community","database","error":{…}}
[[nodiscard]] JsonText backupObject(const QString &community, const QString &database,
                                    const Result<backup::BackupReport> &report,
                                    const QStringList &removed = {});
// {"github_items":N, …}
[[nodiscard]] JsonText rowsObject(const QList<store::TableRows> &rows);

// What a copy is at, for a progress line.
[[nodiscard]] QString copyText(const store::CopyProgress &progress);

// A line for each, where lines are wanted.
void tellRemoved(const QString &community, const QStringList &backups, const Arguments &arguments);

// Returns the exit code: 1 where a database could not be backed up.
[[nodiscard]] int runBackup(const Arguments &arguments);

} // namespace lockkeeper::cli
