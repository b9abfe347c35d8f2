#include "ui/contention/TablePanel.h"

#include "ui/common/CopiedRows.h"
#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStyle>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

TablePanel::TablePanel(QAbstractItemModel &model, int sortRole, const QString &id, const QString &name,
                       QWidget *parent)
    : QWidget(parent)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_view(new QTreeView(this))
    , m_bar(new QHBoxLayout)
    , m_export(new QPushButton(icon(u"export"_s), tr("E&xport…"), this))
{
    m_sorted->setSourceModel(&model);
    m_sorted->setSortRole(sortRole);
    m_sorted->setSortLocaleAware(true);
    m_view->setModel(m_sorted);
    m_view->setObjectName(id);
    m_view->setAccessibleName(name);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSortingEnabled(true);
    m_view->header()->setStretchLastSection(false);
    m_view->viewport()->installEventFilter(this);

    auto *copy = new QPushButton(icon(u"copy"_s), tr("&Copy"), this);
    copy->setObjectName(id + u"Copy"_s);
    copy->setToolTip(tr("Copy the selected rows, or all"));
    copy->setEnabled(false);
    connect(copy, &QPushButton::clicked, this, &TablePanel::copySelected);
    m_export->setObjectName(id + u"Export"_s);
    m_export->setToolTip(tr("Save all rows as CSV or JSON"));
    m_export->setEnabled(false);
    connect(m_export, &QPushButton::clicked, this, &TablePanel::exportWanted);
    auto *shortcut = new QShortcut(QKeySequence::Copy, m_view);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &TablePanel::copySelected);

    const auto choose = [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT rowChosen(m_sorted->mapToSource(index).row());
    };
    connect(m_view, &QAbstractItemView::clicked, this, choose);
    connect(m_view, &QAbstractItemView::activated, this, choose);
    const auto count = [this, copy] {
        copy->setEnabled(m_sorted->rowCount() > 0);
        m_export->setEnabled(copy->isEnabled());
    };
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, count);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, count);
    connect(m_sorted, &QAbstractItemModel::modelReset, this, count);

    m_bar->setContentsMargins(8, 4, 8, 4);
    m_bar->setSpacing(6);
    m_bar->addStretch();
    m_bar->addWidget(copy);
    m_bar->addWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_view);
}

void TablePanel::setEmptyText(const QString &text)
{
    m_emptyText = text;
}

void TablePanel::sortBy(int column, Qt::SortOrder order)
{
    m_view->sortByColumn(column, order);
}

int TablePanel::widthFor(int column, bool arrow) const
{
    const QHeaderView *header = m_view->header();
    const QFontMetrics metrics = m_view->fontMetrics();
    const int margin = style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, header);
    const QString title = m_sorted->headerData(column, Qt::Horizontal).toString();
    const int room = arrow ? header->sizeHint().height() / 2 + 2 * margin : 0;
    return std::max(metrics.horizontalAdvance(title) + room, metrics.horizontalAdvance(u"00.00 s"_s)) +
           2 * margin + 4;
}

void TablePanel::fitColumns(int wide, const QString &sample)
{
    QHeaderView *header = m_view->header();
    for (int column = 0; column < m_sorted->columnCount(); ++column)
        header->resizeSection(column, widthFor(column, false));
    m_wide = wide;
    m_wideLeast = std::max(widthFor(wide, false), m_view->fontMetrics().horizontalAdvance(sample) + 14);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this, header](int column) {
        if (column < 0)
            return;
        header->resizeSection(column, std::max(header->sectionSize(column), widthFor(column, true)));
        fitWide();
    });
}

void TablePanel::fitWide()
{
    if (m_wide < 0)
        return;
    QHeaderView *header = m_view->header();
    const int others = header->length() - header->sectionSize(m_wide);
    header->resizeSection(m_wide, std::max(m_wideLeast, m_view->viewport()->width() - others));
}

void TablePanel::copySelected() const
{
    QApplication::clipboard()->setText(copiedRows(*m_view));
}

bool TablePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && watched == m_view->viewport() && m_sorted->rowCount() == 0) {
        QPainter painter(m_view->viewport());
        painter.setPen(tones(palette()).muted);
        painter.drawText(m_view->viewport()->rect().adjusted(16, 12, -16, -12),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
        return true;
    }
    if (event->type() == QEvent::Resize && watched == m_view->viewport())
        fitWide();
    return QWidget::eventFilter(watched, event);
}

} // namespace lockkeeper::ui
