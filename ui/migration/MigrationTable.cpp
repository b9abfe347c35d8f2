#include "ui/migration/MigrationTable.h"

#include "ui/common/ColumnFit.h"
#include "ui/dashboard/ProgressDelegate.h"
#include "ui/migration/MigrationModel.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScopedValueRollback>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int widestNames = 240;
constexpr int leastNames = 72;
constexpr int usualBar = 130;
constexpr int leastBar = 84;
constexpr int besideState = 34; // its icon and the cell's edges
} // namespace

MigrationTable::MigrationTable(MigrationModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setObjectName(u"migrationTable"_s);
    setAccessibleName(tr("Databases"));
    setAccessibleDescription(tr("Space ticks the selected rows"));
    setModel(&model);
    setItemDelegateForColumn(MigrationModel::Progress, new ProgressDelegate(this));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setIconSize({16, 16});
    setMinimumHeight(110);
    header()->setStretchLastSection(true);
    header()->setSectionsMovable(false);
    connect(&model, &QAbstractItemModel::modelReset, this, &MigrationTable::fitColumns);
    connect(header(), &QHeaderView::sectionResized, this, [this] {
        m_dragged = m_dragged || (!m_fitting && QApplication::mouseButtons() != Qt::NoButton);
    });
}

void MigrationTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier)
        toggleSelected();
    else
        QTreeView::keyPressEvent(event);
}

// All the same way: ticked unless all of them are.
void MigrationTable::toggleSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (m_model.rows().at(index.row()).canBeTicked())
            rows.append(index.row());
    }
    const bool all = std::ranges::all_of(rows, [this](int row) { return m_model.rows().at(row).ticked; });
    for (const int row : rows)
        m_model.setTicked(row, !all);
}

void MigrationTable::fitColumns()
{
    if (m_dragged)
        return;
    const QScopedValueRollback guard(m_fitting, true);
    QList<ColumnNeed> needs;
    for (int column = 0; column < MigrationModel::Columns; ++column) {
        const int title = header()->sectionSizeHint(column);
        const int wanted = std::max(title, sizeHintForColumn(column));
        needs.append({.wanted = wanted, .whole = wanted, .least = wanted});
    }
    for (const int column : {MigrationModel::Community, MigrationModel::Users}) {
        needs[column].wanted = needs[column].whole = std::min(needs.at(column).wanted, widestNames);
        needs[column].least = std::min(needs.at(column).wanted, leastNames);
    }
    // What a row says while it is switched changes; its column doesn't.
    MigrationRow waiting;
    waiting.stage = MigrationStage::Waiting;
    waiting.holder = u"python3 (1234567)"_s;
    ColumnNeed &state = needs[MigrationModel::State];
    state.least = std::max(state.least, fontMetrics().horizontalAdvance(u"nothing to do"_s) + besideState);
    state.wanted = state.whole =
        std::max(state.least, fontMetrics().horizontalAdvance(migrationLook(waiting).word) + besideState);
    needs[MigrationModel::Progress] = {.wanted = usualBar, .whole = usualBar, .least = leastBar};
    const QList<int> widths = fittedWidths(needs, viewport()->width());
    for (int column = 0; column < widths.size(); ++column)
        setColumnWidth(column, widths.at(column));
}

void MigrationTable::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitColumns();
}

} // namespace lockkeeper::ui
