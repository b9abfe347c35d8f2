#include "ui/dashboard/CommunityNode.h"

#include "sync/Plan.h"
#include "ui/common/Remotes.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
NodePlan problemPlan(const community::Problem &problem, qsizetype number)
{
    community::Problem shown = problem;
    shown.file = QFileInfo(problem.file).fileName();
    return {.kind = RowKind::Problem,
            .id = u"%1 %2"_s.arg(number).arg(problem.describe()),
            .name = shown.describe(),
            .key = {},
            .children = {}};
}
} // namespace

NodePlan planFor(const sync::CatalogEntry &entry)
{
    const QString &id = entry.loaded.id;
    NodePlan community{.kind = RowKind::Community,
                       .id = id,
                       .name = id,
                       .key = {.community = id, .kind = {}, .name = {}},
                       .children = {}};
    if (entry.loaded.broken()) {
        for (const community::Problem &problem : entry.loaded.problems)
            community.children.push_back(problemPlan(problem, qsizetype(community.children.size())));
        return community;
    }
    if (!entry.loaded.community->name.isEmpty())
        community.name = entry.loaded.community->name;
    for (const sync::JobKey &job : sync::makePlan({*entry.loaded.community}).jobs) {
        auto source = std::ranges::find(community.children, job.kind, &NodePlan::id);
        if (source == community.children.end())
            source =
                community.children.insert(source, {.kind = RowKind::Source,
                                                   .id = job.kind,
                                                   .name = sync::sourceTitle(job.kind),
                                                   .key = {.community = id, .kind = job.kind, .name = {}},
                                                   .children = {}});
        source->children.push_back({.kind = RowKind::Job,
                                    .id = job.name,
                                    .name = remoteTitle(job.name),
                                    .key = job,
                                    .children = {}});
    }
    return community;
}

} // namespace lockkeeper::ui
