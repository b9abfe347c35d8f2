#include "ui/dashboard/LogPanel.h"

#include "ui/common/Icons.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int narrowestWhere = 160;

class LevelFilter final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLowest(LogLevel level)
    {
        m_lowest = static_cast<int>(level);
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return sourceModel()->index(row, 0, parent).data(LogModel::LevelRole).toInt() >= m_lowest;
    }

private:
    int m_lowest = static_cast<int>(LogLevel::Info);
};

QTreeView *makeView(QAbstractItemModel *model, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(u"logView"_s);
    view->setAccessibleName(LogPanel::tr("Log"));
    view->setModel(model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAlternatingRowColors(true);
    view->setAllColumnsShowFocus(true);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setFrameShape(QFrame::NoFrame);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    view->header()->resizeSection(LogModel::Time, 84);
    view->header()->resizeSection(LogModel::Level, 96);
    view->header()->resizeSection(LogModel::Where, narrowestWhere);
    view->header()->setStretchLastSection(true);
    return view;
}
} // namespace

LogPanel::LogPanel(LogModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    auto *filter = new LevelFilter(this);
    filter->setSourceModel(&model);
    m_filter = filter;
    m_view = makeView(m_filter, this);

    m_levels = new QComboBox(this);
    m_levels->setObjectName(u"logLevel"_s);
    m_levels->setAccessibleName(tr("Show log entries from"));
    m_levels->addItems({tr("Everything"), tr("Warnings and errors"), tr("Errors only")});
    connect(m_levels, &QComboBox::currentIndexChanged, this,
            [filter](int index) { filter->setLowest(static_cast<LogLevel>(std::max(0, index))); });

    auto *copy = new QPushButton(icon(u"copy"_s), tr("&Copy"), this);
    copy->setObjectName(u"logCopy"_s);
    copy->setToolTip(tr("Copy the selected lines, or all that are shown"));
    connect(copy, &QPushButton::clicked, this, &LogPanel::copySelected);
    auto *shortcut = new QShortcut(QKeySequence::Copy, m_view);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &LogPanel::copySelected);

    auto *show = new QLabel(tr("&Show:"), this);
    show->setBuddy(m_levels);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(6); // or it has that of the layout around it: none
    bar->addWidget(show);
    bar->addWidget(m_levels);
    bar->addStretch();
    bar->addWidget(copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view);

    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { fitWhere(first, last); });
    connect(m_view->header(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section == LogModel::Where && !m_fitting)
            m_whereByHand = true;
    });

    // The range grows a moment after the rows came, so whether to follow is decided before and done then.
    QScrollBar *scroll = m_view->verticalScrollBar();
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] { m_following = atEnd(); });
    connect(scroll, &QScrollBar::rangeChanged, this, [this, scroll] {
        if (m_following)
            scroll->setValue(scroll->maximum());
    });
    connect(scroll, &QScrollBar::actionTriggered, this,
            [this, scroll] { m_following = scroll->sliderPosition() >= scroll->maximum(); });
}

void LogPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    widenWhere();
}

void LogPanel::fitWhere(int first, int last)
{
    const QFontMetrics metrics = m_view->fontMetrics();
    const int margin = 2 * style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, m_view) + 6;
    for (int row = first; row <= last; ++row)
        m_whereWanted = std::max(m_whereWanted, metrics.horizontalAdvance(m_model.entry(row).where) + margin);
    widenWhere();
}

// As wide as its texts, as long as most of the line is left to what happened.
void LogPanel::widenWhere()
{
    const int most = std::max(narrowestWhere, width() * 2 / 5);
    if (m_whereByHand)
        return;
    const QScopedValueRollback guard(m_fitting, true);
    m_view->header()->resizeSection(LogModel::Where, std::clamp(m_whereWanted, narrowestWhere, most));
}

bool LogPanel::atEnd() const
{
    // A hidden panel has laid out nothing: it goes on as it was.
    const QScrollBar *scroll = m_view->verticalScrollBar();
    return isVisible() ? scroll->value() >= scroll->maximum() : m_following;
}

void LogPanel::setLowestLevel(LogLevel level)
{
    m_levels->setCurrentIndex(static_cast<int>(level));
}

void LogPanel::copySelected() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_filter->rowCount(); ++row)
            rows.append(m_filter->index(row, 0));
    }
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const QModelIndex &index : rows)
        lines.append(logLine(m_model.entry(m_filter->mapToSource(index).row())));
    QApplication::clipboard()->setText(lines.join('\n'_L1));
}

} // namespace lockkeeper::ui
