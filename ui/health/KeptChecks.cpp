#include "ui/health/KeptChecks.h"

#include "history/Checks.h"
#include "history/Record.h"

#include <algorithm>

namespace lockkeeper::ui {

Result<std::optional<LastCheck>> lastCheck(const QString &historyPath, const QString &community,
                                           const QString &database)
{
    if (historyPath.isEmpty())
        return std::optional<LastCheck>();
    const auto checks = history::lastChecks(historyPath);
    if (!checks)
        return checks.error();
    const auto found = checks->constFind(community);
    if (found == checks->constEnd() || found->path != database)
        return std::optional<LastCheck>();
    return std::optional(
        LastCheck{.at = found->at,
                  .depth = found->deep ? health::CheckDepth::Deep : health::CheckDepth::Quick,
                  .damaged = found->outcome == history::CheckOutcome::Damaged,
                  .indexDamaged = found->outcome == history::CheckOutcome::BrokenIndex,
                  .text = found->found,
                  .seconds = found->seconds});
}

Result<QList<SizePoint>> growthOf(const QString &historyPath, const QString &community)
{
    if (historyPath.isEmpty())
        return QList<SizePoint>();
    const auto sizes = history::growth(historyPath, community);
    if (!sizes)
        return sizes.error();
    QList<SizePoint> points;
    for (const history::DatabaseSize &size :
         sizes->last(std::min<qsizetype>(history::seriesLength, sizes->size())))
        points.append({.at = size.startedAt, .bytes = size.bytes});
    return points;
}

} // namespace lockkeeper::ui
