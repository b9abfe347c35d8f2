#include "ui/common/Style.h"

#include "ui/common/Palettes.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
// Fusion lays a tint over the whole row, bars and icons included; a line around it says the same.
void drawRowFocus(const QStyleOption *option, QPainter *painter)
{
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setPen(option->palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight));
    painter->setOpacity(selected ? 0.35 : 1);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

// Several lists in one window have a selection each: the outline says which of them the keys go to.
void drawListFocus(const QStyleOption *option, QPainter *painter)
{
    painter->save();
    painter->setPen(option->palette.color(QPalette::Highlight));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

// Fusion derives a field's outline from the window's colour by darkening it, which vanishes on a dark window.
void drawDarkEdge(QStyle::PrimitiveElement element, const QStyleOption *option, QPainter *painter)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool field = element == QStyle::PE_PanelLineEdit && frame && frame->lineWidth > 0;
    const bool box = element == QStyle::PE_IndicatorCheckBox;
    if (!field && !box && element != QStyle::PE_IndicatorRadioButton)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(field ? tones(option->palette).line : tones(option->palette).muted);
    painter->setBrush(Qt::NoBrush);
    const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (field)
        painter->drawRoundedRect(edge, 2, 2);
    else if (box)
        painter->drawRect(edge.adjusted(0, 0, -1, -1)); // where Fusion draws it
    else
        painter->drawEllipse(edge.center(), edge.width() / 2 - 0.5, edge.width() / 2 - 0.5);
    painter->restore();
}
} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin: // the margin of a list's cells: numbers must not touch the next column's text
    case PM_HeaderMargin:
        return 5;
    case PM_ToolBarItemSpacing:
        return 4;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    // QTreeView names no widget when it asks for a row's.
    if (element == PE_FrameFocusRect && (!widget || qobject_cast<const QAbstractItemView *>(widget))) {
        drawRowFocus(option, painter);
        return;
    }
    if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        item && element == PE_IndicatorBranch && item->state.testFlag(State_Selected)) {
        QStyleOptionViewItem branch(*item); // its arrow is dark by default, on the selection's colour, too
        branch.palette.setColor(QPalette::WindowText, branch.palette.color(QPalette::HighlightedText));
        QProxyStyle::drawPrimitive(element, &branch, painter, widget);
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_Frame && qobject_cast<const QAbstractItemView *>(widget) &&
        option->state.testFlag(State_HasFocus))
        drawListFocus(option, painter);
    if (isDark(option->palette) && !option->state.testFlag(State_HasFocus))
        drawDarkEdge(element, option, painter);
}

} // namespace lockkeeper::ui
