#include "ui/dashboard/ChoiceButton.h"

#include "ui/common/Palettes.h"

#include <QPainter>
#include <QStyleOptionButton>

namespace lockkeeper::ui {

void ChoiceButton::initStyleOption(QStyleOptionButton *option) const
{
    QCommandLinkButton::initStyleOption(option);
    // The style's own bevel has square corners, and would lie over the frame drawn here.
    option->features |= QStyleOptionButton::Flat;
    option->state &=
        ~(QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On | QStyle::State_HasFocus);
}

void ChoiceButton::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool marked = hasFocus() || underMouse();
        painter.setPen(
            QPen(marked ? palette().color(QPalette::Highlight) : tones(palette()).line, hasFocus() ? 2 : 1));
        const bool raised = isDown() || (underMouse() && isEnabled());
        painter.setBrush(palette().color(raised ? QPalette::AlternateBase : QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    QCommandLinkButton::paintEvent(event);
}

} // namespace lockkeeper::ui
