// A small bar beside its number, in a cell of a table that has many columns. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace lockkeeper::ui {

// Paints CellModel::ShareRole at the left edge; the words stand where they always do.
class ShareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace lockkeeper::ui
