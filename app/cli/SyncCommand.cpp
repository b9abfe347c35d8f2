#include "cli/SyncCommand.h"

#include "cli/CommunityChoice.h"
#include "cli/Console.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "cli/SyncOutput.h"
#include "common/Secrets.h"
#include "common/Services.h"
#include "demo/Demo.h"
#include "history/HistoryWriter.h"
#include "sync/Engine.h"
#include "sync/Plan.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QSettings>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr auto LookEvery = 125ms;
constexpr auto LimitPatience =
    5min; // a cron job had better fail and say when to come back than sit for an hour

// Told even with --quiet: they are errors.
void tellBroken(const QList<community::LoadedCommunity> &broken)
{
    for (const community::LoadedCommunity &one : broken) {
        for (const QString &line : errorLines(one))
            Console::errorLine(printable(line));
        Console::errorLine(
            Tr::tr("The community “%1” is left out: its configuration is broken.").arg(one.id));
    }
}

void tellLeftOut(SyncOutput &output, const Arguments &arguments, const CommunityChoice &choice,
                 bool nothingToDo)
{
    const QString missing = arguments.kinds.isEmpty() ? notBuiltIn(choice.healthy) : QString();
    if (!missing.isEmpty())
        output.message(Tr::tr("Left out, since this version does not sync them yet: %1.").arg(missing));
    if (nothingToDo)
        output.message(Tr::tr("Nothing to do: none of these communities configures such a source."));
}

// Whether somebody interrupted the run.
bool runPlan(const app::Services &services, const sync::Plan &plan, const Arguments &arguments,
             Interrupt &interrupt, SyncOutput &output)
{
    sync::Engine &engine = services.engine();
    const history::HistoryWriter &history = services.history();
    QEventLoop loop;
    QTimer look;
    bool interrupted = false;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] { output.look(engine.snapshot()); });
    QObject::connect(&interrupt, &Interrupt::requested, &loop, [&] {
        interrupted = true;
        output.message(Tr::tr("Stopping. The batches in hand are finished, and all that is committed stays; "
                              "Ctrl+C again ends at once."));
        engine.cancelAll();
    });
    QObject::connect(&engine, &sync::Engine::jobStarted, &loop,
                     [&](const sync::JobKey &key) { output.jobStarted(key); });
    QObject::connect(&engine, &sync::Engine::jobFinished, &loop,
                     [&](const sync::JobSnapshot &job) { output.jobFinished(job); });
    QObject::connect(&engine, &sync::Engine::finished, &loop, [&](const sync::RunSnapshot &run) {
        look.stop();
        output.finished(run);
        if (history.pending() == 0)
            loop.quit();
    });
    QObject::connect(&history, &history::HistoryWriter::saved, &loop, &QEventLoop::quit);
    QObject::connect(&history, &history::HistoryWriter::failed, &loop, [&](const Error &error) {
        output.message(Tr::tr("The history does not have this run: %1 %2").arg(error.text, error.hint));
        loop.quit();
    });

    sync::RunOptions options;
    options.full = arguments.full;
    options.limit = arguments.limit;
    look.start(LookEvery);
    QTimer::singleShot(0, &engine,
                       [&] { engine.start(plan, options); }); // so that its end finds the loop running
    loop.exec();
    return interrupted;
}

} // namespace

int runSync(const Arguments &arguments)
{
    Interrupt interrupt; // the first to be made and the last to go: a second Ctrl+C counts until the very end

    // Before anything is made. The demo's configurations exist only once it runs, but their ids are known.
    std::variant<CommunityChoice, WrongUse> chosen;
    if (!arguments.settings.demo)
        chosen = chooseCommunities(arguments.settings.communitiesDir, arguments.communities);
    else if (const auto wrong = firstUnknown(
                 arguments.communities, demo::Demo::communityIds({.dataDir = arguments.settings.dataDir})))
        chosen = *wrong;
    if (const auto *wrong = std::get_if<WrongUse>(&chosen))
        return refuse(*wrong);

    app::Settings settings = arguments.settings;
    for (const QString &notice : app::readSecrets(settings, *app::userSettings()))
        Console::errorLine(u"lockkeeper-cli: "_s + notice);
    const Result<std::unique_ptr<app::Services>> services =
        app::Services::make(std::move(settings), LimitPatience, history::Trigger::CommandLine);
    if (!services)
        return refuseToStart(services.error());
    if (arguments.settings.demo)
        chosen = chooseCommunities((*services)->settings().communitiesDir, arguments.communities);
    if (const auto *wrong = std::get_if<WrongUse>(&chosen))
        return refuse(*wrong);

    const CommunityChoice &choice = std::get<CommunityChoice>(chosen);
    const sync::Plan plan = sync::makePlan(choice.healthy, arguments.kinds);
    const std::unique_ptr<SyncOutput> output = makeSyncOutput(arguments);
    tellBroken(choice.broken);
    tellLeftOut(*output, arguments, choice, plan.jobs.isEmpty());

    sync::Engine &engine = (*services)->engine();
    if (plan.jobs.isEmpty())
        output->finished(engine.snapshot());
    else if (runPlan(**services, plan, arguments, interrupt, *output))
        return ExitInterrupted;
    const bool failed = engine.snapshot().jobsIn(sync::JobState::Failed) > 0;
    return failed || !choice.broken.isEmpty() ? ExitFailed : ExitDone;
}

} // namespace lockkeeper::cli
