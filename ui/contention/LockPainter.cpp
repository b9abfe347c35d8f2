#include "ui/contention/LockPainter.h"

#include "ui/common/Format.h"
#include "ui/common/Palettes.h"
#include "ui/contention/LaneRuns.h"
#include "ui/contention/PictureX.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LockPainter)
};

constexpr int textMargin = 6;  // of text
constexpr int mark = 9;        // of a source's colour
constexpr int leastWaitPx = 3; // what is shorter would not be seen

QBrush hatch(const QColor &back, const QColor &line, bool both, double devicePixels)
{
    constexpr int side = 6;
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
} // namespace

LockBands bandsOf(int height, int textHeight)
{
    LockBands bands;
    bands.axis = textHeight + 6;
    bands.rate = std::clamp((height - bands.axis) / 16, textHeight + 2, 2 * textHeight);
    return bands;
}

int laneLabelWidth(const QString &name, const QFontMetrics &metrics)
{
    return textMargin + mark + 10 + metrics.horizontalAdvance(name) + 2 * textMargin;
}

LockPainter::LockPainter(const QPalette &palette, double devicePixels)
    : m_palette(palette)
    , m_colours(lockColours(palette))
    , m_queued(hatch(m_colours.wait, m_colours.hatch, false, devicePixels))
    , m_busy(hatch(m_colours.busy, m_colours.hatch, true, devicePixels))
    , m_pinned(hatch(m_colours.pinned, m_colours.back, false, devicePixels))
    , m_dark(isDark(palette))
{
}

void LockPainter::paint(QPainter &painter, const LockPicture &picture) const
{
    const LockBands bands = bandsOf(picture.size.height(), painter.fontMetrics().height());
    painter.fillRect(QRect({0, 0}, picture.size), m_colours.back);
    painter.fillRect(QRect(0, 0, picture.gutter, picture.size.height()), m_colours.gutter);
    paintAxis(painter, picture, bands);
    paintRates(painter, picture, bands);

    painter.save();
    painter.setClipRect(0, bands.header(), picture.size.width(), picture.size.height() - bands.header());
    for (const Track &track : picture.layout.tracks) {
        const int y = bands.header() + track.top - picture.scroll;
        if (y + track.height > bands.header() && y < picture.size.height())
            paintTrack(painter, picture, track, y);
    }
    painter.restore();
    paintMarks(painter, picture, bands);
}

void LockPainter::paintTrack(QPainter &painter, const LockPicture &picture, const Track &track, int y) const
{
    if (track.kind == TrackKind::Lane && track.lane == picture.lane && picture.lane != 0)
        painter.fillRect(0, y, picture.size.width(), track.height, m_colours.selection);
    painter.fillRect(0, y + track.height - 1, picture.size.width(), 1, m_colours.grid);
    switch (track.kind) {
    case TrackKind::Owner:
        paintOwners(painter, picture, track, y);
        break;
    case TrackKind::Lane:
        paintLane(painter, picture, track, y);
        break;
    case TrackKind::Wal:
        paintWal(painter, picture, track, y);
        break;
    }
    paintLabel(painter, picture, track, y);
}

void LockPainter::paintOwners(QPainter &painter, const LockPicture &picture, const Track &track, int y) const
{
    const PictureX x(picture);
    const QFontMetrics metrics = painter.fontMetrics();
    const int top = y + 2;
    const int height = track.height - 5;
    const std::vector<OwnerRun> runs = ownerRuns(picture.frame.owners(track.database));
    for (const OwnerRun &run : runs) {
        const QColor colour = sourceColour(picture.names.kind(run.lane), m_dark);
        const QRectF area(x.of(run.begin), top, x.width(run.begin, run.end), height);
        painter.fillRect(area, colour);
        if (area.width() < 24)
            continue;
        const QString name = picture.names.source(run.lane);
        if (metrics.horizontalAdvance(name) + 6 <= area.width()) {
            painter.setPen(textOn(colour));
            painter.drawText(area.adjusted(3, run.blocking ? 3 : 0, -3, 0), Qt::AlignCenter, name);
        }
    }
    // A cap where others wait, one over neighbours.
    for (std::size_t begin = 0; begin < runs.size(); ++begin) {
        if (!runs[begin].blocking)
            continue;
        std::size_t last = begin;
        while (last + 1 < runs.size() && runs[last + 1].blocking && runs[last + 1].begin == runs[last].end)
            ++last;
        const double from = x.of(runs[begin].begin);
        const double width = x.width(runs[begin].begin, runs[last].end);
        painter.fillRect(QRectF(from, top, width, 3), m_colours.blocking);
        painter.fillRect(QRectF(from, top + 3, width, 1), m_colours.edge);
        begin = last;
    }
}

