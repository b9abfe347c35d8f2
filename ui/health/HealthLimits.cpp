#include "ui/health/HealthLimits.h"

#include "ui/health/DatabaseState.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthLimits)
};

// What writes into a damaged file may make it worse, and a backup of it would be refused.
bool needsWholeFile(HealthTask task)
{
    switch (task) {
    case HealthTask::Optimise:
    case HealthTask::Compact:
    case HealthTask::Rebuild:
    case HealthTask::Checkpoint:
    case HealthTask::BackUp:
        return true;
    case HealthTask::Check:
    case HealthTask::CheckDeep:
    case HealthTask::Restore:
    case HealthTask::Recover:
        break;
    }
    return false;
}
} // namespace

QString hindrance(HealthTask task, const DatabaseRow &row)
{
    if (!row.read)
        return Tr::tr("It is still being looked at.");
    if (!row.health.exists)
        return task == HealthTask::Restore ? QString() : Tr::tr("There is no database yet.");
    if (needsWholeFile(task) && stateOf(row) == DatabaseState::Damaged)
        return task == HealthTask::BackUp
                   ? Tr::tr("The database is damaged: a backup of it would be of no use. Restore an older "
                            "one, or recover what can be read.")
                   : Tr::tr("The database is damaged, and writing into it could make that worse. Restore a "
                            "backup, or recover what can be read.");
    const QString &mode = row.health.journalMode; // not known of one that is locked
    if (task == HealthTask::Checkpoint && !mode.isEmpty() && mode.compare("wal"_L1, Qt::CaseInsensitive) != 0)
        return Tr::tr("It is not in WAL mode: there is nothing to bring in.");
    return {};
}

} // namespace lockkeeper::ui
