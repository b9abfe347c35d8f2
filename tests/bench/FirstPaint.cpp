#include "tests/bench/FirstPaint.h"

#include "gui/Session.h"
#include "tests/bench/Figures.h"
#include "ui/common/Theme.h"

#include <QDir>
#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockkeeper::bench {

namespace {
using Clock = std::chrono::steady_clock;

// Takes the time after a paint of the window has come to its end: an event queued while it paints is handled
// when the paint and the flush to the screen are over.
class PaintClock final : public QObject
{
public:
    PaintClock(QWidget &window, Clock::time_point started)
        : m_window(window)
        , m_started(started)
    {
        // The window's children cover it, so the first paint of any of them is the window's.
        QCoreApplication::instance()->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = event->type() == QEvent::Paint ? qobject_cast<QWidget *>(watched) : nullptr;
        if (widget != nullptr && widget->window() == &m_window && !m_pending) {
            m_pending = true;
            QMetaObject::invokeMethod(
                this, [this] { painted(); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    void painted()
    {
        m_pending = false;
        const double now = milliseconds(Clock::now() - m_started);
        if (m_paint.paintedMs == 0)
            m_paint.paintedMs = now;
        const auto *tree = m_window.findChild<QTreeView *>(u"communityTree"_s);
        m_paint.communities = tree->model()->rowCount();
        if (m_paint.communities == 0 || !tree->isVisible())
            return;
        m_paint.filledMs = now;
        const QJsonObject line{{u"painted_ms"_s, m_paint.paintedMs},
                               {u"filled_ms"_s, m_paint.filledMs},
                               {u"communities"_s, m_paint.communities}};
        std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
        QCoreApplication::quit();
    }

    QWidget &m_window;
    Clock::time_point m_started;
    FirstPaint m_paint;
    bool m_pending = false;
};
} // namespace

std::optional<FirstPaint> measureFirstPaint(const QString &folder)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const qint64 now = Clock::now().time_since_epoch() / 1ns;
    child.start(QCoreApplication::applicationFilePath(),
                {u"--first-paint"_s, folder, u"--started"_s, QString::number(now)});
    if (!child.waitForFinished(30'000) || child.exitCode() != 0)
        return std::nullopt;
    const QJsonObject line = QJsonDocument::fromJson(child.readAllStandardOutput()).object();
    return FirstPaint{.paintedMs = line.value("painted_ms"_L1).toDouble(),
                      .filledMs = line.value("filled_ms"_L1).toDouble(),
                      .communities = line.value("communities"_L1).toInt()};
}

int runFirstPaint(QApplication &application, const QString &folder, qint64 startedNs)
{
    app::Settings settings;
    settings.communitiesDir = folder + u"/communities"_s;
    settings.communitiesChosen = true;
    settings.dataDir = folder + u"/data"_s;
    QSettings file(folder + u"/lockkeeper.ini"_s, QSettings::IniFormat);
    QSettings state(folder + u"/window.ini"_s, QSettings::IniFormat);
    ui::Theme theme(application, state);
    app::Session session(settings, file, state, theme);
    const PaintClock clock(session.window(), Clock::time_point(std::chrono::nanoseconds(startedNs)));
    session.begin();
    QTimer::singleShot(20s, &application, [] { QCoreApplication::exit(1); });
    return QApplication::exec();
}

} // namespace lockkeeper::bench
