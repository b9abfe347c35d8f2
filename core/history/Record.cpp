#include "history/Record.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::history {

QLatin1StringView triggerName(Trigger trigger)
{
    return trigger == Trigger::CommandLine ? "cli"_L1 : "window"_L1;
}

RunRecord recordOf(sync::RunSnapshot run, Trigger trigger)
{
    return {.run = std::move(run),
            .trigger = trigger,
            .version = QStringLiteral(LOCKKEEPER_VERSION),
            .incidents = {}};
}

} // namespace lockkeeper::history
