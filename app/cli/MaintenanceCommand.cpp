#include "base/Format.h"
#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/DeepCheck.h"
#include "cli/Exit.h"
#include "cli/HealthCommand.h"
#include "cli/HealthFindings.h"
#include "cli/Interrupt.h"
#include "cli/KnownChecks.h"
#include "cli/LeftOut.h"
#include "cli/MaintenanceOutput.h"
#include "cli/WatchedWork.h"
#include "common/Settings.h"
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

struct Target
{
    const CommunityStatus &community;
    QString damage;          // that is known
    bool foundWrong = false; // by the newest check, were it but an index
    QString historyPath;
};

// `work` on a thread of its own, with its progress and whom it waits for.
template <typename Work>
auto watch(const Target &target, const QString &text, const Arguments &arguments, const Work &work)
{
    const QString &id = target.community.id;
    Latest<double> now;
    Latest<qint64> written; // nothing yet, but while compacting
    WaitNews waits(id, arguments);
    const health::MaintenanceOptions options{
        .database = target.community.database.path,
        .busyTimeout = arguments.settings.busyTimeout,
        .damage = target.damage,
        .waiting = [&waits](const QString &holder) { waits.hear(holder); },
        .written =
            [&written](qint64 bytes) {
                written.set(bytes);
            }};
    std::optional<std::invoke_result_t<Work, health::MaintenanceOptions, health::Listener>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) {
            return progressLine(id, now.get(), waits.text(writtenText(text, written.get())), columns,
                                Console::unicodeWanted());
        },
        [&] { report = work(options, [&now](double done) { now.set(done); }); });
    return std::move(*report);
}

Result<health::SizeReport> tidy(const Target &target, const Arguments &arguments,
                                const std::stop_source &stop)
{
    const CommunityStatus &one = target.community;
    const bool told = !arguments.json && arguments.verbosity != Verbosity::Quiet && target.damage.isEmpty();
    if (arguments.healthWork == HealthWork::Compact && told)
        Console::line(printable(Tr::tr("%1: compacting takes %2 of room for a while.")
                                    .arg(one.id, formatBytes(health::roomToCompact(one.database.path)))));
    return watch(target, workText(arguments.healthWork), arguments,
                 [&](const health::MaintenanceOptions &options, const health::Listener &listener) {
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
using Act = std::function<std::optional<JsonText>(const Target &, const std::stop_source &, bool &failed)>;

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
    const auto &choice = std::get<DatabaseChoice>(chosen);
    tellNoDatabase(choice, arguments);
    const QString historyPath = app::historyPath(choice.settings.dataDir);
    const KnownChecks checks(historyPath);
    for (const CommunityStatus &one : choice.communities) {
        const std::optional<JsonText> object =
            act({.community = one,
                 .damage = checks.damageOf(one.id),
                 .foundWrong = checks.foundWrong(one.id, one.database.path),
                 .historyPath = historyPath},
                stop, failed);
        if (!object)
            break;
        objects += *object;
    }
    if (arguments.json) {
        JsonText object;
        object.list(list, objects);
        Console::out(addLeftOut(object, choice).text("sqlite", app::sqliteVersion()).bytes() + '\n');
    }
    if (stop.stop_requested())
        return ExitInterrupted;
    return exitCodeOf(choice, failed ? ExitFailed : ExitDone);
}

// What was found before may be gone by that; only a check in depth tells.
void checkAgain(const Target &target, const Arguments &arguments, const std::stop_source &stop, bool &failed,
                JsonText &object)
{
    const CommunityStatus &one = target.community;
    const DeepCheck check = checkDeeply(one, target.historyPath, arguments, stop);
    if (!check.report && check.report.error().isCancelled())
        return;
    failed = failed || !check.report || !check.report->whole();
    object.object("check", checkObject(check.report));
    tellCheck(one.id, check.report, arguments);
}

int recover(const Arguments &arguments)
{
    return actOnEach(
        arguments, "databases",
        [&](const Target &target, const std::stop_source &stop, bool &failed) -> std::optional<JsonText> {
            const CommunityStatus &one = target.community;
            const Result<health::RecoveryReport> report =
                watch(target, workText(arguments.healthWork), arguments,
                      [&](const health::MaintenanceOptions &options, const health::Listener &listener) {
                          return health::recoverDatabase(options, arguments.file, listener, stop.get_token());
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
    return actOnEach(
        arguments, "databases",
        [&](const Target &target, const std::stop_source &stop, bool &failed) -> std::optional<JsonText> {
            const CommunityStatus &one = target.community;
            const Result<health::SizeReport> report = tidy(target, arguments, stop);
            if (!report && report.error().isCancelled())
                return std::nullopt;
            failed = failed || !report;
            tellTidying(one.id, report, arguments);
            JsonText object = tidyingObject(one.id, one.database.path, arguments.healthWork, report);
            if (report && arguments.healthWork == HealthWork::RebuildIndex && target.foundWrong)
                checkAgain(target, arguments, stop, failed, object);
            return object;
        });
}

int runCheckpoint(const Arguments &arguments)
{
    return actOnEach(
        arguments, "checkpoints",
        [&](const Target &target, const std::stop_source &stop, bool &failed) -> std::optional<JsonText> {
            const CommunityStatus &one = target.community;
            const Result<health::CheckpointReport> report =
                watch(target, Tr::tr("bringing the WAL in"), arguments,
                      [&](const health::MaintenanceOptions &options, const health::Listener & /*listener*/) {
                          return health::checkpointDatabase(options, stop.get_token());
                      });
            if (!report && report.error().isCancelled())
                return std::nullopt;
            failed = failed || !report || !report->complete;
            tellCheckpoint(one.id, report, arguments);
            return checkpointObject(one.id, one.database.path, report);
        });
}

} // namespace lockkeeper::cli
