#include "ui/contention/TimePainter.h"

#include "ui/common/Palettes.h"
#include "ui/contention/LaneRuns.h"
#include "ui/contention/PictureX.h"
#include "ui/contention/RateBands.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <bit>
#include <cmath>

namespace lockkeeper::ui {

namespace {
constexpr int hatchSide = 6;
// After so many columns every hatch begins anew, at any scale that makes its side a whole number of pixels.
constexpr int hatchPeriod = hatchSide * 7 * 4'320;
constexpr int leastWaitPx = 3;  // what is shorter would not be seen
constexpr int plainBelowPx = 5; // a hatch that narrow would be none
constexpr int framedFromPx = 6;

QBrush hatch(const QColor &back, const QColor &line, bool both, double devicePixels)
{
    constexpr int side = hatchSide;
    QPixmap tile(QSize(side, side) * devicePixels);
    tile.setDevicePixelRatio(devicePixels);
    tile.fill(back);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1.1));
    for (const int shift : {-side, 0, side}) { // so that it goes on from tile to tile
        painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0));
        if (both)
            painter.drawLine(QPointF(shift, 0), QPointF(shift + side, side));
    }
    painter.end();
    return QBrush(tile);
}

int leastWait(const LockPicture &picture)
{
    return static_cast<int>(std::ceil(leastWaitPx * PictureX(picture).columnsAPixel()));
}

const Track &trackOf(const LockPicture &picture, const Band &band)
{
    return picture.layout.tracks[static_cast<std::size_t>(band.number)];
}

std::uint64_t lookOf(const events::OwnerColumn &column)
{
    return std::uint64_t{column.lane} << 1 | (column.blockingNs > 0 ? 1 : 0);
}

// Stretches from a checkpoint that a reader was in the way of to the next one that got all.
std::vector<Stretch> pinnedIn(const LockPicture &picture, const std::vector<events::WalColumn> &columns)
{
    std::vector<Stretch> stretches;
    const int count = static_cast<int>(columns.size());
    const auto at = [&columns](int column) -> const events::WalColumn & {
        return columns[static_cast<std::size_t>(column)];
    };
    for (int begin = 0; begin < count; ++begin) {
        if (!at(begin).pinned)
            continue;
        int end = begin + 1;
        while (end < count && picture.view.timeAt(end) <= picture.now &&
               (at(end).pinned || at(end).checkpoints == 0))
            ++end;
        stretches.push_back({begin, end});
        begin = end;
    }
    return stretches;
}
} // namespace

TimePainter::TimePainter(const QPalette &palette, double devicePixels)
    : m_colours(lockColours(palette))
    , m_line(tones(palette).line)
    , m_queued(hatch(m_colours.wait, m_colours.hatch, false, devicePixels))
    , m_busy(hatch(m_colours.busy, m_colours.hatch, true, devicePixels))
    , m_pinned(hatch(m_colours.pinned, m_colours.back, false, devicePixels))
    , m_thin(std::ceil(devicePixels) / devicePixels)
    , m_dark(isDark(palette))
{
}

int TimePainter::reach(const LockPicture &picture)
{
    // A wait is widened about its middle, and may so meet the next one; the form of what is narrow depends on
    // its width, and what blocks has edges.
    return 2 * leastWait(picture) +
           static_cast<int>(std::ceil(framedFromPx * PictureX(picture).columnsAPixel()));
}

std::vector<std::uint64_t> TimePainter::looks(const LockPicture &picture, const Band &band) const
{
    std::vector<std::uint64_t> looks(static_cast<std::size_t>(picture.view.count()));
    const auto from = [&looks](const auto &columns, const auto &lookOf) {
        std::transform(columns.begin(), columns.begin() + std::min(std::ssize(columns), std::ssize(looks)),
                       looks.begin(), lookOf);
    };
    if (band.kind == Band::Kind::Rate) {
        const ColumnCache<events::RateColumn> &rates = picture.frame.rates();
        const auto amount = multiples()[static_cast<std::size_t>(band.number)].amount;
        const std::int64_t each = std::max<std::int64_t>(1, rates.columnNs() / picture.view.columnNs());
        std::int64_t column = rates.first() * each - picture.view.first();
        for (const events::RateColumn &rate : rates.columns()) {
            const auto begin = std::clamp<std::int64_t>(column, 0, picture.view.count());
            column += each;
            const auto end = std::clamp<std::int64_t>(column, 0, picture.view.count());
            std::fill(looks.begin() + begin, looks.begin() + end, std::bit_cast<std::uint64_t>(amount(rate)));
        }
    } else if (band.kind == Band::Kind::Track) {
        const Track &track = trackOf(picture, band);
        switch (track.kind) {
        case TrackKind::Owner:
            from(picture.frame.owners(track.database), lookOf);
            break;
        case TrackKind::Lane:
            from(picture.frame.lane(track.lane),
                 [](const events::Column &column) { return static_cast<std::uint64_t>(column.worst); });
            break;
        case TrackKind::Wal: {
            const std::vector<events::WalColumn> &columns = picture.frame.wal(track.database);
            from(columns, [](const events::WalColumn &column) {
                return static_cast<std::uint64_t>(column.bytes) << 2 | (column.checkpoints != 0 ? 1 : 0);
            });
            for (const Stretch &pinned : pinnedIn(picture, columns)) {
                for (int column = pinned.begin; column < std::min(pinned.end, picture.view.count()); ++column)
                    looks[static_cast<std::size_t>(column)] |= 2;
            }
            break;
        }
        }
    }
    return looks;
}

