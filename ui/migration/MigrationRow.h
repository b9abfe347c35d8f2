// One database on the sheet of the switch to another journal mode: what is known of it, how far it is, in
// words and with an icon. Pure.
#pragma once

#include "migration/Migration.h"
#include "ui/common/Palettes.h"
#include "ui/dashboard/ProgressLook.h"
#include "ui/dashboard/StateText.h"

#include <QString>

#include <optional>

namespace lockkeeper::ui {

struct MigrationDatabase
{
    QString community; // id
    QString name;
    QString path;
    QString mode; // as last seen; empty where it could not be read
    qint64 bytes = 0;

    friend bool operator==(const MigrationDatabase &, const MigrationDatabase &) = default;
};

enum class MigrationStage {
    Looking, // what stands in its way
    Ready,
    NothingToDo,
    Refused,
    InLine,
    Pausing, // its jobs
    Checking,
    BackingUp,
    Waiting, // for another program
    Switching,
    Verifying,
    Done,
    Skipped, // another program kept it
    Failed,
    Cancelled, // called stopped, as the button is
};

struct MigrationRow
{
    MigrationDatabase database;
    migration::Mode to = migration::Mode::Wal;
    MigrationStage stage = MigrationStage::Looking;
    bool ticked = false;
    bool damaged = false; // by its last check
    double done = 0;      // 0 … 1
    QString holder;       // while Waiting; empty: the system does not tell
    std::optional<migration::MigrationPlan> plan;
    std::optional<migration::MigrationReport> report;
    std::optional<Error> error; // of Refused, Skipped, Failed

    [[nodiscard]] bool active() const; // asked for, and not ended
    [[nodiscard]] bool canBeTicked() const;

    void showPlan(const migration::MigrationPlan &found);
    void showProgress(const migration::MigrationProgress &progress);
    void showResult(const Result<migration::MigrationReport> &result);
};

[[nodiscard]] StateLook migrationLook(const MigrationRow &row);
[[nodiscard]] ProgressLook migrationProgress(const MigrationRow &row);
[[nodiscard]] QString modesText(const MigrationRow &row); // "delete → wal"
[[nodiscard]] QString usersText(const MigrationRow &row); // "python3 (4711)"; "–" where nobody is seen
[[nodiscard]] QString migrationHtml(const MigrationRow &row, const Tones &tones);

} // namespace lockkeeper::ui
