#include "ui/contention/LockCanvas.h"

#include "ui/common/Palettes.h"
#include "ui/contention/LockText.h"
#include "ui/contention/PictureX.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::ui {

namespace {
constexpr std::chrono::milliseconds everyFrame{16};
constexpr std::chrono::milliseconds idle{100}; // as often as the Monitor drains
// Where nothing runs, the newest event stays in sight instead of wandering off.
constexpr std::int64_t afterNewest = 500 * millisecond;
} // namespace

LockCanvas::LockCanvas(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_clock(WallClock::now())
{
    setObjectName(u"lockCanvas"_s);
    setAccessibleName(tr("Locks over time"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // one that comes and goes would make the tracks jump
    setMinimumHeight(160);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&m_timer, &QTimer::timeout, this, &LockCanvas::tick);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_view.pan(m_view.extent().from / m_view.columnNs() + value - m_view.first());
        updateView();
    });
    connect(this, &LockCanvas::selectionMoved, this, &LockCanvas::tellSelection);
}

void LockCanvas::setMonitor(const events::Monitor *monitor)
{
    m_monitor = monitor;
    m_changes = 0;
    m_view = {};
    m_view.setCount(columnsFor(viewport()->width() - gutter(), devicePixelRatioF()));
    m_pausedAt.reset();
    m_database = 0;
    m_lanes.clear();
    m_names = {};
    m_frame.forget();
    m_painter.reset(); // what it kept is the other one's
    clearSelection();
    updateLayout();
    updateTimer();
    tick();
    Q_EMIT changed();
    Q_EMIT moved();
}

void LockCanvas::setDatabase(events::DatabaseId database)
{
    if (database == m_database)
        return;
    m_database = database;
    m_frame.forget();
    clearSelection();
    readLanes();
    Q_EMIT moved();
}

void LockCanvas::setCommunityNames(const CommunityNames &names)
{
    m_communityNames = names;
    readLanes();
    Q_EMIT changed();
}

void LockCanvas::setRunning(bool running)
{
    const WallClock clock = WallClock::now();
    if (running != m_running && !m_clock.agreesWith(clock)) // a wall's clock may have been set
        m_clock = clock;
    const bool begins = running && !m_running;
    m_running = running;
    // Where nothing is being looked at, what happens now is what one wants to see.
    if (begins && !paused() && !m_selected && !m_chosen)
        setFollowing(true);
    updateTimer();
}

void LockCanvas::setWatched(bool watched)
{
    m_watched = watched;
    updateTimer();
}

std::int64_t LockCanvas::now() const
{
    return m_pausedAt.value_or(events::nanoseconds(events::Clock::now()));
}

void LockCanvas::updateTimer()
{
    if (m_monitor && isVisible() && m_watched && !m_pausedAt)
        m_timer.start(m_running ? everyFrame : idle);
    else
        m_timer.stop();
}

void LockCanvas::tick()
{
    if (!m_monitor || m_pausedAt)
        return;
    const std::uint64_t changes = m_monitor->changes();
    const bool added = changes != m_changes;
    if (added) {
        m_changes = changes;
        m_changed = true;
        readLanes();
    }
    const std::int64_t time = now();
    const std::int64_t first = m_view.first();
    m_view.follow(m_running ? time : std::min(time, m_view.extent().to + afterNewest));
    const bool grown = m_running && time - m_paintedAt >= idle.count() * millisecond;
    if (added || grown || m_frame.renewing() || m_view.first() != first) {
        updateScrollBars();
        viewport()->update();
    }
    if (added)
        Q_EMIT changed();
    if (m_view.first() != first)
        Q_EMIT moved();
}

void LockCanvas::readLanes()
{
    if (!m_monitor)
        return;
    std::vector<events::LaneId> lanes;
    {
        const events::Monitor::Reading timeline = m_monitor->read();
        lanes = timeline->lanes(m_database);
        m_view.setExtent(timeline->extent().value_or(events::Range{}));
    }
    m_names = LockNames(m_monitor->names(), m_communityNames);
    std::vector<DatabaseLanes> arranged = m_names.arranged(lanes);
    if (arranged != m_lanes) {
        m_lanes = std::move(arranged);
        updateLayout();
    }
    updateScrollBars();
    viewport()->update();
}

LockBands LockCanvas::bands() const
{
    return bandsOf(viewport()->height(), fontMetrics().height());
}

int LockCanvas::gutter() const
{
    const int usual = std::clamp(viewport()->width() / 6, 150, 210);
    return std::max(usual, std::min(m_namesWidth, viewport()->width() / 5));
}

void LockCanvas::updateLayout()
{
    m_namesWidth = 0;
    for (const DatabaseLanes &one : m_lanes) {
        for (const events::LaneId lane : one.lanes)
            m_namesWidth = std::max(m_namesWidth, laneLabelWidth(m_names.source(lane), fontMetrics()));
    }
    m_view.setCount(columnsFor(viewport()->width() - gutter(), devicePixelRatioF()));
    m_layout = layoutOf(m_lanes, viewport()->height() - bands().header(), fontMetrics().height());
    updateScrollBars();
}

void LockCanvas::updateScrollBars()
{
    const int room = viewport()->height() - bands().header();
    verticalScrollBar()->setRange(0, std::max(0, m_layout.height - room));
    verticalScrollBar()->setPageStep(std::max(1, room));
    verticalScrollBar()->setSingleStep(fontMetrics().height());
    const QSignalBlocker guard(horizontalScrollBar()); // what is set here is not the maintainer's hand
    const std::int64_t from = m_view.extent().from / m_view.columnNs();
    const std::int64_t newest =
        m_view.following() ? m_view.first() : m_view.extent().to / m_view.columnNs() - m_view.count();
    const auto within = [](std::int64_t value) {
        return static_cast<int>(std::clamp<std::int64_t>(value, -1'000'000'000, 1'000'000'000));
    };
    const int last = empty() ? 0 : std::max(0, within(newest + 1 - from));
    const int value = empty() ? 0 : within(m_view.first() - from);
    horizontalScrollBar()->setRange(std::min(0, value), std::max(last, value));
    horizontalScrollBar()->setPageStep(m_view.count());
    horizontalScrollBar()->setSingleStep(std::max(1, m_view.count() / 10));
    horizontalScrollBar()->setValue(value);
}

