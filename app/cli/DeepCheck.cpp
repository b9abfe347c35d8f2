#include "cli/DeepCheck.h"

#include "cli/Console.h"
#include "cli/KnownChecks.h"
#include "cli/WatchedWork.h"
#include "history/CheckRecords.h"

#include <QCoreApplication>

#include <utility>

namespace lockkeeper::cli {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::cli)
};

} // namespace

DeepCheck checkDeeply(const CommunityStatus &one, const QString &historyPath, const Arguments &arguments,
                      const std::stop_source &stop)
{
    const QDateTime began = QDateTime::currentDateTimeUtc();
    Latest<double> now;
    WaitNews waits(one.id, arguments);
    std::optional<Result<health::CheckReport>> report;
    runWatched(
        progressShown(arguments),
        [&](int columns) {
            return progressLine(one.id, now.get(), waits.text(Tr::tr("checking")), columns,
                                Console::unicodeWanted());
        },
        [&] {
            report = health::checkDatabase(
                {.database = one.database.path,
                 .busyTimeout = arguments.settings.busyTimeout,
                 .waiting =
                     [&waits](const QString &holder) {
                         waits.hear(holder);
                     }},
                health::CheckDepth::Deep, [&now](double done) { now.set(done); }, stop.get_token());
        });
    std::optional<history::CheckRecord> record = history::recordOf(
        {.community = one.id, .path = one.database.path, .at = began, .deep = true}, *report);
    if (record)
        keepCheck(historyPath, *record);
    return {.report = std::move(*report), .record = std::move(record)};
}

} // namespace lockkeeper::cli
