#include "ui/history/Sparkline.h"

#include "ui/common/Palettes.h"
#include "ui/history/CellModel.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace lockkeeper::ui {

namespace {
constexpr int lineWidth = 120;
constexpr int sparkGap = 8;
constexpr double dot = 2; // half the width of the last value's mark
} // namespace

QList<QLineF> sparkline(const QList<double> &values, const QRectF &area)
{
    QList<QLineF> lines;
    if (values.isEmpty())
        return lines;
    const double most = *std::max_element(values.cbegin(), values.cend());
    const auto point = [&](qsizetype i) {
        const double share =
            values.size() > 1 ? static_cast<double>(i) / static_cast<double>(values.size() - 1) : 1;
        const double height = most > 0 ? std::max(0.0, values.at(i)) / most : 0;
        return QPointF(area.left() + share * area.width(), area.bottom() - height * area.height());
    };
    if (values.size() == 1) {
        lines.append(QLineF(point(0) - QPointF(dot, 0), point(0)));
        return lines;
    }
    for (qsizetype i = 1; i < values.size(); ++i)
        lines.append(QLineF(point(i - 1), point(i)));
    return lines;
}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QPalette &palette = option.palette;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF area = QRectF(option.rect).adjusted(sparkGap, 4, 0, -4);
    const QVariant share = index.data(CellModel::ShareRole);
    if (share.isValid()) {
        const QRectF track(area.topLeft() + QPointF(0, 4), QSizeF(lineWidth, area.height() - 8));
        painter->fillRect(track, tones(palette).barTrack);
        painter->fillRect(QRectF(track.topLeft(), QSizeF(share.toDouble() * lineWidth, track.height())),
                          tones(palette).running);
    }
    const auto values = index.data(CellModel::LineRole).value<QList<double>>();
    if (values.isEmpty())
        return;
    const QColor colour = selected ? palette.color(QPalette::HighlightedText) : tones(palette).running;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.2));
    const QList<QLineF> lines = sparkline(values, QRectF(area.topLeft(), QSizeF(lineWidth, area.height())));
    painter->drawLines(lines);
    painter->setBrush(colour);
    painter->drawEllipse(lines.constLast().p2(), dot, dot); // the value that stands beside
    painter->restore();
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(CellModel::LineRole).isValid() || index.data(CellModel::ShareRole).isValid())
        size.rwidth() += lineWidth + 2 * sparkGap;
    return size.expandedTo(QSize(0, 26));
}

} // namespace lockkeeper::ui
