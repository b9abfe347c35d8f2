#include "ui/health/KeptChecks.h"

#include "history/Checks.h"
#include "history/Record.h"

#include <algorithm>
#include <functional>

namespace lockkeeper::ui {

Result<QList<LastCheck>> lastChecksOf(const QString &historyPath, const QString &community,
                                      const QString &database)
{
    QList<LastCheck> checks;
    if (historyPath.isEmpty())
        return checks;
    for (const history::CheckKind kind : {history::CheckKind::Quick, history::CheckKind::Deep}) {
        const auto kept = history::lastChecks(historyPath, kind);
        if (!kept)
            return kept.error();
        const auto found = kept->constFind(community);
        if (found == kept->constEnd() || found->path != database)
            continue;
        checks.append({.at = found->at,
                       .depth = found->deep ? health::CheckDepth::Deep : health::CheckDepth::Quick,
                       .damaged = found->outcome == history::CheckOutcome::Damaged,
                       .indexDamaged = found->outcome == history::CheckOutcome::BrokenIndex,
                       .text = found->found,
                       .seconds = found->seconds});
    }
    std::ranges::sort(checks, std::greater(), &LastCheck::at);
    return checks;
}

Result<std::optional<LastCheck>> lastCheck(const QString &historyPath, const QString &community,
                                           const QString &database)
{
    const Result<QList<LastCheck>> checks = lastChecksOf(historyPath, community, database);
    if (!checks)
        return checks.error();
    return checks->isEmpty() ? std::optional<LastCheck>() : std::optional(checks->constFirst());
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
