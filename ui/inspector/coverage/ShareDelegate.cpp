#include "ui/inspector/coverage/ShareDelegate.h"

#include "ui/common/Palettes.h"
#include "ui/history/CellModel.h"

#include <QPainter>

namespace lockkeeper::ui {

namespace {
constexpr qreal shareWidth = 30;
constexpr qreal shareHeight = 8;
constexpr qreal shareGap = 6;
constexpr int leastHeight = 26; // as rows of the history have
} // namespace

void ShareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant share = index.data(CellModel::ShareRole);
    if (!share.isValid())
        return;
    const QPalette &palette = option.palette;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF area(option.rect);
    const QRectF track(area.left() + shareGap, area.center().y() - shareHeight / 2, shareWidth, shareHeight);
    QColor rest = selected ? palette.color(QPalette::HighlightedText) : tones(palette).barTrack;
    if (selected)
        rest.setAlphaF(0.3F);
    painter->fillRect(track, rest);
    painter->fillRect(QRectF(track.topLeft(), QSizeF(share.toDouble() * shareWidth, shareHeight)),
                      selected ? palette.color(QPalette::HighlightedText) : tones(palette).running);
}

QSize ShareDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(CellModel::ShareRole).isValid())
        size.rwidth() += static_cast<int>(shareWidth + 2 * shareGap);
    return size.expandedTo(QSize(0, leastHeight));
}

} // namespace lockkeeper::ui
