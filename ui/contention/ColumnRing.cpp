#include "ui/contention/ColumnRing.h"

#include <QPainter>

#include <algorithm>

namespace lockkeeper::ui {

void ColumnRing::resize(QSize size)
{
    if (size != m_image.size())
        m_image = QImage(size, QImage::Format_RGB32); // opaque, as what it is drawn on: rows are copied
}

int ColumnRing::seam() const
{
    const std::int64_t width = std::max(1, m_image.width());
    return static_cast<int>(width - (m_first % width + width) % width);
}

void ColumnRing::paint(int begin, int end, const Paint &paint)
{
    const auto part = [&](int from, int to, int shift) {
        if (from >= to)
            return;
        QPainter painter(&m_image);
        painter.translate(shift, 0);
        painter.setClipRect(from, 0, to - from, m_image.height());
        paint(painter);
    };
    part(begin, std::min(end, seam()), m_image.width() - seam());
    part(std::max(begin, seam()), end, -seam());
}

void ColumnRing::draw(QPainter &painter, double devicePixels, int left) const
{
    painter.save();
    painter.scale(1 / devicePixels, 1 / devicePixels);
    const int before = std::min(seam(), m_image.width());
    const int height = m_image.height();
    painter.drawImage(QPoint(left, 0), m_image, QRect(m_image.width() - before, 0, before, height));
    painter.drawImage(QPoint(left + before, 0), m_image, QRect(0, 0, m_image.width() - before, height));
    painter.restore();
}

} // namespace lockkeeper::ui
