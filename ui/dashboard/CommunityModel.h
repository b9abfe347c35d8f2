// The tree community -> source -> job: a catalog says which rows there are, snapshots say how they fare.
// Rows are updated, inserted, moved and removed in place, never reset. GUI thread.
#pragma once

#include "sync/Catalog.h"
#include "ui/dashboard/Columns.h"
#include "ui/dashboard/CommunityNode.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QList>
#include <QStringList>

#include <memory>
#include <vector>

namespace lockkeeper::ui {

class CommunityModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        SortRole = Qt::UserRole, // what a column is sorted by
        ProgressRole,            // ProgressLook, in the column Progress
        PathRole,                // "mne/github/mne-tools/mne-python": names a row in settings and tests
    };

    explicit CommunityModel(QObject *parent = nullptr);
    ~CommunityModel() override;

    void setCatalog(const sync::Catalog &catalog);
    void setSnapshot(const sync::RunSnapshot &run);
    void setDamaged(const QStringList &communities); // whose databases are known to be

    // Null for an invalid index. Valid until the next setCatalog().
    [[nodiscard]] const CommunityNode *node(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const sync::JobKey &key) const; // of a job, or of a source or community
    [[nodiscard]] QList<sync::JobKey> jobsUnder(const QModelIndex &index) const; // the index itself, too
    [[nodiscard]] QList<sync::JobKey> jobsIn(RowState state) const;
    [[nodiscard]] Figures sum() const; // of all communities

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Nodes = std::vector<std::unique_ptr<CommunityNode>>;

    [[nodiscard]] CommunityNode *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexFor(const CommunityNode *node, int column = 0) const;
    [[nodiscard]] QString text(const CommunityNode &node, Column column) const;
    void mergeChildren(Nodes &nodes, const std::vector<NodePlan> &plans, CommunityNode *parent);
    void applyEntry(CommunityNode &community, const sync::CatalogEntry &entry);
    void setJob(CommunityNode &job, const sync::JobSnapshot &snapshot, bool stopping);
    void setFigures(CommunityNode &node, Figures figures);
    void sumUp(CommunityNode &community);
    void indexJobs();

    Nodes m_communities;
    QHash<sync::JobKey, CommunityNode *> m_jobs;
    QStringList m_damaged;
    bool m_stopping = false;
};

} // namespace lockkeeper::ui
