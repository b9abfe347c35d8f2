#include "ui/contention/LockPainter.h"

#include "ui/common/Format.h"
#include "ui/common/Palettes.h"
#include "ui/contention/LaneRuns.h"
#include "ui/contention/PictureX.h"
#include "ui/contention/RateBands.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockPainter)
};

constexpr int textMargin = 6;
constexpr int swatch = 9;     // of a source's colour
constexpr int outlined = 3;   // a chosen wait is shown at least so wide
constexpr int nameBelow = 24; // in less room is no name

bool isWhole(double number)
{
    return std::abs(number - std::round(number)) < 1e-6;
}

// Whether each column of the view is one device pixel, where such a pixel begins.
bool columnsArePixels(const LockPicture &picture)
{
    const double left = picture.gutter * picture.devicePixels;
    const double width = (picture.size.width() - picture.gutter) * picture.devicePixels;
    return isWhole(left) && isWhole(width) && std::lround(width) == picture.view.count();
}
} // namespace

int laneLabelWidth(const QString &name, const QFontMetrics &metrics)
{
    return textMargin + swatch + 10 + metrics.horizontalAdvance(name) + 2 * textMargin;
}

LockPainter::LockPainter(const QPalette &palette, double devicePixels)
    : m_time(palette, devicePixels)
    , m_palette(palette)
    , m_colours(lockColours(palette))
    , m_dark(isDark(palette))
{
}

void LockPainter::paint(QPainter &painter, const LockPicture &picture)
{
    const LockBands bands = bandsOf(picture.size.height(), painter.fontMetrics().height());
    const std::vector<Band> all = bandsIn(picture, bands);
    const std::vector<Tick> ticks = ticksOf(picture);
    paintTime(painter, picture, bands, all, ticks);

    painter.fillRect(QRect(0, 0, picture.gutter, picture.size.height()), m_colours.gutter);
    paintAxis(painter, picture, bands, ticks);
    for (const Band &band : all) {
        if (band.kind == Band::Kind::Rate)
            paintRateTexts(painter, picture, band);
    }
    painter.save();
    painter.setClipRect(0, bands.header(), picture.size.width(), picture.size.height() - bands.header());
    for (const Band &band : all) {
        if (band.kind != Band::Kind::Track)
            continue;
        const Track &track = picture.layout.tracks[static_cast<std::size_t>(band.number)];
        if (track.kind == TrackKind::Owner)
            paintOwnerNames(painter, picture, track, band.top);
        paintLabel(painter, picture, track, band.top);
    }
    painter.restore();
    paintMarks(painter, picture, bands);
}

void LockPainter::paintTime(QPainter &painter, const LockPicture &picture, const LockBands &bands,
                            const std::vector<Band> &all, const std::vector<Tick> &ticks)
{
    const auto clip = [&](QPainter &onto, const Band &band) {
        const int top = band.kind == Band::Kind::Rate ? band.top : std::max(band.top, bands.header());
        onto.setClipRect(QRect(0, top, picture.size.width(), band.top + band.height - top),
                         Qt::IntersectClip);
    };
    if (!columnsArePixels(picture)) { // nothing can be kept
        m_painted.clear();
        painter.save();
        painter.setClipRect(picture.gutter, 0, picture.size.width() - picture.gutter, picture.size.height());
        for (const Band &band : all) {
            painter.save();
            clip(painter, band);
            m_time.paint(painter, picture, ticks, band, {0, picture.view.count()});
            painter.restore();
        }
        painter.restore();
        return;
    }

    Placed placed{.bands = all,
                  .size = picture.size,
                  .gutter = picture.gutter,
                  .scales = {},
                  .columnNs = picture.view.columnNs(),
                  .clock = picture.clock.at(0),
                  .lane = picture.lane,
                  .tracks = {}};
    for (const Multiple &multiple : multiples())
        placed.scales.push_back(
            rateScale(multiple, picture.frame.rates().columns(), picture.frame.rates().columnNs()));
    for (const Track &track : picture.layout.tracks) {
        placed.tracks.push_back(track);
        if (track.kind == TrackKind::Wal)
            placed.scales.push_back(static_cast<double>(walScale(picture.frame.wal(track.database))));
    }
    if (placed != m_placed) {
        m_placed = std::move(placed);
        m_painted.clear();
    }
    m_painted.resize(all.size());
    m_ring.resize(
        {picture.view.count(), static_cast<int>(std::ceil(picture.size.height() * picture.devicePixels))});
    m_ring.moveTo(picture.view.first());

    std::vector<Stretch> stretches;
    Stretch whole{picture.view.count(), 0};
    const int reach = TimePainter::reach(picture);
    for (std::size_t i = 0; i < all.size(); ++i) {
        stretches.push_back(m_painted[i].update(picture.view.first(), m_time.looks(picture, all[i]), reach));
        if (!stretches.back().empty()) {
            whole.begin = std::min(whole.begin, stretches.back().begin);
            whole.end = std::max(whole.end, stretches.back().end);
        }
    }
    m_columnsPainted = 0;
    m_ring.paint(whole.begin, whole.end, [&](QPainter &onto) {
        onto.scale(picture.devicePixels, picture.devicePixels);
        onto.translate(-picture.gutter, 0);
        const PictureX x(picture);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Stretch stretch = stretches[i];
            if (stretch.empty())
                continue;
            onto.save();
            clip(onto, all[i]);
            onto.setClipRect(
                QRectF(x.of(stretch.begin), 0, x.width(stretch.begin, stretch.end), picture.size.height()),
                Qt::IntersectClip);
            m_time.paint(onto, picture, ticks, all[i], stretch);
            onto.restore();
        }
    });
    for (const Stretch &stretch : stretches)
        m_columnsPainted += std::max(0, stretch.end - stretch.begin);
    m_ring.draw(painter, picture.devicePixels,
                static_cast<int>(std::lround(picture.gutter * picture.devicePixels)));
}

