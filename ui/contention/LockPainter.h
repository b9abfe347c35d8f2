// Paints the picture of the locks: what belongs to columns of time, which is kept from one picture to the
// next and moves on with time (TimePainter, ColumnRing), and over it, anew each time, names, numbers and
// marks. Of what was kept only the columns that look different are painted again. Knows no widget; GUI
// thread.
#pragma once

#include "ui/contention/ColumnRing.h"
#include "ui/contention/LockPicture.h"
#include "ui/contention/PaintedColumns.h"
#include "ui/contention/TimePainter.h"

#include <QFontMetrics>
#include <QPalette>

#include <vector>

class QPainter;

namespace lockkeeper::ui {

// Room for a lane's name at the left, and for what stands around it.
[[nodiscard]] int laneLabelWidth(const QString &name, const QFontMetrics &metrics);

class LockPainter final
{
public:
    LockPainter(const QPalette &palette, double devicePixels);

    void paint(QPainter &painter, const LockPicture &picture);

    // By the last paint(): columns of time painted anew, of all bands together.
    [[nodiscard]] int columnsPainted() const { return m_columnsPainted; }

private:
    // What the place and the height of all that is kept depend on; where it differs, nothing can be kept.
    struct Placed
    {
        std::vector<Band> bands;
        QSize size;
        int gutter = 0;
        std::vector<double> scales; // of the small multiples and the WALs
        std::int64_t columnNs = 0;
        QDateTime clock;         // what the wall's shows at zero: where the lines of the axis stand
        events::LaneId lane = 0; // chosen
        std::vector<Track> tracks;

        friend bool operator==(const Placed &, const Placed &) = default;
    };

    void paintTime(QPainter &painter, const LockPicture &picture, const LockBands &bands,
                   const std::vector<Band> &all, const std::vector<Tick> &ticks);
    void paintAxis(QPainter &painter, const LockPicture &picture, const LockBands &bands,
                   const std::vector<Tick> &ticks) const;
    void paintRateTexts(QPainter &painter, const LockPicture &picture, const Band &band) const;
    void paintOwnerNames(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintLabel(QPainter &painter, const LockPicture &picture, const Track &track, int y) const;
    void paintMarks(QPainter &painter, const LockPicture &picture, const LockBands &bands) const;

    TimePainter m_time;
    ColumnRing m_ring;
    Placed m_placed;
    std::vector<PaintedColumns> m_painted; // of each band
    int m_columnsPainted = 0;
    QPalette m_palette;
    LockColours m_colours;
    bool m_dark;
};

} // namespace lockkeeper::ui
