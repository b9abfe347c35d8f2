#include "ui/inspector/tables/TableGrid.h"

#include "ui/common/Format.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

TableGrid::TableGrid(TableModel &model, QSettings &state, QWidget *parent)
    : QuietTableView(parent)
    , m_model(model)
    , m_state(state)
{
    setObjectName(u"tableGrid"_s);
    setAccessibleName(tr("Rows"));
    setModel(&model);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setSortingEnabled(true);
    QHeaderView *columns = horizontalHeader();
    columns->setObjectName(u"tableColumns"_s);
    columns->setAccessibleName(tr("Columns"));
    columns->setSectionsMovable(true);
    columns->setHighlightSections(false);
    columns->setSortIndicatorClearable(true); // a third click gives the table's own order back
    columns->setSortIndicator(-1, Qt::AscendingOrder);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *rows = verticalHeader();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setDefaultSectionSize(fontMetrics().height() + 8);
    rows->setHighlightSections(false);

    m_scrolled.setSingleShot(true);
    m_scrolled.setInterval(0);
    m_typing.setSingleShot(true);
    connect(&m_scrolled, &QTimer::timeout, this, &TableGrid::seen);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_scrolled, qOverload<>(&QTimer::start));
    connect(&model, &QAbstractItemModel::modelReset, &m_scrolled, qOverload<>(&QTimer::start));
    connect(&model, &QAbstractItemModel::rowsInserted, &m_scrolled, qOverload<>(&QTimer::start));
    connect(&model, &QAbstractItemModel::rowsRemoved, &m_scrolled, qOverload<>(&QTimer::start));
    connect(columns, &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_typing.stop(); // what was typed was meant for the order before
        if (!m_applying)
            Q_EMIT sortWanted(column < m_model.columnCount() ? column : -1, order);
    });
    connect(columns, &QHeaderView::sectionMoved, this, &TableGrid::remember);
    connect(columns, &QHeaderView::sectionResized, this, [this](int column, int before, int) {
        if (isColumnHidden(column) && before > 0)
            m_hiddenWidths.insert(column, before);
        remember();
    });
    connect(columns, &QWidget::customContextMenuRequested, this, [this](const QPoint &where) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu, horizontalHeader()->logicalIndexAt(where));
        menu->popup(horizontalHeader()->mapToGlobal(where));
    });
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT rowWanted(index.row()); });
    addKey(QKeySequence::Copy, &TableGrid::copyWanted);
    addKey(Qt::CTRL | Qt::SHIFT | Qt::Key_O, &TableGrid::sortByCurrent);
}

void TableGrid::addKey(const QKeySequence &key, void (TableGrid::*act)())
{
    auto *shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, act);
}

// As a click into the header does: up, down, as the table has them.
void TableGrid::sortByCurrent()
{
    if (!currentIndex().isValid())
        return;
    const int column = currentIndex().column();
    const bool sorted = horizontalHeader()->sortIndicatorSection() == column;
    const bool down = horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
    if (sorted && down)
        sortByColumn(-1, Qt::AscendingOrder);
    else
        sortByColumn(column, sorted ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TableGrid::sortBy(int column, Qt::SortOrder order)
{
    m_applying = true;
    sortByColumn(column, order);
    m_applying = false;
}

qint64 TableGrid::firstSeen() const
{
    return rowAt(0);
}

qint64 TableGrid::lastSeen() const
{
    const int last = rowAt(viewport()->height() - 1);
    return last >= 0 || m_model.rowCount() == 0 ? last : m_model.rowCount() - 1;
}

void TableGrid::fitNumbers()
{
    verticalHeader()->setFixedWidth(
        verticalHeader()->fontMetrics().horizontalAdvance(formatNumber(std::max(100, m_model.rowCount()))) +
        12);
}

QList<int> TableGrid::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

// Qt's own goes through all the rows of the model.
void TableGrid::keyboardSearch(const QString &beginning)
{
    m_typed = m_typing.isActive() ? m_typed + beginning : beginning;
    m_typing.start(QApplication::keyboardInputInterval() * 2);
    if (!m_typed.trimmed().isEmpty())
        Q_EMIT beginningTyped(m_typed);
}

void TableGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_scrolled.start();
}

void TableGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"tableMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        menu->addAction(tr("&Open"), this, [this, row = index.row()] { Q_EMIT rowWanted(row); });
        menu->addAction(tr("&Copy"), this, &TableGrid::copyWanted);
        menu->addSeparator();
    }
    fillMenu(*menu, index.column());
    menu->popup(event->reason() == QContextMenuEvent::Mouse
                    ? event->globalPos()
                    : viewport()->mapToGlobal(visualRect(index).center()));
}

void TableGrid::fillMenu(QMenu &menu, int column)
{
    if (column >= 0) {
        const QString name = QString(m_model.table().columns.at(column).name).replace('&'_L1, "&&"_L1);
        menu.addAction(tr("Sort &upwards by %1").arg(name), this,
                       [this, column] { sortByColumn(column, Qt::AscendingOrder); });
        menu.addAction(tr("Sort &downwards by %1").arg(name), this,
                       [this, column] { sortByColumn(column, Qt::DescendingOrder); });
        menu.addAction(tr("&Filter by %1…").arg(name), this,
                       [this, column] { Q_EMIT filterWanted(m_model.table().columns.at(column).name); });
        menu.addAction(tr("Move %1 to the &left").arg(name), this, [this, column] { move(column, -1); });
        menu.addAction(tr("Move %1 to the &right").arg(name), this, [this, column] { move(column, 1); });
        menu.addSeparator();
    }
    QMenu *shown = menu.addMenu(tr("Co&lumns"));
    const QList<int> columns = shownColumns();
    for (int one = 0; one < m_model.columnCount(); ++one) {
        QAction *action =
            shown->addAction(QString(m_model.table().columns.at(one).name).replace('&'_L1, "&&"_L1));
        action->setCheckable(true);
        action->setChecked(columns.contains(one));
        action->setEnabled(columns.size() > 1 || !columns.contains(one));
        connect(action, &QAction::toggled, this, [this, one](bool visible) {
            setColumnHidden(one, !visible);
            remember();
        });
    }
    menu.addAction(tr("Columns as &at first"), this, [this] {
        apply(fittingStates());
        remember();
    });
}

void TableGrid::move(int column, int by)
{
    const QList<int> columns = shownColumns();
    const qsizetype to = columns.indexOf(column) + by;
    if (to >= 0 && to < columns.size())
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column),
                                        horizontalHeader()->visualIndex(columns.at(to)));
}

} // namespace lockkeeper::ui