void LockPainter::paintOwnerNames(QPainter &painter, const LockPicture &picture, const Track &track,
                                  int y) const
{
    const PictureX x(picture);
    const QFontMetrics metrics = painter.fontMetrics();
    for (const OwnerRun &run : ownerRuns(picture.frame.owners(track.database))) {
        const QRectF area(x.of(run.begin), y + 2, x.width(run.begin, run.end), track.height - 5);
        if (area.width() < nameBelow)
            continue;
        const QString name = picture.names.source(run.lane);
        if (metrics.horizontalAdvance(name) + 6 <= area.width()) {
            painter.setPen(textOn(sourceColour(picture.names.kind(run.lane), m_dark)));
            painter.drawText(area.adjusted(3, run.blocking ? 3 : 0, -3, 0), Qt::AlignCenter, name);
        }
    }
}

void LockPainter::paintLabel(QPainter &painter, const LockPicture &picture, const Track &track, int y) const
{
    const bool chosen = track.kind == TrackKind::Lane && track.lane == picture.lane && picture.lane != 0;
    painter.fillRect(0, y, picture.gutter, track.height - 1, m_colours.gutter);
    if (chosen)
        painter.fillRect(0, y, 3, track.height - 1, m_palette.color(QPalette::Highlight));
    painter.fillRect(0, y + track.height - 1, picture.gutter, 1, m_colours.grid);
    QRect room(textMargin, y, picture.gutter - 2 * textMargin, track.height);
    const auto write = [&](const QString &text, const QColor &colour, Qt::Alignment side) {
        painter.setPen(colour);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width());
        painter.drawText(room, static_cast<int>(side | Qt::AlignVCenter), shown);
        const int taken = painter.fontMetrics().horizontalAdvance(shown) + textMargin;
        if (side == Qt::AlignLeft)
            room.setLeft(room.left() + taken);
        else
            room.setRight(room.right() - taken);
    };
    const QColor text = m_palette.color(QPalette::WindowText);
    const QColor muted = tones(m_palette).muted;
    switch (track.kind) {
    case TrackKind::Owner: {
        const QFont plain = painter.font();
        QFont bold = plain;
        bold.setBold(true);
        painter.setFont(bold);
        write(picture.names.communityName(track.database), text, Qt::AlignLeft);
        painter.setFont(plain);
        const QString word = Tr::tr("lock owner");
        if (painter.fontMetrics().horizontalAdvance(word) + 2 <= room.width())
            write(word, muted, Qt::AlignRight);
        break;
    }
    case TrackKind::Lane: {
        const int side = std::min(swatch, track.height - 6);
        painter.fillRect(room.left() + 4, y + (track.height - side) / 2, side, side,
                         sourceColour(picture.names.kind(track.lane), m_dark));
        room.setLeft(room.left() + side + 10);
        write(picture.names.source(track.lane), text, Qt::AlignLeft);
        break;
    }
    case TrackKind::Wal: {
        room.setLeft(room.left() + 4);
        const std::vector<events::WalColumn> &columns = picture.frame.wal(track.database);
        const std::int64_t bytes = walBytes(columns, PictureX(picture).columnUnder(picture));
        write(bytes < 0 ? unknownText() : formatBytes(bytes), text, Qt::AlignRight);
        write(Tr::tr("WAL"), muted, Qt::AlignLeft);
        break;
    }
    }
}

void LockPainter::paintMarks(QPainter &painter, const LockPicture &picture, const LockBands &bands) const
{
    const PictureX x(picture);
    const int height = picture.size.height();
    painter.save();
    painter.setClipRect(picture.gutter, 0, picture.size.width() - picture.gutter, height);
    if (picture.selected) {
        const double from = x.at(picture.selected->from);
        const double width = std::max(1.0, x.at(picture.selected->to) - from);
        painter.fillRect(QRectF(from, 0, width, height), m_colours.selection);
        const QColor edge = m_palette.color(QPalette::Highlight);
        painter.fillRect(QRectF(from, 0, 1, height), edge);
        painter.fillRect(QRectF(from + width - 1, 0, 1, height), edge);
    }
    const Track *track = picture.chosen ? picture.layout.ofLane(picture.chosen->lane) : nullptr;
    if (track) {
        const double from = x.at(picture.chosen->time.from);
        const double width = std::max<double>(outlined, x.at(picture.chosen->time.to) - from);
        const int y = bands.header() + track->top - picture.scroll;
        painter.setClipRect(picture.gutter, bands.header(), picture.size.width() - picture.gutter,
                            height - bands.header());
        painter.setPen(QPen(m_palette.color(QPalette::WindowText), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(from - 2, y + 1, width + 4, track->height - 3));
        painter.setClipRect(picture.gutter, 0, picture.size.width() - picture.gutter, height);
    }
    if (picture.cursor)
        painter.fillRect(*picture.cursor, bands.axis, 1, height - bands.axis, tones(m_palette).muted);
    painter.restore();
    painter.fillRect(picture.gutter - 1, 0, 1, height, tones(m_palette).line);
}

} // namespace lockkeeper::ui
