#include "tests/bench/BusyWindow.h"

#include "gui/Session.h"
#include "tests/bench/Figures.h"
#include "tests/bench/Waiting.h"
#include "ui/common/Theme.h"
#include "ui/contention/LockCanvas.h"
#include "ui/dashboard/Columns.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QTimer>
#include <QTreeView>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
// Somebody who cannot keep still.
class Somebody final
{
public:
    explicit Somebody(ui::MainWindow &window)
        : m_window(window)
        , m_tree(*window.findChild<QTreeView *>(u"communityTree"_s))
        , m_filter(*window.findChild<QLineEdit *>(u"filterField"_s))
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { act(); });
        m_timer.start(150ms);
    }

private:
    void act()
    {
        const int step = m_steps++;
        switch (step % 6) {
        case 0:
            m_tree.sortByColumn(step / 6 % ui::columnCount,
                                step % 4 < 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
            break;
        case 1:
            m_filter.setText(u"community-0"_s);
            break;
        case 2:
            m_filter.clear();
            m_tree.expandAll();
            break;
        case 3:
            m_tree.setCurrentIndex(m_tree.indexBelow(m_tree.currentIndex()));
            break;
        case 4:
            m_tree.setCurrentIndex(m_tree.model()->index(step % std::max(1, m_tree.model()->rowCount()), 0));
            break;
        case 5:
            m_window.resize(1100 + step % 5 * 60, 700 + step % 3 * 50);
            break;
        }
    }

    ui::MainWindow &m_window;
    QTreeView &m_tree;
    QLineEdit &m_filter;
    QTimer m_timer;
    int m_steps = 0;
};

// The same at the locks.
class Spectator final : public QObject
{
public:
    explicit Spectator(ui::MainWindow &window)
        : m_canvas(*window.findChild<ui::LockCanvas *>(u"lockCanvas"_s))
        , m_communities(*window.findChild<QComboBox *>(u"lockCommunity"_s))
    {
        m_canvas.viewport()->installEventFilter(this);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { act(); });
        m_timer.start(150ms);
    }

    [[nodiscard]] qint64 frames() const { return m_frames; }
    // A second in which the picture follows what happens.
    [[nodiscard]] double framesASecond() const
    {
        return m_followed.count() > 0 ? static_cast<double>(m_following) / seconds(m_followed) : 0;
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            ++m_frames;
            const auto now = std::chrono::steady_clock::now();
            if (m_last && m_canvas.view().following()) {
                m_followed += now - *m_last;
                ++m_following;
            }
            m_last = m_canvas.view().following() ? std::optional(now) : std::nullopt;
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void act()
    {
        const int step = m_steps++;
        constexpr std::array keys{Qt::Key_BracketLeft, Qt::Key_Plus, Qt::Key_Left, Qt::Key_BracketRight,
                                  Qt::Key_Minus,       Qt::Key_Home, Qt::Key_Minus};
        if (step % 12 == 11) {
            m_communities.setCurrentIndex(step / 12 % std::max(1, m_communities.count()));
        } else if (step % 6 == 0) {
            press(keys.at(static_cast<std::size_t>(step) / 6 % keys.size()));
        } else if (step % 6 == 1) { // it follows in between
            press(Qt::Key_End);
        }
    }

    void press(Qt::Key key)
    {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_canvas, &event);
    }

    ui::LockCanvas &m_canvas;
    QComboBox &m_communities;
    QTimer m_timer;
    int m_steps = 0;
    qint64 m_frames = 0;
    qint64 m_following = 0; // frames
    std::chrono::nanoseconds m_followed{0};
    std::optional<std::chrono::steady_clock::time_point> m_last; // frame, if it followed
};
} // namespace

BusyRun runBusyWindow(TimedApplication &application, const World &world, const QString &folder, int jobs,
                      std::chrono::seconds patience, View view)
{
    QSettings file(folder + u"/lockkeeper.ini"_s, QSettings::IniFormat);
    QSettings state(folder + u"/window.ini"_s, QSettings::IniFormat);
    ui::Theme theme(application, state);
    BusyRun run;

    application.forget();
    const double makingBegun = milliseconds(threadTime());
    app::Session session(world.settings(jobs), file, state, theme);
    run.makingMs = milliseconds(threadTime()) - makingBegun;
    const Watchdog watchdog; // from before the window shows until after the run
    session.begin();
    ui::MainWindow &window = session.window();
    const auto *tree = window.findChild<QTreeView *>(u"communityTree"_s);
    QAction *syncAll = window.findChild<QAction *>(u"syncAll"_s);
    if (!waitFor(patience, [&] { return syncAll->isEnabled() && tree->model()->rowCount() > 0; }))
        return run;

    const auto begun = std::chrono::steady_clock::now();
    if (view == View::Locks) {
        window.findChild<QAction *>(u"locksView"_s)->trigger();
        const Spectator spectator(window);
        syncAll->trigger();
        run.ended = waitFor(patience, [&] { return !window.running(); });
        run.lockFrames = spectator.frames();
        run.lockFramesASecond = spectator.framesASecond();
    } else {
        const Somebody somebody(window);
        syncAll->trigger();
        run.ended = waitFor(patience, [&] { return !window.running(); });
    }
    run.seconds = seconds(std::chrono::steady_clock::now() - begun);
    run.deafness = watchdog.deafness();
    run.longestDispatchMs = application.longestMs();
    run.longestDispatch = application.longest();
    run.longestWaitMs = application.longestWaitMs();
    run.longestWait = application.longestWait();
    run.dispatches = application.dispatches();
    return run;
}

} // namespace lockkeeper::bench
