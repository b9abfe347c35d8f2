#include "ui/health/RehearsalChartLayout.h"

#include <algorithm>

namespace lockkeeper::ui {

namespace {
constexpr int gap = 10; // between label, bar and figure
constexpr int lineGap = 3;
constexpr int groupGap = 14;
constexpr int shortestTrack = 40;
constexpr double thinnestBar = 3;
} // namespace

ChartLayout layoutChart(const QList<QList<double>> &groups, const ChartRoom &room)
{
    ChartLayout layout;
    const int trackX = room.labelWidth + gap;
    const int trackWidth = std::max(shortestTrack, room.width - trackX - gap - room.figureWidth);
    int y = 0;
    for (const QList<double> &values : groups) {
        if (y > 0)
            y += groupGap;
        ChartGroup group{.title = QRect(0, y, std::max(room.width, trackX + trackWidth), room.lineHeight),
                         .bars = {}};
        y += room.lineHeight + lineGap;
        const double most = values.isEmpty() ? 0 : std::max(0.0, std::ranges::max(values));
        for (const double value : values) {
            ChartBar bar;
            bar.label = QRect(0, y, room.labelWidth, room.lineHeight);
            bar.track = QRect(trackX, y, trackWidth, room.lineHeight);
            bar.figure = QRect(trackX + trackWidth + gap, y, room.figureWidth, room.lineHeight);
            if (value > 0)
                bar.bar =
                    QRectF(trackX, y, std::max(thinnestBar, value / most * trackWidth), room.lineHeight);
            group.bars.append(bar);
            y += room.lineHeight + lineGap;
        }
        y -= lineGap;
        layout.groups.append(group);
    }
    layout.height = y;
    return layout;
}

} // namespace lockkeeper::ui