void TimePainter::paint(QPainter &painter, const LockPicture &picture, const std::vector<Tick> &marks,
                        const Band &band, Stretch stretch) const
{
    // Hatches move on with time rather than standing behind it.
    painter.setBrushOrigin(
        QPointF(PictureX(picture).of(-static_cast<int>(picture.view.first() % (hatchPeriod))), band.top));
    paintGround(painter, picture, marks, band, stretch);
    if (band.kind == Band::Kind::Rate) {
        paintRate(painter, picture, band, stretch);
    } else if (band.kind == Band::Kind::Track) {
        switch (trackOf(picture, band).kind) {
        case TrackKind::Owner:
            paintOwners(painter, picture, band, stretch);
            break;
        case TrackKind::Lane:
            paintLane(painter, picture, band, stretch);
            break;
        case TrackKind::Wal:
            paintWal(painter, picture, band, stretch);
            break;
        }
    }
}

void TimePainter::paintGround(QPainter &painter, const LockPicture &picture, const std::vector<Tick> &marks,
                              const Band &band, Stretch stretch) const
{
    const PictureX x(picture);
    const QRectF area(x.of(stretch.begin), band.top, x.width(stretch.begin, stretch.end), band.height);
    painter.fillRect(area, m_colours.back);
    for (const Tick &mark : marks) {
        const int column = x.columnAt(mark.at);
        if (stretch.meets(column, column + static_cast<int>(std::ceil(x.columnsAPixel()))))
            painter.fillRect(QRectF(x.of(column), band.top, m_thin, band.height), m_colours.grid);
    }
    if (band.kind == Band::Kind::Rest)
        return;
    if (band.kind == Band::Kind::Rate) {
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1),
                         band.number < 3 ? m_colours.grid : m_line);
        return;
    }
    const Track &track = trackOf(picture, band);
    if (track.kind == TrackKind::Lane && track.lane == picture.lane && picture.lane != 0)
        painter.fillRect(QRectF(area.x(), area.y(), area.width(), track.height), m_colours.selection);
    painter.fillRect(QRectF(area.x(), band.top + track.height - 1, area.width(), 1), m_colours.grid);
}

void TimePainter::paintRate(QPainter &painter, const LockPicture &picture, const Band &band,
                            Stretch stretch) const
{
    const PictureX x(picture);
    const ColumnCache<events::RateColumn> &rates = picture.frame.rates();
    const Multiple multiple = multiples()[static_cast<std::size_t>(band.number)];
    const double scale = rateScale(multiple, rates.columns(), rates.columnNs());
    if (scale <= 0)
        return;
    const double seconds = static_cast<double>(rates.columnNs()) / 1e9;
    const double from = x.of(stretch.begin);
    const double to = x.of(stretch.end);
    const int bottom = band.top + band.height - 2;
    const int room = band.height - 4;
    std::int64_t number = rates.first();
    for (const events::RateColumn &column : rates.columns()) {
        const double rate = multiple.amount(column) / seconds;
        const double left = x.at(number * rates.columnNs());
        const double right = x.at((number + 1) * rates.columnNs());
        ++number;
        if (rate <= 0 || right < from || left > to)
            continue;
        const double height = std::clamp(room * rate / scale, 1.0, static_cast<double>(room));
        painter.fillRect(QRectF(left, bottom - height, right - left, height), m_colours.wal);
        painter.fillRect(QRectF(left, bottom - height, right - left, 1.5), m_colours.rate);
    }
}

void TimePainter::paintOwners(QPainter &painter, const LockPicture &picture, const Band &band,
                              Stretch stretch) const
{
    const PictureX x(picture);
    const Track &track = trackOf(picture, band);
    const int top = band.top + 2;
    const int height = track.height - 5;
    for (const OwnerRun &run : ownerRuns(picture.frame.owners(track.database))) {
        if (!stretch.meets(run.begin, run.end))
            continue;
        const double from = x.of(run.begin);
        const double width = x.width(run.begin, run.end);
        painter.fillRect(QRectF(from, top, width, height),
                         sourceColour(picture.names.kind(run.lane), m_dark));
        if (run.blocking) { // a cap where others wait
            painter.fillRect(QRectF(from, top, width, 3), m_colours.blocking);
            painter.fillRect(QRectF(from, top + 3, width, 1), m_colours.edge);
        }
    }
}

