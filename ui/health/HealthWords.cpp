// The words of HealthTasks.h.
#include "ui/health/HealthTasks.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthWords)
};
} // namespace

// Alt with F, S, V, T and H belongs to the menus.
TaskWords taskWords(HealthTask task)
{
    switch (task) {
    case HealthTask::Check:
        return {u"healthCheck"_s, Tr::tr("&Check"), Tr::tr("Check"),
                Tr::tr("Look whether the file and its full-text indexes are whole")};
    case HealthTask::CheckDeep:
        return {
            u"healthCheckDeep"_s, Tr::tr("Check in &depth"), Tr::tr("Check in depth"),
            Tr::tr("Compare every index with its table and every full-text index with its texts, too; takes "
                   "some times as long")};
    case HealthTask::Optimise:
        return {u"healthOptimise"_s, Tr::tr("&Optimise"), Tr::tr("Optimise"),
                Tr::tr("Renew what SQLite plans queries by, and merge the full-text indexes; syncs of the "
                       "community pause meanwhile")};
    case HealthTask::Compact:
        return {u"healthCompact"_s, Tr::tr("Co&mpact…"), Tr::tr("Compact"),
                Tr::tr("Give free pages back to the disk (VACUUM); syncs of the community pause meanwhile")};
    case HealthTask::Rebuild:
        return {
            u"healthRebuild"_s, Tr::tr("Re&build index"), Tr::tr("Rebuild full-text index"),
            Tr::tr(
                "Make the full-text indexes anew from their texts; syncs of the community pause meanwhile")};
    case HealthTask::Checkpoint:
        return {
            u"healthCheckpoint"_s, Tr::tr("Chec&kpoint"), Tr::tr("Checkpoint"),
            Tr::tr("Bring the WAL into the database and empty it; syncs of the community pause meanwhile")};
    case HealthTask::BackUp:
        return {u"healthBackUp"_s, Tr::tr("Back &up now"), Tr::tr("Back up now"),
                Tr::tr("Copy the database into the backups’ folder, checked; syncs go on")};
    case HealthTask::Restore:
        return {u"healthRestore"_s, Tr::tr("&Restore…"), Tr::tr("Restore"),
                Tr::tr("Put a backup in the database’s place; the present file is kept")};
    case HealthTask::Recover:
        return {u"healthRecover"_s, Tr::tr("R&ecover…"), Tr::tr("Recover"),
                Tr::tr("Save what can be read of a damaged database into a new file; syncs of the community "
                       "pause meanwhile")};
    }
    return {};
}

} // namespace lockkeeper::ui
