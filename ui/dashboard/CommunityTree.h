// The tree of communities: selection, expansion and keys as in a file manager, a line of text where there are
// no rows.
#pragma once

#include "sync/Snapshot.h"

#include <QPersistentModelIndex>
#include <QPoint>
#include <QSet>
#include <QString>
#include <QTreeView>

class QSettings;

namespace lockkeeper::ui {

class ColumnHeader;
class CommunityFilter;
class CommunityModel;
struct CommunityNode;

class CommunityTree final : public QTreeView
{
    Q_OBJECT

public:
    // All three outlive the tree.
    CommunityTree(CommunityModel &model, CommunityFilter &filter, QSettings &settings,
                  QWidget *parent = nullptr);

    [[nodiscard]] ColumnHeader &columnHeader() const { return *m_header; }
    void setEmptyText(const QString &text);
    void setFiltering(bool filtering); // then everything is open, and nothing of that is remembered

    [[nodiscard]] const CommunityNode *currentNode() const; // null if there is none
    [[nodiscard]] QList<const CommunityNode *> selectedNodes() const;
    [[nodiscard]] QList<sync::JobKey>
    selectedJobs() const;                        // of selected sources and communities all, each once
    void select(const QModelIndex &sourceIndex); // expands the way there
    void refreshToolTip();                       // what a tool tip that is open tells may have changed

Q_SIGNALS:
    void selectionMoved();
    void contextMenuWanted(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void askForMenuOfCurrent();
    [[nodiscard]] bool wantsOpen(const QModelIndex &index) const;
    void dressRows(const QModelIndex &parent, int first, int last);
    void rememberExpansion(const QModelIndex &index, bool expanded);

    CommunityModel &m_model;
    CommunityFilter &m_filter;
    QSettings &m_settings;
    ColumnHeader *m_header;
    QSet<QString> m_collapsed; // paths the maintainer closed: a community is open at first
    QSet<QString> m_expanded;  // … or opened: a source is not
    QString m_emptyText;
    QPersistentModelIndex m_toolTipIndex; // the cell whose tool tip was last shown
    QPoint m_toolTipAt;                   // global
    bool m_dressing = false;
    bool m_filtering = false;
};

} // namespace lockkeeper::ui
