// Paints what belongs to columns of time: of the small multiples their bars, of the tracks owners, states and
// the WAL, the ground under them with the lines of the axis. No word, nothing that follows the mouse or stays
// at a place of the screen, so that what was painted can move on with time. One fillRect() a run; the looks
// of columns tell what has to be painted again (PaintedColumns). Knows no widget.
#pragma once

#include "ui/contention/LockPicture.h"
#include "ui/contention/PaintedColumns.h"

#include <QBrush>
#include <QPalette>

class QPainter;

namespace lockkeeper::ui {

class PictureX;

class TimePainter final
{
public:
    // Hatches are made once for a palette and scale.
    TimePainter(const QPalette &palette, double devicePixels);

    // One number a column of the picture's view: what looks the same has the same.
    [[nodiscard]] std::vector<std::uint64_t> looks(const LockPicture &picture, const Band &band) const;
    // How far from a column, in columns, its look can change what is painted.
    [[nodiscard]] static int reach(const LockPicture &picture);

    // Those columns of it; may paint beyond them. `marks`: of the axis.
    void paint(QPainter &painter, const LockPicture &picture, const std::vector<Tick> &marks,
               const Band &band, Stretch stretch) const;

    // Paints how `activity` looks into `area`; the legend uses it, too.
    void paintActivity(QPainter &painter, const QRectF &area, events::Activity activity) const;

private:
    void paintGround(QPainter &painter, const LockPicture &picture, const std::vector<Tick> &marks,
                     const Band &band, Stretch stretch) const;
    void paintRate(QPainter &painter, const LockPicture &picture, const Band &band, Stretch stretch) const;
    void paintOwners(QPainter &painter, const LockPicture &picture, const Band &band, Stretch stretch) const;
    void paintLane(QPainter &painter, const LockPicture &picture, const Band &band, Stretch stretch) const;
    void paintWal(QPainter &painter, const LockPicture &picture, const Band &band, Stretch stretch) const;

    LockColours m_colours;
    QColor m_line;   // under the small multiples
    QBrush m_queued; // hatched one way
    QBrush m_busy;   // both ways
    QBrush m_pinned;
    double m_thin; // width of a line, whole device pixels
    bool m_dark;
};

} // namespace lockkeeper::ui