void LockCanvas::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx) // the horizontal bar moves through time
    if (dy != 0)
        viewport()->update();
}

void LockCanvas::updateView()
{
    updateScrollBars();
    viewport()->update();
    Q_EMIT moved();
}

void LockCanvas::setFollowing(bool following)
{
    if (following)
        setPaused(false);
    m_view.setFollowing(following);
    tick();
    updateView();
}

void LockCanvas::setPaused(bool paused)
{
    if (paused == m_pausedAt.has_value())
        return;
    m_pausedAt = paused ? std::optional(now()) : std::nullopt;
    updateTimer();
    tick();
    updateView();
}

void LockCanvas::zoom(double factor)
{
    const bool known = m_chosen && m_view.columnOf(m_chosen->time.from) > 0 &&
                       m_view.columnOf(m_chosen->time.to) < m_view.count();
    m_view.zoom(factor, known ? m_chosen->time.from + m_chosen->time.length() / 2
                              : m_view.timeAt(m_view.count() / 2.0));
    updateView();
}

void LockCanvas::show(events::Range range)
{
    m_view.show(range);
    updateView();
}

void LockCanvas::goToWait(int step)
{
    if (!m_monitor)
        return;
    const events::Range seen = m_view.range();
    const std::int64_t from = m_chosen ? m_chosen->time.from : step > 0 ? seen.from : seen.to;
    std::optional<events::Span> found;
    {
        const events::Monitor::Reading timeline = m_monitor->read();
        found = step > 0 ? timeline->nextWait(m_database, from) : timeline->previousWait(m_database, from);
    }
    if (!found)
        return;
    m_chosen = found;
    m_lane = found->lane;
    m_view.centre(found->time);
    if (const Track *track = m_layout.ofLane(m_lane)) {
        const int room = viewport()->height() - bands().header();
        const int top = verticalScrollBar()->value();
        if (track->top < top || track->bottom() > top + room)
            verticalScrollBar()->setValue(track->top - (room - track->height) / 2);
    }
    updateView();
    Q_EMIT selectionMoved();
}

void LockCanvas::chooseLane(events::LaneId lane)
{
    m_lane = lane;
    m_chosen.reset();
    if (const Track *track = m_layout.ofLane(lane)) { // no further than it takes
        const int room = viewport()->height() - bands().header();
        const int top = verticalScrollBar()->value();
        verticalScrollBar()->setValue(
            std::clamp(top, std::min(track->top, track->bottom() - room), track->top));
    }
    viewport()->update();
    Q_EMIT selectionMoved();
}

void LockCanvas::clearSelection()
{
    m_selected.reset();
    m_chosen.reset();
    m_lane = 0;
    viewport()->update();
    Q_EMIT selectionMoved();
}

// For those who do not see the picture.
void LockCanvas::tellSelection()
{
    QStringList parts;
    if (m_chosen)
        parts += spanText(*m_chosen, m_names, m_clock).replace('\n'_L1, u", "_s);
    else if (m_lane != 0)
        parts += m_names.path(m_names.databaseOf(m_lane), m_lane, 0);
    if (m_selected)
        parts += tr("selected %1").arg(rangeText(*m_selected, m_clock));
    setAccessibleDescription(parts.join(u"; "_s));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

LockPicture LockCanvas::picture() const
{
    return {.frame = m_frame,
            .layout = m_layout,
            .names = m_names,
            .view = m_view,
            .clock = m_clock,
            .size = viewport()->size(),
            .gutter = gutter(),
            .scroll = verticalScrollBar()->value(),
            .devicePixels = devicePixelRatioF(),
            .now = now(),
            .selected = m_selected,
            .chosen = m_chosen,
            .lane = m_lane,
            .cursor = m_cursor};
}

void LockCanvas::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(viewport());
    if (!m_monitor || empty()) {
        painter.fillRect(viewport()->rect(), palette().base());
        painter.setPen(tones(palette()).muted);
        painter.drawText(
            viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
            tr("Nothing has been written yet. Press F5 to sync: then every source shows here when it "
               "waits for the write lock, who holds it, and for how long."));
        return;
    }
    if (!m_painter)
        m_painter.emplace(palette(), devicePixelRatioF());
    LockFrame::Wanted wanted{.database = m_database, .tracks = {}, .now = now(), .changed = m_changed};
    const int room = viewport()->height() - bands().header();
    const int top = verticalScrollBar()->value();
    for (const Track &track : m_layout.tracks) {
        if (track.bottom() > top && track.top < top + room)
            wanted.tracks.push_back(track);
    }
    m_frame.update(*m_monitor, m_view, wanted);
    m_changed = false;
    m_paintedAt = wanted.now;
    ++m_pictures;
    m_painter->paint(painter, picture());
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void LockCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
    Q_EMIT moved();
}

void LockCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_painter.reset();
        updateLayout();
        viewport()->update();
    }
}

void LockCanvas::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_painter.reset(); // another screen may have another scale
    updateTimer();
    tick();
}

void LockCanvas::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    updateTimer();
}

QSize LockCanvas::sizeHint() const
{
    return {900, 360};
}

} // namespace lockkeeper::ui
