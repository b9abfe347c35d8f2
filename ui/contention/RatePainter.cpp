// The words of LockPainter over the tracks: time axis and small multiples.
#include "ui/common/Palettes.h"
#include "ui/contention/LockPainter.h"
#include "ui/contention/LockText.h"
#include "ui/contention/PictureX.h"
#include "ui/contention/RateBands.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockPainter)
};

constexpr int rateMargin = 6;
constexpr int labelRoom = 96;
} // namespace

void LockPainter::paintAxis(QPainter &painter, const LockPicture &picture, const LockBands &bands,
                            const std::vector<Tick> &ticks) const
{
    const PictureX x(picture);
    painter.save();
    painter.setClipRect(picture.gutter, 0, picture.size.width() - picture.gutter, bands.axis);
    painter.fillRect(picture.gutter, 0, picture.size.width() - picture.gutter, bands.axis, m_colours.gutter);
    painter.setPen(tones(m_palette).muted);
    for (const Tick &tick : ticks) {
        const double where = x.of(x.columnAt(tick.at));
        painter.fillRect(QRectF(where, bands.axis - 4, 1, 4), tones(m_palette).muted);
        if (where + 4 + painter.fontMetrics().horizontalAdvance(tick.label) <= picture.size.width())
            painter.drawText(QRectF(where + 4, 0, labelRoom, bands.axis - 2),
                             Qt::AlignLeft | Qt::AlignVCenter, tick.label);
    }
    painter.restore();
    const QRect room(rateMargin, 0, picture.gutter - 2 * rateMargin, bands.axis);
    painter.setPen(m_palette.color(QPalette::WindowText));
    const std::int64_t at = picture.cursor
                                ? picture.view.timeAt((*picture.cursor - picture.gutter) * x.columnsAPixel())
                                : std::min(picture.now, picture.view.range().to); // as the rates below
    const std::int64_t step = std::max<std::int64_t>(picture.view.columnNs(), millisecond);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, timeLabel(at, step, picture.clock));
    painter.fillRect(0, bands.axis - 1, picture.size.width(), 1, tones(m_palette).line);
}

void LockPainter::paintRateTexts(QPainter &painter, const LockPicture &picture, const Band &band) const
{
    const ColumnCache<events::RateColumn> &rates = picture.frame.rates();
    const Multiple multiple = multiples()[static_cast<std::size_t>(band.number)];
    const double scale = rateScale(multiple, rates.columns(), rates.columnNs());
    const QFontMetrics metrics = painter.fontMetrics();
    if (scale > 0) {
        const QString text = Tr::tr("up to %1").arg(rateText(scale, multiple.time));
        const int wide = metrics.horizontalAdvance(text) + rateMargin;
        const QRect label(picture.gutter, band.top + 1, wide, metrics.height()); // the newest is at the right
        QColor back = m_colours.back; // what is behind shows through
        back.setAlphaF(0.8F);
        painter.fillRect(label, back);
        painter.setPen(tones(m_palette).muted);
        painter.drawText(label, Qt::AlignCenter, text);
    }

    // Under the mouse, else the newest one that is over.
    double value = 0;
    if (rates.columnNs() > 0) {
        const std::int64_t column = picture.view.first() + PictureX(picture).columnUnder(picture);
        const std::int64_t under =
            column * picture.view.columnNs() / rates.columnNs() - rates.first() - (picture.cursor ? 0 : 1);
        if (under >= 0 && under < static_cast<std::int64_t>(rates.columns().size()))
            value = multiple.amount(rates.columns()[static_cast<std::size_t>(under)]) * 1e9 /
                    static_cast<double>(rates.columnNs());
    }
    QRect label(rateMargin, band.top, picture.gutter - 2 * rateMargin, band.height);
    painter.setPen(m_palette.color(QPalette::WindowText));
    const QString text = rateText(value, multiple.time);
    painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, text);
    label.setRight(label.right() - metrics.horizontalAdvance(text) - rateMargin);
    painter.setPen(tones(m_palette).muted);
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(multiple.name, Qt::ElideRight, label.width()));
    painter.fillRect(0, band.top + band.height - 1, picture.gutter, 1,
                     band.number < 3 ? m_colours.grid : tones(m_palette).line);
}

} // namespace lockkeeper::ui
