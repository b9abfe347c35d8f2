#include "ui/dashboard/CommunityNode.h"

#include "sync/Plan.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::CommunityNode)
};

// "OpenAlex: EEG" rather than "openalex:EEG", "mne.tools" rather than "https://mne.tools": the scheme is the
// same for nearly all of them. What sync_metadata and the command line call it stays in the row's key.
QString remoteTitle(const QString &name)
{
    static const std::array<std::pair<QLatin1StringView, QString>, 4> prefixes{{
        {"openalex:"_L1, u"OpenAlex: %1"_s},
        {"semanticscholar:"_L1, u"Semantic Scholar: %1"_s},
        {"pubmed:"_L1, u"PubMed: %1"_s},
        {"citing_"_L1, Tr::tr("Citing %1")},
    }};
    for (const auto &[prefix, title] : prefixes) {
        if (name.startsWith(prefix))
            return title.arg(name.sliced(prefix.size()));
    }
    const QUrl url(name);
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return name;
    const QString path = url.path();
    return url.authority() + (path == "/"_L1 ? QString() : path);
}

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
