// The part of LockPainter over the tracks: time axis and small multiples.
#include "ui/common/Format.h"
#include "ui/common/Palettes.h"
#include "ui/contention/LockPainter.h"
#include "ui/contention/LockText.h"
#include "ui/contention/PictureX.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockPainter)
};

constexpr int rateMargin = 6;
constexpr int labelDistance = 96; // of the axis' marks, pixels

struct Multiple
{
    QString name;
    double (*amount)(const events::RateColumn &); // within the column
    bool time = false;                            // nanoseconds
};

std::array<Multiple, 4> multiples()
{
    return {{
        {Tr::tr("Waits a second"),
         [](const events::RateColumn &c) {
             return static_cast<double>(c.waits);
         }},
        {Tr::tr("Waited a second"),
         [](const events::RateColumn &c) { return static_cast<double>(c.waitedNs); }, true},
        {Tr::tr("Commits a second"),
         [](const events::RateColumn &c) {
             return static_cast<double>(c.commits);
         }},
        {Tr::tr("Rows a second"),
         [](const events::RateColumn &c) {
             return static_cast<double>(c.rows);
         }},
    }};
}

// 1, 2 or 5 times a power of ten, so that the scale does not move with every value.
double roundScale(double most)
{
    if (most <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (const double times : {1.0, 2.0, 5.0, 10.0}) {
        if (times * power >= most)
            return times * power;
    }
    return most;
}
} // namespace

QString rateTitle(int number)
{
    return multiples().at(static_cast<std::size_t>(number)).name;
}

QString rateValue(int number, const events::RateColumn &column, std::int64_t columnNs)
{
    const Multiple multiple = multiples().at(static_cast<std::size_t>(number));
    return rateText(multiple.amount(column) * 1e9 / static_cast<double>(columnNs), multiple.time);
}

void LockPainter::paintAxis(QPainter &painter, const LockPicture &picture, const LockBands &bands) const
{
    const PictureX x(picture);
    painter.fillRect(picture.gutter, 0, picture.size.width() - picture.gutter, bands.axis, m_colours.gutter);
    const double nsAPixel = x.columnsAPixel() * static_cast<double>(picture.view.columnNs());
    const auto marks = ticks(picture.view.range(), std::llround(labelDistance * nsAPixel), picture.clock);
    painter.save();
    painter.setClipRect(picture.gutter, 0, picture.size.width() - picture.gutter, picture.size.height());
    for (const Tick &tick : marks) {
        const double where = std::floor(x.at(tick.at));
        painter.fillRect(QRectF(where, bands.axis, 1, picture.size.height() - bands.axis), m_colours.grid);
        painter.fillRect(QRectF(where, bands.axis - 4, 1, 4), tones(m_palette).muted);
        painter.setPen(tones(m_palette).muted);
        painter.drawText(QRectF(where + 4, 0, labelDistance, bands.axis - 2),
                         Qt::AlignLeft | Qt::AlignVCenter, tick.label);
    }
    painter.restore();
    const QRect room(rateMargin, 0, picture.gutter - 2 * rateMargin, bands.axis);
    painter.setPen(m_palette.color(QPalette::WindowText));
    const std::int64_t at = picture.cursor
                                ? picture.view.timeAt((*picture.cursor - picture.gutter) * x.columnsAPixel())
                                : picture.now;
    const std::int64_t step = std::max<std::int64_t>(picture.view.columnNs(), 1'000'000);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, timeLabel(at, step, picture.clock));
    painter.fillRect(0, bands.axis - 1, picture.size.width(), 1, tones(m_palette).line);
}

void LockPainter::paintRates(QPainter &painter, const LockPicture &picture, const LockBands &bands) const
{
    const PictureX x(picture);
    const ColumnCache<events::RateColumn> &rates = picture.frame.rates();
    const double seconds = static_cast<double>(rates.columnNs()) / 1e9;
    const std::int64_t under =
        rates.columnNs() > 0
            ? (picture.view.first() + x.columnUnder(picture)) * picture.view.columnNs() / rates.columnNs() -
                  (picture.cursor ? 0 : 1) // the newest one is not over yet
            : 0;
    int y = bands.axis;
    for (const Multiple &multiple : multiples()) {
        double most = 0;
        for (const events::RateColumn &column : rates.columns())
            most = std::max(most, multiple.amount(column));
        const double scale = seconds > 0 ? roundScale(most / seconds) : 1;
        const int bottom = y + bands.rate - 2;
        const int room = bands.rate - 4;
        painter.save();
        painter.setClipRect(picture.gutter, y, picture.size.width() - picture.gutter, bands.rate);
        double value = 0;
        std::int64_t number = rates.first();
        for (const events::RateColumn &column : rates.columns()) {
            const double rate = multiple.amount(column) / seconds;
            if (number == under)
                value = rate;
            if (rate > 0) {
                const double from = x.at(number * rates.columnNs());
                const double to = x.at((number + 1) * rates.columnNs());
                const double height = std::clamp(room * rate / scale, 1.0, static_cast<double>(room));
                painter.fillRect(QRectF(from, bottom - height, to - from, height), m_colours.wal);
                painter.fillRect(QRectF(from, bottom - height, to - from, 1.5), m_colours.rate);
            }
            ++number;
        }
        if (most > 0) {
            painter.setPen(tones(m_palette).muted);
            const QString text = Tr::tr("up to %1").arg(rateText(scale, multiple.time));
            const QFontMetrics metrics = painter.fontMetrics();
            const int wide = metrics.horizontalAdvance(text) + rateMargin;
            const QRect label(picture.size.width() - wide, y + 1, wide, metrics.height());
            QColor back = m_colours.back; // what is behind shows through
            back.setAlphaF(0.8F);
            painter.fillRect(label, back);
            painter.drawText(label, Qt::AlignCenter, text);
        }
        painter.restore();

        QRect label(rateMargin, y, picture.gutter - 2 * rateMargin, bands.rate);
        painter.setPen(m_palette.color(QPalette::WindowText));
        const QString text = rateText(value, multiple.time);
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, text);
        label.setRight(label.right() - painter.fontMetrics().horizontalAdvance(text) - rateMargin);
        painter.setPen(tones(m_palette).muted);
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(multiple.name, Qt::ElideRight, label.width()));
        y += bands.rate;
        painter.fillRect(0, y - 1, picture.size.width(), 1, m_colours.grid);
    }
    painter.fillRect(0, y - 1, picture.size.width(), 1, tones(m_palette).line);
}

} // namespace lockkeeper::ui