void TimePainter::paintActivity(QPainter &painter, const QRectF &area, events::Activity activity) const
{
    // Each state has a height and a form of its own; waits alone are as high as the lane, and hatched.
    const auto low = [&area](double height) {
        const double tall = std::max(2.0, std::round(height));
        return QRectF(area.x(), area.bottom() - tall, area.width(), tall);
    };
    switch (activity) {
    case events::Activity::Idle:
        return;
    case events::Activity::Network:
        painter.fillRect(low(area.height() * 0.18), m_colours.network);
        return;
    case events::Activity::Reading:
        painter.fillRect(low(area.height() * 0.34), m_colours.reading);
        return;
    case events::Activity::Holding:
        painter.fillRect(low(area.height() * 0.6), m_colours.holding);
        return;
    case events::Activity::Blocking: {
        const QRectF block = low(area.height() * 0.8);
        painter.fillRect(block, m_colours.blocking);
        painter.fillRect(QRectF(block.x(), block.y(), block.width(), 2), m_colours.edge);
        if (block.width() >= framedFromPx) { // a frame open at the foot
            painter.fillRect(QRectF(block.x(), block.y(), m_thin, block.height()), m_colours.edge);
            painter.fillRect(QRectF(block.right() - m_thin, block.y(), m_thin, block.height()),
                             m_colours.edge);
        }
        return;
    }
    case events::Activity::Queued:
    case events::Activity::Busy:
        if (area.width() < plainBelowPx)
            painter.fillRect(area, m_colours.of(activity));
        else
            painter.fillRect(area, activity == events::Activity::Busy ? m_busy : m_queued);
        return;
    }
}

void TimePainter::paintLane(QPainter &painter, const LockPicture &picture, const Band &band,
                            Stretch stretch) const
{
    const PictureX x(picture);
    const Track &track = trackOf(picture, band);
    const double top = band.top + 2;
    const double height = track.height - 4;
    const LaneRuns runs = runsOf(picture.frame.lane(track.lane), leastWait(picture));
    for (const std::vector<Run> *some : {&runs.work, &runs.waits}) {
        for (const Run &run : *some) {
            if (stretch.meets(run.begin, run.end))
                paintActivity(painter, {x.of(run.begin), top, x.width(run.begin, run.end), height},
                              run.activity);
        }
    }
}

void TimePainter::paintWal(QPainter &painter, const LockPicture &picture, const Band &band,
                           Stretch stretch) const
{
    const PictureX x(picture);
    const Track &track = trackOf(picture, band);
    const std::vector<events::WalColumn> &columns = picture.frame.wal(track.database);
    const int count = std::min(static_cast<int>(columns.size()), stretch.end);
    const auto at = [&columns](int column) -> const events::WalColumn & {
        return columns[static_cast<std::size_t>(column)];
    };
    const double full = static_cast<double>(walScale(columns));
    const int bottom = band.top + track.height - 2;
    const int room = track.height - 9; // above it: checkpoints and the bar of a pinned WAL
    for (int begin = stretch.begin; begin < count;) {
        int end = begin + 1;
        while (end < count && at(end).bytes == at(begin).bytes)
            ++end;
        if (at(begin).bytes > 0) {
            const double height = std::max(1.0, room * static_cast<double>(at(begin).bytes) / full);
            painter.fillRect(QRectF(x.of(begin), bottom - height, x.width(begin, end), height),
                             m_colours.wal);
        }
        begin = end;
    }
    for (const Stretch &pinned : pinnedIn(picture, columns)) {
        const double width = std::max(3 * m_thin, x.width(pinned.begin, pinned.end));
        painter.fillRect(QRectF(x.of(pinned.begin), band.top + 1, width, 4), m_pinned);
    }
    const int beside = static_cast<int>(std::ceil(4 * x.columnsAPixel()));
    for (int column = std::max(0, stretch.begin - beside);
         column < std::min(static_cast<int>(columns.size()), stretch.end + beside); ++column) {
        if (at(column).checkpoints == 0)
            continue;
        const double where = x.of(column);
        painter.fillRect(QRectF(where, band.top + 3, m_thin, track.height - 5), m_colours.walMark);
        painter.fillRect(QRectF(where - 2 * m_thin, band.top + 3, 5 * m_thin, 2), m_colours.walMark);
    }
}

} // namespace lockkeeper::ui
