#include "cli/MigrateCommand.h"

#include "backup/BackupName.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "cli/KnownChecks.h"
#include "cli/LeftOut.h"
#include "cli/MigrateOutput.h"
#include "cli/WatchedWork.h"
#include "common/Settings.h"
#include "common/Sqlite.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <stop_token>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

// Those that nobody else has open first: whoever has to be waited for keeps no other waiting.
QList<migration::MigrationPlan> plansOf(const DatabaseChoice &choice, const KnownChecks &checks,
                                        const Arguments &arguments)
{
    QList<migration::MigrationPlan> plans;
    for (const CommunityStatus &one : choice.communities)
        plans += migration::preflight(
            {.community = one.id,
             .database = one.database.path,
             .to = arguments.migrateTo,
             .backupFolder = arguments.backupFirst ? app::backupFolderOf(choice.settings) : QString(),
             .busyTimeout = choice.settings.busyTimeout,
             .damage = checks.damageOf(one.id)});
    std::stable_partition(plans.begin(), plans.end(),
                          [](const migration::MigrationPlan &plan) { return plan.users.empty(); });
    return plans;
}

Result<migration::MigrationReport> migrateOne(const migration::MigrationPlan &plan, const QString &damage,
                                              const Arguments &arguments, const std::stop_source &stop)
{
    const bool shown = progressShown(arguments);
    const bool told = !shown && !arguments.json && arguments.verbosity != Verbosity::Quiet;
    Latest<migration::MigrationProgress> now;
    std::optional<Result<migration::MigrationReport>> report;
    runWatched(
        shown,
        [&](int columns) {
            const migration::MigrationProgress progress = now.get();
            return progressLine(plan.community, progress.done, migrationText(progress), columns,
                                Console::unicodeWanted());
        },
        [&, holder = QString()]() mutable {
            report = migration::migrate(
                {.community = plan.community,
                 .database = plan.database,
                 .to = plan.to,
                 .backupFolder = plan.backupFolder,
                 .busyTimeout = arguments.settings.busyTimeout,
                 .retention = arguments.settings.retention,
                 .damage = damage},
                [&](const migration::MigrationProgress &progress) {
                    now.set(progress);
                    if (!told || progress.holder.isEmpty() || progress.holder == holder)
                        return;
                    holder = progress.holder;
                    Console::line(printable(plan.community + ": "_L1 + migrationText(progress)));
                },
                stop.get_token());
        });
    return std::move(*report);
}

int print(const QList<JsonText> &objects, const DatabaseChoice &choice, const Arguments &arguments,
          int exitCode)
{
    if (arguments.json) {
        JsonText object;
        object.text("to", migration::modeName(arguments.migrateTo))
            .boolean("dry_run", arguments.dryRun)
            .list("databases", objects);
        Console::out(addLeftOut(object, choice).text("sqlite", app::sqliteVersion()).bytes() + '\n');
    }
    return exitCodeOf(choice, exitCode);
}

int showPlans(const QList<migration::MigrationPlan> &plans, const DatabaseChoice &choice,
              const KnownChecks &checks, const Arguments &arguments)
{
    QList<JsonText> objects;
    bool refused = false;
    for (const migration::MigrationPlan &plan : plans) {
        refused = refused || plan.refusal();
        tellPlan(plan, arguments);
        objects += planObject(plan).boolean("known_damaged", !checks.damageOf(plan.community).isEmpty());
    }
    return print(objects, choice, arguments, refused ? ExitFailed : ExitDone);
}

} // namespace

int runMigrate(const Arguments &arguments)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const auto &choice = std::get<DatabaseChoice>(chosen);
    tellNoDatabase(choice, arguments);
    const KnownChecks checks(app::historyPath(choice.settings.dataDir));
    const QList<migration::MigrationPlan> plans = plansOf(choice, checks, arguments);
    if (arguments.dryRun)
        return showPlans(plans, choice, checks, arguments);

    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(Tr::tr("Stopping; the database at hand is left as it was."));
        stop.request_stop();
    });
    QList<JsonText> objects;
    bool failed = false;
    for (const migration::MigrationPlan &plan : plans) {
        const Result<migration::MigrationReport> report =
            migrateOne(plan, checks.damageOf(plan.community), arguments, stop);
        if (!report && report.error().isCancelled())
            break;
        failed = failed || !report;
        tellMigration(plan.community, report, arguments);
        objects += migrationObject(plan.community, plan.database, report);
    }
    if (stop.stop_requested())
        return print(objects, choice, arguments, ExitInterrupted);
    return print(objects, choice, arguments, failed ? ExitFailed : ExitDone);
}

} // namespace lockkeeper::cli
