// The tracks over time: paints what a Monitor knows, and is zoomed, panned, followed, paused and asked by
// mouse and keys. Costs nothing while nobody sees it. GUI thread.
#pragma once

#include "events/Monitor.h"
#include "ui/contention/LaneLayout.h"
#include "ui/contention/LockFrame.h"
#include "ui/contention/LockNames.h"
#include "ui/contention/LockPainter.h"
#include "ui/contention/TimeTicks.h"
#include "ui/contention/TimeView.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <optional>

namespace lockkeeper::ui {

class LockCanvas final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit LockCanvas(QWidget *parent = nullptr);

    void setMonitor(const events::Monitor *monitor); // outlives its being set; null: none
    void setDatabase(events::DatabaseId database);   // 0: all
    void setCommunityNames(const CommunityNames &names);
    void setRunning(bool running); // then time goes on though nothing happens
    void setWatched(bool watched); // a window that is minimised needs no pictures

    void setFollowing(bool following);
    void setPaused(bool paused);
    void zoom(double factor);       // above 1: more is seen
    void goToWait(int step);        // 1: the next one, -1: the one before
    void show(events::Range range); // zooms to it
    void chooseLane(events::LaneId lane);
    void clearSelection();

    [[nodiscard]] const TimeView &view() const { return m_view; }
    [[nodiscard]] const LockNames &names() const { return m_names; }
    [[nodiscard]] const WallClock &clock() const { return m_clock; }
    [[nodiscard]] events::DatabaseId database() const { return m_database; }
    [[nodiscard]] const std::vector<DatabaseLanes> &lanes() const { return m_lanes; }
    [[nodiscard]] std::int64_t now() const; // stands still while paused
    [[nodiscard]] bool paused() const { return m_pausedAt.has_value(); }
    [[nodiscard]] bool empty() const { return m_view.extent().length() <= 0; }
    [[nodiscard]] std::optional<events::Range> selected() const { return m_selected; }
    [[nodiscard]] const std::optional<events::Span> &chosen() const
    {
        return m_chosen;
    } // a wait, or what was clicked
    [[nodiscard]] events::LaneId lane() const { return m_lane; }
    [[nodiscard]] QString tipAt(const QPoint &point) const;   // of the viewport; empty: nothing is there
    [[nodiscard]] int pictures() const { return m_pictures; } // painted since the beginning

Q_SIGNALS:
    void changed(); // something was added
    void moved();   // another stretch of time is seen, or the same one followed or paused
    void selectionMoved();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    [[nodiscard]] QSize sizeHint() const override;

private:
    enum class Drag { None, Press, Pan, Select, Zoom };

    void tick();
    void updateTimer();
    void readLanes();
    void updateLayout();
    void updateScrollBars();
    void updateView(); // after it was moved
    void extendSelection(int step);
    void tellSelection();
    void dragTo(const QPoint &point);
    [[nodiscard]] LockBands bands() const;
    [[nodiscard]] int gutter() const; // as wide as its longest name, within limits
    [[nodiscard]] std::int64_t timeAt(int x) const;
    [[nodiscard]] const Track *trackAt(const QPoint &point) const; // null: none is there
    [[nodiscard]] std::optional<events::Span> spanAt(const QPoint &point) const;
    [[nodiscard]] QString headerTipAt(const QPoint &point) const;
    [[nodiscard]] LockPicture picture() const;

    const events::Monitor *m_monitor = nullptr;
    events::DatabaseId m_database = 0;
    WallClock m_clock;
    TimeView m_view;
    LockFrame m_frame;
    LockNames m_names;
    CommunityNames m_communityNames;
    std::vector<DatabaseLanes> m_lanes;
    LaneLayout m_layout;
    int m_namesWidth = 0;
    std::optional<LockPainter> m_painter;
    QTimer m_timer{this};
    std::uint64_t m_changes = 0;
    std::int64_t m_paintedAt = 0;
    int m_pictures = 0;
    bool m_changed = true; // since the last picture
    bool m_running = false;
    bool m_watched = true;
    std::optional<std::int64_t> m_pausedAt;

    std::optional<events::Range> m_selected;
    std::optional<events::Span> m_chosen;
    events::LaneId m_lane = 0;
    std::int64_t m_anchor = 0; // where the selection began
    std::optional<int> m_cursor;
    Drag m_drag = Drag::None;
    QPoint m_dragFrom;
    std::int64_t m_dragFirst = 0; // of the view, when it began
};

} // namespace lockkeeper::ui
