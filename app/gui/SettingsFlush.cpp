#include "gui/SettingsFlush.h"

#include <QEvent>

namespace lockkeeper::app {

SettingsFlush::SettingsFlush(QSettings &settings, std::chrono::milliseconds interval)
    : m_path(settings.fileName())
    , m_format(settings.format())
{
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &SettingsFlush::flush);
    settings.installEventFilter(this);
}

SettingsFlush::~SettingsFlush()
{
    m_pool.waitForDone();
}

bool SettingsFlush::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QObject::eventFilter(watched, event);
    // The object takes its changes for pending from now on and does not ask again, so the timer goes on.
    m_timer.start();
    return true;
}

void SettingsFlush::flush()
{
    m_pool.clear();
    m_pool.start([path = m_path, format = m_format] { QSettings(path, format).sync(); });
}

} // namespace lockkeeper::app
