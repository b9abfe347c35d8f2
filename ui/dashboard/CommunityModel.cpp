#include "ui/dashboard/CommunityModel.h"

#include "ui/dashboard/RowText.h"

#include <QSet>

#include <algorithm>

namespace lockkeeper::ui {

namespace {
void collectJobs(const CommunityNode &node, QList<sync::JobKey> &keys)
{
    if (node.kind == RowKind::Job)
        keys.append(node.key);
    for (const auto &child : node.children)
        collectJobs(*child, keys);
}

Figures sumOfChildren(const std::vector<std::unique_ptr<CommunityNode>> &children)
{
    QList<const Figures *> parts;
    for (const auto &child : children)
        parts.append(&child->figures);
    return sumOf(parts);
}
} // namespace

CommunityModel::CommunityModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

CommunityModel::~CommunityModel() = default;

void CommunityModel::setCatalog(const sync::Catalog &catalog)
{
    std::vector<NodePlan> plans;
    for (const sync::CatalogEntry &entry : catalog.entries)
        plans.push_back(planFor(entry));
    mergeChildren(m_communities, plans, nullptr);
    indexJobs();
    for (qsizetype i = 0; i < catalog.entries.size(); ++i)
        applyEntry(*m_communities.at(static_cast<std::size_t>(i)), catalog.entries.at(i));
}

// Turns `nodes` into what `plans` say with the fewest signals: one pass that moves or inserts, then cuts off
// the rest.
void CommunityModel::mergeChildren(Nodes &nodes, const std::vector<NodePlan> &plans, CommunityNode *parent)
{
    const auto place = [&nodes](std::size_t i) {
        return nodes.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const QModelIndex parentIndex = indexFor(parent);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const NodePlan &plan = plans.at(i);
        const auto found =
            std::find_if(place(std::min(i, nodes.size())), nodes.end(), [&plan](const auto &node) {
                return node->id == plan.id && node->kind == plan.kind;
            });
        const int row = static_cast<int>(i);
        if (found == nodes.end()) {
            auto node = std::make_unique<CommunityNode>();
            node->kind = plan.kind;
            node->parent = parent;
            node->id = plan.id;
            node->name = plan.name;
            node->key = plan.key;
            if (plan.kind == RowKind::Problem)
                node->figures.state = RowState::Broken;
            beginInsertRows(parentIndex, row, row);
            nodes.insert(place(i), std::move(node));
            endInsertRows();
        } else if (found != place(i)) {
            const int from = static_cast<int>(found - nodes.begin());
            beginMoveRows(parentIndex, from, from, parentIndex, row);
            std::rotate(place(i), found, found + 1);
            endMoveRows();
        }
        CommunityNode &node = *nodes.at(i);
        if (node.name != plan.name) {
            node.name = plan.name;
            const QModelIndex changed = indexFor(&node);
            Q_EMIT dataChanged(changed, changed);
        }
        mergeChildren(node.children, plan.children, &node);
    }
    if (nodes.size() > plans.size()) {
        beginRemoveRows(parentIndex, static_cast<int>(plans.size()), static_cast<int>(nodes.size()) - 1);
        nodes.resize(plans.size());
        endRemoveRows();
    }
}

void CommunityModel::applyEntry(CommunityNode &community, const sync::CatalogEntry &entry)
{
    community.entry = entry;
    for (const auto &source : community.children) {
        for (const auto &job : source->children) {
            job->knownSync = entry.lastSync.value(job->key);
            job->nextRun = entry.nextRun.value(job->key.kind);
            const sync::JobSnapshot *known = job->job ? &*job->job : nullptr;
            const bool stopping = m_stopping && known && !known->ended();
            setFigures(*job, jobFigures(known, stopping, job->knownSync, job->nextRun));
        }
    }
    sumUp(community);
    // Its name, tool tip and details may say something else now.
    const QModelIndex changed = indexFor(&community);
    Q_EMIT dataChanged(changed, changed);
}

void CommunityModel::setSnapshot(const sync::RunSnapshot &run)
{
    m_stopping = run.running && run.cancelling;
    QSet<CommunityNode *> touched;
    for (const sync::JobSnapshot &snapshot : run.jobs) {
        CommunityNode *job = m_jobs.value(snapshot.key);
        if (!job)
            continue;
        const bool stopping = m_stopping && !snapshot.ended();
        if (job->job == snapshot && stopping == (job->figures.state == RowState::Stopping))
            continue;
        setJob(*job, snapshot, stopping);
        touched.insert(job->parent->parent);
    }
    for (CommunityNode *community : touched)
        sumUp(*community);
}

void CommunityModel::setDamaged(const QStringList &communities)
{
    m_damaged = communities;
    for (const auto &community : m_communities)
        sumUp(*community);
}

void CommunityModel::setJob(CommunityNode &job, const sync::JobSnapshot &snapshot, bool stopping)
{
    job.job = snapshot;
    setFigures(job, jobFigures(&snapshot, stopping, job.knownSync, job.nextRun));
}

void CommunityModel::sumUp(CommunityNode &community)
{
    if (community.entry && community.entry->loaded.broken()) {
        Figures broken;
        broken.state = RowState::Broken;
        setFigures(community, broken);
        return;
    }
    for (const auto &source : community.children)
        setFigures(*source, sumOfChildren(source->children));
    setFigures(community, sumOfChildren(community.children));
}

void CommunityModel::setFigures(CommunityNode &node, Figures figures)
{
    const CommunityNode *community = &node;
    while (community->parent)
        community = community->parent;
    const bool unread = community->entry && community->entry->databaseError;
    figures.unread.reset();
    if (unread && (figures.state == RowState::NeverSynced || figures.state == RowState::Unknown)) {
        figures.state = RowState::Unknown;
        figures.neverSynced = 0;
        if (&node == community)
            figures.unread = community->entry->databaseError->kind;
    }
    figures.damaged = &node == community && m_damaged.contains(community->id);
    const ColumnRange range = changedColumns(node.figures, figures);
    node.figures = figures;
    if (!range.empty())
        Q_EMIT dataChanged(indexFor(&node, range.first), indexFor(&node, range.last));
}

void CommunityModel::indexJobs()
{
    m_jobs.clear();
    for (const auto &community : m_communities) {
        for (const auto &source : community->children) {
            for (const auto &job : source->children)
                m_jobs.insert(job->key, job.get());
        }
    }
}

const CommunityNode *CommunityModel::node(const QModelIndex &index) const
{
    return nodeAt(index);
}

CommunityNode *CommunityModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<CommunityNode *>(index.internalPointer()) : nullptr;
}

