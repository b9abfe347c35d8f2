#include "cli/RehearseCommand.h"

#include "cli/Console.h"
#include "cli/DatabaseChoice.h"
#include "cli/ErrorLines.h"
#include "cli/Exit.h"
#include "cli/Interrupt.h"
#include "cli/LeftOut.h"
#include "cli/WatchedWork.h"
#include "common/Sqlite.h"
#include "health/RehearsalReport.h"

#include <QCoreApplication>

#include <optional>
#include <variant>

using namespace Qt::StringLiterals;

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

constexpr int BarColumns = 36;

Result<health::RehearsalReport> rehearseOne(const QString &id, const QString &path,
                                            const Arguments &arguments, std::stop_source &stop)
{
    Latest<health::RehearsalProgress> now;
    std::optional<Result<health::RehearsalReport>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) { return progressLine(id, now.get(), columns, Console::unicodeWanted()); },
        [&] {
            report = health::rehearse(
                path, arguments.rehearsal,
                [&now](const health::RehearsalProgress &progress) { now.set(progress); }, stop.get_token());
        });
    return std::move(*report);
}

void tell(const Result<health::RehearsalReport> &report, const Arguments &arguments, bool first)
{
    if (!report) {
        Console::errorLine(printable(report.error().text));
        tellHint(report.error().hint);
        return;
    }
    if (arguments.json || arguments.verbosity == Verbosity::Quiet)
        return;
    if (!first)
        Console::line({});
    for (const QString &line :
         health::reportText(*report, BarColumns, Console::unicodeWanted()).chopped(1).split(u'\n'))
        Console::line(printable(line));
}

} // namespace

int runRehearsal(const Arguments &arguments)
{
    Interrupt interrupt;
    const std::variant<DatabaseChoice, int> chosen = chooseExisting(arguments);
    if (const int *refused = std::get_if<int>(&chosen))
        return *refused;
    const auto &choice = std::get<DatabaseChoice>(chosen);
    tellNoDatabase(choice, arguments);

    std::stop_source stop;
    QObject::connect(&interrupt, &Interrupt::requested, &interrupt, [&stop] {
        Console::errorLine(
            Tr::tr("Stopping; the copies are removed. Ctrl+C again ends at once and leaves them "
                   "to the next rehearsal."));
        stop.request_stop();
    });
    QList<JsonText> objects;
    bool failed = false;
    for (const CommunityStatus &one : choice.communities) {
        const Result<health::RehearsalReport> report =
            rehearseOne(one.id, one.database.path, arguments, stop);
        if (stop.stop_requested())
            return ExitInterrupted;
        failed = failed || !report;
        tell(report, arguments, objects.isEmpty());
        objects += rehearsalObject(one.id, one.database.path, report);
    }
    if (arguments.json)
        Console::out(rehearsalsObject(arguments.rehearsal, app::sqliteVersion(), objects).bytes() + '\n');
    return exitCodeOf(choice, failed ? ExitFailed : ExitDone);
}

} // namespace lockkeeper::cli
