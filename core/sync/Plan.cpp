#include "sync/Plan.h"

#include "sources/Registry.h"

namespace lockkeeper::sync {

namespace {
const sources::Source *findSource(const QString &kind)
{
    for (const sources::Source &source : sources::registry()) {
        if (source.kind == kind)
            return &source;
    }
    return nullptr;
}
} // namespace

QStringList sourceKinds()
{
    QStringList kinds;
    for (const sources::Source &source : sources::registry())
        kinds.append(source.kind);
    return kinds;
}

QString sourceTitle(const QString &kind)
{
    const sources::Source *source = findSource(kind);
    return source == nullptr ? kind : source->title;
}

QStringList remotesOf(const community::Community &community, const QString &kind)
{
    QStringList names;
    if (const sources::Source *source = findSource(kind)) {
        for (const sources::Remote &remote : source->remotes(community))
            names.append(remote.name);
    }
    return names;
}

Plan makePlan(const QList<community::Community> &communities, const QStringList &kinds)
{
    Plan plan;
    for (const community::Community &community : communities) {
        const qsizetype before = plan.jobs.size();
        for (const sources::Source &source : sources::registry()) {
            if (!kinds.isEmpty() && !kinds.contains(source.kind))
                continue;
            for (const sources::Remote &remote : source.remotes(community))
                plan.jobs.append({.community = community.id, .kind = source.kind, .name = remote.name});
        }
        if (plan.jobs.size() > before)
            plan.communities.append(community);
    }
    return plan;
}

QMap<QString, QStringList> configuredSources(const QList<community::LoadedCommunity> &communities)
{
    QMap<QString, QStringList> configured;
    for (const community::LoadedCommunity &one : communities) {
        if (one.broken() || !one.community)
            continue;
        for (const JobKey &job : makePlan({*one.community}).jobs)
            configured[one.id] += job.kind + u' ' + job.name;
    }
    return configured;
}

} // namespace lockkeeper::sync
