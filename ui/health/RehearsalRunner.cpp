#include "ui/health/RehearsalRunner.h"

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace lockkeeper::ui {

RehearsalRunner::RehearsalRunner(QObject *parent)
    : QObject(parent)
{
    m_look.setInterval(80ms);
    connect(&m_look, &QTimer::timeout, this, [this] {
        std::unique_lock lock(m_mutex);
        const health::RehearsalProgress now = m_progress;
        lock.unlock();
        Q_EMIT progressed(now);
    });
}

RehearsalRunner::~RehearsalRunner()
{
    m_stop.request_stop();
}

void RehearsalRunner::start(const QString &path, const health::RehearsalOptions &options)
{
    if (m_running)
        return;
    m_running = true;
    m_stop = {};
    m_progress = {};
    m_look.start();
    m_thread = std::jthread([this, path, options, stop = m_stop.get_token()] {
        const Result<health::RehearsalReport> report = health::rehearse(
            path, options,
            [this](const health::RehearsalProgress &progress) {
                const std::scoped_lock lock(m_mutex);
                m_progress = progress;
            },
            stop);
        QMetaObject::invokeMethod(
            this, [this, report] { ended(report); }, Qt::QueuedConnection);
    });
}

void RehearsalRunner::cancel()
{
    m_stop.request_stop();
}

void RehearsalRunner::ended(const Result<health::RehearsalReport> &report)
{
    m_look.stop();
    m_thread.join(); // it has nothing left to do
    m_running = false;
    if (report)
        Q_EMIT succeeded(*report);
    else
        Q_EMIT failed(report.error());
}

} // namespace lockkeeper::ui
