#include "ui/dashboard/CommunityTree.h"

#include "ui/common/Palettes.h"
#include "ui/dashboard/ColumnHeader.h"
#include "ui/dashboard/CommunityFilter.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/ProgressDelegate.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSettings>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView collapsedKey = "dashboard/collapsed"_L1;
constexpr QLatin1StringView expandedKey = "dashboard/expanded"_L1;

QSet<QString> readSet(const QSettings &settings, QLatin1StringView key)
{
    const QStringList paths = settings.value(key).toStringList();
    return {paths.cbegin(), paths.cend()};
}

QStringList sorted(const QSet<QString> &paths)
{
    QStringList list(paths.cbegin(), paths.cend());
    list.sort();
    return list;
}
} // namespace

CommunityTree::CommunityTree(CommunityModel &model, CommunityFilter &filter, QSettings &settings,
                             QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_filter(filter)
    , m_settings(settings)
    , m_header(new ColumnHeader(settings, this))
    , m_collapsed(readSet(settings, collapsedKey))
    , m_expanded(readSet(settings, expandedKey))
{
    setObjectName(u"communityTree"_s);
    setAccessibleName(tr("Communities, their sources and jobs"));
    setModel(&filter);
    setHeader(m_header);
    setItemDelegateForColumn(static_cast<int>(Column::Progress), new ProgressDelegate(this));
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setAllColumnsShowFocus(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setIconSize({16, 16});
    m_header->restoreColumns();
    setSortingEnabled(true);

    connect(&filter, &QAbstractItemModel::rowsInserted, this, &CommunityTree::dressRows);
    connect(this, &QTreeView::expanded, this,
            [this](const QModelIndex &index) { rememberExpansion(index, true); });
    connect(this, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { rememberExpansion(index, false); });
    dressRows({}, 0, filter.rowCount() - 1);
}

void CommunityTree::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

bool CommunityTree::wantsOpen(const QModelIndex &index) const
{
    if (m_filtering)
        return true;
    const QString path = index.data(CommunityModel::PathRole).toString();
    return index.parent().isValid() ? m_expanded.contains(path) : !m_collapsed.contains(path);
}

// New rows get the expansion they had when last seen, and a problem's text the whole width.
void CommunityTree::dressRows(const QModelIndex &parent, int first, int last)
{
    const QScopedValueRollback guard(m_dressing, true);
    if (parent.isValid())
        setExpanded(parent, wantsOpen(parent)); // a row can only be opened once it has something under it
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_filter.index(row, 0, parent);
        const CommunityNode *node = m_model.node(m_filter.mapToSource(index));
        if (node && node->kind == RowKind::Problem)
            setFirstColumnSpanned(row, parent, true);
        if (m_filter.rowCount(index) > 0)
            dressRows(index, 0, m_filter.rowCount(index) - 1);
    }
}

void CommunityTree::setFiltering(bool filtering)
{
    m_filtering = filtering;
    if (m_filter.rowCount() > 0)
        dressRows({}, 0, m_filter.rowCount() - 1);
    viewport()->update();
}

void CommunityTree::rememberExpansion(const QModelIndex &index, bool expanded)
{
    if (m_dressing || m_filtering)
        return;
    const QString path = index.data(CommunityModel::PathRole).toString();
    if (expanded) {
        m_collapsed.remove(path);
        m_expanded.insert(path);
    } else {
        m_expanded.remove(path);
        m_collapsed.insert(path);
    }
    m_settings.setValue(collapsedKey, sorted(m_collapsed));
    m_settings.setValue(expandedKey, sorted(m_expanded));
}

const CommunityNode *CommunityTree::currentNode() const
{
    return m_model.node(m_filter.mapToSource(currentIndex()));
}

QList<const CommunityNode *> CommunityTree::selectedNodes() const
{
    QList<const CommunityNode *> nodes;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (const CommunityNode *node = m_model.node(m_filter.mapToSource(index)))
            nodes.append(node);
    }
    return nodes;
}

QList<sync::JobKey> CommunityTree::selectedJobs() const
{
    QList<sync::JobKey> keys;
    QSet<sync::JobKey> seen;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        for (const sync::JobKey &key : m_model.jobsUnder(m_filter.mapToSource(index))) {
            if (!seen.contains(key))
                keys.append(key);
            seen.insert(key);
        }
    }
    return keys;
}

void CommunityTree::select(const QModelIndex &sourceIndex)
{
    const QModelIndex index = m_filter.mapFromSource(sourceIndex);
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        setExpanded(above, true);
    setCurrentIndex(index);
    scrollTo(index);
}

void CommunityTree::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    Q_EMIT selectionMoved();
}

void CommunityTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT selectionMoved();
}

void CommunityTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard)
        askForMenuOfCurrent();
    else
        Q_EMIT contextMenuWanted(event->globalPos());
}

// Not every platform makes a context menu's event of these keys.
void CommunityTree::keyPressEvent(QKeyEvent *event)
{
    const bool shiftF10 = event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier;
    if (shiftF10 || event->key() == Qt::Key_Menu)
        askForMenuOfCurrent();
    else
        QTreeView::keyPressEvent(event);
}

void CommunityTree::askForMenuOfCurrent()
{
    if (!currentIndex().isValid())
        return;
    scrollTo(currentIndex());
    const QRect row = visualRect(currentIndex()) & viewport()->rect();
    Q_EMIT contextMenuWanted(viewport()->mapToGlobal(QPoint(row.left() + 16, row.bottom())));
}

bool CommunityTree::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        m_toolTipIndex = indexAt(help->pos());
        m_toolTipAt = help->globalPos();
    }
    return QTreeView::viewportEvent(event);
}

void CommunityTree::refreshToolTip()
{
    if (!QToolTip::isVisible() || !m_toolTipIndex.isValid())
        return;
    const QString text = m_toolTipIndex.data(Qt::ToolTipRole).toString();
    if (text != QToolTip::text()) // empty: it closes
        QToolTip::showText(m_toolTipAt, text, viewport(), visualRect(m_toolTipIndex));
}

void CommunityTree::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_filter.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(tones(palette()).muted);
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     m_filtering ? tr("Nothing here fits the filter.") : m_emptyText);
}

} // namespace lockkeeper::ui
