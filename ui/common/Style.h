// Fusion with a little more air in lists, and edges of fields that can be seen in the dark.
#pragma once

#include <QProxyStyle>

namespace lockkeeper::ui {

class Style final : public QProxyStyle
{
    Q_OBJECT

public:
    Style();

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace lockkeeper::ui
