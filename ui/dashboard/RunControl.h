// Between window and engine: starts, stops and retries jobs, and takes a snapshot some times a second while a
// run is under way and somebody looks. GUI thread; nothing here waits.
#pragma once

#include "sync/Catalog.h"
#include "sync/Snapshot.h"
#include "ui/dashboard/LogModel.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

namespace lockkeeper::sync {
class Engine;
}

namespace lockkeeper::ui {

class RunControl final : public QObject
{
    Q_OBJECT

public:
    explicit RunControl(QObject *parent = nullptr);

    void setEngine(sync::Engine *engine); // null: nothing can run
    void setCommunities(const QList<community::Community> &communities);
    void setWatched(bool watched); // a window nobody sees needs no snapshots

    [[nodiscard]] bool ready() const; // there is an engine, and something to sync
    [[nodiscard]] bool running() const;
    [[nodiscard]] const sync::RunSnapshot &last() const { return m_last; }

    void syncAll(bool full = false);
    void sync(const QList<sync::JobKey> &jobs);
    void retry(const QList<sync::JobKey> &jobs); // with their run's options, where the engine still has it
    void stop(const QList<sync::JobKey> &jobs);
    void stopAll();

Q_SIGNALS:
    void snapshotTaken(const lockkeeper::sync::RunSnapshot &run);
    void started();
    void finished(const lockkeeper::sync::RunSnapshot &run);
    void logged(const QList<lockkeeper::ui::LogEntry> &entries);

private:
    void take(const sync::RunSnapshot &run);
    void updateTimer();
    [[nodiscard]] bool isTold(const sync::JobSnapshot &job);

    QPointer<sync::Engine> m_engine;
    QList<community::Community> m_communities;
    sync::RunSnapshot m_last;
    QSet<QString> m_toldReasons; // of the run's failures, where they are their host's
    QTimer m_timer;
    bool m_watched = false;
};

} // namespace lockkeeper::ui
