#include "base/Format.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/Exit.h"
#include "cli/HealthCommand.h"
#include "cli/Interrupt.h"
#include "cli/MaintenanceOutput.h"
#include "cli/WatchedWork.h"
#include "common/Sqlite.h"

#include <QCoreApplication>

#include <optional>
#include <stop_token>
#include <type_traits>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

QString workText(HealthWork work)
{
    switch (work) {
    case HealthWork::Compact:
        return Tr::tr("compacting");
    case HealthWork::RebuildIndex:
        return Tr::tr("making the full-text indexes anew");
    case HealthWork::Recover:
        return Tr::tr("recovering");
    default:
        return Tr::tr("optimising");
    }
}

// `work` on a thread of its own, with its progress.
template <typename Work>
auto watch(const QString &id, const QString &text, const Arguments &arguments, const Work &work)
{
    Latest<double> now;
    std::optional<std::invoke_result_t<Work, health::Listener>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) { return progressLine(id, now.get(), text, columns, Console::unicodeWanted()); },
        [&] { report = work([&now](double done) { now.set(done); }); });
    return std::move(*report);
}

Result<health::SizeReport> tidy(const CommunityStatus &one, const Arguments &arguments,
                                const std::stop_source &stop)
{
    const health::MaintenanceOptions options{.database = one.database.path,
                                             .busyTimeout = arguments.settings.busyTimeout};
    const bool told = !arguments.json && arguments.verbosity != Verbosity::Quiet;
    if (arguments.healthWork == HealthWork::Compact && told)
        Console::line(printable(Tr::tr("%1: compacting takes %2 of room for a while.")
                                    .arg(one.id, formatBytes(health::roomToCompact(options.database)))));
    return watch(one.id, workText(arguments.healthWork), arguments, [&](const health::Listener &listener) {
        switch (arguments.healthWork) {
        case HealthWork::Compact:
            return health::compactDatabase(options, listener, stop.get_token());
        case HealthWork::RebuildIndex:
            return health::rebuildIndexes(options, {}, listener, stop.get_token());
        default:
            return health::optimizeDatabase(options, listener, stop.get_token());
        }
    });
}

// What is done to one database: tells it, and gives its object; nothing where it was stopped.
using Act =
    std::function<std::optional<JsonText>(const CommunityStatus &, const std::stop_source &, bool &failed)>;

int actOnEach(const Arguments &arguments, const char *list, const Act &act)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(Tr::tr("Stopping; no row is lost by that."));
        stop.request_stop();
    });
    QList<JsonText> objects;
    bool failed = false;
    for (const CommunityStatus &one : std::get<DatabaseChoice>(chosen).communities) {
        const std::optional<JsonText> object = act(one, stop, failed);
        if (!object)
            break;
        objects += *object;
    }
    if (arguments.json)
        Console::out(JsonText().list(list, objects).text("sqlite", app::sqliteVersion()).bytes() + '\n');
    if (stop.stop_requested())
        return ExitInterrupted;
    return failed ? ExitFailed : ExitDone;
}

int recover(const Arguments &arguments)
{
    return actOnEach(
        arguments, "databases",
        [&](const CommunityStatus &one, const std::stop_source &stop,
            bool &failed) -> std::optional<JsonText> {
            const Result<health::RecoveryReport> report = watch(
                one.id, workText(arguments.healthWork), arguments, [&](const health::Listener &listener) {
                    return health::recoverDatabase(
                        {.database = one.database.path, .busyTimeout = arguments.settings.busyTimeout},
                        arguments.file, listener, stop.get_token());
                });
            if (!report && report.error().isCancelled())
                return std::nullopt;
            failed = failed || !report;
            tellRecovery(one.id, report, arguments);
            return recoveryObject(one.id, one.database.path, report);
        });
}

} // namespace

int runMaintenance(const Arguments &arguments)
{
    if (arguments.healthWork == HealthWork::Recover)
        return recover(arguments);
    return actOnEach(arguments, "databases",
                     [&](const CommunityStatus &one, const std::stop_source &stop,
                         bool &failed) -> std::optional<JsonText> {
                         const Result<health::SizeReport> report = tidy(one, arguments, stop);
                         if (!report && report.error().isCancelled())
                             return std::nullopt;
                         failed = failed || !report;
                         tellTidying(one.id, report, arguments);
                         return tidyingObject(one.id, one.database.path, arguments.healthWork, report);
                     });
}

int runCheckpoint(const Arguments &arguments)
{
    return actOnEach(
        arguments, "checkpoints",
        [&](const CommunityStatus &one, const std::stop_source &stop,
            bool &failed) -> std::optional<JsonText> {
            const Result<health::CheckpointReport> report = watch(
                one.id, Tr::tr("bringing the WAL in"), arguments, [&](const health::Listener & /*listener*/) {
                    return health::checkpointDatabase(
                        {.database = one.database.path, .busyTimeout = arguments.settings.busyTimeout},
                        stop.get_token());
                });
            if (!report && report.error().isCancelled())
                return std::nullopt;
            failed = failed || !report || !report->complete;
            tellCheckpoint(one.id, report, arguments);
            return checkpointObject(one.id, one.database.path, report);
        });
}

} // namespace lockkeeper::cli
