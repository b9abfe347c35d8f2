// A small line of numbers beside their last one, in a cell of a table. By hand: drawLines, since a
// drawPolyline wider than a device pixel is many times slower.
#pragma once

#include <QLineF>
#include <QList>
#include <QRectF>
#include <QStyledItemDelegate>

namespace lockkeeper::ui {

// From the left to the right, 0 at the bottom, the largest at the top. One number is a dot's worth of line;
// numbers that are all 0 lie on the bottom. Pure.
[[nodiscard]] QList<QLineF> sparkline(const QList<double> &values, const QRectF &area);

// Paints CellModel::LineRole left of the text, or CellModel::ShareRole as a bar.
class SparklineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace lockkeeper::ui
