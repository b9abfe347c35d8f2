#include "history/Record.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

QLatin1StringView triggerName(Trigger trigger)
{
    return trigger == Trigger::CommandLine ? "cli"_L1 : "window"_L1;
}

RunRecord recordOf(sync::RunSnapshot run, Trigger trigger)
{
    run.jobs.removeIf([&run](const sync::JobSnapshot &job) {
        return !job.ended() || (job.endedAt.isValid() && job.endedAt < run.startedAt);
    });
    run.databases.removeIf([&run](const sync::DatabaseSnapshot &database) {
        return std::ranges::none_of(run.jobs, [&database](const sync::JobSnapshot &job) {
            return job.key.community == database.community;
        });
    });
    return {.run = std::move(run),
            .trigger = trigger,
            .version = QStringLiteral(LOCKKEEPER_VERSION),
            .incidents = {}};
}

} // namespace lockkeeper::history
