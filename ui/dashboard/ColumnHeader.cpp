#include "ui/dashboard/ColumnHeader.h"

#include "ui/dashboard/StateText.h"

#include <QMenu>
#include <QSettings>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int iconWidth = 16; // of the tree
constexpr QLatin1StringView columnsKey = "dashboard/columns"_L1;
constexpr QLatin1StringView sortColumnKey = "dashboard/sortColumn"_L1;
constexpr QLatin1StringView sortDescendingKey = "dashboard/sortDescending"_L1;
} // namespace

ColumnHeader::ColumnHeader(QSettings &settings, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_settings(settings)
{
    setObjectName(u"columnHeader"_s);
    setAccessibleName(tr("Columns"));
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setStretchLastSection(false);
    setMinimumSectionSize(24);
    setSortIndicatorClearable(true); // a third click gives the communities' own order back
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint &where) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(mapToGlobal(where));
    });
    connect(this, &QHeaderView::sectionMoved, this, &ColumnHeader::remember);
    connect(this, &QHeaderView::sectionResized, this, [this](int logical, int before, int) {
        if (isSectionHidden(logical) && before > 0)
            m_hiddenWidths.insert(logical, before);
        remember();
    });
    connect(this, &QHeaderView::sortIndicatorChanged, this, [this](int section, Qt::SortOrder order) {
        if (m_applying)
            return;
        const bool sorted = section >= 0 && section < columnCount;
        m_settings.setValue(sortColumnKey,
                            sorted ? QString(columnInfo(static_cast<Column>(section)).id) : QString());
        m_settings.setValue(sortDescendingKey, order == Qt::DescendingOrder);
    });
}

void ColumnHeader::restoreColumns()
{
    const QString remembered = m_settings.value(columnsKey).toString();
    apply(remembered.isEmpty() ? fittingStates() : columnStatesFromText(remembered));
    restoreSorting();
}

void ColumnHeader::resetColumns()
{
    apply(fittingStates());
    setSortIndicator(-1, Qt::AscendingOrder);
    remember();
}

// At first every title can be read, and every usual state, whatever the desktop's font.
QList<ColumnState> ColumnHeader::fittingStates() const
{
    int state = 0;
    for (const QString &word : usualStateWords())
        state = std::max(state, fontMetrics().horizontalAdvance(word));
    state += iconWidth + 4 * style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 6;
    QList<ColumnState> states = defaultColumnStates();
    for (ColumnState &one : states) {
        const int title = sectionSizeFromContents(static_cast<int>(one.column)).width();
        one.width = std::max({one.width, title, one.column == Column::State ? state : 0});
    }
    return states;
}

void ColumnHeader::restoreSorting()
{
    const std::optional<Column> column = columnWithId(m_settings.value(sortColumnKey).toString());
    const bool descending = m_settings.value(sortDescendingKey).toBool();
    setSortIndicator(column ? static_cast<int>(*column) : -1,
                     descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void ColumnHeader::setColumnVisible(Column column, bool visible)
{
    if (column == Column::Name)
        return;
    setSectionHidden(static_cast<int>(column), !visible);
    remember();
}

QList<ColumnState> ColumnHeader::columnStates() const
{
    QList<ColumnState> states;
    for (int visual = 0; visual < count(); ++visual) {
        const int logical = logicalIndex(visual);
        const auto column = static_cast<Column>(logical);
        const bool hidden = isSectionHidden(logical);
        // A hidden section has no size.
        const int width =
            hidden ? m_hiddenWidths.value(logical, columnInfo(column).width) : sectionSize(logical);
        states.append({.column = column, .width = width, .hidden = hidden});
    }
    return states;
}

void ColumnHeader::fillMenu(QMenu &menu)
{
    for (const ColumnInfo &info : columns()) {
        QAction *action = menu.addAction(columnTitle(info.column));
        action->setObjectName("column-"_L1 + info.id);
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(static_cast<int>(info.column)));
        action->setEnabled(info.column != Column::Name);
        connect(action, &QAction::toggled, this,
                [this, column = info.column](bool visible) { setColumnVisible(column, visible); });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("&Reset columns")), &QAction::triggered, this, &ColumnHeader::resetColumns);
}

void ColumnHeader::apply(const QList<ColumnState> &states)
{
    m_applying = true;
    for (qsizetype i = 0; i < states.size(); ++i) {
        const ColumnState &state = states.at(i);
        const int logical = static_cast<int>(state.column);
        moveSection(visualIndex(logical), static_cast<int>(i));
        setSectionHidden(logical, false); // a hidden section cannot be resized
        resizeSection(logical, state.width);
        setSectionHidden(logical, state.hidden);
    }
    m_applying = false;
}

void ColumnHeader::remember()
{
    if (!m_applying && count() == columnCount)
        m_settings.setValue(columnsKey, columnStatesToText(columnStates()));
}

} // namespace lockkeeper::ui
