#include "events/Monitor.h"
#include "tests/bench/Benches.h"
#include "tests/support/MadeUpLocks.h"
#include "ui/common/Palettes.h"
#include "ui/contention/LockFrame.h"
#include "ui/contention/LockPainter.h"
#include "ui/contention/PictureX.h"

#include <QImage>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
constexpr std::int64_t second = 1'000'000'000;
constexpr int width = 1600;
constexpr int height = 420;
constexpr int gutter = 210;
constexpr std::int64_t frameNs = second / 60;

// What LockCanvas does for a frame, onto an image of any scale.
class Screen final
{
public:
    Screen(const events::Monitor &monitor, std::int64_t now, double scale)
        : m_monitor(monitor)
        , m_now(now)
        , m_painter(ui::lightPalette(), scale)
        , m_image(QSize(width, height) * scale, QImage::Format_RGB32)
        , m_names(monitor.names())
        , m_clock(ui::WallClock::now())
        , m_scale(scale)
    {
        m_image.setDevicePixelRatio(scale);
        const events::Monitor::Reading timeline = monitor.read();
        m_view.setExtent(timeline->extent().value_or(events::Range{}));
        m_layout = ui::layoutOf(m_names.arranged(timeline->lanes(0)), height - 130, 16);
        m_view.setCount(ui::columnsFor(width - gutter, scale));
    }

    // So many seconds in sight.
    void see(double seconds)
    {
        m_view.show({m_now - static_cast<std::int64_t>(seconds * second / 1.5), m_now});
        m_view.setFollowing(true);
        m_view.follow(m_now);
        m_frame.forget();
    }

    double paint(bool changed)
    {
        const double begun = milliseconds(threadTime());
        m_now += frameNs;
        m_view.follow(m_now);
        m_frame.update(m_monitor, m_view,
                       {.database = 0, .tracks = m_layout.tracks, .now = m_now, .changed = changed});
        QPainter painter(&m_image);
        m_painter.paint(painter, {.frame = m_frame,
                                  .layout = m_layout,
                                  .names = m_names,
                                  .view = m_view,
                                  .clock = m_clock,
                                  .size = QSize(width, height),
                                  .gutter = gutter,
                                  .devicePixels = m_scale,
                                  .now = m_now});
        painter.end();
        return milliseconds(threadTime()) - begun;
    }

    [[nodiscard]] qsizetype lanes() const
    {
        return std::ranges::count(m_layout.tracks, ui::TrackKind::Lane, &ui::Track::kind);
    }
    [[nodiscard]] std::int64_t now() const { return m_now; }

private:
    const events::Monitor &m_monitor;
    std::int64_t m_now;
    ui::LockPainter m_painter;
    QImage m_image;
    ui::LockNames m_names;
    ui::WallClock m_clock;
    ui::LaneLayout m_layout;
    ui::TimeView m_view;
    ui::LockFrame m_frame;
    double m_scale;
};

// Sixty frames a second, ten times a second with something new.
void addFrames(events::Monitor &monitor, std::int64_t now, const Options &options, double scale,
               double seconds, Report &report)
{
    Screen screen(monitor, now, scale);
    screen.see(seconds);
    const double first = screen.paint(true);
    const int frames = options.quick ? 6 : 600;
    const events::Pen pen = monitor.pen("mne", "github", "github-lab/remote-1");
    std::vector<double> times;
    for (int i = 0; i < frames; ++i) {
        const bool changed = i % 6 == 0;
        if (changed) {
            pen.write({.at = screen.now(),
                       .duration = 3'000'000,
                       .value = 50,
                       .kind = events::Kind::Ended,
                       .activity = events::Activity::Holding});
            monitor.collect();
        }
        times.push_back(screen.paint(changed));
    }
    const Spread spread = spreadOf(times);
    std::ranges::sort(times);
    const double most = times[times.size() * 99 / 100];
    const QString what = u"%1 s in sight, scale %2: "_s.arg(seconds).arg(scale);
    report.figures.append(atMost(what + u"a frame, median"_s, spread.median, scale > 1 ? 8 : 4, u" ms"_s, 2));
    report.figures.append({what + u"99 % within"_s, number(most, 2) + u" ms"_s});
    report.figures.append({what + u"the first, everything asked for"_s, number(first, 2) + u" ms"_s});
}

// Questions of the panels, each asked by the GUI thread.
void addQuestions(const events::Monitor &monitor, std::int64_t now, Report &report)
{
    const auto timed = [&](const QString &what, const auto &ask) {
        std::vector<double> times;
        for (int i = 0; i < 9; ++i) {
            const double begun = milliseconds(threadTime());
            ask();
            times.push_back(milliseconds(threadTime()) - begun);
        }
        report.figures.append(atMost(what, spreadOf(times).median, 50, u" ms"_s, 2));
    };
    std::size_t found = 0;
    const events::Range all = monitor.read()->extent().value_or(events::Range{});
    timed(u"incidents of it all"_s,
          [&] { found += monitor.read()->incidents(0, all, 5'000'000, 500).size(); });
    timed(u"statistics of it all"_s, [&] { found += monitor.read()->statistics(0, 0, all).commits; });
    timed(u"who has the lock now"_s, [&] { found += monitor.read()->lockNow(1, now).queue.size(); });
    timed(u"the wait before the last minute"_s,
          [&] { found += monitor.read()->previousWait(0, now - 60 * second).has_value() ? 1 : 0; });
    if (found == 0)
        report.failures.append(u"Nothing was found in the made-up run."_s);
}
} // namespace

Report benchLockView(const Options &options)
{
    Report report{.title = u"Locks: painting them"_s, .figures = {}, .failures = {}};
    events::Monitor monitor;
    test::MadeUpRun run;
    run.kinds.emplace_back("archive");
    run.jobs = 5;
    run.load = 4;
    const std::int64_t now = events::nanoseconds(events::Clock::now());
    run.time = {now - (options.quick ? 20 : 480) * second, now};
    const std::size_t told = test::tell(monitor, run);
    const qsizetype lanes = Screen(monitor, now, 1).lanes();
    report.figures.append({u"events behind it, lanes"_s, u"%1, %2"_s.arg(told).arg(lanes)});
    report.figures.append(
        {u"memory of the timeline"_s,
         number(static_cast<double>(monitor.read()->bytesUsed()) / 1048576.0, 1) + u" MiB"_s});
    if (lanes != 8)
        report.failures.append(u"There are not eight lanes."_s);
    if (!options.quick && told < 300'000)
        report.failures.append(u"Only %1 events were told."_s.arg(told));
    for (const double scale : {1.0, 2.0}) {
        for (const double seconds : {430.0, 30.0, 1.0})
            addFrames(monitor, now, options, scale, seconds, report);
    }
    addQuestions(monitor, now, report);
    return report;
}

} // namespace lockkeeper::bench