QModelIndex CommunityModel::indexFor(const CommunityNode *node, int column) const
{
    if (!node)
        return {};
    const Nodes &siblings = node->parent ? node->parent->children : m_communities;
    const auto found = std::ranges::find(siblings, node, &std::unique_ptr<CommunityNode>::get);
    if (found == siblings.end())
        return {};
    return createIndex(static_cast<int>(found - siblings.begin()), column, node);
}

QModelIndex CommunityModel::indexOf(const sync::JobKey &key) const
{
    const Nodes *nodes = &m_communities;
    const CommunityNode *found = nullptr;
    for (const QString &id : {key.community, key.kind, key.name}) {
        if (id.isEmpty())
            break;
        const auto next = std::ranges::find_if(*nodes, [&id](const auto &node) { return node->id == id; });
        if (next == nodes->end())
            return {};
        found = next->get();
        nodes = &found->children;
    }
    return indexFor(found);
}

QList<sync::JobKey> CommunityModel::jobsUnder(const QModelIndex &index) const
{
    QList<sync::JobKey> keys;
    if (const CommunityNode *node = nodeAt(index))
        collectJobs(*node, keys);
    return keys;
}

QList<sync::JobKey> CommunityModel::jobsIn(RowState state) const
{
    QList<sync::JobKey> keys;
    for (const auto &community : m_communities) {
        for (const auto &source : community->children) {
            for (const auto &job : source->children) {
                if (job->figures.state == state)
                    keys.append(job->key);
            }
        }
    }
    return keys;
}

Figures CommunityModel::sum() const
{
    return sumOfChildren(m_communities);
}

QModelIndex CommunityModel::index(int row, int column, const QModelIndex &parent) const
{
    const CommunityNode *above = nodeAt(parent);
    const Nodes &nodes = above ? above->children : m_communities;
    if (parent.column() > 0 || row < 0 || row >= static_cast<int>(nodes.size()) || column < 0 ||
        column >= ui::columnCount)
        return {};
    return createIndex(row, column, nodes.at(static_cast<std::size_t>(row)).get());
}

QModelIndex CommunityModel::parent(const QModelIndex &index) const
{
    const CommunityNode *node = nodeAt(index);
    return node ? indexFor(node->parent) : QModelIndex();
}

int CommunityModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const CommunityNode *above = nodeAt(parent);
    return static_cast<int>((above ? above->children : m_communities).size());
}

int CommunityModel::columnCount(const QModelIndex &) const
{
    return ui::columnCount;
}

} // namespace lockkeeper::ui
