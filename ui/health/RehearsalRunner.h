// Rehearses on a thread of its own and tells the GUI's thread, where it lives.
#pragma once

#include "health/Rehearsal.h"

#include <QObject>
#include <QTimer>

#include <mutex>
#include <thread>

namespace lockkeeper::ui {

class RehearsalRunner final : public QObject
{
    Q_OBJECT

public:
    explicit RehearsalRunner(QObject *parent = nullptr);
    // Stops what runs and waits until its copies are gone. So who does not want to wait ends it only once
    // nothing runs, as the window does.
    ~RehearsalRunner() override;

    void start(const QString &path, const health::RehearsalOptions &options); // unless one is running
    void cancel();
    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] bool cancelling() const { return m_running && m_stop.stop_requested(); }

Q_SIGNALS:
    void progressed(const lockkeeper::health::RehearsalProgress &progress);
    void succeeded(const lockkeeper::health::RehearsalReport &report);
    void failed(const lockkeeper::Error &error); // kind cancelled, too

private:
    void ended(const Result<health::RehearsalReport> &report);

    std::mutex m_mutex;
    health::RehearsalProgress m_progress; // guarded by it
    QTimer m_look;
    std::stop_source m_stop;
    std::jthread m_thread;
    bool m_running = false;
};

} // namespace lockkeeper::ui
