// The part of LockCanvas that listens: keys, wheel, mouse, tool tips.
#include "ui/common/Format.h"
#include "ui/contention/LockCanvas.h"
#include "ui/contention/LockText.h"
#include "ui/contention/PictureX.h"
#include "ui/contention/RateBands.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr double wheelStep = 1.25;
constexpr int nearPx = 3; // what is this near counts as under the mouse
constexpr std::size_t looked = 256;

// What a maintainer who points somewhere means: what is exactly there before what is near, waits first.
std::optional<events::Span> pointedAt(const std::vector<events::Span> &spans, std::int64_t time,
                                      bool holdsOnly)
{
    std::optional<events::Span> best;
    const auto rank = [time](const events::Span &span) {
        const bool exact = span.time.from <= time && time < span.time.to;
        return static_cast<int>(span.activity) + (exact ? events::activityCount : 0);
    };
    for (const events::Span &span : spans) {
        const bool hold =
            span.activity == events::Activity::Holding || span.activity == events::Activity::Blocking;
        if (holdsOnly && !hold)
            continue;
        if (!best || rank(span) > rank(*best))
            best = span;
    }
    return best;
}
} // namespace

bool LockCanvas::event(QEvent *event)
{
    // Escape stops a run; where something is selected, it lets go of that first.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && (m_selected || m_chosen || m_lane != 0)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void LockCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const auto pan = [&](int direction) {
        m_view.pan(direction * std::max(1, m_view.count() / (control ? 2 : 10)));
        updateView();
    };
    QToolTip::hideText(); // what it told of may be somewhere else now
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (shift)
            extendSelection(control ? direction * 10 : direction);
        else
            pan(direction);
        return;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        chooseLane(m_layout.laneBeside(m_lane, event->key() == Qt::Key_Up ? -1 : 1));
        return;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(event->key() == Qt::Key_PageUp
                                               ? QAbstractSlider::SliderPageStepSub
                                               : QAbstractSlider::SliderPageStepAdd);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1 / wheelStep);
        return;
    case Qt::Key_Minus:
        zoom(wheelStep);
        return;
    case Qt::Key_Home:
        m_view.home();
        updateView();
        return;
    case Qt::Key_End:
        setFollowing(true);
        return;
    case Qt::Key_Space:
        setPaused(!paused());
        return;
    case Qt::Key_Escape:
        clearSelection();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

// The end that moves is the one away from where the selection began.
void LockCanvas::extendSelection(int step)
{
    if (!m_selected) {
        m_anchor = m_chosen ? m_chosen->time.from : m_view.timeAt(m_view.count() / 2.0);
        m_selected = events::Range{m_anchor, m_anchor};
    }
    const std::int64_t end = m_selected->from == m_anchor ? m_selected->to : m_selected->from;
    const std::int64_t moved = end + step * (m_view.range().length() / 50);
    m_selected = events::Range{std::min(m_anchor, moved), std::max(m_anchor, moved)};
    m_view.setFollowing(false);
    const double column = m_view.columnOf(moved);
    if (column < 0)
        m_view.pan(static_cast<std::int64_t>(column));
    else if (column > m_view.count())
        m_view.pan(static_cast<std::int64_t>(column) - m_view.count());
    updateView();
    Q_EMIT selectionMoved();
}

void LockCanvas::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (angle.x() != 0 || shift) { // sideways
        const int turned = angle.x() != 0 ? angle.x() : angle.y();
        m_view.pan(-std::lround(turned / 1200.0 * m_view.count()));
        updateView();
    } else if (!control && verticalScrollBar()->maximum() > 0 && event->position().y() > bands().header()) {
        QAbstractScrollArea::wheelEvent(event); // there are tracks above or below
        return;
    } else {
        const int x = std::max(gutter(), static_cast<int>(event->position().x()));
        m_view.zoom(std::pow(wheelStep, -angle.y() / 120.0), timeAt(x));
        updateView();
    }
    event->accept();
}

std::int64_t LockCanvas::timeAt(int x) const
{
    return m_view.timeAt((x - gutter()) * PictureX(picture()).columnsAPixel());
}

const Track *LockCanvas::trackAt(const QPoint &point) const
{
    const int header = bands().header();
    return point.y() < header ? nullptr : m_layout.at(point.y() - header + verticalScrollBar()->value());
}

void LockCanvas::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    if (point.x() < gutter()) {
        const Track *track = trackAt(point);
        if (track && track->kind == TrackKind::Lane)
            chooseLane(track->lane == m_lane ? events::LaneId{0} : track->lane);
        return;
    }
    m_dragFrom = point;
    m_dragFirst = m_view.first();
    m_anchor = timeAt(point.x());
    if (event->button() == Qt::MiddleButton)
        m_drag = Drag::Pan;
    else if (point.y() < bands().axis)
        m_drag = Drag::Zoom;
    else if (event->modifiers().testFlag(Qt::ShiftModifier))
        m_drag = Drag::Select;
    else
        m_drag = Drag::Press;
}

void LockCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const bool inside = point.x() >= gutter() && viewport()->rect().contains(point);
    const std::optional<int> cursor = inside ? std::optional(point.x()) : std::nullopt;
    if (cursor != m_cursor) {
        m_cursor = cursor;
        viewport()->update();
    }
    dragTo(point);
}

void LockCanvas::dragTo(const QPoint &point)
{
    if (m_drag == Drag::Press && std::abs(point.x() - m_dragFrom.x()) >= QApplication::startDragDistance())
        m_drag = Drag::Pan;
    switch (m_drag) {
    case Drag::None:
    case Drag::Press:
        return;
    case Drag::Pan: {
        const double columns = (m_dragFrom.x() - point.x()) * PictureX(picture()).columnsAPixel();
        m_view.pan(m_dragFirst + std::lround(columns) - m_view.first());
        viewport()->setCursor(Qt::ClosedHandCursor);
        updateView();
        return;
    }
    case Drag::Select:
    case Drag::Zoom: {
        const std::int64_t time = timeAt(std::clamp(point.x(), gutter(), viewport()->width()));
        m_view.setFollowing(false); // what is being marked must not move away
        m_selected = events::Range{std::min(m_anchor, time), std::max(m_anchor, time)};
        updateView();
        Q_EMIT selectionMoved();
        return;
    }
    }
}

void LockCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    viewport()->unsetCursor();
    if (drag == Drag::Press) {
        m_chosen = spanAt(event->position().toPoint());
        m_lane = m_chosen ? m_chosen->lane : events::LaneId{0};
        if (!m_chosen)
            m_selected.reset();
        viewport()->update();
        Q_EMIT selectionMoved();
    } else if (drag == Drag::Zoom && m_selected) {
        const events::Range range = *std::exchange(m_selected, std::nullopt);
        if (m_view.columnOf(range.to) - m_view.columnOf(range.from) > nearPx)
            show(range);
        Q_EMIT selectionMoved();
    }
}

std::optional<events::Span> LockCanvas::spanAt(const QPoint &point) const
{
    const Track *track = trackAt(point);
    if (!m_monitor || !track || track->kind == TrackKind::Wal)
        return {};
    const events::Range near{timeAt(point.x() - nearPx), timeAt(point.x() + nearPx)};
    const bool owner = track->kind == TrackKind::Owner;
    const std::vector<events::Span> spans = m_monitor->read()->spans(
        track->database, owner ? events::LaneId{0} : track->lane, near, looked, now());
    return pointedAt(spans, timeAt(point.x()), owner);
}

// Of the rows over the tracks: their names may be cut off, and their values stand there for the newest time
// only.
QString LockCanvas::headerTipAt(const QPoint &point) const
{
    const LockBands band = bands();
    if (point.y() < band.axis)
        return point.x() < gutter() ? tr("The time under the mouse, else now")
                                    : tr("Drag along the clock times to zoom");
    const int number = std::min(3, (point.y() - band.axis) / band.rate);
    const ColumnCache<events::RateColumn> &rates = m_frame.rates();
    if (point.x() < gutter() || rates.columnNs() <= 0)
        return multiples()[static_cast<std::size_t>(number)].name;
    const std::int64_t time = timeAt(point.x());
    const std::int64_t column = time / rates.columnNs() - rates.first();
    if (column < 0 || column >= static_cast<std::int64_t>(rates.columns().size()))
        return multiples()[static_cast<std::size_t>(number)].name;
    return tr("%1: %2", "a rate and its value")
        .arg(multiples()[static_cast<std::size_t>(number)].name,
             rateValue(number, rates.columns()[static_cast<std::size_t>(column)], rates.columnNs()));
}

QString LockCanvas::tipAt(const QPoint &point) const
{
    if (point.y() < bands().header())
        return headerTipAt(point);
    const Track *track = trackAt(point);
    if (!track)
        return {};
    if (point.x() < gutter())
        return m_names.path(track->database, track->lane, 0);
    if (track->kind != TrackKind::Wal) {
        const std::optional<events::Span> span = spanAt(point);
        return span ? spanText(*span, m_names, m_clock) : QString();
    }
    const std::vector<events::WalColumn> &columns = m_frame.wal(track->database);
    const auto column = static_cast<std::size_t>(PictureX(picture()).columnUnder(picture()));
    const std::int64_t bytes = walBytes(columns, static_cast<int>(column));
    if (bytes < 0 || column >= columns.size())
        return {};
    QStringList lines{tr("%1 of WAL").arg(formatBytes(bytes))};
    if (columns[column].checkpoints > 0)
        lines += tr("%n checkpoints", nullptr, columns[column].checkpoints);
    if (columns[column].pinned)
        lines += tr("A reader keeps the WAL from being emptied.");
    return lines.join('\n'_L1);
}

bool LockCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && !empty()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = tipAt(help->pos());
        // Rich text, so that its lines stay whole; a name in it is no markup.
        const QString rich = u"<p style='white-space:pre'>%1</p>"_s.arg(text.toHtmlEscaped());
        QToolTip::showText(help->globalPos(), text.isEmpty() ? text : rich, viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_cursor) {
        m_cursor.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace lockkeeper::ui
