// What `health` found out of one community's database, as text and as JSON.
#pragma once

#include "backup/Retention.h"
#include "cli/JsonText.h"
#include "health/DatabaseHealth.h"
#include "health/Maintenance.h"
#include "history/Backups.h"
#include "history/Checks.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lockkeeper::cli {

struct HealthFindings
{
    QString community;
    health::DatabaseHealth health;
    std::optional<Result<health::CheckReport>> check; // of --deep
    std::optional<history::CheckRecord> lastCheck;    // this one, where it says something of the file
    QString backupFolder;
    QList<backup::StoredBackup> backups;                 // the newest first
    std::optional<history::BackupRecord> backupNotThere; // newer than all of these, as the history knows
    QList<history::DatabaseSize> growth;                 // the oldest first

    [[nodiscard]] const backup::StoredBackup *newestWhole() const; // null: there is none
    // What the last check found wrong still counts; nothing where it was this one, or whole.
    [[nodiscard]] std::optional<history::CheckRecord> standing() const;
    [[nodiscard]] bool failed() const; // damaged, or it could not be read or checked
};

// What may be done about damage, or about a lock; nothing where all is well.
[[nodiscard]] QStringList adviceOn(const HealthFindings &findings);
// What is wrong, in a line each; for standard error where nothing else is wanted.
[[nodiscard]] QStringList problemsOf(const HealthFindings &findings);

// That this SQLite has the WAL-reset bug, in two lines; empty where it has none. And what that means here.
[[nodiscard]] QString walResetText(const QString &sqliteVersion);
[[nodiscard]] QString walResetDetails();

[[nodiscard]] QStringList findingsText(const HealthFindings &findings);
// A check's, of --deep and after --rebuild-index: {"outcome","problems",…} or {"error"}.
[[nodiscard]] JsonText checkObject(const Result<health::CheckReport> &check);
[[nodiscard]] JsonText findingsObject(const HealthFindings &findings);

} // namespace lockkeeper::cli
