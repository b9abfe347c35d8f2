#include "ui/history/HistoryTable.h"

#include "ui/common/ColumnFit.h"
#include "ui/common/CopiedRows.h"
#include "ui/common/SortMenu.h"
#include "ui/history/Sparkline.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int widestColumn = 260;
constexpr int leastOfWords = 84; // that are cut off where there is little room; tool tips have them whole
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
    addSortMenu(this, header());
    connect(header(), &QHeaderView::sortIndicatorChanged, this, &HistoryTable::makeRoomForArrow);
    connect(header(), &QHeaderView::sectionResized, this, [this] {
        m_dragged = m_dragged || (!m_fitting && QApplication::mouseButtons() != Qt::NoButton);
    });
    auto *copy = new QShortcut(QKeySequence::Copy, this);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &HistoryTable::copyChosen);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryTable::choiceMoved);
}

void HistoryTable::setTable(const CellTable &table)
{
    const bool known = m_model.columnCount() == table.headers.size() && m_model.rowCount() > 0;
    m_model.setTable(table);
    m_widest.clear();
    if (!known || !m_dragged) // what somebody has dragged stays
        fitColumns();
}

void HistoryTable::updateTable(const CellTable &table)
{
    if (!m_model.updateTable(table))
        setTable(table);
    else if (!m_dragged)
        fitColumns();
}

void HistoryTable::setLeastWidth(int column, int width)
{
    m_least.insert(column, width);
}

void HistoryTable::fitColumns()
{
    const int margin = style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, header());
    QList<ColumnNeed> needs;
    m_widest.resize(m_model.columnCount());
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const bool sorted = header()->isSortIndicatorShown() && header()->sortIndicatorSection() == column;
        const int title = header()->sectionSizeHint(column);
        const int cells = m_widest[column] = std::max(sizeHintForColumn(column), m_widest.at(column));
        const int text = header()->fontMetrics().horizontalAdvance(
            m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        const int bare = sorted ? title : text + 2 * margin + 2;
        // Numbers and times are of no use cut off.
        const bool words = m_model.index(0, column).data(CellModel::OrderRole).typeId() == QMetaType::QString;
        const int least = m_least.value(column, leastOfWords);
        needs.append({.wanted = std::min(std::max(title, cells), widestColumn),
                      .whole = std::min(std::max(bare, cells), widestColumn),
                      .least = std::max(bare, words ? std::min(cells, least) : cells)});
    }
    const QScopedValueRollback guard(m_fitting, true);
    const QList<int> widths = fittedWidths(needs, viewport()->width());
    for (int column = 0; column < widths.size(); ++column)
        setColumnWidth(column, widths.at(column));
}

void HistoryTable::makeRoomForArrow(int column)
{
    const QScopedValueRollback guard(m_fitting, true);
    if (column >= 0 && column < m_model.columnCount())
        setColumnWidth(column, std::max(columnWidth(column), header()->sectionSizeHint(column)));
}

void HistoryTable::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (!m_dragged && m_model.rowCount() > 0 && event->oldSize().width() != event->size().width())
        fitColumns();
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