void LockPainter::paintActivity(QPainter &painter, const QRectF &area, events::Activity activity) const
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
        if (block.width() >= 6) { // a frame open at the foot
            painter.fillRect(QRectF(block.x(), block.y(), 1, block.height()), m_colours.edge);
            painter.fillRect(QRectF(block.right() - 1, block.y(), 1, block.height()), m_colours.edge);
        }
        return;
    }
    case events::Activity::Queued:
    case events::Activity::Busy:
        if (area.width() < 5)
            painter.fillRect(area, m_colours.of(activity));
        else
            painter.fillRect(area, activity == events::Activity::Busy ? m_busy : m_queued);
        return;
    }
}

void LockPainter::paintLane(QPainter &painter, const LockPicture &picture, const Track &track, int y) const
{
    const PictureX x(picture);
    const double top = y + 2;
    const double height = track.height - 4;
    const int least = static_cast<int>(std::ceil(leastWaitPx * x.columnsAPixel()));
    const LaneRuns runs = runsOf(picture.frame.lane(track.lane), least);
    // The hatch moves on with time rather than standing behind it.
    painter.setBrushOrigin(QPointF(x.of(-static_cast<int>(picture.view.first() % (6 * 4'096))), y));
    for (const std::vector<Run> *some : {&runs.work, &runs.waits}) {
        for (const Run &run : *some)
            paintActivity(painter, {x.of(run.begin), top, x.width(run.begin, run.end), height}, run.activity);
    }
}

void LockPainter::paintWal(QPainter &painter, const LockPicture &picture, const Track &track, int y) const
{
    const PictureX x(picture);
    const std::vector<events::WalColumn> &columns = picture.frame.wal(track.database);
    const int count = static_cast<int>(columns.size());
    const auto at = [&columns](int column) -> const events::WalColumn & {
        return columns[static_cast<std::size_t>(column)];
    };
    const double full = static_cast<double>(walScale(columns));
    const int bottom = y + track.height - 2;
    const int room = track.height - 9; // above it: checkpoints and the bar of a pinned WAL
    for (int begin = 0; begin < count;) {
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
    for (int begin = 0; begin < count; ++begin) {
        if (!at(begin).pinned)
            continue;
        // From a checkpoint that a reader was in the way of to the next one that got all.
        int end = begin + 1;
        while (end < count && picture.view.timeAt(end) <= picture.now &&
               (at(end).pinned || at(end).checkpoints == 0))
            ++end;
        const double width = std::max(3.0, x.width(begin, end));
        painter.fillRect(QRectF(x.of(begin), y + 1, width, 4), m_pinned);
        begin = end;
    }
    for (int column = 0; column < count; ++column) {
        if (at(column).checkpoints == 0)
            continue;
        const double where = x.of(column);
        painter.fillRect(QRectF(where, y + 3, 1, track.height - 5), m_colours.walMark);
        painter.fillRect(QRectF(where - 2, y + 3, 5, 2), m_colours.walMark);
    }
}

void LockPainter::paintLabel(QPainter &painter, const LockPicture &picture, const Track &track, int y) const
{
    const bool chosen = track.kind == TrackKind::Lane && track.lane == picture.lane && picture.lane != 0;
    painter.fillRect(0, y, picture.gutter, track.height - 1, m_colours.gutter);
    if (chosen)
        painter.fillRect(0, y, 3, track.height - 1, m_palette.color(QPalette::Highlight));
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
        const int side = std::min(mark, track.height - 6);
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
        const double width = std::max<double>(leastWaitPx, x.at(picture.chosen->time.to) - from);
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
