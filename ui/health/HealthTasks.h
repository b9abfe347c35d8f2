// What the page's buttons do: their words, and the work itself, which says in sentences what came of it.
#pragma once

#include "backup/Retention.h"
#include "base/Result.h"
#include "ui/dashboard/LogModel.h"
#include "ui/health/DatabaseRow.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <array>
#include <chrono>
#include <functional>
#include <stop_token>

namespace lockkeeper::ui {

enum class HealthTask { Check, CheckDeep, Optimise, Compact, Rebuild, Checkpoint, BackUp, Restore, Recover };
inline constexpr std::array healthTasks{HealthTask::Check,   HealthTask::CheckDeep, HealthTask::Optimise,
                                        HealthTask::Compact, HealthTask::Rebuild,   HealthTask::Checkpoint,
                                        HealthTask::BackUp,  HealthTask::Restore,   HealthTask::Recover};

struct TaskWords
{
    QString name;    // of an object: "healthCheck"
    QString button;  // with a mnemonic
    QString title;   // in full
    QString toolTip; // a sentence
};
[[nodiscard]] TaskWords taskWords(HealthTask task);

// Whether nobody else of this program may have the database open meanwhile.
[[nodiscard]] bool worksAlone(HealthTask task);
// Whether it makes sense for that database.
[[nodiscard]] bool suits(HealthTask task, const DatabaseRow &row);

struct TaskOrder
{
    HealthTask task = HealthTask::Check;
    QString community; // id
    QString database;  // its path
    QString backupFolder;
    backup::Retention retention = {};              // of the backups there
    QString historyPath;                           // empty: checks are not kept
    bool compact = false;                          // of a backup
    QString file;                                  // a restore's source, a recovery's new file
    std::chrono::milliseconds busyTimeout{30'000}; // how long other programs are waited for
    QMap<QString, QStringList> configured = {};    // sources of each community, for a restore: RestoreOptions

    friend bool operator==(const TaskOrder &, const TaskOrder &) = default;
};

struct TaskReport
{
    LogLevel level = LogLevel::Info;
    bool stopped = false; // before its end, by whoever asked for it: neither done nor failed
    QString text;         // what came of it, with what to do next
    QStringList more;     // further lines for the log
};

struct TaskProgress
{
    double done = -1;    // 0 … 1; below 0: SQLite does it in one step, and tells nothing
    qint64 written = -1; // bytes so far; -1: not known
    QString holder = {}; // who is waited for
};

// Blocking.
[[nodiscard]] Result<TaskReport> perform(const TaskOrder &order,
                                         const std::function<void(const TaskProgress &)> &tell,
                                         const std::stop_token &stop);

// The same of work that failed or was cancelled; locked is a warning, not a failure of the file.
[[nodiscard]] TaskReport failedReport(HealthTask task, const Error &error);

} // namespace lockkeeper::ui
