// Has a QSettings' file written on another thread: by itself QSettings writes on the thread it lives on as
// soon as that is idle, and a busy disk made the window deaf for 0.7 s. Qt lets several objects refer to one
// file from several threads; they share what is not written yet (QSettings, "Accessing Settings from Multiple
// Threads"). What is left: they share a mutex as well, so a change made during a write waits for it; that is
// why it comes seconds after the change.
#pragma once

#include <QObject>
#include <QSettings>
#include <QThreadPool>
#include <QTimer>

#include <chrono>

namespace lockkeeper::app {

// GUI thread. What is changed is on the disk some `interval` later; the rest is written when `settings` goes,
// which is after this.
class SettingsFlush final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsFlush(QSettings &settings,
                           std::chrono::milliseconds interval = std::chrono::seconds(10));
    ~SettingsFlush() override; // a write that is under way ends first

    bool eventFilter(QObject *watched, QEvent *event) override;
    void flush(); // now, on the other thread

private:
    const QString m_path;
    const QSettings::Format m_format;
    QTimer m_timer;
    QThreadPool m_pool;
};

} // namespace lockkeeper::app
