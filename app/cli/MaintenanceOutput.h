// What `checkpoint` and the maintenance of `health` tell of one database: lines for people, of which those on
// what failed go to standard error, and an object of JSON, which has "error" there.
#pragma once

#include "cli/Arguments.h"
#include "cli/JsonText.h"
#include "health/Maintenance.h"
#include "health/Recovery.h"

#include <QString>

namespace lockkeeper::cli {

// For a progress line: "compacting, 34 MiB written so far"; `work` alone where nothing is known of it.
[[nodiscard]] QString writtenText(const QString &work, qint64 bytes);

void tellTidying(const QString &community, const Result<health::SizeReport> &report,
                 const Arguments &arguments);
// {"community","path","work":"optimize"|"compact"|"rebuild_index","bytes_before","bytes_after","settled",
// "holder","seconds"}
[[nodiscard]] JsonText tidyingObject(const QString &community, const QString &path, HealthWork work,
                                     const Result<health::SizeReport> &report);

// Of the check after an index was made anew.
void tellCheck(const QString &community, const Result<health::CheckReport> &check,
               const Arguments &arguments);

void tellRecovery(const QString &community, const Result<health::RecoveryReport> &report,
                  const Arguments &arguments);
// {"community","path","work":"recover","to","tables":[{"table","rows","gaps"},
// …],"syncs_begin_anew","seconds"}
[[nodiscard]] JsonText recoveryObject(const QString &community, const QString &path,
                                      const Result<health::RecoveryReport> &report);

void tellCheckpoint(const QString &community, const Result<health::CheckpointReport> &report,
                    const Arguments &arguments);
// {"community","path","wal","complete","wal_bytes_before","wal_bytes_after","holder"}
[[nodiscard]] JsonText checkpointObject(const QString &community, const QString &path,
                                        const Result<health::CheckpointReport> &report);

} // namespace lockkeeper::cli
