#include "ui/migration/MigrationTable.h"

#include "ui/common/ColumnFit.h"
#include "ui/dashboard/ProgressDelegate.h"
#include "ui/migration/MigrationModel.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QStyle>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int widestNames = 240;
constexpr int leastNames = 72;
constexpr int usualBar = 130;
constexpr int leastBar = 84;
constexpr int besideState = 34; // its icon and the cell's edges

// Texts begin at one place, whether there is a tick box before them or not.
class TickDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->features.testFlag(QStyleOptionViewItem::HasCheckIndicator) || !option->widget)
            return;
        const QStyle &style = *option->widget->style();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(style.pixelMetric(QStyle::PM_IndicatorWidth, option, option->widget),
                                       style.pixelMetric(QStyle::PM_IndicatorHeight, option, option->widget));
    }
};
} // namespace

MigrationTable::MigrationTable(MigrationModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setObjectName(u"migrationTable"_s);
    setAccessibleName(tr("Databases"));
    setAccessibleDescription(tr("Space ticks the selected rows"));
    setModel(&model);
    setItemDelegateForColumn(MigrationModel::Community, new TickDelegate(this));
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
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_widest.clear();
        fitColumns();
    });
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
    m_widest.resize(MigrationModel::Columns);
    for (int column = 0; column < MigrationModel::Columns; ++column) {
        const int title = header()->sectionSizeHint(column);
        const int wanted = std::max({title, sizeHintForColumn(column), m_widest.at(column)});
        if (column != MigrationModel::State) // has room for whatever it says
            m_widest[column] = wanted;
        needs.append({.wanted = wanted, .whole = wanted, .least = wanted});
    }
    for (const int column : {MigrationModel::Community, MigrationModel::Users}) {
        needs[column].wanted = needs[column].whole = std::min(needs.at(column).wanted, widestNames);
        needs[column].least = std::min(needs.at(column).wanted, leastNames);
    }
    // What a row says while it is switched changes; its column doesn't.
    MigrationRow waiting;
    waiting.stage = MigrationStage::Waiting;
    waiting.holder = u"python3 (pid 1234567)"_s;
    const int widestState = fontMetrics().horizontalAdvance(migrationLook(waiting).word) + besideState;
    needs[MigrationModel::State] = {.wanted = widestState, .whole = widestState, .least = widestState};
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
