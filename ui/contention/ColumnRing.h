// A picture of a stretch of time that moves on, a column of the time's grid being a device pixel: what stays
// in sight stays painted, whatever its place on the screen. Pixels of a column stand at its number modulo the
// picture's width, so that nothing is moved. GUI thread.
#pragma once

#include <QImage>
#include <QSize>

#include <cstdint>
#include <functional>

class QPainter;

namespace lockkeeper::ui {

class ColumnRing final
{
public:
    // Device pixels. What was painted is gone if another size is asked for.
    void resize(QSize size);
    [[nodiscard]] QSize size() const { return m_image.size(); }
    // The number of the first column in sight. What is painted for columns that were in sight before stays
    // theirs; what the others show is anybody's until they are painted.
    void moveTo(std::int64_t first) { m_first = first; }

    // Calls `paint` with a painter for which column `begin` of those in sight is at x = `begin`, and y counts
    // device pixels: twice where the ring's seam is within [begin, end). It cannot paint outside of that.
    using Paint = std::function<void(QPainter &)>;
    void paint(int begin, int end, const Paint &paint);

    // The columns in sight, the first at device pixel `left` of what `painter` paints on.
    void draw(QPainter &painter, double devicePixels, int left) const;

private:
    [[nodiscard]] int seam() const; // columns in sight before it

    QImage m_image;
    std::int64_t m_first = 0;
};

} // namespace lockkeeper::ui
