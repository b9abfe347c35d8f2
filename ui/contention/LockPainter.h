// Paints time axis, small multiples and tracks by hand: one fillRect() a run. Knows no widget.
#pragma once

#include "events/Views.h"
#include "ui/contention/LaneLayout.h"
#include "ui/contention/LockColours.h"
#include "ui/contention/LockFrame.h"
#include "ui/contention/LockNames.h"
#include "ui/contention/TimeTicks.h"
#include "ui/contention/TimeView.h"

#include <QBrush>
#include <QFontMetrics>
#include <QPalette>
#include <QRect>

#include <optional>
#include <vector>

class QPainter;

namespace lockkeeper::ui {

// What there is to paint. Everything outlives the painter.
struct LockPicture
{
    const LockFrame &frame;
    const LaneLayout &layout;
    const LockNames &names;
    const TimeView &view;
    const WallClock &clock;
    QSize size;     // of the whole, logical pixels
    int gutter = 0; // width of the labels at the left
    int scroll = 0; // of the tracks
    double devicePixels = 1;
    std::int64_t now = 0;
    std::optional<events::Range> selected = {};
    std::optional<events::Span> chosen = {}; // one wait, outlined
    events::LaneId lane = 0;                 // chosen; 0: none
    std::optional<int> cursor = {};          // x of the mouse
};

// How the height of the picture is shared out.
struct LockBands
{
    int axis = 0; // height of each
    int rate = 0;
    [[nodiscard]] int header() const { return axis + 4 * rate; } // what does not scroll
};
[[nodiscard]] LockBands bandsOf(int height, int textHeight);

// Room for a lane's name at the left, and for what stands around it.
[[nodiscard]] int laneLabelWidth(const QString &name, const QFontMetrics &metrics);
// Of the small multiples: what is counted, and one value of it in words.
[[nodiscard]] QString rateTitle(int number);
[[nodiscard]] QString rateValue(int number, const events::RateColumn &column, std::int64_t columnNs);

class LockPainter final
{
public:
    // Hatches are made once for a palette and scale.
    LockPainter(const QPalette &palette, double devicePixels);

    void paint(QPainter &painter, const LockPicture &picture) const;

    // Paints how `activity` looks into `area`; the legend uses it, too.
    void paintActivity(QPainter &painter, const QRectF &area, events::Activity activity) const;

    [[nodiscard]] const LockColours &colours() const { return m_colours; }

private:
    void paintAxis(QPainter &painter, const LockPicture &picture, const LockBands &bands) const;
    void paintRates(QPainter &painter, const LockPicture &picture, const LockBands &bands) const;
    void paintTrack(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintOwners(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintLane(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintWal(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintLabel(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintMarks(QPainter &painter, const LockPicture &picture, const LockBands &bands) const;

    QPalette m_palette;
    LockColours m_colours;
    QBrush m_queued; // hatched one way
    QBrush m_busy;   // both ways
    QBrush m_pinned;
    bool m_dark;
};

} // namespace lockkeeper::ui
