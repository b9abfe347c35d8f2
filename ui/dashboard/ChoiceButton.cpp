#include "ui/dashboard/ChoiceButton.h"

#include "ui/common/Palettes.h"

#include <QPainter>

namespace lockkeeper::ui {

void ChoiceButton::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool marked = hasFocus() || underMouse();
        painter.setPen(
            QPen(marked ? palette().color(QPalette::Highlight) : tones(palette()).line, hasFocus() ? 2 : 1));
        painter.setBrush(palette().color(isDown() ? QPalette::AlternateBase : QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    QCommandLinkButton::paintEvent(event);
}

} // namespace lockkeeper::ui
