#include "ui/history/HistoryTable.h"

#include "ui/common/CopiedRows.h"
#include "ui/history/Sparkline.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QShortcut>
#include <QSortFilterProxyModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int widestColumn = 260;
} // namespace

HistoryTable::HistoryTable(const QString &accessibleName, QWidget *parent)
    : QTreeView(parent)
    , m_sorted(new QSortFilterProxyModel(this))
{
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(CellModel::OrderRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_sorted);
    setAccessibleName(accessibleName);
    setItemDelegate(new SparklineDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setFrameShape(NoFrame);
    setSortingEnabled(true);
    header()->setSortIndicatorClearable(true);
    header()->setSortIndicator(-1, Qt::AscendingOrder); // as they come
    header()->setStretchLastSection(true);
    auto *copy = new QShortcut(QKeySequence::Copy, this);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &HistoryTable::copyChosen);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryTable::choiceMoved);
}

void HistoryTable::setTable(const CellTable &table)
{
    const bool known = m_model.columnCount() == table.headers.size() && m_model.rowCount() > 0;
    m_model.setTable(table);
    if (!known) // what somebody has dragged stays
        fitColumns();
}

void HistoryTable::fitColumns()
{
    for (int column = 0; column < m_model.columnCount(); ++column) {
        resizeColumnToContents(column);
        setColumnWidth(column, std::min(columnWidth(column), widestColumn));
    }
}

int HistoryTable::rows() const
{
    return m_model.rowCount();
}

QList<qint64> HistoryTable::chosenIds() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QList<qint64> ids;
    for (const QModelIndex &row : rows)
        ids.append(row.data(CellModel::IdRole).toLongLong());
    return ids;
}

void HistoryTable::choose(const QList<qint64> &ids)
{
    QItemSelection selection;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const QModelIndex index = m_sorted->index(row, 0);
        if (!ids.contains(index.data(CellModel::IdRole).toLongLong()))
            continue;
        if (selection.isEmpty())
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        selection.select(index, index);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void HistoryTable::copyChosen() const
{
    QApplication::clipboard()->setText(copiedRows(*this));
}

} // namespace lockkeeper::ui
