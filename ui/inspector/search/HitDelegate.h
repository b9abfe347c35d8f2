// Paints what was found: title, where it is from, two lines of its text; the words that were looked for bold
// and underlined. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace lockkeeper::ui {

class HitDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace lockkeeper::ui
