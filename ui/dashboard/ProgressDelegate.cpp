#include "ui/dashboard/ProgressDelegate.h"

#include "ui/common/Palettes.h"
#include "ui/dashboard/CommunityModel.h"
#include "ui/dashboard/ProgressLook.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

namespace lockkeeper::ui {

namespace {
constexpr double corner = 3;

QColor fillColour(ProgressLook::Form form, const Tones &tones)
{
    using Form = ProgressLook::Form;
    switch (form) {
    case Form::Done:
        return tones.barDone;
    case Form::Failed:
        return tones.barFailed;
    case Form::Stopped:
        return tones.barStopped;
    case Form::None:
    case Form::Waiting:
    case Form::Determinate:
    case Form::Indeterminate:
        break;
    }
    return tones.barRunning;
}

// The colours aside, what went wrong is striped and what was stopped ends in a line.
void paintMark(QPainter &painter, const QRectF &filled, ProgressLook::Form form, const Tones &tones)
{
    if (form == ProgressLook::Form::Stopped) {
        painter.fillRect(QRectF(filled.right() - 2, filled.top(), 2, filled.height()), tones.muted);
        return;
    }
    QColor stripe = tones.failed;
    stripe.setAlphaF(0.28F);
    painter.setPen(QPen(stripe, 2));
    QList<QLineF> lines;
    for (double x = filled.left() - filled.height(); x < filled.right(); x += 8)
        lines.append(QLineF(x, filled.bottom(), x + filled.height(), filled.top()));
    painter.drawLines(lines);
}

void paintBar(QPainter &painter, const QRectF &cell, const ProgressLook &look, const Tones &tones)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const QRectF bar = barRect(cell, ratio);
    if (bar.width() < 2 || bar.height() < 2)
        return;
    QPainterPath shape;
    shape.addRoundedRect(bar, corner, corner);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(shape, tones.barTrack);
    const QRectF filled = filledRect(bar, look, ratio);
    if (!filled.isEmpty()) {
        painter.setClipPath(shape, Qt::IntersectClip);
        painter.fillRect(filled, fillColour(look.form, tones));
        if (look.form == ProgressLook::Form::Failed || look.form == ProgressLook::Form::Stopped)
            paintMark(painter, filled, look.form, tones);
    }
    painter.setPen(tones.barText);
    const QRectF textRect = bar.adjusted(6, 0, -6, 0);
    painter.drawText(
        textRect, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(look.text, Qt::ElideRight, static_cast<int>(textRect.width())));
}
} // namespace

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.text.clear();
    const QWidget *widget = cell.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, widget); // background, selection, focus

    const auto look = index.data(CommunityModel::ProgressRole).value<ProgressLook>();
    if (look.form == ProgressLook::Form::None)
        return;
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    painter->setFont(cell.font);
    paintBar(*painter, option.rect, look, tones(option.palette));
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize text = QStyledItemDelegate::sizeHint(option, index);
    return {text.width() + 20, std::max(text.height() + 4, 24)};
}

} // namespace lockkeeper::ui
