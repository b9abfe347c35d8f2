// A row of the communities' tree: what the model keeps of it. GUI thread.
#pragma once

#include "sync/Catalog.h"
#include "ui/dashboard/Figures.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace lockkeeper::ui {

enum class RowKind { Community, Source, Job, Problem };

struct CommunityNode
{
    RowKind kind = RowKind::Community;
    CommunityNode *parent = nullptr; // null for a community
    QString id;   // unique among its siblings: community id, source kind, remote, or the problem's own words
    QString name; // as shown
    sync::JobKey key; // a job's; a source's without a name, a community's with its id alone
    Figures figures;
    std::vector<std::unique_ptr<CommunityNode>> children;

    std::optional<sync::CatalogEntry> entry; // of a community
    std::optional<sync::JobSnapshot> job;    // of a job that ran in this session
    QDateTime knownSync;                     // of a job, from the database
    QDateTime nextRun;                       // of a job's source
};

// What the tree is to hold for a community: sources with their jobs, or a broken one's problems.
struct NodePlan
{
    RowKind kind = RowKind::Source;
    QString id;
    QString name;
    sync::JobKey key;
    std::vector<NodePlan> children;
};
[[nodiscard]] NodePlan planFor(const sync::CatalogEntry &entry);

} // namespace lockkeeper::ui
