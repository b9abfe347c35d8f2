// Where titles, labels, bars and figures of a rehearsal's chart stand. Pure geometry, in device-independent
// pixels.
#pragma once

#include <QList>
#include <QRect>
#include <QRectF>

namespace lockkeeper::ui {

struct ChartRoom
{
    int width = 0;
    int lineHeight = 0;
    int labelWidth = 0;  // of the widest label
    int figureWidth = 0; // of the widest figure
};

struct ChartBar
{
    QRect label;
    QRect track; // the whole length there is
    QRectF bar;  // its part for the value; null for nothing
    QRect figure;
};

struct ChartGroup // one measure
{
    QRect title;
    QList<ChartBar> bars;
};

struct ChartLayout
{
    QList<ChartGroup> groups;
    int height = 0;
};

// Each group's longest bar fills its track; what is more than nothing stays at least 3 px wide.
[[nodiscard]] ChartLayout layoutChart(const QList<QList<double>> &groups, const ChartRoom &room);

} // namespace lockkeeper::ui
