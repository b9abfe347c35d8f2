#include "cli/MigrateCommand.h"

#include "backup/BackupName.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "cli/KnownChecks.h"
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
QList<migration::MigrationPlan> plansOf(const DatabaseChoice &choice, const Arguments &arguments)
{
    QList<migration::MigrationPlan> plans;
    for (const CommunityStatus &one : choice.communities)
        plans += migration::preflight({.community = one.id,
                                       .database = one.database.path,
                                       .to = arguments.migrateTo,
                                       .backupFolder = arguments.backupFirst
                                                           ? backup::backupsFolder(choice.settings.dataDir)
                                                           : QString(),
                                       .busyTimeout = choice.settings.busyTimeout});
    std::stable_partition(plans.begin(), plans.end(),
                          [](const migration::MigrationPlan &plan) { return plan.users.empty(); });
    return plans;
}

Result<migration::MigrationReport> migrateOne(const migration::MigrationPlan &plan,
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
                 .busyTimeout = arguments.settings.busyTimeout},
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

int print(const QList<JsonText> &objects, const Arguments &arguments, int exitCode)
{
    if (arguments.json)
        Console::out(JsonText()
                         .text("to", migration::modeName(arguments.migrateTo))
                         .boolean("dry_run", arguments.dryRun)
                         .list("databases", objects)
                         .text("sqlite", app::sqliteVersion())
                         .bytes() +
                     '\n');
    return exitCode;
}

int showPlans(const QList<migration::MigrationPlan> &plans, const KnownChecks &checks,
              const Arguments &arguments)
{
    QList<JsonText> objects;
    bool refused = false;
    for (const migration::MigrationPlan &plan : plans) {
        refused = refused || plan.refusal();
        tellPlan(plan, arguments);
        const bool damaged = !checks.damageOf(plan.community).isEmpty();
        if (damaged && !arguments.json && arguments.verbosity != Verbosity::Quiet)
            Console::line(Tr::tr("  The last check found it damaged: “health” tells what can be done."));
        objects += planObject(plan).boolean("known_damaged", damaged);
    }
    return print(objects, arguments, refused ? ExitFailed : ExitDone);
}

} // namespace

int runMigrate(const Arguments &arguments)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const auto &choice = std::get<DatabaseChoice>(chosen);
    const QList<migration::MigrationPlan> plans = plansOf(choice, arguments);
    if (arguments.dryRun)
        return showPlans(plans, KnownChecks(app::historyPath(choice.settings.dataDir)), arguments);

    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(Tr::tr("Stopping; the database at hand is left as it was."));
        stop.request_stop();
    });
    QList<JsonText> objects;
    bool failed = false;
    for (const migration::MigrationPlan &plan : plans) {
        const Result<migration::MigrationReport> report = migrateOne(plan, arguments, stop);
        if (!report && report.error().isCancelled())
            break;
        failed = failed || !report;
        tellMigration(plan.community, report, arguments);
        objects += migrationObject(plan.community, plan.database, report);
    }
    if (stop.stop_requested())
        return print(objects, arguments, ExitInterrupted);
    return print(objects, arguments, failed ? ExitFailed : ExitDone);
}

} // namespace lockkeeper::cli
