#include "ui/dashboard/RunControl.h"

#include "sync/Engine.h"
#include "sync/Failures.h"
#include "sync/Plan.h"
#include "ui/dashboard/RunLog.h"

#include <QSet>

#include <algorithm>
#include <chrono>

namespace lockkeeper::ui {

namespace {
constexpr std::chrono::milliseconds lookEvery{125};

QDateTime now()
{
    return QDateTime::currentDateTimeUtc();
}
} // namespace

RunControl::RunControl(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_engine)
            take(m_engine->snapshot());
    });
}

void RunControl::setEngine(sync::Engine *engine)
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine = engine;
    take({});
    updateTimer();
    if (!engine)
        return;
    connect(engine, &sync::Engine::started, this, [this] {
        updateTimer();
        m_toldReasons.clear();
        Q_EMIT started();
        take(m_engine->snapshot());
    });
    connect(engine, &sync::Engine::jobStarted, this,
            [this](const sync::JobKey &key) { Q_EMIT logged({logStarted(key, now())}); });
    connect(engine, &sync::Engine::jobFinished, this,
            [this](const sync::JobSnapshot &job) { Q_EMIT logged(logEnded(job, isTold(job), now())); });
    connect(engine, &sync::Engine::finished, this, [this](const sync::RunSnapshot &run) {
        updateTimer();
        take(run);
        Q_EMIT logged(logRunEnded(run, now()));
        Q_EMIT finished(run);
    });
}

bool RunControl::isTold(const sync::JobSnapshot &job)
{
    if (!job.error || !sync::concernsHost(*job.error))
        return false;
    const bool told = m_toldReasons.contains(job.error->text);
    m_toldReasons.insert(job.error->text);
    return told;
}

void RunControl::setCommunities(const QList<community::Community> &communities)
{
    m_communities = communities;
}

void RunControl::setWatched(bool watched)
{
    if (watched && !m_watched && running())
        take(m_engine->snapshot()); // nothing old at the first sight
    m_watched = watched;
    updateTimer();
}

bool RunControl::ready() const
{
    return m_engine && !m_communities.isEmpty();
}

bool RunControl::running() const
{
    return m_engine && m_engine->running();
}

void RunControl::updateTimer()
{
    const bool needed = m_watched && running();
    if (needed && !m_timer.isActive())
        m_timer.start();
    else if (!needed)
        m_timer.stop();
}

void RunControl::take(const sync::RunSnapshot &run)
{
    m_last = run;
    Q_EMIT snapshotTaken(run);
}

void RunControl::syncAll(bool full)
{
    if (ready())
        m_engine->start(sync::makePlan(m_communities), {.full = full, .limit = {}});
}

void RunControl::sync(const QList<sync::JobKey> &jobs)
{
    if (!m_engine || jobs.isEmpty())
        return;
    sync::Plan plan;
    QSet<QString> wanted;
    for (const sync::JobKey &key : jobs)
        wanted.insert(key.community);
    std::ranges::copy_if(m_communities, std::back_inserter(plan.communities),
                         [&wanted](const community::Community &one) { return wanted.contains(one.id); });
    plan.jobs = jobs;
    m_engine->start(plan);
}

void RunControl::retry(const QList<sync::JobKey> &jobs)
{
    if (!m_engine)
        return;
    sync(m_engine->retry(jobs)); // what it no longer knows begins anew
}

void RunControl::stop(const QList<sync::JobKey> &jobs)
{
    if (!m_engine)
        return;
    for (const sync::JobKey &key : jobs)
        m_engine->cancel(key);
}

void RunControl::stopAll()
{
    if (m_engine)
        m_engine->cancelAll();
    if (running())
        take(m_engine->snapshot());
}

} // namespace lockkeeper::ui
